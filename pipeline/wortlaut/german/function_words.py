"""Closed classes of German words that the quotation rules ask for.

Source: Duden, Die Grammatik, chapters on Konjunktionen, Präpositionen, Pronomen and Adverbien; own selection of
those that occur in frames of reported speech. Forms are in lower case.
"""

from __future__ import annotations

CLAUSE_OPENERS = frozenset({
    "dass", "daß", "ob", "wie", "warum", "wieso", "weshalb", "wann", "wo", "wer", "was", "welche", "welcher",
    "welches",
})  # fmt: skip
"""What opens a reported subordinate clause."""
DASS = frozenset({"dass", "daß"})
DASS_COMPOUNDS = frozenset({"so", "ohne", "als", "und", "oder", "anstatt", "auf", "außer", "sodass"})
"""Words that make another conjunction of a following dass, or join two of them."""
ADVERBIAL_INFINITIVES = frozenset({"um", "ohne", "anstatt", "statt"})
"""What opens an infinitive with zu that is an adverbial, not a complement."""
CONDITIONS = frozenset({"wenn", "falls"})
COORDINATORS = frozenset({"und", "aber", "doch", "sondern", "sowie", "oder"})
LEADING = frozenset({
    "und", "aber", "oder", "denn", "sondern", "doch", "sowie", "auch", "selbst", "nur", "so", "erst", "kurz",
})  # fmt: skip
"""Words that may stand before the word that opens a clause."""
LAUT = frozenset({"laut", "lt."})
SOURCE_PREPOSITIONS = frozenset({"nach", "gemäß", "aus", "entsprechend"})
"""Prepositions that frame reported words with a noun for words or views: nach Angaben, aus Sicht."""
ANAPHORIC_PRONOUNS = frozenset({"das", "dies", "dieses"})
"""Words that stand for the sentence before: Das teilte die Stadt mit."""
AUS_NOUNS = frozenset({"Sicht", "Perspektive", "Kreis"})
"""Reporting nouns that aus turns into a frame; elsewhere it tells where words are taken from (aus der Studie)."""
AFTER_PLAIN_SO = frozenset({
    "dass", "daß", "auch", "etwa", "wie", "viel", "viele", "lange", "weit", "bald", "oft", "gut", "zum",
    "beispielsweise",
})  # fmt: skip
"""Words after a so that compares, gives an example or opens a clause of result."""
ANAPHORIC_ADVERBS = frozenset({"demnach", "danach", "demzufolge"})
"""Adverbs that stand for a source named before: Demnach war die Straße glatt."""
AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "auf", "bei", "beim"})
MEDIUM_PREPOSITIONS = frozenset({"in", "im", "auf", "per", "via", "bei", "beim", "aus", "mit", "mittels", "über"})
"""Prepositions before the text or the occasion that holds the words: in einem Brief, im Interview, per Mail."""
ADDRESSEE_PREPOSITIONS = frozenset({"zu", "zum", "zur", "vor", "an"})
"""Prepositions before those who are spoken to: sagte zu ihm, vor Journalisten, appellierte an den Rat."""
AUDIENCES = (
    "journalisten", "journalistin", "reporter", "reportern", "presse", "medien", "öffentlichkeit", "zeitung",
    "zeitungen", "zeitschrift", "magazin", "nachrichtenagentur", "agentur", "sender", "fernsehsender", "rundfunk",
    "publikum", "zuhörern", "anhängern", "mitarbeitern", "bürgern", "abgeordneten", "delegierten", "regierung",
    "bevölkerung", "parlament", "gericht", "polizei", "ausschuss", "volk",
)  # fmt: skip
"""Ends of nouns for those to whom words in the news are said."""
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
    "er": "m", "ihm": "m", "ihn": "m", "dieser": "m", "letzterer": "m", "sie": "f", "ihr": "f",
    "diese": "f", "letztere": "f",
}  # fmt: skip
"""Pronouns that stand for one person, and the gender they tell."""
POINTING_PRONOUNS = frozenset({"dieser", "diese", "letzterer", "letztere"})
"""Pronouns for who was named last, not for whom the text is about (Duden, Die Grammatik, on Demonstrativpronomen)."""
DEMONSTRATIVES = frozenset({"letzterer", "letztere", "ersterer", "erstere"})
NOT_SPEAKERS = frozenset({"es", "man", "sich", "das", "dies", "was", "etwas", "nichts"})
TIME_NOUNS = frozenset({
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "uhr", "morgen",
    "mittag", "nachmittag", "abend", "nacht", "woche", "wochenende", "monat", "jahr", "tag", "januar", "februar",
    "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "anfang", "mitte",
    "ende", "zeitpunkt", "weiteren",
})  # fmt: skip
"""Nouns whose phrases tell a time, and are neither speaker nor addressee."""
JUDGEMENT_OPENERS = frozenset({"als", "für", "ein", "eine", "einem", "einen", "einer", "den"})
"""Words before a judgement in marks: bezeichnete das als „Fehler“, sprach von einem „Erfolg“."""
NAMING_PARTICLES = frozenset({"wie", "etwa", "zum", "beispiel", "z.b.", ":"})
"""Words between a noun for words and the words in marks: Sprüche wie „…“."""
