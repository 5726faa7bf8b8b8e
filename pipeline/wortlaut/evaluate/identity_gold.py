"""Reads articles with manual annotation of the entities that names, descriptions and pronouns refer to.

`data/gold/identity/README.md` has the guidelines and describes the file format.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from wortlaut.evaluate import corpora
from wortlaut.text.spans import Span
from wortlaut.utils.errors import WortlautError

FOLDER = Path("data", "gold", "identity")
"""The folder of the annotated articles, relative to the project's folder."""
STANDOFF = "wikinews.csv"
"""The file in that folder with the annotation of corpus articles: ids and offsets only, because of their licence."""
PARTS = ("tune", "test")
"""Articles for developing rules, and articles used only for scores."""
LABELS = ("PER", "ORG", "LOC", "MISC")
NAME, NOMINAL, PRONOUN = "name", "nominal", "pronoun"
PART, DERIVED = "part", "deriv"
"""Names inside compounds ("NATO-Chef") and adjectives derived from names ("Brüsseler"), as in GermEval 2014."""
KINDS = (NAME, NOMINAL, PRONOUN)
"""The kinds of mentions that are scored; `part` and `deriv` count neither as correct nor as wrong."""
COLUMNS = ("article_id", "part", "start", "end", "kind", "label", "entity", "is_speaker")
_ALL_KINDS = (*KINDS, PART, DERIVED)
_PRONOUNS = ("er", "ihm", "ihn", "sie", "ihr")
_SPEAKER = "speaker"
_HEAD_END = "---"
_MARK = re.compile(r"\\(?P<plain>.)|(?P<open>\[)|\|(?P<notes>[^\[\]|\n]*)\]|(?P<stray>[\]|])")
_CORPUS_OF = {"tune": corpora.QUOTATIONS_TRAIN, "test": corpora.QUOTATIONS}


class EntityMention(NamedTuple):
    """A mention of an entity, gold or predicted.

    Attributes:
        span: Its character offsets in the article's text.
        kind: name, nominal or pronoun; in gold also part or deriv.
        label: PER, ORG, LOC or MISC.
        entity: An identifier of the mentioned entity, unique within the article.
        is_speaker: Whether it is a pronoun that is the speaker of a quotation; only annotated in gold.
    """

    span: Span
    kind: str
    label: str
    entity: str
    is_speaker: bool = False


class AnnotatedArticle(NamedTuple):
    """An article with its mentions in reading order.

    Attributes:
        article_id: The file's stem, or the id in the corpus.
        part: tune or test.
        text: The article's text.
        mentions: The annotated mentions.
    """

    article_id: str
    part: str
    text: str
    mentions: tuple[EntityMention, ...]


def read(gold: Path, folder: Path | None, part: str) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    """Read the annotated articles of a part: the project's own, and those of the corpus.

    Args:
        gold: The folder with the annotation of both.
        folder: The reference corpora; None if there are none, which leaves out the articles of the corpus.
        part: tune or test.

    Raises:
        WortlautError: A file is missing or invalid.
    """
    own = read_marked(gold)
    others = read_standoff(gold / STANDOFF, folder) if folder else []
    return [article for article in own if article.part == part], [article for article in others if article.part == part]


