"""Define the table contract (each column's meaning, type and unit) and the data dictionary generated from it."""

# Annotations are not postponed here, because they hold the columns.
from typing import Annotated, Any, NamedTuple

from wortlaut.tables.columns import Column, R, Table, count, label, number, spans, tag, text, time
from wortlaut.text.article import ASIDE_KINDS, SECTION_KINDS

SCHEMA_VERSION = 2
"""Version of the tables, recorded in `model.json`. It is raised with every change that affects readers of the tables: a
table or column added, removed, renamed or moved, or a change of type, unit, label or meaning."""
VERSION_KEY, PROGRAM_VERSION_KEY = "schema_version", "wortlaut_version"
"""Keys of `model.json` beside the description of the model."""
ENTITY_LABELS = ("PER", "ORG", "LOC", "MISC")
MENTION_KINDS = ("name", "organisation", "nominal", "pronoun")
GENDERS = ("f", "m", "other")
GENDER_EVIDENCE = ("description", "given name", "pronoun", "correction")
SPEAKER_KINDS = (
    *("politics", "administration", "police and courts", "business", "science", "culture and sports"),
    *("civil society", "media", "citizens"),
)
QUOTATION_TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
GROUPINGS = ("outlet", "author", "month")
CORRECTION_STATUS = ("applied", "unmatched")
VOICES = ("all", "author", "quoted", "speaker")
TURN_KINDS = ("question", "answer")
MEDIA = ("Speech", "Writing", "Thought", "ST", "SW", "TW")
TONE_LABELS = ("negative", "neutral", "positive", "no evidence")
POLARITY_CHANGES = ("negation", "degree", "shifter", "phrase")
"""What changes the polarity of a word, or makes it polar."""
EVIDENCE = ("none", "few", "enough")
FEW_SENTENCES = 5
"""Minimum sentences for a tone to be compared with others. With five, one sentence whose tone is wrong by 1 (neutral
for positive) moves the mean by 0.2; with fewer, by more."""


def evidence(n_sentences: int) -> str:
    """Return the level of `EVIDENCE` for a number of sentences with a tone."""
    if not n_sentences:
        return "none"
    return "few" if n_sentences < FEW_SENTENCES else "enough"


FEW_ARTICLES = 5
"""Minimum number of articles for a group to be compared with others: with fewer, one article moves a share by more than
a fifth, and resampling them says nothing."""


def enough_articles(n_articles: int) -> str:
    """Return the level of `EVIDENCE` for a number of articles."""
    if not n_articles:
        return "none"
    return "few" if n_articles < FEW_ARTICLES else "enough"


def _table(name: str, description: str, row: type[R]) -> Table[R]:
    return Table(name, description, row)


def _polarity(of: str) -> Column:
    return number(f"Polarity of {of}, from -1 (negative) to 1 (positive); empty without hits", -1, 1)


def _tone(of: str) -> Column:
    formula = "p_positive - p_negative; with labels from the lexicon the polarity"
    return number(f"Tone of {of}, from -1 (negative) to 1 (positive): {formula}; empty without evidence", -1, 1)


def _probability(of: str) -> Column:
    empty = "empty without evidence, or if the labels come from the lexicon"
    return number(f"Probability of the label {of} according to the label model; {empty}", 0, 1)


def _bound(end: str, resampled: str) -> Column:
    empty = "empty with fewer than two sentences"
    return number(f"{end} end of the tone's 95 % bootstrap interval ({resampled} resampled); {empty}", -1, 1)


