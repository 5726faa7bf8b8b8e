"""The table contract: each column's meaning, type and unit, and the data dictionary made of it."""

# Not postponed, unlike elsewhere: the annotations hold the columns.
from typing import Annotated, Any, NamedTuple

from wortlaut.tables.columns import Column, R, Table, count, label, number, spans, tag, text, time
from wortlaut.text.article import ASIDE_KINDS, SECTION_KINDS

SCHEMA_VERSION = 1
"""Version of the tables, which `model.json` names. It is raised with every change that a reader of the tables has to
know of: a table or column that is new, gone, renamed or in another place, another type, unit, label or meaning."""
VERSION_KEY = "schema_version"
"""How `model.json` calls it."""
ENTITY_LABELS = ("PER", "ORG", "LOC", "MISC")
MENTION_KINDS = ("name", "nominal", "pronoun")
QUOTATION_TYPES = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
MEDIA = ("Speech", "Writing", "Thought", "ST", "SW", "TW")
TONE_LABELS = ("negative", "neutral", "positive", "no evidence")
EVIDENCE = ("none", "few", "enough")
FEW_HITS = 5
"""Least hits for a tone to be compared with others. With five, one word that is read the wrong way round (-1 for +1)
moves the mean by 0.4, the step from neutral to positive or negative (`wortlaut.sentiment.tone.THRESHOLD`); with fewer,
by more."""


def evidence(n_hits: int) -> str:
    """Return which of `EVIDENCE` a number of hits is."""
    if not n_hits:
        return "none"
    return "few" if n_hits < FEW_HITS else "enough"


def _table(name: str, description: str, row: type[R]) -> Table[R]:
    return Table(name, description, row)


def _polarity(of: str) -> Column:
    return number(f"Polarity of {of}, from -1 (negative) to 1 (positive); empty without evidence", -1, 1)


def _probability(of: str) -> Column:
    empty = "empty without evidence, and where the lexicon gives the labels"
    return number(f"Probability of the label {of}, by the label model; {empty}", 0, 1)


def _bound(end: str) -> Column:
    empty = "empty with hits in fewer than two"
    return number(f"{end} end of the polarity's 95 % bootstrap interval over sentences; {empty}", -1, 1)


_Article = Annotated[str, text("The article, as in `articles.csv`")]
_Section = Annotated[str, text("The section, as in `sections.csv`")]
_Sentence = Annotated[str, text("The sentence, as in `sentences.csv`")]
_Start = Annotated[int, count("First character, counted from 0 in the article's kept text")]
_End = Annotated[int, count("Character after the last one, counted from 0 in the article's kept text")]
_Tone = Annotated[str, label("Tone", TONE_LABELS)]
_PNegative = Annotated[float | None, _probability("negative")]
_PNeutral = Annotated[float | None, _probability("neutral")]
_PPositive = Annotated[float | None, _probability("positive")]
_Low = Annotated[float | None, _bound("Lower")]
_High = Annotated[float | None, _bound("Upper")]
_Evidence = Annotated[
    str, label(f"Whether there is enough to compare the tone with others (few: fewer than {FEW_HITS} hits)", EVIDENCE)
]


class ArticleRow(NamedTuple):
    """A row of `articles.csv`."""

    article_id: Annotated[
        str, text("The file's path without `.txt`; in a corpus with the row's id, else its number", unique=True)
    ]
    path: Annotated[str, text("The file, relative to the input folder; in a corpus with `#<row>`")]
    sha256: Annotated[
        str, text("SHA-256 of the file's bytes, decompressed; in a corpus of the row's text and other columns")
    ]
    format: Annotated[str, text("The format the file was read as")]
    encoding: Annotated[str | None, text("The encoding that the file was read in, by its Python name")]
    title: Annotated[str | None, text("The headline, where the file or its layout tells it")]
    published_at: Annotated[str | None, time("Date and time of publication")]
    authors: Annotated[str | None, text("Who wrote it, joined by `|`, as the file or a byline tells it")]
    outlet: Annotated[str | None, text("Where it was published, as the file tells it")]
    url: Annotated[str | None, text("Its address, as the file tells it")]
    agency: Annotated[str | None, text("The news agencies that dateline and credits name, joined by `|`")]
    language: Annotated[str, text("Language of the text (ISO 639-1), as detected; `und` where it is too short to tell")]
    n_sections: Annotated[int, count("Number of sections")]
    n_sentences: Annotated[int, count("Number of sentences")]
    n_tokens: Annotated[int, count("Number of tokens in sentences, marks included")]


