"""Adds hits up to the rows of the sentiment tables: per sentence, section, speaker and entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from wortlaut.entities.records import Mention
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.sentiment.clauses import about
from wortlaut.sentiment.label_model import LabelModel
from wortlaut.sentiment.scored import ScoredSentence
from wortlaut.sentiment.tone import NO_EVIDENCE, Tally, TallyState, Tone
from wortlaut.tables.schemas import (
    EntitySentimentRow,
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
    """What was added up for an entity.

    Attributes:
        canonical_id: The entity.
        n: The number of its quotations, or of the sentences that mention it.
        tally: Their tone.
    """

    canonical_id: str
    n: int
    tally: TallyState

    @classmethod
    def from_json(cls, fields: Sequence[Any]) -> EntityState:
        """Return what JSON, which has a list in its place, gave back."""
        canonical_id, n, tally = fields
        return cls(canonical_id, n, TallyState.from_json(tally))


class ToneStates(NamedTuple):
    """What an article adds to the tones of speakers and of entities."""

    speakers: Sequence[EntityState]
    entities: Sequence[EntityState]

    @classmethod
    def from_json(cls, fields: Sequence[Any]) -> ToneStates:
        """Return what JSON, which has a list in its place, gave back."""
        return cls(*([EntityState.from_json(each) for each in states] for states in fields))


def sentence_rows(
    document: Document, scored: Sequence[ScoredSentence], model: LabelModel | None = None
) -> Iterator[SentenceSentimentRow]:
    """Yield an article's rows of `sentence_sentiment.csv`."""
    for part in scored:
        tone = tone_of([part], model) if part.hits else Tone(None, None, NO_EVIDENCE, 0, len(part.words))
        yield SentenceSentimentRow(
            article_id=document.article.article_id,
            section_id=part.sentence.section.section_id,
            sentence_id=part.sentence.sentence_id,
            polarity=tone.polarity,
            subjectivity=tone.subjectivity,
            label=tone.label,
            n_hits=tone.n_hits,
            n_words=tone.n_words,
            **_probabilities(tone),
        )


def section_rows(
    document: Document,
    scored: Sequence[ScoredSentence],
    quotations: Iterable[QuotationRow] = (),
    model: LabelModel | None = None,
) -> Iterator[SectionSentimentRow]:
    """Yield an article's rows of `section_sentiment.csv`; headings count as sentences.

    Args:
        document: The article.
        scored: Its sentences.
        quotations: Its rows of `quotations.csv`; their words are the quoted voice, all others the author's.
        model: What gives the labels; without it the polarity does.
    """
    quoted = {token for row in quotations for token in _quoted_tokens(document, row)}
    parts: defaultdict[str, list[ScoredSentence]] = defaultdict(list)
    for part in scored:
        parts[part.sentence.section.section_id].append(part)
    for section in document.article.sections:
        inside = parts[section.section_id]
        tone = tone_of(inside, model)
        author, others = _voices(inside, quoted, model)
        yield SectionSentimentRow(
            article_id=document.article.article_id,
            section_id=section.section_id,
            heading=section.heading,
            polarity=tone.polarity,
            subjectivity=tone.subjectivity,
            label=tone.label,
            n_sentences=len(inside),
            n_hits=tone.n_hits,
            n_words=tone.n_words,
            coverage=tone.coverage,
            **_probabilities(tone),
            **_bounds(tone),
            evidence=tone.evidence,
            author_polarity=author.polarity,
            author_label=author.label,
            author_n_hits=author.n_hits,
            quoted_polarity=others.polarity,
            quoted_label=others.label,
            quoted_n_hits=others.n_hits,
        )


def _voices(inside: Iterable[ScoredSentence], quoted: Set[int], model: LabelModel | None) -> tuple[Tone, Tone]:
    """Return the tone of the author's own words and that of the quoted ones, without counting the words."""
    author, others = Tally(model), Tally(model)
    for part in inside:
        if not part.hits:
            continue
        span = part.sentence.span
        if quoted.isdisjoint(range(span.start, span.end)):
            author.add(*part.alone)
            continue
        tokens = set(range(span.start, span.end))
        author.add(*part.kept(tokens - quoted))
        others.add(*part.kept(tokens & quoted))
    return author.tone(interval=False), others.tone(interval=False)


