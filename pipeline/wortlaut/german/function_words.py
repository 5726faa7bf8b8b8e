"""Closed classes of German function words, used by the quotation rules.

Source: Duden, Die Grammatik, chapters on Konjunktionen, Präpositionen, Pronomen and Adverbien; own selection of
those that occur in frames of reported speech. Forms are in lower case.
"""

from __future__ import annotations

CLAUSE_OPENERS = frozenset({
    "dass", "daß", "ob", "wie", "warum", "wieso", "weshalb", "wann", "wo", "wer", "was", "welche", "welcher",
    "welches",
})  # fmt: skip
"""Words that open a reported subordinate clause."""
DASS = frozenset({"dass", "daß"})
DASS_COMPOUNDS = frozenset({"so", "ohne", "als", "und", "oder", "anstatt", "auf", "außer", "ausser", "sodass"})
"""Words that form a different conjunction with a following dass, or coordinate two dass-clauses."""
ADVERBIAL_INFINITIVES = frozenset({"um", "ohne", "anstatt", "statt"})
"""Words that open an infinitive with zu that is an adverbial, not a complement."""
CONDITIONS = frozenset({"wenn", "falls"})
CONNECTING_ADVERBS = frozenset({
    "aber", "allerdings", "auch", "außerdem", "ausserdem", "dagegen", "dennoch", "doch", "ferner", "gleichzeitig",
    "hingegen", "indes", "jedoch", "trotzdem", "zudem", "zugleich",
})  # fmt: skip
"""Adverbs beside the verb of a clause that shares its subject with the clause before: sagte aber, teilte jedoch mit."""
COORDINATORS = frozenset({"und", "aber", "doch", "sondern", "sowie", "oder"})
CORRELATIVES = frozenset({"weder", "entweder", "sowohl"})
"""First parts of conjunctions in two parts, which taggers may take for subordinating ones: weder … noch."""
LEADING = frozenset({
    "und", "aber", "oder", "denn", "sondern", "doch", "sowie", "auch", "selbst", "nur", "so", "erst", "kurz",
})  # fmt: skip
"""Words that may precede the word that opens a clause."""
LAUT = frozenset({"laut", "lt."})
"""The preposition that forms a frame with its source alone: laut Polizei."""
SOURCE_PREPOSITIONS = frozenset({"nach", "gemäß", "gemäss", "aus", "entsprechend"})
"""Prepositions that form a frame with a noun for words or views: nach Angaben, aus Sicht."""
ANAPHORIC_PRONOUNS = frozenset({"das", "dies", "dieses"})
"""Pronouns that refer to the previous sentence: Das teilte die Stadt mit."""
WITH_THESE_WORDS = ("mit", "diesen", "worten")
"""Words that refer to a speech just before: „Es reicht.“ Mit diesen Worten ging sie."""
CONNECTIVE_ADVERBS = frozenset({
    "danach", "daraufhin", "dabei", "dadurch", "damit", "dagegen", "demnach", "deshalb", "deswegen", "trotzdem",
    "zudem", "außerdem", "ausserdem", "daher", "dazu", "stattdessen",
})  # fmt: skip
"""Pronominal adverbs that connect a clause to the one before it and do not point to a reported clause."""
FREE_PARTICLES = frozenset({"weiter", "wieder", "zusammen", "fort"})
"""Adverbs that look like a particle and may follow any verb: sagte Biner weiter."""
SAYING_OPENERS = frozenset({"wie", "so"})
"""Words that open a sentence about the words after it: Wie sagte schon mein Großvater? „…“"""
POINTS_OF_VIEW = frozenset({"Sicht", "Perspektive", "Kreis"})
"""Reporting nouns that form a frame with aus; with others, aus gives the origin of the words (aus der Studie)."""
OWN_WISHES = frozenset({"Vorstellung", "Wunsch", "Plan", "Ermessen", "Idee"})
"""Reporting nouns that are a manner of acting with eigen: nach eigenen Vorstellungen."""
AFTER_PLAIN_SO = frozenset({
    "dass", "daß", "auch", "etwa", "wie", "viel", "viele", "lange", "weit", "bald", "oft", "gut", "zum",
    "beispielsweise",
})  # fmt: skip
"""Words after so when it compares, gives an example or opens a result clause, and does not quote."""
AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens", "vonseiten"})
PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "auf", "bei", "beim"})
HOUSE_PREPOSITIONS = frozenset({"bei", "beim", "in", "im"})
"""Prepositions before those for whom `man` stands: bei der Stadt hofft man, im Rathaus."""
MEDIUM_PREPOSITIONS = frozenset({"in", "im", "auf", "per", "via", "bei", "beim", "aus", "mit", "mittels", "über"})
"""Prepositions before the text or occasion of the words: in einem Brief, im Interview, per Mail."""
ADDRESSEE_PREPOSITIONS = frozenset({"zu", "zum", "zur", "vor", "an"})
"""Prepositions before the addressee: sagte zu ihm, vor Journalisten, appellierte an den Rat."""
AUDIENCE_DETERMINERS = frozenset({"der", "dieser", "unserer"})
"""Articles of feminine addressees in the dative, which are those of a genitive, too: sagte der Zeitung."""
FEMININE_MEDIA = (
    "nachrichtenagentur", "presse", "presse-agentur", "presseagentur", "redaktion", "zeitschrift", "zeitung",
)  # fmt: skip
"""Endings of nouns for feminine media that are told something."""
AUDIENCES = (
    "journalisten", "journalistin", "reporter", "reportern", "presse", "medien", "öffentlichkeit", "zeitung",
    "zeitungen", "zeitschrift", "magazin", "nachrichtenagentur", "agentur", "sender", "fernsehsender", "rundfunk",
    "publikum", "zuhörern", "anhängern", "mitarbeitern", "bürgern", "abgeordneten", "delegierten", "regierung",
    "bevölkerung", "parlament", "gericht", "polizei", "ausschuss", "volk",
    "redaktion",
)  # fmt: skip
"""Endings of nouns for typical addressees in news."""
MISTAGGED_PREPOSITIONS = LAUT | {"gemäß", "gemäss"}
"""Prepositions that taggers take for an adjective, or for one with an article, before a noun: Gemäss Polizei."""
ATTRIBUTE_SOURCES = MISTAGGED_PREPOSITIONS | {"nach", "zufolge"}
"""Prepositions that name the source of an attribute: das laut Polizei gestohlene Auto."""
MISTAGGED_ADJECTIVES = frozenset({"bekannt"})
"""Adjectives that taggers take for a participle (of `bekennen`): wurde bekannt."""
ATTRIBUTE_PREPOSITIONS = frozenset({"von", "vom", "aus", "für"})
"""Prepositions that attach an attribute to a person's name or office."""
GENITIVE_DETERMINERS = frozenset({
    "des", "der", "eines", "einer", "dieses", "dieser", "seines", "seiner", "ihres", "ihrer", "beider", "aller",
    "einiger", "mehrerer", "vieler", "unserer", "zweier", "dreier",
})  # fmt: skip
OBLIQUE_ARTICLES = frozenset({"des", "dem", "den"})
"""Articles that cannot open a subject."""
OBLIQUE_PRONOUNS = frozenset({"ihm", "ihn", "ihr", "ihnen", "mir", "mich", "dir", "dich", "uns", "euch"})
"""Personal pronouns that cannot be a subject."""
FACTS = frozenset({"Fall", "Fakt", "Tatsache", "Umstand", "Weise"})
"""Nouns whose clauses are nobody's words: die Tatsache, dass …; die Art und Weise, wie …"""
DURATIONS = frozenset({"sekunde", "minute", "stunde", "tag", "woche", "monat", "jahr"})
"""Nouns of measures of time, lemmas: zwei Tage nach der Meldung."""
SHORTLY = frozenset({"direkt", "erst", "gleich", "kurz", "lange", "sofort", "unmittelbar"})
"""Adverbs before which nach is temporal: kurz nach der Meldung."""
RESPONSES = frozenset({
    "Ablehnung", "Applaus", "Beifall", "Gegenwind", "Lob", "Protest", "Rückendeckung", "Schelte", "Unterstützung",
    "Widerspruch", "Widerstand", "Zuspruch", "Zustimmung",
})  # fmt: skip
"""Nouns for what somebody has said about a thing, beside those in `reporting_nouns.csv`: Lob gab es von der SPD."""
GIVER_PREPOSITIONS = frozenset({"aus", "von", "vom", "seitens"})
"""Prepositions before those whose words they are: Kritik kam vom Verband."""
QUESTION_NOUNS = frozenset({"frage", "fragen", "nachfrage", "nachfragen", "anfrage", "anfragen", "rückfrage"})
RESUMING = frozenset({"weiter", "zudem", "abschließend", "ferner", "außerdem", "ausserdem", "darin", "dort", "weiters"})
"""Adverbs beside a verb whose words go on with those before: hieß es weiter, heißt es darin, so Falk weiter."""
QUESTION_PREPOSITIONS = frozenset({"auf", "zu", "zur"})
"""Words before a question that somebody answers: Auf die Frage, ob sie bleibe, sagte Falk: „Ja.“"""
AUTHOR_PRONOUNS = frozenset({"ich", "wir", "du", "ihr"})
"""Pronouns for the author of a text and its readers, who are nobody that it quotes: Wir erwarten, dass …"""
NOMINATIVE_PRONOUNS = frozenset({"er", "wir", "ich"})
AMBIGUOUS_PRONOUNS = frozenset({"sie", "dieser", "diese"})
PRONOUN_GENDERS = {
    "er": "m", "ihm": "m", "ihn": "m", "dieser": "m", "letzterer": "m", "sie": "f", "ihr": "f",
    "diese": "f", "letztere": "f",
}  # fmt: skip
"""Pronouns that refer to one person, with the gender that they imply."""
POSSESSIVE_GENDERS = {"sein": "m", "ihre": "f"}
"""First four letters of the possessives of one person, with the gender that they imply; `ihre` may be plural, too."""
NOUNS_OF_WORDS = frozenset({
    "angaben", "ansicht", "antwort", "appell", "argument", "auffassung", "auskunft", "aussage", "aussagen",
    "befürchtung", "begründung", "bilanz", "botschaft", "credo", "darstellung", "devise", "diagnose", "einschätzung",
    "einwand", "erachten", "erkenntnissen", "erklärung", "fazit", "forderung", "hoffnung", "meinung", "motto",
    "prognose", "rat", "resümee", "schilderung", "schilderungen", "sicht", "sorge", "these", "tipp", "urteil",
    "vermutung", "version", "vorschlag", "vorwurf", "worten", "wunsch", "äußerungen", "äusserungen", "überzeugung",
})  # fmt: skip
"""Nouns for words and views in a frame, after a possessive: nach seinen Angaben, ihrer Ansicht nach, ihr Fazit: …"""
POINTING_PRONOUNS = frozenset({"dieser", "diese", "letzterer", "letztere"})
"""Pronouns for whoever was named last, not for the topic of the text (Duden, Die Grammatik, Demonstrativpronomen)."""
DEMONSTRATIVES = frozenset({"letzterer", "letztere", "ersterer", "erstere"})
NOT_SPEAKERS = frozenset({
    "es", "man", "sich", "das", "dies", "was", "etwas", "nichts", "alles", "einiges", "manches", "viel", "vieles",
    "wenig",
})  # fmt: skip
NOBODY = frozenset({"man", "niemand"})
"""Pronouns for nobody in particular, whose words are not reported: Man merkt, dass …"""
DAYS = frozenset({
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
})  # fmt: skip
"""Days of the week."""
TIME_NOUNS = DAYS | {
    "uhr", "mez", "mesz", "utc", "ortszeit", "morgen", "mittag", "nachmittag", "abend", "nacht", "woche", "wochenende",
    "monat", "jahr", "tag", "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "dezember", "anfang", "mitte", "ende", "zeitpunkt", "weiteren",
}  # fmt: skip
"""Nouns whose phrases denote a time and are neither speaker nor addressee."""
JUDGEMENT_OPENERS = frozenset({"als", "für", "ein", "eine", "einem", "einen", "einer", "den"})
"""Words before a judgement in quotation marks: bezeichnete das als „Fehler“, sprach von einem „Erfolg“."""
TITLE_NOUNS = frozenset({
    "Motto", "Mottos", "Name", "Namen", "Titel", "Titeln", "Titels", "Untertitel", "Überschrift", "Überschriften",
})  # fmt: skip
"""Nouns before words in marks that are a title or a name, and nobody's words: `unter dem Motto „Hände weg!“`."""
NOMINATIVE_ARTICLES = frozenset({"der", "die", "das"})
"""Articles before a name in marks that is a subject: wie die „Aktion Stadt hilft“ mitteilte."""
NAMING_FORMS = frozenset({"nennt", "nennen", "nannte", "nannten"})
"""Verbs after a name in marks that some give themselves: die sich „Freie Bürger“ nennen."""
NAMING_PARTICLES = frozenset({"wie", "etwa", "zum", "beispiel", "z.b.", ":"})
"""Words between a noun for words and the quoted words: Sprüche wie „…“."""

LIGHT_VERBS = frozenset({
    "bleiben", "dürfen", "geben", "gehen", "haben", "kommen", "können", "lassen", "machen", "mögen", "müssen", "sagen",
    "sein", "sollen", "stehen", "tun", "werden", "wollen",
})  # fmt: skip
"""Verbs that say little by themselves, so that they characterise no text."""

ORGANISATION_PRONOUNS = {"er": "der", "es": "das", "sie": "die"}
"""Pronouns for one organisation, with the nominative article that it has: `die Stadt …, wie sie mitteilte`."""

VICTIMS = frozenset({"leben", "menschenleben", "opfer", "schwerverletzte", "tote", "todesopfer", "verletzte"})
"""What storms and accidents `fordern`, without speaking."""
