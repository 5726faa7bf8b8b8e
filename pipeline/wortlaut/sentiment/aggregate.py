"""Aggregate hits into the rows of the sentiment tables, by sentence, section, speaker and entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from wortlaut.entities.records import Mention
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.sentiment.clauses import about
from wortlaut.sentiment.hits import Hit
from wortlaut.sentiment.scored import ScoredSentence
from wortlaut.sentiment.tone import Tally, TallyState, Tone, tone_of
from wortlaut.tables.schemas import (
    EntitySentimentRow,
    PolarWordRow,
    QuotationRow,
    SectionSentimentRow,
    SentenceSentimentRow,
    SpeakerSentimentRow,
)
from wortlaut.text.spans import from_cell

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Span

R = TypeVar("R", SpeakerSentimentRow, EntitySentimentRow)


class EntityState(NamedTuple):
    """The added-up tone of an entity.

    Attributes:
        canonical_id: The id of the entity.
        n: The number of its quotations, or of the sentences that mention it.
        tally: The state of their tally.
    """

    canonical_id: str
    n: int
    tally: TallyState


class ToneStates(NamedTuple):
    """The contribution of an article to the tones of speakers and entities."""

    speakers: Sequence[EntityState]
    entities: Sequence[EntityState]


def sentence_rows(document: Document, scored: Sequence[ScoredSentence]) -> Iterator[SentenceSentimentRow]:
    """Yield an article's rows of `sentence_sentiment.csv`."""
    for part in scored:
        yield SentenceSentimentRow(
            article_id=document.article.article_id,
            section_id=part.sentence.section.section_id,
            sentence_id=part.sentence.sentence_id,
            **_cells(tone_of([part.whole], interval=False), SentenceSentimentRow),
        )


def polar_word_rows(document: Document, scored: Sequence[ScoredSentence]) -> Iterator[PolarWordRow]:
    """Yield an article's rows of `polar_words.csv`, in reading order."""
    for part in scored:
        for hit in part.hits:
            yield _polar_word_row(document, part, hit)


def _polar_word_row(document: Document, part: ScoredSentence, hit: Hit) -> PolarWordRow:
    first, last = document.doc[hit.start], document.doc[hit.token]
    spans = document.article.kept_spans(first.idx, last.idx + len(last.text))
    start, end = spans[0].start, spans[-1].end
    return PolarWordRow(
        article_id=document.article.article_id,
        section_id=part.sentence.section.section_id,
        sentence_id=part.sentence.sentence_id,
        start=start,
        end=end,
        text=document.article.kept_text[start:end],
        lemma=document.lemma(last),
        polarity=round(hit.polarity, 4) + 0.0,
        listed=hit.value,
        changes="|".join(hit.changes) or None,
        sense=hit.sense or None,
        weight=hit.weight,
    )


def section_rows(
    document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[QuotationRow] = ()
) -> Iterator[SectionSentimentRow]:
    """Yield an article's rows of `section_sentiment.csv`; headings count as sentences.

    Args:
        document: The article.
        scored: Its sentences.
        quotations: Its rows of `quotations.csv`; their words are the quoted voice, all others the author's.
    """
    quoted = {token for row in quotations for token in _quoted_tokens(document, row)}
    parts: defaultdict[str, list[ScoredSentence]] = defaultdict(list)
    for part in scored:
        parts[part.sentence.section.section_id].append(part)
    for section in document.article.sections:
        inside = parts[section.section_id]
        author, others = _voices(inside, quoted)
        yield SectionSentimentRow(
            article_id=document.article.article_id,
            section_id=section.section_id,
            heading=section.heading,
            **_cells(tone_of([part.whole for part in inside]), SectionSentimentRow),
            **_voice_cells("author", author),
            **_voice_cells("quoted", others),
        )


def _voice_cells(voice: str, tone: Tone) -> dict[str, Any]:
    cells = {"tone": tone.tone, "polarity": tone.polarity, "label": tone.label, "n_hits": tone.n_hits}
    return {f"{voice}_{name}": value for name, value in {**cells, "n_sentences": tone.n_sentences}.items()}