_Article = Annotated[str, text("The article, as in `articles.csv`")]
_Section = Annotated[str, text("The section, as in `sections.csv`")]
_Sentence = Annotated[str, text("The sentence, as in `sentences.csv`")]
_Start = Annotated[int, count("First character, counted from 0 in the article's kept text")]
_End = Annotated[int, count("Character after the last one, counted from 0 in the article's kept text")]
_ToneLabel = Annotated[
    str,
    label(
        "The most probable label; `no evidence` without words, or without hits if labels are the lexicon's", TONE_LABELS
    ),
]
_PNegative = Annotated[float | None, _probability("negative")]
_PNeutral = Annotated[float | None, _probability("neutral")]
_PPositive = Annotated[float | None, _probability("positive")]
_SENTENCES, _ARTICLES = "sentences", "articles if there are several, else sentences,"
_HITS = "Hits: words and phrases found in the polarity lexicon"
_FEW = f"few: fewer than {FEW_SENTENCES} sentences"
_Evidence = Annotated[str, label(f"Whether the text suffices to compare the tone with others ({_FEW})", EVIDENCE)]
_TRUST = "Measured precision of the rule that found the quotation, from 0 to 1; it says nothing about the single row"
_SPEAKER_TRUST = "Measured share of right speakers among those found like this one, from 0 to 1"
_Confidence = Annotated[float, number(_TRUST, 0, 1)]


class ArticleRow(NamedTuple):
    """A row of `articles.csv`."""

    article_id: Annotated[
        str, text("The file's path without `.txt`; in a corpus with the row's id, else its number", unique=True)
    ]
    path: Annotated[str, text("The file, relative to the input folder; in a corpus with `#<row>`")]
    sha256: Annotated[
        str, text("SHA-256 of the file's decompressed bytes; for a corpus, of the row's text and other columns")
    ]
    format: Annotated[str, text("The format the file was read as")]
    encoding: Annotated[str | None, text("The encoding the file was read in, as Python names it")]
    title: Annotated[str | None, text("The headline, if the file or its layout gives one")]
    published_at: Annotated[str | None, time("Date and time of publication")]
    authors: Annotated[str | None, text("The authors given in the file or a byline, joined by `|`")]
    outlet: Annotated[str | None, text("The publication, as given in the file")]
    url: Annotated[str | None, text("The article's address, as given in the file")]
    agency: Annotated[str | None, text("The news agencies named in dateline and credits, joined by `|`")]
    language: Annotated[str, text("Language of the text (ISO 639-1), as detected; `und` if too short to detect")]
    near_copy_of: Annotated[
        str | None, text("The earlier article of which this one is a near-copy, as in `article_id`")
    ]
    similarity: Annotated[
        float | None,
        number("Estimated share of the sequences of four words that it has in common with that article", 0, 1),
    ]
    n_sections: Annotated[int, count("Number of sections")]
    n_sentences: Annotated[int, count("Number of sentences")]
    n_tokens: Annotated[int, count("Number of tokens in sentences, punctuation included")]


ARTICLES = _table("articles", "One row per article that was read.", ArticleRow)


class SectionRow(NamedTuple):
    """A row of `sections.csv`."""

    article_id: _Article
    section_id: Annotated[str, text("`<article_id>#sec<position>`", unique=True)]
    position: Annotated[int, count("Position in the article, from 1")]
    kind: Annotated[str, label("Kind of section", SECTION_KINDS)]
    heading: Annotated[str | None, text("The heading above the section")]
    start: _Start
    end: _End
    time: Annotated[str | None, text("Of an entry of a live ticker: its time, `HH:MM`")]


SECTIONS = _table(
    "sections",
    "One row per section: kicker, headline, lead, and the parts of the body between headings or times.",
    SectionRow,
)


class AsideRow(NamedTuple):
    """A row of `asides.csv`."""

    article_id: _Article
    section_id: Annotated[str | None, text("The section that contains it, as in `sections.csv`")]
    kind: Annotated[str, label("Kind of aside", ASIDE_KINDS)]
    start: _Start
    end: _End
    text: Annotated[str, text("Its text as in the article")]


ASIDES = _table(
    "asides",
    "One row per part of the page outside the analysed text; no other table covers it.",
    AsideRow,
)


