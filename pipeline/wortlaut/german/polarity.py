"""German words that negate, reverse, intensify or weaken the polarity of other words.

Sources: Duden, Die Grammatik, on Negationswörter (nicht, kein, nie, ohne, weder … noch, …) and on
Intensitätspartikeln (steigernd: sehr, höchst, überaus, …; abschwächend: etwas, einigermaßen, …), with the
adjectives of size that have the same effect before a noun (großer Erfolg, leichte Krise).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from wortlaut.german import word_lists
from wortlaut.german.inflection import participle
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

PHRASE_NEGATORS = frozenset({"ohne", "statt", "anstatt", "anstelle"})
"""Prepositions, which negate only their phrase: ohne Streit einig; with `zu` and an infinitive the clause."""
SUBJECT_NEGATORS = frozenset({
    "kein", "keine", "keinem", "keinen", "keiner", "keines", "niemand", "niemandem", "niemanden",
})  # fmt: skip
"""Negators that, in the subject, negate the predicate at the other end of the clause: niemand wurde … verletzt."""
EXISTENCE_VERBS = frozenset({"bestehen", "drohen", "existieren", "geben", "herrschen", "vorliegen"})
"""Verbs that say that there is something; negated, they deny their subject or object: Lebensgefahr besteht nicht."""
NOT_ABOUT = ("nicht", "darum")
"""Words that at the end of a clause negate the next one: Es geht nicht darum, …"""
MEASURES = frozenset({"breit", "dick", "groß", "hoch", "lang", "schwer", "tief", "weit", "alt", "teuer"})
"""Adjectives that, after a number and a unit, give a measure and no judgement: 30 Meter hoch, zwei Tonnen schwer."""
ABOUT = frozenset({"gut", "knapp", "rund", "etwa", "fast", "glatt", "stolze", "satte"})
"""Words that before a number mean a little more or less: gut 200."""

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
CONTRASTS = frozenset({"aber", "allerdings", "dennoch", "doch", "jedoch", "obwohl", "trotz", "trotzdem", "zwar"})
"""Words that set good against bad."""
CONDITIONAL_CONJUNCTIONS = frozenset({"falls", "ob", "sofern", "wenn"})
"""Conjunctions whose clause is not asserted."""
COMPARISON_PARTICLES = frozenset({"als", "denn"})
"""Words before the standard of comparison after a comparative."""


class PolarWord(NamedTuple):
    """A word or phrase whose polarity in news differs from textblob-de's, or that textblob-de does not list.

    Attributes:
        polarity: From -1 to 1, on textblob-de's scale; 0 if it is not polar in news.
        sense: What is good or bad about it, e.g. `accident`, `success`; `not polar` with polarity 0.
    """

    polarity: float
    sense: str


class Phrase(NamedTuple):
    """Words that are polar, or not polar, only together: `ums Leben`, `in der Regel`.

    Attributes:
        forms: Its words in lower case.
        verbs: Lemmas of verbs of which the sentence must contain one; empty if it needs none.
        word: Its polarity and sense.
    """

    forms: tuple[str, ...]
    verbs: frozenset[str]
    word: PolarWord


@cache
def polar_words() -> dict[tuple[str, str], PolarWord]:
    """Return the polar words of news, from `polar_words.csv`.

    Own knowledge of German, and the vocabulary of news texts labelled for training (see `training/README.md`). Where
    textblob-de has the same sign, the polarity is textblob-de's, and only the sense is ours.

    Returns:
        By part of speech (NOUN, VERB, ADJ; adverbs among the adjectives) and lemma. Participles of the verbs are
        adjectives, too, unless the list has them.
    """
    listed = {
        (row["pos"], row["lemma"]): PolarWord(float(row["polarity"]), row["sense"])
        for row in word_lists.rows("polar_words.csv")
    }
    participles = {("ADJ", participle(lemma)): word for (pos, lemma), word in listed.items() if pos == "VERB"}
    return {**participles, **listed}


@cache
def polar_heads() -> frozenset[str]:
    """Return the nouns of `polar_words.csv` that give a compound their polarity: *Wohnungsbrand* like *Brand*."""
    return frozenset(row["lemma"] for row in word_lists.rows("polar_words.csv") if row["in_compounds"] == "yes")


@cache
def polar_phrases() -> dict[tuple[str, str], tuple[Phrase, ...]]:
    """Return the phrases of `polar_phrases.csv` by their first two words, the longest first; own German."""
    phrases: dict[tuple[str, str], list[Phrase]] = {}
    for row in word_lists.rows("polar_phrases.csv"):
        words = tuple(row["phrase"].split())
        verbs = frozenset(row["verbs"].split("|")) if row["verbs"] else frozenset[str]()
        phrase = Phrase(words, verbs, PolarWord(float(row["polarity"]), row["sense"]))
        phrases.setdefault((words[0], words[1]), []).append(phrase)
    return {begin: tuple(sorted(found, key=lambda one: -len(one.forms))) for begin, found in phrases.items()}


@cache
def shifting_participles() -> dict[str, str]:
    """Return the verbs of `polarity_shifters.csv` that reverse their object, by participle II: *beendet*."""
    verbs = (lemma for (lemma, pos), arguments in shifters().items() if pos == "VERB" and "object" in arguments)
    return {participle(lemma): lemma for lemma in verbs}


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