ARTICLES = _table("articles", "One row per article that was read.", ArticleRow)


class SectionRow(NamedTuple):
    """A row of `sections.csv`."""

    article_id: _Article
    section_id: Annotated[str, text("`<article_id>#sec<position>`", unique=True)]
    position: Annotated[int, count("Place in the article, from 1")]
    kind: Annotated[str, label("What the section is", SECTION_KINDS)]
    heading: Annotated[str | None, text("The heading above the section")]
    start: _Start
    end: _End


SECTIONS = _table(
    "sections", "One row per section: kicker, headline, lead, and body parts as the headings divide them.", SectionRow
)


class AsideRow(NamedTuple):
    """A row of `asides.csv`."""

    article_id: _Article
    section_id: Annotated[str | None, text("The section it interrupts, as in `sections.csv`")]
    kind: Annotated[str, label("What it is", ASIDE_KINDS)]
    start: _Start
    end: _End
    text: Annotated[str, text("Its text as it stands in the article")]


ASIDES = _table(
    "asides",
    "One row for each thing on the page that is not the text and is not analysed: no other table speaks of it.",
    AsideRow,
)


class SentenceRow(NamedTuple):
    """A row of `sentences.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: Annotated[str, text("`<article_id>#sent<number>`", unique=True)]
    start: _Start
    end: _End
    text: Annotated[str, text("The sentence as it stands in the article")]


SENTENCES = _table("sentences", "One row per sentence; headings count as sentences.", SentenceRow)


class TokenRow(NamedTuple):
    """A row of `tokens.csv`."""

    article_id: _Article
    sentence_id: _Sentence
    token_id: Annotated[int, count("Number of the token in the article, from 1")]
    start: _Start
    end: _End
    text: Annotated[str, text("The token as it stands in the article")]
    lemma: Annotated[str | None, text("Lemma")]
    pos: Annotated[str | None, tag("Universal part of speech")]
    tag: Annotated[str | None, tag("Part of speech in the STTS tag set")]
    morph: Annotated[str | None, tag("Morphological features, `Name=Value` joined by `|`")]
    dep: Annotated[str | None, tag("Dependency relation to the head, in the model's label scheme")]
    head: Annotated[int, count("token_id of the syntactic head; 0 for the root of a sentence")]


TOKENS = _table("tokens", "One row per token (word or mark) of a sentence.", TokenRow)


class MentionRow(NamedTuple):
    """A row of `entities.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: _Sentence
    mention_id: Annotated[str, text("`<article_id>#m<number>`", unique=True)]
    start: _Start
    end: _End
    text: Annotated[str, text("The mention as it stands in the article")]
    label: Annotated[str, label("Kind of entity", ENTITY_LABELS)]
    kind: Annotated[
        str, label("What the mention is, a name, a description (`die Ministerin`) or a pronoun", MENTION_KINDS)
    ]
    canonical_id: Annotated[str, text("The entity it stands for, as in `canonical_entities.csv`")]


ENTITIES = _table(
    "entities", "One row per mention of a named entity, be it by its name, a description or a pronoun.", MentionRow
)


class CanonicalEntityRow(NamedTuple):
    """A row of `canonical_entities.csv`."""

    canonical_id: Annotated[
        str,
        text(
            "`<label>:<name>`; a person known by one name only is kept to the article: `PER:<name>@<article_id>`",
            unique=True,
        ),
    ]
    name: Annotated[str, text("The fullest name found")]
    label: Annotated[str, label("Kind of entity", ENTITY_LABELS)]
    aliases: Annotated[str, text("All forms of the name found in the texts, joined by `|`")]
    n_mentions: Annotated[int, count("Number of mentions by name; descriptions and pronouns are not counted")]
    n_articles: Annotated[int, count("Number of articles with a mention")]
    role: Annotated[str | None, text("What the texts call the person, e.g. an office")]
    organisation: Annotated[
        str | None, text("The organisation or place that the role names, by its name where the texts use it")
    ]