def _quoted_tokens(document: Document, row: QuotationRow) -> Iterator[int]:
    for start, end in from_cell(row.quote_spans):
        span = _tokens(document, start, end)
        yield from range(span.start, span.end)


def _tokens(document: Document, start: int, end: int) -> Span:
    """Return the tokens of characters of the kept text."""
    span = document.doc.char_span(*document.article.own_span(start, end), alignment_mode="expand")
    assert span is not None  # offsets in the tables are those of the text
    return span


def _probabilities(tone: Tone) -> dict[str, float | None]:
    negative, neutral, positive = tone.probabilities or (None, None, None)
    return {"p_negative": negative, "p_neutral": neutral, "p_positive": positive}


def _bounds(tone: Tone) -> dict[str, float | None]:
    low, high = tone.interval or (None, None)
    return {"low": low, "high": high}


def tone_of(parts: Iterable[ScoredSentence], model: LabelModel | None = None) -> Tone:
    """Return the tone of sentences taken together."""
    tally = Tally(model)
    for part in parts:
        tally.add(*part.whole)
    return tally.tone()


class TonesByEntity:
    """Tones that add up over the articles, by canonical_id.

    Args:
        model: What gives the labels; without it the polarity does.
    """

    def __init__(self, model: LabelModel | None = None) -> None:
        self._model = model
        self._tallies: defaultdict[str, Tally] = defaultdict(lambda: Tally(model))
        self._counts: Counter[str] = Counter()

    def add_mentions(self, document: Document, scored: Sequence[ScoredSentence], mentions: Iterable[Mention]) -> None:
        """Add the clauses about them to the entities that an article mentions, each once however often it does."""
        by_id = {part.sentence.sentence_id: part for part in scored}
        grouped: defaultdict[str, defaultdict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
        for mention in mentions:
            grouped[mention.sentence_id][mention.canonical_id].append(mention)
        for sentence_id, entities in grouped.items():
            part = by_id[sentence_id]
            clause_of = syntax.clause_heads(part.sentence.span)
            n_words = Counter([clause_of[word] for word in part.words])
            for canonical_id, named in entities.items():
                spans = [_tokens(document, *mention.span) for mention in named]
                clauses = frozenset().union(*(about(span, clause_of) for span in spans))
                target = frozenset(range(spans[0].start, spans[0].end))  # the label is that towards its first mention
                said = part.towards(target, clauses, clause_of, sum(n_words[clause] for clause in clauses))
                self._counts[canonical_id] += 1
                self._tallies[canonical_id].add(*said)

    def add_quotations(
        self, document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[QuotationRow]
    ) -> None:
        """Add an article's quoted words to their speakers; words quoted twice by one speaker count once.

        Args:
            document: The article.
            scored: Its sentences.
            quotations: Its rows of `quotations.csv`; those without a speaker_id are left out.
        """
        quoted: defaultdict[str, set[int]] = defaultdict(set)
        for row in quotations:
            if speaker := row.speaker_id:
                self._counts[speaker] += 1
                quoted[speaker].update(_quoted_tokens(document, row))
        for speaker, tokens in quoted.items():
            for part in scored:
                if not tokens.isdisjoint(part.words):
                    self._tallies[speaker].add(*part.kept(tokens))

    def state(self) -> list[EntityState]:
        """Return what was added; `merge` takes it."""
        return [EntityState(each, n, self._tallies[each].state()) for each, n in self._counts.items()]

    def merge(self, states: Iterable[EntityState]) -> None:
        """Add what other articles hold."""
        for canonical_id, n, tally in states:
            self._counts[canonical_id] += n
            self._tallies[canonical_id].merge(tally)

    def rows(self, row: type[R], names: Mapping[str, str]) -> Iterator[R]:
        """Yield rows of `speaker_sentiment.csv` or `entity_sentiment.csv`, sorted by canonical_id.

        Args:
            row: What the rows are.
            names: The entities' names by canonical_id.
        """
        for canonical_id in sorted(self._counts):
            tone = self._tallies[canonical_id].tone()
            yield row(
                canonical_id=canonical_id,
                name=names[canonical_id],
                n=self._counts[canonical_id],
                polarity=tone.polarity,
                label=tone.label,
                n_hits=tone.n_hits,
                n_words=tone.n_words,
                **_probabilities(tone),
                **_bounds(tone),
                evidence=tone.evidence,
            )