class SentenceRow(NamedTuple):
    """A row of `sentences.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: Annotated[str, text("`<article_id>#sent<number>`", unique=True)]
    start: _Start
    end: _End
    text: Annotated[str, text("The sentence as in the article")]


SENTENCES = _table("sentences", "One row per sentence; headings count as sentences.", SentenceRow)


class TokenRow(NamedTuple):
    """A row of `tokens.csv`."""

    article_id: _Article
    sentence_id: _Sentence
    token_id: Annotated[int, count("Number of the token in the article, from 1")]
    start: _Start
    end: _End
    text: Annotated[str, text("The token as in the article")]
    lemma: Annotated[str | None, text("Lemma: the form in dictionaries, a noun's in the nominative singular")]
    joined_lemma: Annotated[
        str | None, text("Of a verb with a separated particle: the lemma of both (lud … ein: einladen)")
    ]
    pos: Annotated[str | None, tag("Universal part of speech")]
    tag: Annotated[str | None, tag("Part of speech in the STTS tag set")]
    morph: Annotated[str | None, tag("Morphological features, `Name=Value` joined by `|`")]
    dep: Annotated[str | None, tag("Dependency relation to the head, in the model's label scheme")]
    head: Annotated[int, count("token_id of the syntactic head; 0 for the root of a sentence")]


TOKENS = _table("tokens", "One row per token (word or punctuation mark) of a sentence.", TokenRow)


class MentionRow(NamedTuple):
    """A row of `entities.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: _Sentence
    mention_id: Annotated[str, text("`<article_id>#m<number>`", unique=True)]
    start: _Start
    end: _End
    text: Annotated[str, text("The mention as in the article")]
    label: Annotated[str, label("Kind of entity", ENTITY_LABELS)]
    kind: Annotated[
        str,
        label(
            "Whether the mention is a name, a noun for an organisation (`die Polizei`), a description of a person"
            " (`die Ministerin`) or a pronoun",
            MENTION_KINDS,
        ),
    ]
    canonical_id: Annotated[str, text("The entity it refers to, as in `canonical_entities.csv`")]


ENTITIES = _table("entities", "One row per mention of a named entity, by name, description or pronoun.", MentionRow)


class CanonicalEntityRow(NamedTuple):
    """A row of `canonical_entities.csv`."""

    canonical_id: Annotated[
        str,
        text(
            "`<label>:<name>`; a person known only by one name is specific to the article: `PER:<name>@<article_id>`",
            unique=True,
        ),
    ]
    name: Annotated[str, text("The fullest name found")]
    label: Annotated[str, label("Kind of entity", ENTITY_LABELS)]
    aliases: Annotated[str, text("All forms of the name found in the texts, joined by `|`")]
    n_mentions: Annotated[int, count("Number of mentions by name; descriptions and pronouns are not counted")]
    n_articles: Annotated[int, count("Number of articles with a mention")]
    role: Annotated[str | None, text("How the texts describe the person, e.g. an office")]
    organisation: Annotated[
        str | None, text("The organisation or place in the role, by its own name if the texts use it")
    ]
    party: Annotated[str | None, text("The party that the texts say the person belongs to, by its main name")]
    gender: Annotated[str | None, label("Gender of a person as far as the texts show it, see docs/gender.md", GENDERS)]
    gender_evidence: Annotated[str | None, label("What shows the gender", GENDER_EVIDENCE)]
    speaker_kind: Annotated[
        str | None, label("For whom a person or organisation speaks, see docs/entities.md", SPEAKER_KINDS)
    ]
    corrected: Annotated[
        str | None, text("What `data/corrections` has set: names of columns, or `canonical_id`, joined by `|`")
    ]


CANONICAL_ENTITIES = _table(
    "canonical_entities", "One row per person, organisation, place or other named entity.", CanonicalEntityRow
)


