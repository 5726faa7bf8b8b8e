"""German words that negate, reverse, intensify or weaken the polarity of other words.

Sources: Duden, Die Grammatik, on Negationswörter (nicht, kein, nie, ohne, weder … noch, …) and on
Intensitätspartikeln (steigernd: sehr, höchst, überaus, …; abschwächend: etwas, einigermaßen, …), with the
adjectives of size that have the same effect before a noun (großer Erfolg, leichte Krise).
"""

from __future__ import annotations

from functools import cache

from wortlaut.german import word_lists
from wortlaut.german.verbs import SUBJUNCTIVE_II

NEGATORS = frozenset({
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "keins", "keinerlei", "keinesfalls",
    "keineswegs", "mitnichten", "nicht", "nichts", "nie", "niemals", "niemand", "niemandem", "niemanden",
    "niemandes", "nimmer", "nirgends", "nirgendwo", "ohne", "weder", "statt", "anstatt", "anstelle",
})  # fmt: skip
"""Forms that negate what follows them; after `weder`, `noch` is another one."""
WEAK_NEGATORS = frozenset({"kaum", "schwerlich", "wenig", "weniger", "minder"})
"""Forms that almost negate what follows; the comparative `weniger` only lowers its degree."""
FORWARD_NEGATORS = frozenset({
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "keins", "keinerlei", "ohne", "weder", "noch",
    "statt", "anstatt", "anstelle", "wenig", "weniger", "minder",
})  # fmt: skip
"""Determiners, prepositions and the pair weder … noch, which never negate what precedes them."""
NOT_NEGATING = frozenset({
    ("nicht", "nur"), ("nicht", "bloß"), ("nicht", "allein"), ("nicht", "zuletzt"), ("nichts", "als"),
    ("nichts", "außer"), ("nichts", "anderes"), ("nie", "zuvor"),
})  # fmt: skip
"""Negators with a following word that together do not negate: nicht nur gut; nichts als Ärger; gut wie nie zuvor."""
NOT_NEGATING_AFTER = frozenset({("ein", "wenig"), ("oder", "weniger")})
"""Words with a following weak negator that together do not negate: ein wenig besser, mehr oder weniger gut."""
ANYTHING_BUT = ("alles", "andere", "als")
"""Words that together negate what follows them: alles andere als gut."""
NEGATED_TIME = "mehr"
"""A degree word that is temporal after a negator (nicht mehr gut)."""

INTENSIFIERS = frozenset({
    "absolut", "ausgesprochen", "außerordentlich", "äußerst", "beachtlich", "besonders", "bitter",
    "derart", "dermaßen", "deutlich", "drastisch", "enorm", "erheblich", "extrem", "gewaltig",
    "gigantisch", "gravierend", "groß", "heftig", "hoch", "höchst", "immens", "komplett", "massiv",
    "maßlos", "restlos", "riesig", "rundum", "schwer", "sehr", "stark", "tief", "total", "überaus",
    "überwältigend", "unendlich", "ungeheuer", "ungemein", "ungewöhnlich", "unglaublich", "vollauf",
    "vollkommen", "völlig", "weitaus", "wesentlich", "zutiefst",
})  # fmt: skip
"""Adverbs and adjectives that raise the polarity of the next word (großer Erfolg)."""
DOWNTONERS = frozenset({
    "bedingt", "bisschen", "einigermaßen", "etwas", "gering", "geringfügig", "halbwegs", "klein",
    "leicht", "leidlich", "mäßig", "minimal", "schwach", "teilweise", "vergleichsweise",
    "verhältnismäßig", "ziemlich",
})  # fmt: skip
"""Adverbs and adjectives that lower the polarity of the next word (etwas besser)."""

CLAUSE_CONJUNCTIONS = frozenset({"und", "aber", "sondern"})
"""Words that end the scope of a negation. `oder` does not: keine Gewalt oder Drohung negates both."""
CLAUSE_MARKS = frozenset(",;:–—-()[]…!?./|•") | {"..."}
"""Marks that end the scope of a negation, besides the quotation marks (`wortlaut.german.marks`)."""

NON_POLAR_HEADS = frozenset({
    "ausschuss", "behinderung", "beihilfe", "besetzung", "bewegung", "bleiben", "bruch", "duell", "eifer", "elfer",
    "erhalt", "erhaltung", "hebung", "hörigkeit", "impfung", "kampf", "komplex", "kraft", "laune", "lektion", "liebe",
    "neigung", "reife", "rüstung", "schuss", "schwung", "sprache", "steigerung", "sucht", "therapie", "verfolgung",
    "zuschauer",
})  # fmt: skip
"""Endings of nouns that only look like a polar noun (Beschimpfung) or are not polar there (Fachkraft, Wahlkampf)."""

HYPOTHETICAL = SUBJUNCTIVE_II - {"möchte", "möchten", "dürfte", "dürften"}
"""Verb forms for what would be or could be (Konjunktiv II), except wishes and guesses."""
FIRST_PERSON = frozenset({"ich", "mich", "mir", "mein", "meine", "wir", "uns", "unser", "unsere"})
"""Pronouns with which speakers refer to themselves."""
CONDITIONAL_CONJUNCTIONS = frozenset({"falls", "ob", "sofern", "wenn"})
"""Conjunctions whose clause is not asserted."""
COMPARISON_PARTICLES = frozenset({"als", "denn"})
"""Words before the standard of comparison after a comparative."""


@cache
def shifters() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the words that reverse the polarity of what depends on them, from `polarity_shifters.csv`.

    Own knowledge of German, compared with the verbs of Schulder, Wiegand and Ruppenhofer (2020).

    Returns:
        By lemma and part of speech (VERB, NOUN, ADJ), the arguments that they reverse: `subject`, `object`, `genitive`
        or a preposition (Schutz **vor** Gewalt).
    """
    arguments: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in word_lists.rows("polarity_shifters.csv"):
        key = row["lemma"], row["pos"]
        arguments[key] = (*arguments.get(key, ()), row["argument"])
    return arguments
