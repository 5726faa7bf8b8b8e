"""German words that deny, strengthen or weaken the polarity of other words.

Sources: Duden, Die Grammatik, on Negationswörter (nicht, kein, nie, ohne, weder … noch, …) and on
Intensitätspartikeln (steigernd: sehr, höchst, überaus, …; abschwächend: etwas, einigermaßen, …), with the
adjectives of size that do the same before a noun (großer Erfolg, leichte Krise).
"""

from __future__ import annotations

NEGATORS = frozenset({
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "keins", "keinerlei", "keinesfalls",
    "keineswegs", "mitnichten", "nicht", "nichts", "nie", "niemals", "niemand", "niemandem", "niemanden",
    "niemandes", "nimmer", "nirgends", "nirgendwo", "ohne", "weder",
})  # fmt: skip
"""Forms that deny what follows them; `noch` is one more after `weder`."""
WEAK_NEGATORS = frozenset({"kaum", "schwerlich"})
"""Forms that all but deny it."""
FORWARD_NEGATORS = frozenset({
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "keins", "keinerlei", "ohne", "weder", "noch",
})  # fmt: skip
"""Determiners, the preposition and the pair weder … noch: they never deny what stands before them."""
NOT_NEGATING = frozenset({
    ("nicht", "nur"), ("nicht", "bloß"), ("nicht", "zuletzt"), ("nichts", "als"), ("nichts", "außer"), ("nie", "zuvor"),
})  # fmt: skip
"""A negator and the word after it that together deny nothing: nicht nur gut; nichts als Ärger; so gut wie nie zuvor."""
NEGATED_TIME = "mehr"
"""A word of degree that speaks of time after a negator (nicht mehr gut)."""

INTENSIFIERS = frozenset({
    "absolut", "ausgesprochen", "außerordentlich", "äußerst", "beachtlich", "besonders", "bitter",
    "derart", "dermaßen", "deutlich", "drastisch", "enorm", "erheblich", "extrem", "gewaltig",
    "gigantisch", "gravierend", "groß", "heftig", "hoch", "höchst", "immens", "komplett", "massiv",
    "maßlos", "restlos", "riesig", "rundum", "schwer", "sehr", "stark", "tief", "total", "überaus",
    "überwältigend", "unendlich", "ungeheuer", "ungemein", "ungewöhnlich", "unglaublich", "vollauf",
    "vollkommen", "völlig", "weitaus", "wesentlich", "zutiefst",
})  # fmt: skip
"""Adverbs and adjectives that raise the polarity of the word right after them (großer Erfolg)."""
DOWNTONERS = frozenset({
    "bedingt", "bisschen", "einigermaßen", "etwas", "gering", "geringfügig", "halbwegs", "klein",
    "leicht", "leidlich", "mäßig", "minimal", "schwach", "teilweise", "vergleichsweise",
    "verhältnismäßig", "ziemlich",
})  # fmt: skip
"""Adverbs and adjectives that lower the polarity of the word right after them (etwas besser)."""

CLAUSE_CONJUNCTIONS = frozenset({"und", "aber", "sondern"})
"""Words that no negation reaches across. `oder` is none: keine Gewalt oder Drohung denies both."""
CLAUSE_MARKS = frozenset(",;:–—-()[]…!?./|•") | {"..."}
"""Marks that no negation reaches across, beside the quotation marks (`pipeline.german.marks`)."""
