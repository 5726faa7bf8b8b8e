"""Assemble the page of an article: its text with annotations marked, and tables of the annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.entities.records import CanonicalEntity
from wortlaut.locales.labels import TYPE_NAMES
from wortlaut.page.addresses import fragment, speaker_address
from wortlaut.page.markings import (
    mention_links,
    mention_markings,
    polar_markings,
    quotation_markings,
    sentence_anchors,
    turn_markings,
)
from wortlaut.page.passages import Passage, passages
from wortlaut.page.reading import Source
from wortlaut.page.tones import SectionTone, SentenceTones, common_label, section_tones
from wortlaut.tables.schemas import MentionRow, PolarWordRow, QuotationRow
from wortlaut.text.article import Article, parse_article
from wortlaut.text.spans import covered_text, from_cell

if TYPE_CHECKING:
    from markupsafe import Markup

_COLUMNS = {"organisation": "nominal"}
"""Kinds of mentions that are counted with those of another kind."""
_UNIT = 1000
"""Tones are added up in thousandths, exactly."""
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
        page: Address of the speaker's page, relative to the list; "" if the speaker is not identified.
        text_name: What the text calls the speaker, if neither contains the other; else "".
        role: The speaker's role, or "".
        kind: For whom the speaker speaks (`wortlaut.tables.schemas.SPEAKER_KINDS`), or "".
        addressee: The addressee, as in the text, or "".
        text: The quoted words.
        cue: The words that introduce it, or "".
        rule: The rule that found it.
        confidence: Measured precision of that rule, from 0 to 1.
        speaker_confidence: Measured share of right speakers among those found like this one, or None without one.
        outer: Number of the enclosing quotation, or "".
        tone: Most frequent label of the sentences that it stands in.
        corrected: What was corrected by hand: names of columns joined by `|`, `added`, or "".
    """

    fragment: str
    number: str
    type: str
    speaker: int
    name: str
    page: str
    text_name: str
    role: str
    kind: str
    addressee: str
    text: str
    cue: str
    rule: str
    confidence: float
    speaker_confidence: float | None
    outer: str
    tone: str
    corrected: str


class Speaker(NamedTuple):
    """A speaker quoted in an article.

    Attributes:
        name: The canonical name, or what the text says.
        n_quotations: Number of quotations.
        canonical_id: The speaker's entity, or "" if it is uncertain.
        gender: As in `canonical_entities.csv`, or "".
        roles: The roles that the article gives the speaker, in the order of the quotations.
        tone: Sum of the tones of the sentences in which the speaker is quoted, in thousandths.
        n_sentences: Number of these sentences.
    """

    name: str
    n_quotations: int
    canonical_id: str
    gender: str
    roles: Sequence[str]
    tone: int
    n_sentences: int


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
        is_interview: Whether it has turns of an interview.
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
    is_interview: bool

    @property
    def has_headline(self) -> bool:
        """Whether the text itself begins with a headline."""
        return any(section.kind == "headline" for section in self.article.sections)


def view(
    source: Source,
    canonical: Mapping[str, CanonicalEntity],
    describe: Callable[[Quotation], str],
    explain: Callable[[PolarWordRow], str],
    name_turn: Callable[[str], str],
) -> ArticleView:
    """Return the content of an article's page.

    Args:
        source: The article and its table rows.
        canonical: All canonical entities by their canonical_id.
        describe: Returns a short description of a quotation for screen readers.
        explain: Returns the polarity of a word and what changed it.
        name_turn: Returns the name of a kind of turn.
    """
    article = parse_article(source.line)
    tones = SentenceTones(source.sentences, source.sentence_tones)
    ranking = _speakers(source.quotations, canonical, tones)
    numbers = {key: number for number, key in enumerate(ranking, start=1)}
    quotations = [_quotation(row, numbers, article.text, tones) for row in source.quotations]
    entities = _entities(source.mentions, canonical)
    markings = [*turn_markings(source.turns, name_turn)]
    for quotation, row in zip(quotations, source.quotations, strict=True):
        markings += quotation_markings(row, describe(quotation))
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
        is_interview=bool(source.turns),
    )


def _beginning(text: str) -> str:
    line = " ".join(text[: 4 * _TITLE].split())
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rpartition(' ')[0] or line[:_TITLE]} …"


def _speaker(row: QuotationRow) -> tuple[str, str]:
    """Return the key of a speaker in the article (or ""), and the name to show."""
    name = row.speaker_name or row.speaker_text or ""
    return row.speaker_id or name, name


def _speakers(
    rows: Sequence[QuotationRow], canonical: Mapping[str, CanonicalEntity], tones: SentenceTones
) -> dict[str, Speaker]:
    groups: dict[str, list[QuotationRow]] = {}
    for row in rows:
        if key := _speaker(row)[0]:
            groups.setdefault(key, []).append(row)
    speakers = {key: _as_speaker(group, canonical, tones) for key, group in groups.items()}
    ranking = sorted(speakers, key=lambda key: (-speakers[key].n_quotations, speakers[key].name, key))
    return {key: speakers[key] for key in ranking}


def _as_speaker(
    rows: Sequence[QuotationRow], canonical: Mapping[str, CanonicalEntity], tones: SentenceTones
) -> Speaker:
    """Return the speaker of quotations."""
    canonical_id = rows[0].speaker_id or ""
    sentences = tones.within(span for row in rows for span in from_cell(row.quote_spans)).values()
    return Speaker(
        name=_speaker(rows[0])[1],
        n_quotations=len(rows),
        canonical_id=canonical_id,
        gender=(canonical_id and canonical[canonical_id].gender) or "",
        roles=[*dict.fromkeys(row.speaker_role for row in rows if row.speaker_role)],
        tone=sum(round((row.tone or 0) * _UNIT) for row in sentences),
        n_sentences=len(sentences),
    )


def _quotation(row: QuotationRow, numbers: Mapping[str, int], text: str, tones: SentenceTones) -> Quotation:
    place = fragment(row.quotation_id)
    key, name = _speaker(row)
    text_name = row.speaker_text or ""
    return Quotation(
        fragment=place,
        number=place.removeprefix("q-"),
        type=row.type,
        speaker=numbers.get(key, 0),
        name=name,
        page=speaker_address(row.speaker_id) if row.speaker_id else "",
        text_name="" if text_name in name or name in text_name else text_name,
        role=row.speaker_role or "",
        kind=row.speaker_kind or "",
        addressee=covered_text(text, from_cell(row.addressee_spans)),
        text=row.quote_text,
        cue=row.cue_text or "",
        rule=row.rule,
        confidence=row.confidence,
        speaker_confidence=row.speaker_confidence,
        outer=fragment(row.nested_in).removeprefix("q-") if row.nested_in else "",
        tone=common_label(tones.within(from_cell(row.quote_spans)).values()),
        corrected=row.corrected or "",
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