CANONICAL_ENTITIES = _table(
    "canonical_entities", "One row per person, organisation, place or other named thing.", CanonicalEntityRow
)


class QuotationRow(NamedTuple):
    """A row of `quotations.csv`."""

    article_id: _Article
    quotation_id: Annotated[str, text("`<article_id>#q<number>`", unique=True)]
    section_id: _Section
    sentence_id: Annotated[str, text("The sentence in which the quotation begins, as in `sentences.csv`")]
    type: Annotated[str, label("Type of speech, thought and writing representation", QUOTATION_TYPES)]
    medium: Annotated[str, label("Speech, writing, thought, or two of them (ST, SW, TW)", MEDIA)]
    quote_spans: Annotated[str, spans("What is quoted, speech with its marks; two spans where a frame interrupts it")]
    quote_text: Annotated[str, text("The quoted words; ` … ` stands where a frame interrupts them")]
    cue_spans: Annotated[str | None, spans("The words that introduce the quotation")]
    cue_text: Annotated[str | None, text("The cue's words")]
    cue_lemma: Annotated[str | None, text("Lemma of the cue, a separated particle joined to its verb")]
    speaker_spans: Annotated[str | None, spans("The whole noun phrase that names the speaker")]
    speaker_text: Annotated[str | None, text("The speaker as named there")]
    speaker_id: Annotated[str | None, text("Who that is, as in `canonical_entities.csv`; empty rather than guessed")]
    speaker_name: Annotated[str | None, text("The canonical entity's name")]
    speaker_role: Annotated[str | None, text("The speaker's role, where the article says it")]
    addressee_spans: Annotated[str | None, spans("Whom the words are said to")]
    frame_spans: Annotated[str | None, spans("The clause that holds cue and speaker")]
    nested_in: Annotated[str | None, text("quotation_id of the quotation around this one")]
    rule: Annotated[str, text("The pattern that found the quotation, see `docs/quotations.md`")]
    confidence: Annotated[float, number("How far to trust the row: measured precision of its rule, from 0 to 1", 0, 1)]


QUOTATIONS = _table("quotations", "One row per quotation.", QuotationRow)


