"""The table contract: each column's meaning, type and unit, and the only reading and writing of the tables."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from wortlaut.tables.columns import Column, Table, count, label, number, spans, tag, text, time
from wortlaut.text.article import ASIDE_KINDS, SECTION_KINDS
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    import pandas as pd

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
csv.field_size_limit(2**31 - 1)  # the standard limit of 131,072 characters is less than a long quotation
_CHUNK = 50_000
"""Rows checked and written at once: bounds memory, large enough that the checks cost little."""
_TOLD = 5
"""Values that an error names."""


def evidence(n_hits: int) -> str:
    """Return which of `EVIDENCE` a number of hits is."""
    if not n_hits:
        return "none"
    return "few" if n_hits < FEW_HITS else "enough"


def _table(table: str, meaning: str, /, **columns: Column) -> Table:
    return Table(table, meaning, columns)


def _article() -> Column:
    return text("The article, as in `articles.csv`")


def _section() -> Column:
    return text("The section, as in `sections.csv`")


def _sentence() -> Column:
    return text("The sentence, as in `sentences.csv`")


def _start() -> Column:
    return count("First character, counted from 0 in the article's kept text")


def _end() -> Column:
    return count("Character after the last one, counted from 0 in the article's kept text")


def _polarity(of: str) -> Column:
    return number(f"Polarity of {of}, from -1 (negative) to 1 (positive); empty without evidence", -1, 1, empty=True)


def _tone() -> Column:
    return label("Tone", TONE_LABELS)


def _probabilities() -> dict[str, Column]:
    empty = "empty without evidence, and where the lexicon gives the labels"
    return {
        f"p_{name}": number(f"Probability of the label {name}, by the label model; {empty}", 0, 1, empty=True)
        for name in TONE_LABELS[:3]
    }


def _certainty() -> dict[str, Column]:
    ends = {"low": "Lower", "high": "Upper"}
    bounds = {
        name: number(
            f"{end} end of the polarity's 95 % bootstrap interval over sentences; empty with hits in fewer than two",
            -1,
            1,
            empty=True,
        )
        for name, end in ends.items()
    }
    meaning = f"Whether there is enough to compare the tone with others (few: fewer than {FEW_HITS} hits)"
    return {**_probabilities(), **bounds, "evidence": label(meaning, EVIDENCE)}


def _voice(name: str, of: str) -> dict[str, Column]:
    return {
        f"{name}_polarity": _polarity(of),
        f"{name}_label": label(f"Tone of {of}", TONE_LABELS),
        f"{name}_n_hits": count(f"Hits in {of}"),
    }


ARTICLES = _table(
    "articles",
    "One row per article that was read.",
    article_id=text("The file's path without `.txt`; in a corpus with the row's id, else its number", unique=True),
    path=text("The file, relative to the input folder; in a corpus with `#<row>`"),
    sha256=text("SHA-256 of the file's bytes, decompressed; in a corpus of the row's text and other columns"),
    format=text("The format the file was read as"),
    encoding=text("The encoding that the file was read in, by its Python name", empty=True),
    title=text("The headline, where the file or its layout tells it", empty=True),
    published_at=time("Date and time of publication"),
    authors=text("Who wrote it, joined by `|`, as the file or a byline tells it", empty=True),
    outlet=text("Where it was published, as the file tells it", empty=True),
    url=text("Its address, as the file tells it", empty=True),
    agency=text("The news agencies that dateline and credits name, joined by `|`", empty=True),
    language=text("Language of the text (ISO 639-1), as detected; `und` where it is too short to tell"),
    n_sections=count("Number of sections"),
    n_sentences=count("Number of sentences"),
    n_tokens=count("Number of tokens in sentences, marks included"),
)
SECTIONS = _table(
    "sections",
    "One row per section: kicker, headline, lead, and body parts as the headings divide them.",
    article_id=_article(),
    section_id=text("`<article_id>#sec<position>`", unique=True),
    position=count("Place in the article, from 1"),
    kind=label("What the section is", SECTION_KINDS),
    heading=text("The heading above the section", empty=True),
    start=_start(),
    end=_end(),
)
ASIDES = _table(
    "asides",
    "One row for each thing on the page that is not the text and is not analysed: no other table speaks of it.",
    article_id=_article(),
    section_id=text("The section it interrupts, as in `sections.csv`", empty=True),
    kind=label("What it is", ASIDE_KINDS),
    start=_start(),
    end=_end(),
    text=text("Its text as it stands in the article"),
)
SENTENCES = _table(
    "sentences",
    "One row per sentence; headings count as sentences.",
    article_id=_article(),
    section_id=_section(),
    sentence_id=text("`<article_id>#sent<number>`", unique=True),
    start=_start(),
    end=_end(),
    text=text("The sentence as it stands in the article"),
)
TOKENS = _table(
    "tokens",
    "One row per token (word or mark) of a sentence.",
    article_id=_article(),
    sentence_id=_sentence(),
    token_id=count("Number of the token in the article, from 1"),
    start=_start(),
    end=_end(),
    text=text("The token as it stands in the article"),
    lemma=text("Lemma", empty=True),
    pos=tag("Universal part of speech"),
    tag=tag("Part of speech in the STTS tag set"),
    morph=tag("Morphological features, `Name=Value` joined by `|`"),
    dep=tag("Dependency relation to the head, in the model's label scheme"),
    head=count("token_id of the syntactic head; 0 for the root of a sentence"),
)
ENTITIES = _table(
    "entities",
    "One row per mention of a named entity, be it by its name, a description or a pronoun.",
    article_id=_article(),
    section_id=_section(),
    sentence_id=_sentence(),
    mention_id=text("`<article_id>#m<number>`", unique=True),
    start=_start(),
    end=_end(),
    text=text("The mention as it stands in the article"),
    label=label("Kind of entity", ENTITY_LABELS),
    kind=label("What the mention is, a name, a description (`die Ministerin`) or a pronoun", MENTION_KINDS),
    canonical_id=text("The entity it stands for, as in `canonical_entities.csv`"),
)
CANONICAL_ENTITIES = _table(
    "canonical_entities",
    "One row per person, organisation, place or other named thing.",
    canonical_id=text(
        "`<label>:<name>`; a person known by one name only is kept to the article: `PER:<name>@<article_id>`",
        unique=True,
    ),
    name=text("The fullest name found"),
    label=label("Kind of entity", ENTITY_LABELS),
    aliases=text("All forms of the name found in the texts, joined by `|`"),
    n_mentions=count("Number of mentions by name; descriptions and pronouns are not counted"),
    n_articles=count("Number of articles with a mention"),
    role=text("What the texts call the person, e.g. an office", empty=True),
    organisation=text("The organisation or place that the role names, by its name where the texts use it", empty=True),
)
QUOTATIONS = _table(
    "quotations",
    "One row per quotation.",
    article_id=_article(),
    quotation_id=text("`<article_id>#q<number>`", unique=True),
    section_id=_section(),
    sentence_id=text("The sentence in which the quotation begins, as in `sentences.csv`"),
    type=label("Type of speech, thought and writing representation", QUOTATION_TYPES),
    medium=label("Speech, writing, thought, or two of them (ST, SW, TW)", MEDIA),
    quote_spans=spans("What is quoted, speech with its marks; two spans where a frame interrupts it", empty=False),
    quote_text=text("The quoted words; ` … ` stands where a frame interrupts them"),
    cue_spans=spans("The words that introduce the quotation"),
    cue_text=text("The cue's words", empty=True),
    cue_lemma=text("Lemma of the cue, a separated particle joined to its verb", empty=True),
    speaker_spans=spans("The whole noun phrase that names the speaker"),
    speaker_text=text("The speaker as named there", empty=True),
    speaker_id=text("Who that is, as in `canonical_entities.csv`; empty rather than guessed", empty=True),
    speaker_name=text("The canonical entity's name", empty=True),
    speaker_role=text("The speaker's role, where the article says it", empty=True),
    addressee_spans=spans("Whom the words are said to"),
    frame_spans=spans("The clause that holds cue and speaker"),
    nested_in=text("quotation_id of the quotation around this one", empty=True),
    rule=text("The pattern that found the quotation, see `docs/quotations.md`"),
    confidence=number("How far to trust the row: measured precision of its rule, from 0 to 1", 0, 1),
)
SENTENCE_SENTIMENT = _table(
    "sentence_sentiment",
    "One row per sentence: its tone.",
    article_id=_article(),
    section_id=_section(),
    sentence_id=_sentence(),
    polarity=_polarity("the sentence, the mean over its hits"),
    subjectivity=number("Mean subjectivity of the hits, from 0 to 1; empty without evidence", 0, 1, empty=True),
    label=_tone(),
    n_hits=count("Hits: words found in the polarity lexicon"),
    n_words=count("Words in the sentence (marks and numbers not counted)"),
    **_probabilities(),
)
SECTION_SENTIMENT = _table(
    "section_sentiment",
    "One row per section: its tone.",
    article_id=_article(),
    section_id=_section(),
    heading=text("The heading above the section", empty=True),
    polarity=_polarity("the section, the mean over all hits in it"),
    subjectivity=number("Mean subjectivity of the hits, from 0 to 1; empty without evidence", 0, 1, empty=True),
    label=_tone(),
    n_sentences=count("Number of sentences"),
    n_hits=count("Hits: words found in the polarity lexicon"),
    n_words=count("Words in the section (marks and numbers not counted)"),
    coverage=number("Share of the section's words that are hits, from 0 to 1", 0, 1),
    **_certainty(),
    **_voice("author", "the section's words outside quotations"),
    **_voice("quoted", "the section's words in quotations"),
)
SPEAKER_SENTIMENT = _table(
    "speaker_sentiment",
    "One row per speaker: the tone of the words quoted from them.",
    canonical_id=text("The speaker, as in `canonical_entities.csv`", unique=True),
    name=text("The speaker's name"),
    n=count("Number of quotations"),
    polarity=_polarity("the quoted words, the mean over all hits in them"),
    label=_tone(),
    n_hits=count("Hits: words found in the polarity lexicon"),
    n_words=count("Words quoted (marks and numbers not counted)"),
    **_certainty(),
)
ENTITY_SENTIMENT = _table(
    "entity_sentiment",
    "One row per entity: the tone of the clauses that are about it.",
    canonical_id=text("The entity, as in `canonical_entities.csv`", unique=True),
    name=text("The entity's name"),
    n=count("Number of sentences that mention it, by name, description or pronoun"),
    polarity=_polarity("the clauses about it, the mean over all hits in them"),
    label=_tone(),
    n_hits=count("Hits: words found in the polarity lexicon"),
    n_words=count("Words in those clauses (marks and numbers not counted)"),
    **_certainty(),
)
KEYWORDS = _table(
    "keywords",
    "One row per keyword of a section or of what a speaker is quoted with, the most telling first.",
    scope=label("What it is a keyword of", ("section", "speaker")),
    id=text("The section_id or the speaker's canonical_id"),
    rank=count("Place among the keywords, from 1"),
    lemma=text("Lemma of a noun, name, verb or adjective"),
    n=count("How often it stands there"),
    score=number("TF-IDF against all sections or all speakers, from 0 to 1", 0, 1),
)
SPEAKERS = _table(
    "speakers",
    "One row per speaker, most words first: how much and how they are quoted.",
    canonical_id=text("The speaker, as in `canonical_entities.csv`", unique=True),
    name=text("The speaker's name"),
    role=text("The speaker's role, where the texts say it", empty=True),
    n_quotations=count("Number of quotations, nested ones included"),
    n_direct=count("How many of them are of type Direct"),
    n_words=count("Words quoted (blank-separated); nested quotations count once, with the one around them"),
    n_articles=count("Number of articles that quote the speaker"),
)
REJECTED = _table(
    "rejected",
    "One row per file, or row of a corpus, that was not analysed.",
    path=text("The file, relative to the input folder; in a corpus with `#<row>`"),
    reason=text("Why, and what can be done about it"),
)
TABLES = (
    ARTICLES, SECTIONS, ASIDES, SENTENCES, TOKENS, ENTITIES, CANONICAL_ENTITIES, QUOTATIONS, SENTENCE_SENTIMENT,
    SECTION_SENTIMENT, SPEAKER_SENTIMENT, ENTITY_SENTIMENT, SPEAKERS, KEYWORDS, REJECTED,
)  # fmt: skip


class _Lines(list[str]):
    """Collects the lines of `csv.writer`."""

    write = list.append


def as_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as lines of a table's file, whatever they hold; `to_csv` checks them first."""
    kept = [*rows]
    content = "".join(_lines(kept, "\n"))
    if "\r" not in content:
        return content
    # The writer quotes a cell that holds a character of its line terminator. With this one it quotes both, so that a
    # lone carriage return in an article's text comes back as it was; the file has ends of one character.
    end = "\r\n"
    return "".join([line.removesuffix(end) + "\n" for line in _lines(kept, end)])