class QuotationRow(NamedTuple):
    """A row of `quotations.csv`."""

    article_id: _Article
    quotation_id: Annotated[str, text("`<article_id>#q<number>`", unique=True)]
    section_id: _Section
    sentence_id: Annotated[str, text("The sentence in which the quotation begins, as in `sentences.csv`")]
    type: Annotated[str, label("Type of speech, thought and writing representation", QUOTATION_TYPES)]
    medium: Annotated[str, label("Speech, writing, thought, or two of them (ST, SW, TW)", MEDIA)]
    quote_spans: Annotated[str, spans("Quoted words with any quotation marks; two spans if a frame interrupts them")]
    quote_text: Annotated[str, text("The quoted words; ` … ` marks an interrupting frame")]
    cue_spans: Annotated[str | None, spans("The words that introduce the quotation")]
    cue_text: Annotated[str | None, text("The words of the cue")]
    cue_lemma: Annotated[str | None, text("Lemma of the cue, with a separated particle joined to its verb")]
    speaker_spans: Annotated[str | None, spans("The whole noun phrase that names the speaker")]
    speaker_text: Annotated[str | None, text("The speaker as named in the article")]
    speaker_id: Annotated[str | None, text("The speaker's entity, as in `canonical_entities.csv`; empty if uncertain")]
    speaker_name: Annotated[str | None, text("The canonical entity's name")]
    speaker_role: Annotated[str | None, text("The speaker's role, if the article gives it")]
    speaker_kind: Annotated[
        str | None, label("For whom the speaker speaks, also one without a name, see docs/entities.md", SPEAKER_KINDS)
    ]
    addressee_spans: Annotated[str | None, spans("The addressee")]
    frame_spans: Annotated[str | None, spans("The clause with cue and speaker")]
    nested_in: Annotated[str | None, text("quotation_id of the enclosing quotation")]
    rule: Annotated[str, text("The rule that found the quotation, see `docs/rules.md`")]
    confidence: _Confidence
    speaker_confidence: Annotated[float | None, number(_SPEAKER_TRUST, 0, 1)]
    corrected: Annotated[
        str | None, text("What `data/corrections` has set: names of columns joined by `|`; `added` for a whole row")
    ]


QUOTATIONS = _table("quotations", "One row per quotation.", QuotationRow)


class TurnRow(NamedTuple):
    """A row of `turns.csv`."""

    article_id: _Article
    section_id: _Section
    turn: Annotated[int, count("Number of the turn in the article, from 1")]
    kind: Annotated[str, label("Kind of turn", TURN_KINDS)]
    label: Annotated[str | None, text("The words before the turn that name who speaks (`Frage`, `SZ`, `Ada Brunner`)")]
    speaker_id: Annotated[
        str | None, text("Of an answer: who speaks, as in `canonical_entities.csv`; empty if uncertain")
    ]
    start: _Start
    end: _End


TURNS = _table("turns", "One row per question and answer of an interview, without its label.", TurnRow)


