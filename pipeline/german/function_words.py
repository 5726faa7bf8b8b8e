"""Closed classes of German words that the quotation rules ask for.

Source: Duden, Die Grammatik, chapters on Konjunktionen, Präpositionen, Pronomen and Adverbien; own selection of
those that occur in frames of reported speech. Forms are in lower case.
"""

from __future__ import annotations

CLAUSE_OPENERS = frozenset({
    "dass", "daß", "ob", "wonach", "wie", "warum", "wieso", "weshalb", "wann", "wo", "wer", "was", "welche", "welcher",
    "welches",
})  # fmt: skip
"""What opens a reported subordinate clause."""
DASS = frozenset({"dass", "daß"})
DASS_COMPOUNDS = frozenset({"so", "ohne", "als", "und", "oder", "anstatt", "auf", "außer", "sodass"})
"""Words that make another conjunction of a following dass, or join two of them."""
ADVERBIAL_INFINITIVES = frozenset({"um", "ohne", "anstatt", "statt"})
"""What opens an infinitive with zu that is an adverbial, not a complement."""
CONDITIONS = frozenset({"wenn", "falls"})
TIME_CLAUSES = frozenset({"als", "nachdem", "während"})
COORDINATORS = frozenset({"und", "aber", "doch", "sondern", "sowie", "oder"})
LEADING = frozenset({
    "und", "aber", "oder", "denn", "sondern", "doch", "sowie", "auch", "selbst", "nur", "so", "erst", "kurz",
})  # fmt: skip
"""Words that may stand before the word that opens a clause."""
LAUT = frozenset({"laut", "lt."})
SOURCE_PREPOSITIONS = frozenset({"nach", "gemäß", "aus", "entsprechend"})
"""Prepositions that frame reported words with a noun for words or views: nach Angaben, aus Sicht."""
BACK_REFERENCES = frozenset({"demnach", "danach", "demzufolge"})
AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "auf", "bei", "beim"})
ATTRIBUTE_PREPOSITIONS = frozenset({"von", "vom", "aus", "für"})
"""Prepositions that hang an attribute on a person's name or office."""
GENITIVE_DETERMINERS = frozenset({
    "des", "der", "eines", "einer", "dieses", "dieser", "seines", "seiner", "ihres", "ihrer", "beider", "aller",
})  # fmt: skip
OBLIQUE_ARTICLES = frozenset({"des", "dem", "den"})
"""Articles that no subject has."""
NOMINATIVE_PRONOUNS = frozenset({"er", "wir", "ich"})
AMBIGUOUS_PRONOUNS = frozenset({"sie", "dieser", "diese"})
PRONOUN_GENDERS = {
    "er": "m", "ihm": "m", "ihn": "m", "dieser": "m", "letzterer": "m", "sie": "f", "ihr": "f", "diese": "f",
    "letztere": "f",
}  # fmt: skip
"""Pronouns that stand for one person, and the gender they tell."""
DEMONSTRATIVES = frozenset({"letzterer", "letztere", "ersterer", "erstere"})
NOT_SPEAKERS = frozenset({"es", "man", "sich", "das", "dies", "was", "etwas", "nichts"})
TIMES = frozenset({
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "uhr", "morgen",
    "mittag", "nachmittag", "abend", "nacht", "woche", "wochenende", "monat", "jahr", "tag", "januar", "februar",
    "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "anfang", "mitte",
    "ende", "zeitpunkt", "weiteren",
})  # fmt: skip
"""Nouns whose phrases tell a time, and are neither speaker nor addressee."""
JUDGING = frozenset({"als", "eine", "einem", "einen", "einer"})
"""Words before a judgement in marks: bezeichnete das als „Fehler“, sprach von einem „Erfolg“."""
