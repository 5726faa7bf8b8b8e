"""Words by which German news tell a person's role, beside the nouns of `role_nouns.csv`.

Source of both: own compilation. A noun of `role_nouns.csv` also heads its compounds ("Generalsekretär",
"CDU-Politikerin", "Ex-Kanzler"), unless too many other words end like it ("Vorrat"): then `in_compounds` is `no`. The
declensions and the feminine forms are those of Duden, Die Grammatik, on Deklination and Movierung; where a man and a
woman bear the same noun ("Vize"), `feminine` is empty.
"""

from __future__ import annotations

STATUS = (
    "ehemalig", "früher", "damalig", "einstig", "vormalig", "bisherig", "künftig", "zukünftig", "designiert",
    "stellvertretend", "kommissarisch", "amtierend", "geschäftsführend", "scheidend", "gewählt", "abgesetzt",
    "gestürzt", "zurückgetreten", "verstorben",
)  # fmt: skip
"""Stems of adjectives that belong to a role, because without them it would be untrue."""

ROLE_MODIFIERS = frozenset({
    "Ex", "Vize", "Co", "Alt", "Noch", "Ehren", "Interims", "Fast", "Beinahe", "Chef", "Star", "Top", "Profi", "Amts",
    "Partei", "Fraktions", "Bundes", "Landes", "Kreis", "Stadt", "Gemeinde", "Vereins", "Verbands", "Vorstands",
    "Firmen", "Konzern", "Unternehmens", "Regierungs", "Staats", "Justiz", "Innen", "Außen", "Finanz", "Wirtschafts",
    "Verkehrs", "Umwelt", "Polizei", "Gewerkschafts", "Fußball", "Fernseh", "Radio", "Rechts", "Klima", "Terror",
})  # fmt: skip
"""First parts of compounds that name no organisation: "Ex-Kanzler", "Fraktions-Chefin"."""

COPULAS = frozenset({"ist", "bleibt"})
"""Verb forms that give a person a role in the present: "Rutte ist neuer Generalsekretär"."""

ATTRIBUTE_OPENERS = frozenset({
    "der", "des", "dieser", "dieses", "eines", "einer", "von", "vom", "für", "im", "in", "am", "an", "beim", "bei",
    "aus", "zur", "zum",
})  # fmt: skip
"""Words that begin what hangs on a role: "Vorsitzender der SPD", "Ministerin für Verteidigung"."""

MASCULINE_ARTICLES = frozenset({
    "des", "dem", "den", "eines", "einem", "einen", "beim", "vom", "zum", "im", "am",
})  # fmt: skip
"""Articles that show an adjective used as a noun, with the ending -en, to be masculine: "dem Vorsitzenden"."""

FEMININE_ARTICLES = frozenset({"der", "einer", "zur"})
"""Articles that show it to be feminine: "der Vorsitzenden"."""