class SentenceSentimentRow(NamedTuple):
    """A row of `sentence_sentiment.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: _Sentence
    polarity: Annotated[float | None, _polarity("the sentence, the mean over its hits")]
    subjectivity: Annotated[
        float | None, number("Mean subjectivity of the hits, from 0 to 1; empty without hits", 0, 1)
    ]
    tone: Annotated[float | None, _tone("the sentence")]
    label: _ToneLabel
    n_hits: Annotated[int, count(_HITS)]
    n_words: Annotated[int, count("Words in the sentence, without punctuation and numbers")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive


SENTENCE_SENTIMENT = _table("sentence_sentiment", "One row per sentence: its tone.", SentenceSentimentRow)


class PolarWordRow(NamedTuple):
    """A row of `polar_words.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: _Sentence
    start: _Start
    end: _End
    text: Annotated[str, text("The word or phrase, as it stands in the text")]
    lemma: Annotated[str, text("Its lemma; of a phrase, that of its last word")]
    polarity: Annotated[float, number("Its polarity there, from -1 (negative) to 1 (positive)", -1, 1)]
    listed: Annotated[float, number("Its polarity in the lexicon, from -1 to 1", -1, 1)]
    changes: Annotated[
        str | None, text(f"What changed the polarity or made it polar ({', '.join(POLARITY_CHANGES)}), joined by `|`")
    ]
    sense: Annotated[str | None, text("What is good or bad about it in news; empty if only textblob-de lists it")]
    weight: Annotated[float, number("Its weight as evidence: 1, or less if it is not asserted", 0, 1)]


POLAR_WORDS = _table("polar_words", "One row per polar word or phrase: why a sentence has its tone.", PolarWordRow)


class SectionSentimentRow(NamedTuple):
    """A row of `section_sentiment.csv`."""

    article_id: _Article
    section_id: _Section
    heading: Annotated[str | None, text("The heading above the section")]
    polarity: Annotated[float | None, _polarity("the section, the mean over all hits in it")]
    subjectivity: Annotated[
        float | None, number("Mean subjectivity of the hits, from 0 to 1; empty without hits", 0, 1)
    ]
    tone: Annotated[float | None, _tone("the section")]
    label: _ToneLabel
    n_sentences: Annotated[int, count("Number of sentences with a tone")]
    n_hits: Annotated[int, count(_HITS)]
    n_words: Annotated[int, count("Words in the section, without punctuation and numbers")]
    coverage: Annotated[float, number("Share of the section's words that are hits, from 0 to 1", 0, 1)]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: Annotated[float | None, _bound("Lower", _SENTENCES)]
    high: Annotated[float | None, _bound("Upper", _SENTENCES)]
    evidence: _Evidence
    author_tone: Annotated[float | None, _tone("the section's words outside quotations")]
    author_polarity: Annotated[float | None, _polarity("the section's words outside quotations")]
    author_label: Annotated[str, label("Tone of the section's words outside quotations", TONE_LABELS)]
    author_n_hits: Annotated[int, count("Hits in the section's words outside quotations")]
    author_n_sentences: Annotated[
        int, count("Number of sentences with a tone in the section's words outside quotations")
    ]
    quoted_tone: Annotated[float | None, _tone("the section's words in quotations")]
    quoted_polarity: Annotated[float | None, _polarity("the section's words in quotations")]
    quoted_label: Annotated[str, label("Tone of the section's words in quotations", TONE_LABELS)]
    quoted_n_hits: Annotated[int, count("Hits in the section's words in quotations")]
    quoted_n_sentences: Annotated[int, count("Number of sentences with a tone in the section's words in quotations")]


SECTION_SENTIMENT = _table("section_sentiment", "One row per section: its tone.", SectionSentimentRow)


class SpeakerSentimentRow(NamedTuple):
    """A row of `speaker_sentiment.csv`."""

    canonical_id: Annotated[str, text("The speaker, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The speaker's name")]
    n: Annotated[int, count("Number of quotations")]
    polarity: Annotated[float | None, _polarity("the quoted words, the mean over all hits in them")]
    tone: Annotated[float | None, _tone("the quoted words")]
    label: _ToneLabel
    n_hits: Annotated[int, count(_HITS)]
    n_sentences: Annotated[int, count("Number of sentences with a tone, whole or in part")]
    n_words: Annotated[int, count("Words quoted, without punctuation and numbers")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: Annotated[float | None, _bound("Lower", _ARTICLES)]
    high: Annotated[float | None, _bound("Upper", _ARTICLES)]
    evidence: _Evidence


SPEAKER_SENTIMENT = _table(
    "speaker_sentiment", "One row per speaker: the tone of the speaker's quoted words.", SpeakerSentimentRow
)


class EntitySentimentRow(NamedTuple):
    """A row of `entity_sentiment.csv`."""

    canonical_id: Annotated[str, text("The entity, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The entity's name")]
    n: Annotated[int, count("Number of sentences that mention it, by name, description or pronoun")]
    polarity: Annotated[float | None, _polarity("the clauses about it, the mean over all hits in them")]
    tone: Annotated[float | None, _tone("the clauses about it")]
    label: _ToneLabel
    n_hits: Annotated[int, count(_HITS)]
    n_sentences: Annotated[int, count("Number of sentences with a tone, whole or in part")]
    n_words: Annotated[int, count("Words in those clauses, without punctuation and numbers")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: Annotated[float | None, _bound("Lower", _ARTICLES)]
    high: Annotated[float | None, _bound("Upper", _ARTICLES)]
    evidence: _Evidence


ENTITY_SENTIMENT = _table(
    "entity_sentiment", "One row per entity: the tone of the clauses about it.", EntitySentimentRow
)


class KeywordRow(NamedTuple):
    """A row of `keywords.csv`."""

    scope: Annotated[str, label("What the keyword belongs to", ("section", "speaker"))]
    id: Annotated[str, text("The section_id or the speaker's canonical_id")]
    rank: Annotated[int, count("Rank among the keywords, from 1")]
    lemma: Annotated[str, text("Lemma of a noun, verb or adjective, or a name in full")]
    n: Annotated[int, count("Number of occurrences there")]
    score: Annotated[float, number("TF-IDF against all sections or all speakers, from 0 to 1", 0, 1)]


KEYWORDS = _table(
    "keywords",
    "One row per keyword of a section or of a speaker's quoted words, the highest score first.",
    KeywordRow,
)


class SpeakerRow(NamedTuple):
    """A row of `speakers.csv`."""

    canonical_id: Annotated[str, text("The speaker, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The speaker's name")]
    role: Annotated[str | None, text("The speaker's role, if the texts give it")]
    n_quotations: Annotated[int, count("Number of quotations, nested ones included")]
    n_direct: Annotated[int, count("Number of them of type Direct")]
    n_words: Annotated[
        int, count("Words quoted (blank-separated); nested quotations count once, with the enclosing one")
    ]
    n_articles: Annotated[int, count("Number of articles that quote the speaker")]


SPEAKERS = _table("speakers", "One row per speaker, most words first: how much and how they are quoted.", SpeakerRow)


_ENOUGH_ARTICLES = Annotated[
    str, label(f"Whether the articles suffice for a comparison (few: fewer than {FEW_ARTICLES})", EVIDENCE)
]


def _article_bound(end: str, of: str, low: float) -> Column:
    empty = f"empty with fewer than {FEW_ARTICLES} articles"
    return number(f"{end} end of the 95 % bootstrap interval of {of} (articles resampled); {empty}", low, 1)


class GenderBalanceRow(NamedTuple):
    """A row of `gender_balance.csv`."""

    scope: Annotated[str, label("What the row is about", ("all", "outlet", "month", "party"))]
    group_name: Annotated[str | None, text("The outlet, the month (`2024-10`) or the speakers' party; empty for all")]
    measure: Annotated[
        str,
        label("What is counted: persons quoted, once in every article, or words quoted from them", ("people", "words")),
    ]
    n_women: Annotated[int, count("Number of women or of words by women")]
    n_men: Annotated[int, count("Number of men or of words by men")]
    n_other: Annotated[int, count("The same for persons whom the texts call neither women nor men")]
    n_unknown: Annotated[int, count("The same for persons whose gender the texts do not show")]
    share_women: Annotated[float | None, number("Share of women among those whose gender is known", 0, 1)]
    low: Annotated[float | None, _article_bound("Lower", "share_women", 0)]
    high: Annotated[float | None, _article_bound("Upper", "share_women", 0)]
    share_unknown: Annotated[float | None, number("Share of n_unknown among all", 0, 1)]
    n_articles: Annotated[int, count("Number of articles that quote a person")]
    evidence: _ENOUGH_ARTICLES


GENDER_BALANCE = _table(
    "gender_balance",
    "Share of women among the named persons who are quoted and among their words, in all and by outlet, month, party.",
    GenderBalanceRow,
)

_GroupBy = Annotated[str, label("What the articles are grouped by: as `report.compare` says, and by month", GROUPINGS)]
_Group = Annotated[str, text("The outlet, the author or the month (`2024-10`)")]


class SpeakersByGroupRow(NamedTuple):
    """A row of `speakers_by_group.csv`."""

    group_by: _GroupBy
    group_name: _Group
    canonical_id: Annotated[str, text("The speaker, as in `canonical_entities.csv`")]
    name: Annotated[str, text("The speaker's name")]
    role: Annotated[str | None, text("The speaker's role, if the texts give it")]
    speaker_kind: Annotated[str | None, label("For whom the speaker speaks, see docs/entities.md", SPEAKER_KINDS)]
    n_quotations: Annotated[int, count("Number of quotations in the group's articles, nested ones included")]
    n_words: Annotated[int, count("Words quoted there; nested quotations count once, with the enclosing one")]
    share: Annotated[
        float | None, number("Share of these words in all words that the group quotes from identified speakers", 0, 1)
    ]
    low: Annotated[float | None, _article_bound("Lower", "the share", 0)]
    high: Annotated[float | None, _article_bound("Upper", "the share", 0)]
    n_articles: Annotated[int, count("Number of the group's articles that quote the speaker")]
    n_group_articles: Annotated[int, count("Number of the group's articles")]
    evidence: _ENOUGH_ARTICLES


SPEAKERS_BY_GROUP = _table(
    "speakers_by_group",
    "One row per group of articles and speaker quoted there, most words first: how much they are quoted.",
    SpeakersByGroupRow,
)


class ToneByGroupRow(NamedTuple):
    """A row of `tone_by_group.csv`."""

    group_by: _GroupBy
    group_name: _Group
    voice: Annotated[
        str, label("Whose words: of the whole articles, of their authors, all quoted words, or one speaker's", VOICES)
    ]
    canonical_id: Annotated[str | None, text("The speaker, as in `canonical_entities.csv`")]
    name: Annotated[str | None, text("The speaker's name")]
    tone: Annotated[float, _tone("these words, the mean over their sentences")]
    low: Annotated[float | None, _article_bound("Lower", "the tone", -1)]
    high: Annotated[float | None, _article_bound("Upper", "the tone", -1)]
    n_sentences: Annotated[int, count("Number of sentences with a tone")]
    polarity: Annotated[float | None, _polarity("these words, the mean over all hits in them")]
    n_hits: Annotated[int, count(_HITS)]
    n_articles: Annotated[int, count("Number of articles in which these words have a tone")]
    evidence: _ENOUGH_ARTICLES


TONE_BY_GROUP = _table(
    "tone_by_group",
    "One row per group of articles and voice (whole text, author, quoted, each speaker): the tone of its words.",
    ToneByGroupRow,
)


class CorrectionRow(NamedTuple):
    """A row of `corrections.csv`."""

    file: Annotated[str, label("The file in `data/corrections`", ("entities", "quotations"))]
    line: Annotated[int, count("The line in it")]
    article_id: Annotated[str | None, text("The article that the row names; it may be one that is not there any more")]
    words: Annotated[str, text("The name, or the words of the quotation, that the row gives")]
    status: Annotated[
        str, label("Whether it matched what it is about (unmatched: nothing, or several alike)", CORRECTION_STATUS)
    ]
    nearest: Annotated[str | None, text("Of an unmatched row: the most similar name, quotation or article id")]


CORRECTIONS = _table(
    "corrections", "One row per correction in `data/corrections`: whether it still matches.", CorrectionRow
)


class RejectedRow(NamedTuple):
    """A row of `rejected.csv`."""

    path: Annotated[str, text("The file, relative to the input folder; in a corpus with `#<row>`")]
    reason: Annotated[str, text("The reason, and the remedy")]