def _voices(inside: Iterable[ScoredSentence], quoted: Set[int]) -> tuple[Tone, Tone]:
    """Return the tone of the author's words and that of the quoted ones; their word counts are incomplete."""
    author, others = Tally(), Tally()
    for part in inside:
        tokens = {token.i for token in part.sentence.span}
        if quoted.isdisjoint(tokens):
            author.add(part.whole)
            continue
        author.add(part.within(tokens - quoted))
        others.add(part.within(tokens & quoted))
    return author.tone(interval=False), others.tone(interval=False)


def _quoted_tokens(document: Document, row: QuotationRow) -> Iterator[int]:
    for start, end in from_cell(row.quote_spans):
        span = _tokens(document, start, end)
        yield from range(span.start, span.end)


def _tokens(document: Document, start: int, end: int) -> Span:
    """Return the tokens at character offsets in the kept text."""
    span = document.doc.char_span(*document.article.own_span(start, end), alignment_mode="expand")
    assert span is not None  # offsets in the tables refer to the text
    return span


def _cells(tone: Tone, row: type[NamedTuple]) -> dict[str, Any]:
    """Return the cells of a tone, for the columns that a kind of row has."""
    low, high = tone.interval or (None, None)
    negative, neutral, positive = tone.probabilities or (None, None, None)
    probabilities = {"p_negative": negative, "p_neutral": neutral, "p_positive": positive}
    derived = {"coverage": tone.coverage, "evidence": tone.evidence, "low": low, "high": high}
    cells = {**tone._asdict(), **probabilities, **derived}
    return {name: cells[name] for name in row._fields if name in cells}


class TonesByEntity:
    """Add up tones over all articles, by canonical_id."""

    def __init__(self) -> None:
        self._tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self._counts: Counter[str] = Counter()

    def add_mentions(self, document: Document, scored: Sequence[ScoredSentence], mentions: Iterable[Mention]) -> None:
        """Add an article's clauses to the entities that they are about; a sentence counts once per entity."""
        by_id = {part.sentence.sentence_id: part for part in scored}
        grouped: defaultdict[str, defaultdict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in mentions:
            grouped[mention.sentence_id][mention.canonical_id].append(mention)
        for sentence_id, entities in grouped.items():
            part = by_id[sentence_id]
            clause_of = syntax.clause_heads(part.sentence.span)
            for canonical_id, entity_mentions in entities.items():
                spans = [_tokens(document, *mention.span) for mention in entity_mentions]
                clauses = frozenset().union(*(about(span, clause_of) for span in spans))
                self._counts[canonical_id] += 1
                self._tallies[canonical_id].add(part.towards(clauses, clause_of))

    def add_quotations(
        self, document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[QuotationRow]
    ) -> None:
        """Add an article's quoted words to their speakers; words that are quoted twice count once per speaker.

        Args:
            document: The article.
            scored: Its sentences.
            quotations: Its rows of `quotations.csv`; those without a speaker_id are ignored.
        """
        quoted: defaultdict[str, set[int]] = defaultdict(set)
        for row in quotations:
            if speaker := row.speaker_id:
                self._counts[speaker] += 1
                quoted[speaker].update(_quoted_tokens(document, row))
        for speaker, tokens in quoted.items():
            for part in scored:
                if not tokens.isdisjoint(part.words):
                    self._tallies[speaker].add(part.within(tokens))

    def state(self) -> list[EntityState]:
        """Return the state, for `merge`."""
        return [EntityState(entity, n, self._tallies[entity].state()) for entity, n in self._counts.items()]

    def merge(self, states: Iterable[Sequence[Any]]) -> None:
        """Add the state of other articles: what `state` returned, or the lists that JSON has in its place."""
        for canonical_id, n, tally in map(EntityState._make, states):
            self._counts[canonical_id] += n
            self._tallies[canonical_id].merge(TallyState._make(tally))

    def rows(self, row: type[R], names: Mapping[str, str]) -> Iterator[R]:
        """Yield rows of `speaker_sentiment.csv` or `entity_sentiment.csv`, sorted by canonical_id.

        Args:
            row: The class of the rows.
            names: The entities' names by canonical_id.
        """
        for canonical_id in sorted(self._counts):
            tone = self._tallies[canonical_id].tone()
            yield row(
                canonical_id=canonical_id, name=names[canonical_id], n=self._counts[canonical_id], **_cells(tone, row)
            )
