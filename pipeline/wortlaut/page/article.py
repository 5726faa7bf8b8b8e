"""Assemble the page of an article: its text with annotations marked, and tables of the annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.records import CanonicalEntity
from wortlaut.locales.labels import TYPE_NAMES
from wortlaut.page.addresses import fragment
from wortlaut.page.markings import (
    mention_links,
    mention_markings,
    polar_markings,
    quotation_markings,
    sentence_anchors,
)
from wortlaut.page.passages import Passage, passages
from wortlaut.page.reading import Source
from wortlaut.page.tones import SectionTone, section_tones
from wortlaut.tables.schemas import MentionRow, PolarWordRow, QuotationRow
from wortlaut.text.article import Article, parse_article
from wortlaut.text.spans import covered_text, from_cell

if TYPE_CHECKING:
    from markupsafe import Markup

_COLUMNS = {"organisation": "nominal"}
"""Kinds of mentions that are counted with those of another kind."""
_TITLE = 80
"""Maximum characters of text that replace a missing headline."""


class Quotation(NamedTuple):
    """A quotation as the page shows it.

    Attributes:
        fragment: Its fragment in the page: `q-3`.
        number: Its number in the article: `3`.
        type: Its type (`wortlaut.tables.schemas.QUOTATION_TYPES`).
        speaker: Number of its speaker in the article; 0 for none.
        name: The speaker's canonical name, or what the text calls the speaker; "" for none.
        text_name: What the text calls the speaker, if neither contains the other; else "".
        role: The speaker's role, or "".
        addressee: The addressee, as in the text, or "".
        text: The quoted words.
        cue: The words that introduce it, or "".
        rule: The rule that found it.
        confidence: Measured precision of that rule, from 0 to 1.
        speaker_confidence: Measured share of right speakers among those found like this one, or None without one.
        outer: Number of the enclosing quotation, or "".
    """

    fragment: str
    number: str
    type: str
    speaker: int
    name: str
    text_name: str
    role: str
    addressee: str
    text: str
    cue: str
    rule: str
    confidence: float
    speaker_confidence: float | None
    outer: str


class Speaker(NamedTuple):
    """A speaker quoted in an article.

    Attributes:
        name: The canonical name, or what the text says.
        n_quotations: Number of quotations.
        is_known: Whether the speaker is a canonical entity.
    """

    name: str
    n_quotations: int
    is_known: bool


class Entity(NamedTuple):
    """A canonical entity that an article mentions.

    Attributes:
        number: Its number in the article, from 1, in the order of the first mentions.
        entity: The canonical entity.
        mentions: Its rows of `entities.csv` in reading order.
        counts: Number of mentions by kind (`wortlaut.tables.schemas.MENTION_KINDS`), with nouns for organisations
            among the descriptions.
        links: Links to the mentions in the text, as HTML.
    """

    number: int
    entity: CanonicalEntity
    mentions: Sequence[MentionRow]
    counts: Counter[str]
    links: Markup


class ArticleView(NamedTuple):
    """The content of an article's page.

    Attributes:
        article: The article.
        title: The headline, else the first words of the text.
        passages: Its text.
        quotations: Its quotations.
        types: Number of quotations by type, in the order of `TYPE_NAMES`.
        speakers: Its speakers, most quoted first, numbered from 1.
        n_unnamed: Quotations without a speaker.
        entities: The entities it mentions.
        tones: The tone of its sections.
    """

    article: Article
    title: str
    passages: Sequence[Passage]
    quotations: Sequence[Quotation]
    types: Mapping[str, int]
    speakers: Sequence[Speaker]
    n_unnamed: int
    entities: Sequence[Entity]
    tones: Mapping[str, SectionTone]

    @property
    def has_headline(self) -> bool:
        """Whether the text itself begins with a headline."""
        return any(section.kind == "headline" for section in self.article.sections)


def view(
    source: Source,
    canonical: Mapping[str, CanonicalEntity],
    describe: Callable[[Quotation], str],
    explain: Callable[[PolarWordRow], str],
) -> ArticleView:
    """Return the content of an article's page.

    Args:
        source: The article and its table rows.
        canonical: All canonical entities by their canonical_id.
        describe: Returns a short description of a quotation for screen readers.
        explain: Returns the polarity of a word and what changed it.
    """
    article = parse_article(source.line)
    ranking = _speakers(source.quotations)
    numbers = {key: number for number, key in enumerate(ranking, start=1)}
    quotations = [_quotation(row, numbers, article.text) for row in source.quotations]
    entities = _entities(source.mentions, canonical)
    markings = [
        marking
        for quotation, row in zip(quotations, source.quotations, strict=True)
        for marking in quotation_markings(row, describe(quotation))
    ]
    for entity in entities:
        markings += mention_markings(entity.number, entity.mentions)
    markings += polar_markings(source.polar_words, explain)
    return ArticleView(
        article=article,
        title=article.title or _beginning(article.text),
        passages=[*passages(article, markings, sentence_anchors(source.sentences))],
        quotations=quotations,
        types=_types(quotations),
        speakers=[*ranking.values()],
        n_unnamed=sum(not quotation.speaker for quotation in quotations),
        entities=entities,
        tones=section_tones(source.tones),
    )


def _beginning(text: str) -> str:
    line = " ".join(text[: 4 * _TITLE].split())
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rpartition(' ')[0] or line[:_TITLE]} …"


def _speaker(row: QuotationRow) -> tuple[str, str]:
    """Return the key of a speaker in the article (or ""), and the name to show."""
    name = row.speaker_name or row.speaker_text or ""
    return row.speaker_id or name, name


def _speakers(rows: Sequence[QuotationRow]) -> dict[str, Speaker]:
    counts = Counter(key for key, _ in map(_speaker, rows) if key)
    names = dict(map(_speaker, rows))
    identified = {row.speaker_id for row in rows}
    ranking = sorted(counts, key=lambda key: (-counts[key], names[key], key))
    return {key: Speaker(names[key], counts[key], key in identified) for key in ranking}


def _quotation(row: QuotationRow, numbers: Mapping[str, int], text: str) -> Quotation:
    place = fragment(row.quotation_id)
    key, name = _speaker(row)
    text_name = row.speaker_text or ""
    return Quotation(
        fragment=place,
        number=place.removeprefix("q-"),
        type=row.type,
        speaker=numbers.get(key, 0),
        name=name,
        text_name="" if text_name in name or name in text_name else text_name,
        role=row.speaker_role or "",
        addressee=covered_text(text, from_cell(row.addressee_spans)),
        text=row.quote_text,
        cue=row.cue_text or "",
        rule=row.rule,
        confidence=row.confidence,
        speaker_confidence=row.speaker_confidence,
        outer=fragment(row.nested_in).removeprefix("q-") if row.nested_in else "",
    )


def _types(quotations: Sequence[Quotation]) -> dict[str, int]:
    counts = Counter(quotation.type for quotation in quotations)
    return {name: counts[name] for name in TYPE_NAMES if counts[name]}


def _entities(mentions: Sequence[MentionRow], canonical: Mapping[str, CanonicalEntity]) -> list[Entity]:
    groups: dict[str, list[MentionRow]] = {}
    for mention in mentions:
        groups.setdefault(mention.canonical_id, []).append(mention)
    return [
        Entity(
            number,
            canonical[key],
            group,
            Counter(_COLUMNS.get(mention.kind, mention.kind) for mention in group),
            mention_links(group),
        )
        for number, (key, group) in enumerate(groups.items(), start=1)
    ]