def read_marked(folder: Path) -> list[AnnotatedArticle]:
    """Read the articles of a folder of marked-up texts (`.txt`), sorted by name.

    Raises:
        WortlautError: There are none, or one of them is invalid; the message names its file and line.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise WortlautError(f"{folder}: has no annotated articles (.txt). Restore them from Wortlaut's repository.")
    return [parse(path.stem, _read(path), str(path)) for path in paths]


def read_standoff(path: Path, folder: Path) -> list[AnnotatedArticle]:
    """Read the annotated articles of the quotation corpus, in the order of the file.

    Args:
        path: CSV with the columns `COLUMNS`; the rows of an article are consecutive.
        folder: The reference corpora, which contain the texts.

    Raises:
        WortlautError: A file is missing or invalid, or the corpus has no article with an id.
    """
    rows = defaultdict(list)
    for number, row in enumerate(csv.DictReader(_read(path).splitlines()), start=2):
        place = f"{path}: line {number}"
        if tuple(row) != COLUMNS or None in row.values() or row["part"] not in PARTS:
            raise WortlautError(f"{place}: is not a row of {', '.join(COLUMNS)} with {' or '.join(PARTS)} as part.")
        rows[row["part"], row["article_id"]].append((place, row))
    texts = {
        part: {article.article_id: article.text for article in corpora.read_gold_articles(folder / _CORPUS_OF[part])}
        for part in {part for part, _ in rows}
    }
    articles = []
    for (part, article_id), entries in rows.items():
        if article_id not in texts[part]:
            raise WortlautError(f"{path}: {folder / _CORPUS_OF[part]} has no article {article_id}.")
        text = texts[part][article_id]
        mentions = [_standoff_mention(row, text, place) for place, row in entries]
        articles.append(AnnotatedArticle(article_id, part, text, _consistent_mentions(mentions, text, str(path))))
    return articles


def parse(article_id: str, content: str, place: str) -> AnnotatedArticle:
    """Parse a marked-up text into an article with mentions.

    Args:
        article_id: The article's id.
        content: A header with the part and the entities of each label, a line `---`, and the text with mentions
            in brackets: `[Ada Brunner|brunner]`, `[er|brunner pronoun speaker]`.
        place: The name of the file, for messages.

    Raises:
        WortlautError: The content is invalid; the message names the line.
    """
    head, separator, marked = content.partition(f"\n{_HEAD_END}\n")
    if not separator:
        raise WortlautError(f"{place}: has no line '{_HEAD_END}' between header and text. Add it.")
    lines = head.split("\n")
    part, labels = _parse_head(lines, place)
    text, mentions = _parse_text(marked, labels, place, len(lines) + 2)
    unused = labels.keys() - {mention.entity for mention in mentions}
    if unused:
        raise WortlautError(f"{place}: the header has entities that are not in the text: {', '.join(sorted(unused))}.")
    return AnnotatedArticle(article_id, part, text, _consistent_mentions(mentions, text, place))


def _parse_head(lines: Sequence[str], place: str) -> tuple[str, dict[str, str]]:
    fields = [line.partition(":")[::2] for line in lines]
    if [key for key, _ in fields] != ["part", *LABELS]:
        raise WortlautError(f"{place}: the header must consist of the lines part, {', '.join(LABELS)}.")
    part = fields[0][1].strip()
    if part not in PARTS:
        raise WortlautError(f"{place}: line 1: part '{part}' is neither {' nor '.join(PARTS)}.")
    labels: dict[str, str] = {}
    for number, (label, names) in enumerate(fields[1:], start=2):
        for entity in filter(None, map(str.strip, names.split(","))):
            if entity in labels:
                raise WortlautError(f"{place}: line {number}: '{entity}' is named twice.")
            labels[entity] = label
    return part, labels


def _parse_text(marked: str, labels: Mapping[str, str], place: str, first_line: int) -> tuple[str, list[EntityMention]]:
    """Return the text without markup, and its mentions."""
    pieces: list[str] = []
    open_marks: list[tuple[int, int]] = []
    mentions: list[EntityMention] = []
    length = end = 0

    def fault(position: int, message: str) -> WortlautError:
        return WortlautError(f"{place}: line {first_line + marked.count(chr(10), 0, position)}: {message}.")

    for match in _MARK.finditer(marked):
        plain = marked[end : match.start()] + (match["plain"] or "")
        pieces.append(plain)
        length, end = length + len(plain), match.end()
        if match["open"]:
            open_marks.append((length, match.start()))
        elif match["stray"] or (match["notes"] is not None and not open_marks):
            raise fault(match.start(), f"a stray '{match[0]}'; in the text itself, write '\\{match[0][0]}'")
        elif match["notes"] is not None:
            start, position = open_marks.pop()
            try:
                mention = _marked_mention(Span(start, length), match["notes"], labels)
                _check(mention, "".join(pieces)[start:])
            except ValueError as error:
                raise fault(position, str(error)) from error
            mentions.append(mention)
    if open_marks:
        raise fault(open_marks[-1][1], "a '[' is not closed by '|…]'")
    pieces.append(marked[end:])
    return "".join(pieces), mentions


def _marked_mention(span: Span, notes: str, labels: Mapping[str, str]) -> EntityMention:
    entity, *words = notes.split(" ")
    if entity not in labels:
        raise ValueError(f"'{entity}' is not an entity of the header")
    is_speaker = words[-1:] == [_SPEAKER]
    kind = " ".join(words[:-1] if is_speaker else words) or NAME
    return EntityMention(span, kind, labels[entity], entity, is_speaker)


def _standoff_mention(row: Mapping[str, str], text: str, place: str) -> EntityMention:
    try:
        span = Span(int(row["start"]), int(row["end"]))
        if row["is_speaker"] not in ("0", "1"):
            raise ValueError(f"is_speaker '{row['is_speaker']}' is neither 0 nor 1")
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span.start} to {span.end} is not a span of the text")
        mention = EntityMention(span, row["kind"], row["label"], row["entity"], row["is_speaker"] == "1")
        _check(mention, text[slice(*span)])
    except ValueError as error:
        raise WortlautError(f"{place}: {error}.") from error
    return mention


def _check(mention: EntityMention, words: str) -> None:
    """Check a single mention.

    Raises:
        ValueError: It violates the guidelines.
    """
    if not words or words != words.strip() or "\n" in words:
        raise ValueError(f"{words!r}: a mention has words, no spaces at its ends and no line breaks")
    if mention.kind not in _ALL_KINDS:
        raise ValueError(f"{words!r}: kind '{mention.kind}' is none of {', '.join(_ALL_KINDS)}")
    if mention.label not in LABELS:
        raise ValueError(f"{words!r}: label '{mention.label}' is none of {', '.join(LABELS)}")
    if mention.kind == PRONOUN and words.lower() not in _PRONOUNS:
        raise ValueError(f"{words!r} is none of the pronouns {', '.join(_PRONOUNS)}")
    if mention.is_speaker and mention.kind != PRONOUN:
        raise ValueError(f"{words!r}: only a pronoun can be marked as {_SPEAKER}")


def _consistent_mentions(mentions: Iterable[EntityMention], text: str, place: str) -> tuple[EntityMention, ...]:
    """Return an article's mentions in reading order, after checking them against each other.

    Raises:
        WortlautError: Two have the same span, or a pronoun or description refers to a person without a name.
    """
    mentions_in_order = tuple(sorted(mentions, key=lambda mention: mention.span))
    named_persons = {mention.entity for mention in mentions_in_order if mention.kind == NAME and mention.label == "PER"}
    for mention, next_mention in pairwise((*mentions_in_order, None)):
        assert mention is not None
        words = f"{text[slice(*mention.span)]!r} at {mention.span.start}"
        if next_mention is not None and next_mention.span == mention.span:
            raise WortlautError(f"{place}: {words} is annotated twice.")
        if mention.kind in (NOMINAL, PRONOUN) and mention.entity not in named_persons:
            raise WortlautError(f"{place}: {words} is a {mention.kind}, but its person has no name in the article.")
    return mentions_in_order


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WortlautError(f"{path}: cannot be read ({error}).") from error
