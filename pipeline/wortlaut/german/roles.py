"""Words with which German news gives a person's role, besides the nouns of `role_nouns.csv`.

Source of both: own compilation. A noun of `role_nouns.csv` also heads its compounds ("Generalsekretär",
"CDU-Politikerin", "Ex-Kanzler"), unless too many other words end in it ("Vorrat"): then `in_compounds` is `no`. The
declensions and the feminine forms follow Duden, Die Grammatik, on Deklination and Movierung; if the noun is the same
for men and women ("Vize"), `feminine` is empty.
"""

from __future__ import annotations

STATUS = (
    "ehemalig", "früher", "damalig", "einstig", "vormalig", "bisherig", "künftig", "zukünftig", "designiert",
    "stellvertretend", "kommissarisch", "amtierend", "geschäftsführend", "scheidend", "gewählt", "abgesetzt",
    "gestürzt", "zurückgetreten", "verstorben",
)  # fmt: skip
"""Stems of adjectives that are part of a role, because the role would be false without them."""

ROLE_MODIFIERS = frozenset({
    "Ex", "Vize", "Co", "Alt", "Noch", "Ehren", "Interims", "Fast", "Beinahe", "Chef", "Star", "Top", "Profi", "Amts",
    "Partei", "Fraktions", "Bundes", "Landes", "Kreis", "Stadt", "Gemeinde", "Vereins", "Verbands", "Vorstands",
    "Firmen", "Konzern", "Unternehmens", "Regierungs", "Staats", "Justiz", "Innen", "Außen", "Finanz", "Wirtschafts",
    "Verkehrs", "Umwelt", "Polizei", "Gewerkschafts", "Fußball", "Fernseh", "Radio", "Rechts", "Klima", "Terror",
})  # fmt: skip
"""First parts of compounds that are not an organisation: "Ex-Kanzler", "Fraktions-Chefin"."""

RELATIVE_ROLES = frozenset({
    "Amtsinhaber", "Amtskollege", "Gegenkandidat", "Gegner", "Herausforderer", "Kandidat", "Kollege", "Kontrahent",
    "Nachfolger", "Rivale", "Spitzenkandidat", "Stellvertreter", "Vorgänger",
})  # fmt: skip
"""Roles that hold in one situation only, so that an office comes before them."""

COPULAS = frozenset({"ist", "bleibt"})
"""Verb forms that assign a present role to a person: "Rutte ist neuer Generalsekretär"."""

ATTRIBUTE_OPENERS = frozenset({
    "der", "des", "dieser", "dieses", "eines", "einer", "von", "vom", "für", "im", "in", "am", "an", "beim", "bei",
    "aus", "zur", "zum",
})  # fmt: skip
"""Words that open an attribute of a role: "Vorsitzender der SPD", "Ministerin für Verteidigung"."""

MASCULINE_ARTICLES = frozenset({
    "des", "dem", "den", "eines", "einem", "einen", "beim", "vom", "zum", "im", "am",
})  # fmt: skip
"""Articles that show that a nominalised adjective in -en is masculine: "dem Vorsitzenden"."""

FEMININE_ARTICLES = frozenset({"der", "einer", "zur"})
"""Articles that show that it is feminine: "der Vorsitzenden"."""