def _lines(rows: Iterable[Iterable[Any]], end: str) -> list[str]:
    lines = _Lines()
    csv.writer(lines, lineterminator=end).writerows(rows)
    return lines


def to_csv(schema: Table, rows: Iterable[Sequence[Any]], article_id: str) -> str:
    """Check the rows that a table has of one article, and return them as lines of its file.

    Args:
        schema: A table with a column `article_id`.
        rows: The rows in reading order, their values in the order of the table's columns; None is a missing value.
        article_id: The article. Its ids begin with it (`<article_id>#q7`), and differ within it: so they differ in the
            whole table, because articles have different ids.

    Raises:
        WortlautError: A row breaks the contract.
    """
    kept = list(rows)
    columns = check(schema, kept)
    foreign = set(columns["article_id"]) - {article_id} if kept else set()
    for name in schema.unique:
        ids = columns[name] if kept else ()
        foreign |= {value for value in ids if value.rpartition("#")[0] != article_id}
        _refuse_repeated(schema, name, ids)
    if foreign:
        raise _broken(schema, "article_id", f"{sorted(foreign)[:_TOLD]} in the rows of {article_id}")
    return as_csv(kept)


class Writer:
    """A table that is open for writing; `writing` makes one.

    Rows are checked against the contract and put out in chunks, so that a table of any length fits.
    """

    def __init__(self, schema: Table, handle: TextIO, seen: sqlite3.Connection) -> None:
        self._schema = schema
        self._handle = handle
        self._seen = seen
        self._rows: list[Sequence[Any]] = []
        handle.write(as_csv([list(schema.columns)]))
        for name in schema.unique:
            seen.execute(f"CREATE TABLE {name} (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows in reading order, their values in the order of the columns; None is a missing value.

        Raises:
            WortlautError: A row breaks the contract, or repeats an id of the table.
        """
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == _CHUNK:
                self.flush()

    def add_csv(self, lines: str) -> None:
        """Append the rows of an article that `to_csv` checked; no other rows may be of the same article."""
        self.flush()
        self._handle.write(lines)

    def flush(self) -> None:
        """Check and put out the rows that are still held back.

        Raises:
            WortlautError: A row breaks the contract, or repeats an id of the table.
        """
        if not self._rows:
            return
        columns = check(self._schema, self._rows)
        for name in self._schema.unique:
            _refuse_repeated(self._schema, name, columns[name])
            try:
                self._seen.executemany(f"INSERT INTO {name} VALUES (?)", ((value,) for value in columns[name]))
            except sqlite3.IntegrityError:
                known = (self._seen.execute(f"SELECT id FROM {name} WHERE id = ?", (value,)) for value in columns[name])
                repeated = next(row[0] for found in known if (row := found.fetchone()))
                raise _broken(self._schema, name, f"{repeated!r} stands there twice") from None
        self._handle.write(as_csv(self._rows))
        self._rows = []


@contextmanager
def writing(schema: Table, folder: Path) -> Iterator[Writer]:
    """Open a table, `<folder>/<name>.csv`, to be filled row by row; it is there once the block ends without an error.

    Args:
        schema: One of the tables of this module.
        folder: Where the table goes; made where it is missing.

    Raises:
        WortlautError: A row breaks the contract, or the file cannot be written.
    """
    # A nameless database lives in memory while it is small and in a temporary file after that.
    with closing(sqlite3.connect("")) as seen, files.writing(folder / f"{schema.name}.csv") as handle:
        writer = Writer(schema, handle, seen)
        yield writer
        writer.flush()


def write(schema: Table, rows: Iterable[Sequence[Any]], folder: Path) -> None:
    """Check rows against a table of the contract and write them to `<folder>/<name>.csv`.

    Args:
        schema: One of the tables of this module.
        rows: The rows in reading order, their values in the order of the table's columns; None is a missing value.
        folder: Where the table goes; made where it is missing.

    Raises:
        WortlautError: A row breaks the contract, or the file cannot be written.
    """
    with writing(schema, folder) as table:
        table.add(rows)


def check(schema: Table, rows: Sequence[Sequence[Any]]) -> dict[str, tuple[Any, ...]]:
    """Hold rows against a table of the contract: number of cells, types, missing values and the columns' checks.

    The checks are those that `read` leaves to pandera, without a DataFrame, which takes a tenth of the time.

    Returns:
        The columns by name; none where there are no rows.

    Raises:
        WortlautError: A row breaks the contract.
    """
    n_columns = len(schema.columns)
    if set(map(len, rows)) - {n_columns}:
        row = next(row for row in rows if len(row) != n_columns)
        raise _broken(schema, "all columns", f"{len(row)} cells instead of {n_columns} in {row!r}")
    columns = dict(zip(schema.columns, zip(*rows, strict=True), strict=False))
    for name, values in columns.items():
        fault = schema.columns[name].fault(values)
        if fault:
            raise _broken(schema, name, fault)
    return columns


def _refuse_repeated(schema: Table, name: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        repeated = [value for value, n in Counter(ids).items() if n > 1]
        raise _broken(schema, name, f"{repeated[:_TOLD]} stand there more than once")


def _broken(schema: Table, column: str, fault: str) -> WortlautError:
    return WortlautError(
        f"{schema.name}.csv: rows break the table contract. Please report this with the article.\n{column}: {fault}"
    )


def read(schema: Table, folder: Path) -> pd.DataFrame:
    """Read a table that `write` wrote.

    Returns:
        One row per line, columns and types as in the contract; an empty cell is a missing value.

    Raises:
        WortlautError: The file is missing, or does not keep to the contract.
    """
    import pandas as pd  # not above, because stages read no table into pandas
    from pandera.errors import SchemaErrors

    path = folder / f"{schema.name}.csv"
    try:
        # keep_default_na: an article's word "NA" or "null" is a word, not a missing value.
        frame = pd.read_csv(path, dtype=object, keep_default_na=False, na_values=[""], encoding="utf-8")
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Run the pipeline first.") from error
    try:
        return schema.pandera.validate(frame, lazy=True)
    except SchemaErrors as error:
        faults = error.failure_cases[["column", "check", "failure_case"]].head(_TOLD).to_string(index=False)
        raise WortlautError(
            f"{schema.name}.csv: rows break the table contract. Please report this with the article.\n{faults}"
        ) from error


def records(schema: Table, lines: str) -> Iterator[dict[str, str]]:
    """Yield the rows in some lines of a table, such as `to_csv` returned, as `rows` does for the whole file."""
    return _dicts(csv.reader(io.StringIO(lines, newline="")), list(schema.columns))


def rows(schema: Table, folder: Path) -> Iterator[dict[str, str]]:
    """Yield a table's rows one by one as strings, an empty cell as an empty string, without loading the table.

    Raises:
        WortlautError: The file is missing.
    """
    lists = _lists(schema, folder)
    yield from _dicts(lists, next(lists, []))


def cells(schema: Table, folder: Path) -> Iterator[list[str]]:
    """Yield a table's rows as `rows` does, but only their cells, in half the time; `as_row` gives these their names.

    Raises:
        WortlautError: The file is missing.
    """
    return filter(None, islice(_lists(schema, folder), 1, None))


def as_row(schema: Table, cells: Sequence[str]) -> dict[str, str]:
    """Return a row as `rows` does from what `cells` gave of it."""
    return dict(zip(schema.columns, cells, strict=True))


def _lists(schema: Table, folder: Path) -> Iterator[list[str]]:
    """Yield the cells of a table's lines, of its header first.

    Raises:
        WortlautError: The file is missing.
    """
    path = folder / f"{schema.name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            yield from csv.reader(handle)
    except OSError as error:
        raise WortlautError(f"{path}: cannot be read ({error.strerror}). Run the pipeline first.") from error


def _dicts(rows: Iterable[list[str]], names: list[str]) -> Iterator[dict[str, str]]:
    """Yield rows by their columns' names, as csv.DictReader does, but in half the time."""
    # Only a damaged table has rows of another length; what reads it tells that.
    return (dict((zip if len(row) == len(names) else zip_longest)(names, row)) for row in rows if row)


def dictionary() -> str:
    """Return the data dictionary (`docs/tables.md`) as Markdown."""
    parts = [
        "# Tables\n",
        "CSV, UTF-8, one header row, rows in reading order, an empty cell is a missing value. `start` and `end` are",
        "character offsets into the article's kept text (`articles.jsonl`, field `text`; for a plain text file its",
        "decoded content exactly as it is), `end` exclusive: `text[start:end]` is the cell. This page is generated",
        "from `pipeline/wortlaut/tables/schemas.py`.\n",
    ]
    for schema in TABLES:
        parts += [f"## {schema.name}.csv\n", f"{schema.description}\n", "| column | type | may be empty | meaning |"]
        parts.append("|---|---|---|---|")
        for name, column in schema.columns.items():
            held = column.kind.replace("label", "text")
            meaning = column.description.replace("|", "\\|")
            parts.append(f"| {name} | {held} | {'yes' if column.nullable else 'no'} | {meaning} |")
        parts.append("")
    return "\n".join(parts)
