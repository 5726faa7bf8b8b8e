"""Aggregate hits into the rows of the sentiment tables, by sentence, section, speaker and entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from wortlaut.entities.records import Mention
from wortlaut.nlp import syntax
from wortlaut.nlp.annotate import Document
from wortlaut.sentiment.clauses import about
from wortlaut.sentiment.label_model import LabelModel
from wortlaut.sentiment.scored import ScoredSentence
from wortlaut.sentiment.tone import NO_EVIDENCE, Tally, Tone
from wortlaut.text.spans import from_cell

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Span

Row = tuple[Any, ...]
"""Values in the order of a table's columns, see `wortlaut.tables.schemas`."""


def sentence_rows(
    document: Document, scored: Sequence[ScoredSentence], model: LabelModel | None = None
) -> Iterator[Row]:
    """Yield an article's rows of `sentence_sentiment.csv`."""
    for part in scored:
        ids = (document.article.article_id, part.sentence.section.section_id, part.sentence.sentence_id)
        tone = tone_of([part], model) if part.hits else Tone(None, None, NO_EVIDENCE, 0, len(part.words))
        figures = (tone.polarity, tone.subjectivity, tone.label, tone.n_hits, tone.n_words)
        yield (*ids, *figures, *_cells(tone.probabilities, 3))


def section_rows(
    document: Document,
    scored: Sequence[ScoredSentence],
    quotations: Iterable[Mapping[str, str]] = (),
    model: LabelModel | None = None,
) -> Iterator[Row]:
    """Yield an article's rows of `section_sentiment.csv`; headings count as sentences.

    Args:
        document: The article.
        scored: Its sentences.
        quotations: Its rows of `quotations.csv`; their words are the quoted voice, all others the author's.
        model: The model for the labels; without it they follow from the polarity.
    """
    quoted = {token for row in quotations for token in _quoted_tokens(document, row)}
    parts: defaultdict[str, list[ScoredSentence]] = defaultdict(list)
    for part in scored:
        parts[part.sentence.section.section_id].append(part)
    for section in document.article.sections:
        inside = parts[section.section_id]
        tone = tone_of(inside, model)
        ids = (document.article.article_id, section.section_id, section.heading)
        counts = (len(inside), tone.n_hits, tone.n_words, tone.coverage)
        yield (
            *(*ids, tone.polarity, tone.subjectivity, tone.label, *counts),
            *_certainty(tone),
            *(cell for voice in _voices(inside, quoted, model) for cell in (voice.polarity, voice.label, voice.n_hits)),
        )


def _voices(inside: Iterable[ScoredSentence], quoted: Set[int], model: LabelModel | None) -> tuple[Tone, Tone]:
    """Return the tone of the author's words and that of the quoted ones; their word counts are incomplete."""
    author, others = Tally(model), Tally(model)
    for part in inside:
        if not part.hits:
            continue
        span = part.sentence.span
        if quoted.isdisjoint(range(span.start, span.end)):
            author.add(*part.alone)
            continue
        tokens = set(range(span.start, span.end))
        author.add(*part.within(tokens - quoted))
        others.add(*part.within(tokens & quoted))
    return author.tone(interval=False), others.tone(interval=False)


def _quoted_tokens(document: Document, row: Mapping[str, str]) -> Iterator[int]:
    for start, end in from_cell(row["quote_spans"]):
        span = _tokens(document, start, end)
        yield from range(span.start, span.end)


def _tokens(document: Document, start: int, end: int) -> Span:
    """Return the tokens at character offsets in the kept text."""
    span = document.doc.char_span(*document.article.own_span(start, end), alignment_mode="expand")
    assert span is not None  # offsets in the tables refer to the text
    return span


def _certainty(tone: Tone) -> tuple[Any, ...]:
    return (*_cells(tone.probabilities, 3), *_cells(tone.interval, 2), tone.evidence)


def _cells(values: Sequence[float] | None, n: int) -> Sequence[float | None]:
    return [None] * n if values is None else values


def tone_of(parts: Iterable[ScoredSentence], model: LabelModel | None = None) -> Tone:
    """Return the tone of several sentences together."""
    tally = Tally(model)
    for part in parts:
        tally.add(*part.whole)
    return tally.tone()


class TonesByEntity:
    """Add up tones over all articles, by canonical_id.

    Args:
        model: The model for the labels; without it they follow from the polarity.
    """

    def __init__(self, model: LabelModel | None = None) -> None:
        self._model = model
        self._tallies: defaultdict[str, Tally] = defaultdict(lambda: Tally(model))
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
            n_words = Counter([clause_of[word] for word in part.words])
            for canonical_id, named in entities.items():
                spans = [_tokens(document, *mention.span) for mention in named]
                clauses = frozenset().union(*(about(span, clause_of) for span in spans))
                target = frozenset(range(spans[0].start, spans[0].end))  # the label is towards the first mention
                said = part.towards(target, clauses, clause_of, sum(n_words[clause] for clause in clauses))
                self._counts[canonical_id] += 1
                self._tallies[canonical_id].add(*said)

    def add_quotations(
        self, document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[Mapping[str, str]]
    ) -> None:
        """Add an article's quoted words to their speakers; words that are quoted twice count once per speaker.

        Args:
            document: The article.
            scored: Its sentences.
            quotations: Its rows of `quotations.csv`; those without a speaker_id are ignored.
        """
        quoted: defaultdict[str, set[int]] = defaultdict(set)
        for row in quotations:
            if speaker := row["speaker_id"]:
                self._counts[speaker] += 1
                quoted[speaker].update(_quoted_tokens(document, row))
        for speaker, tokens in quoted.items():
            for part in scored:
                if not tokens.isdisjoint(part.words):
                    self._tallies[speaker].add(*part.within(tokens))

    def state(self) -> list[list[Any]]:
        """Return the state as JSON values, for `merge`."""
        return [[each, self._counts[each], self._tallies[each].state()] for each in self._counts]

    def merge(self, state: Iterable[Sequence[Any]]) -> None:
        """Add the state of other articles."""
        for canonical_id, n, tally in state:
            self._counts[canonical_id] += n
            self._tallies[canonical_id].merge(tally)

    def rows(self, names: Mapping[str, str]) -> Iterator[Row]:
        """Yield rows of `speaker_sentiment.csv` or `entity_sentiment.csv`, sorted by canonical_id.

        Args:
            names: The entities' names by canonical_id.
        """
        for canonical_id in sorted(self._counts):
            tone = self._tallies[canonical_id].tone()
            ids = (canonical_id, names[canonical_id], self._counts[canonical_id])
            yield (*ids, tone.polarity, tone.label, tone.n_hits, tone.n_words, *_certainty(tone))