class SentenceSentimentRow(NamedTuple):
    """A row of `sentence_sentiment.csv`."""

    article_id: _Article
    section_id: _Section
    sentence_id: _Sentence
    polarity: Annotated[float | None, _polarity("the sentence, the mean over its hits")]
    subjectivity: Annotated[
        float | None, number("Mean subjectivity of the hits, from 0 to 1; empty without evidence", 0, 1)
    ]
    label: _Tone
    n_hits: Annotated[int, count("Hits: words found in the polarity lexicon")]
    n_words: Annotated[int, count("Words in the sentence (marks and numbers not counted)")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive


SENTENCE_SENTIMENT = _table("sentence_sentiment", "One row per sentence: its tone.", SentenceSentimentRow)


class SectionSentimentRow(NamedTuple):
    """A row of `section_sentiment.csv`."""

    article_id: _Article
    section_id: _Section
    heading: Annotated[str | None, text("The heading above the section")]
    polarity: Annotated[float | None, _polarity("the section, the mean over all hits in it")]
    subjectivity: Annotated[
        float | None, number("Mean subjectivity of the hits, from 0 to 1; empty without evidence", 0, 1)
    ]
    label: _Tone
    n_sentences: Annotated[int, count("Number of sentences")]
    n_hits: Annotated[int, count("Hits: words found in the polarity lexicon")]
    n_words: Annotated[int, count("Words in the section (marks and numbers not counted)")]
    coverage: Annotated[float, number("Share of the section's words that are hits, from 0 to 1", 0, 1)]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: _Low
    high: _High
    evidence: _Evidence
    author_polarity: Annotated[float | None, _polarity("the section's words outside quotations")]
    author_label: Annotated[str, label("Tone of the section's words outside quotations", TONE_LABELS)]
    author_n_hits: Annotated[int, count("Hits in the section's words outside quotations")]
    quoted_polarity: Annotated[float | None, _polarity("the section's words in quotations")]
    quoted_label: Annotated[str, label("Tone of the section's words in quotations", TONE_LABELS)]
    quoted_n_hits: Annotated[int, count("Hits in the section's words in quotations")]


SECTION_SENTIMENT = _table("section_sentiment", "One row per section: its tone.", SectionSentimentRow)


class SpeakerSentimentRow(NamedTuple):
    """A row of `speaker_sentiment.csv`."""

    canonical_id: Annotated[str, text("The speaker, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The speaker's name")]
    n: Annotated[int, count("Number of quotations")]
    polarity: Annotated[float | None, _polarity("the quoted words, the mean over all hits in them")]
    label: _Tone
    n_hits: Annotated[int, count("Hits: words found in the polarity lexicon")]
    n_words: Annotated[int, count("Words quoted (marks and numbers not counted)")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: _Low
    high: _High
    evidence: _Evidence


SPEAKER_SENTIMENT = _table(
    "speaker_sentiment", "One row per speaker: the tone of the words quoted from them.", SpeakerSentimentRow
)


class EntitySentimentRow(NamedTuple):
    """A row of `entity_sentiment.csv`."""

    canonical_id: Annotated[str, text("The entity, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The entity's name")]
    n: Annotated[int, count("Number of sentences that mention it, by name, description or pronoun")]
    polarity: Annotated[float | None, _polarity("the clauses about it, the mean over all hits in them")]
    label: _Tone
    n_hits: Annotated[int, count("Hits: words found in the polarity lexicon")]
    n_words: Annotated[int, count("Words in those clauses (marks and numbers not counted)")]
    p_negative: _PNegative
    p_neutral: _PNeutral
    p_positive: _PPositive
    low: _Low
    high: _High
    evidence: _Evidence


ENTITY_SENTIMENT = _table(
    "entity_sentiment", "One row per entity: the tone of the clauses that are about it.", EntitySentimentRow
)


class KeywordRow(NamedTuple):
    """A row of `keywords.csv`."""

    scope: Annotated[str, label("What it is a keyword of", ("section", "speaker"))]
    id: Annotated[str, text("The section_id or the speaker's canonical_id")]
    rank: Annotated[int, count("Place among the keywords, from 1")]
    lemma: Annotated[str, text("Lemma of a noun, name, verb or adjective")]
    n: Annotated[int, count("How often it stands there")]
    score: Annotated[float, number("TF-IDF against all sections or all speakers, from 0 to 1", 0, 1)]


KEYWORDS = _table(
    "keywords",
    "One row per keyword of a section or of what a speaker is quoted with, the most telling first.",
    KeywordRow,
)


class SpeakerRow(NamedTuple):
    """A row of `speakers.csv`."""

    canonical_id: Annotated[str, text("The speaker, as in `canonical_entities.csv`", unique=True)]
    name: Annotated[str, text("The speaker's name")]
    role: Annotated[str | None, text("The speaker's role, where the texts say it")]
    n_quotations: Annotated[int, count("Number of quotations, nested ones included")]
    n_direct: Annotated[int, count("How many of them are of type Direct")]
    n_words: Annotated[
        int, count("Words quoted (blank-separated); nested quotations count once, with the one around them")
    ]
    n_articles: Annotated[int, count("Number of articles that quote the speaker")]


SPEAKERS = _table("speakers", "One row per speaker, most words first: how much and how they are quoted.", SpeakerRow)


class RejectedRow(NamedTuple):
    """A row of `rejected.csv`."""

    path: Annotated[str, text("The file, relative to the input folder; in a corpus with `#<row>`")]
    reason: Annotated[str, text("Why, and what can be done about it")]


REJECTED = _table("rejected", "One row per file, or row of a corpus, that was not analysed.", RejectedRow)
TABLES: tuple[Table[Any], ...] = (
    ARTICLES, SECTIONS, ASIDES, SENTENCES, TOKENS, ENTITIES, CANONICAL_ENTITIES, QUOTATIONS, SENTENCE_SENTIMENT,
    SECTION_SENTIMENT, SPEAKER_SENTIMENT, ENTITY_SENTIMENT, SPEAKERS, KEYWORDS, REJECTED,
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