REJECTED = _table("rejected", "One row per file, or row of a corpus, that was not analysed.", RejectedRow)
TABLES: tuple[Table[Any], ...] = (
    ARTICLES, SECTIONS, ASIDES, SENTENCES, TOKENS, ENTITIES, CANONICAL_ENTITIES, QUOTATIONS, TURNS, SENTENCE_SENTIMENT,
    POLAR_WORDS, SECTION_SENTIMENT, SPEAKER_SENTIMENT, ENTITY_SENTIMENT, SPEAKERS, GENDER_BALANCE,
    SPEAKERS_BY_GROUP, TONE_BY_GROUP, KEYWORDS, CORRECTIONS, REJECTED,
)  # fmt: skip


def dictionary() -> str:
    """Return the data dictionary (`docs/tables.md`) as Markdown."""
    parts = [
        "# Tables\n",
        "CSV, UTF-8, one header row, rows in reading order, an empty cell is a missing value. `start` and `end` are",
        "character offsets into the article's kept text (`articles.jsonl`, field `text`; for a plain text file its",
        "decoded content exactly as it is), `end` exclusive: `text[start:end]` is the cell. This page is generated",
        "from `pipeline/wortlaut/tables/schemas.py`.\n",
        f"This is version {SCHEMA_VERSION} of the tables (`{VERSION_KEY}` in `model.json`); `CHANGELOG.md` says what a",
        "new version changes.\n",
    ]
    for schema in TABLES:
        parts += [f"## {schema.name}.csv\n", f"{schema.description}\n", "| column | type | may be empty | meaning |"]
        parts.append("|---|---|---|---|")
        for name, column in schema.columns.items():
            type_name = column.kind.replace("label", "text")
            meaning = column.description.replace("|", "\\|")
            parts.append(f"| {name} | {type_name} | {'yes' if column.nullable else 'no'} | {meaning} |")
        parts.append("")
    return "\n".join(parts)
