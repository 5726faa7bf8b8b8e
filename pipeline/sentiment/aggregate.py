"""Adds hits up to the rows of the sentiment tables: per sentence, section, speaker and entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import syntax
from pipeline.documents import Document, Sentence
from pipeline.entities.records import Mention
from pipeline.sentiment.clauses import about
from pipeline.sentiment.features import Passage, features
from pipeline.sentiment.hits import Hit, find_hits
from pipeline.sentiment.label_model import LabelModel, Probabilities
from pipeline.sentiment.lexicon import Lexicon
from pipeline.sentiment.tone import NO_EVIDENCE, Tally, Tone, is_word
from pipeline.spans import from_cell

if TYPE_CHECKING:
    from spacy.tokens import Span

Row = tuple[Any, ...]
"""Values in the order of a table's columns, see `pipeline.tables`."""


class ScoredSentence(NamedTuple):
    """A sentence with its polar words.

    Attributes:
        sentence: The sentence.
        hits: Its polar words.
        around: Those of the sentences right before and after it in its section.
        words: Indices of its words in the document.
        probabilities: What the label model says of it, None without hits or model.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    around: tuple[Hit, ...]
    words: tuple[int, ...]
    probabilities: Probabilities | None = None


class Part(NamedTuple):
    """A sentence, or some of its words, with what the label model says of it (None without hits or model)."""

    hits: Sequence[Hit]
    n_words: int
    probabilities: Probabilities | None


def score(
    document: Document, lexicon: Lexicon, *, negation_window: int, model: LabelModel | None = None
) -> tuple[ScoredSentence, ...]:
    """Return an article's sentences in reading order, each with its hits (see `find_hits`).

    Args:
        document: The article.
        lexicon: Polarity by word.
        negation_window: How many tokens a negation reaches.
        model: What gives the labels; without it the polarity does.
    """
    sentences = document.sentences
    hits = [find_hits(sentence.span, lexicon, negation_window=negation_window) for sentence in sentences]
    scored = []
    for number, sentence in enumerate(sentences):
        around = tuple(
            hit
            for other in (number - 1, number + 1)
            if 0 <= other < len(sentences) and sentences[other].section == sentence.section
            for hit in hits[other]
        )
        words = tuple(token.i for token in sentence.span if is_word(token))
        said = None
        if hits[number]:
            said = _probabilities(Passage(list(sentence.span), hits[number], around), model)
        scored.append(ScoredSentence(sentence, hits[number], around, words, said))
    return tuple(scored)


def whole(scored: ScoredSentence) -> Part:
    """Return a sentence as a part."""
    return Part(scored.hits, len(scored.words), scored.probabilities)


def kept(scored: ScoredSentence, tokens: Collection[int], model: LabelModel | None) -> Part:
    """Return the part of a sentence that some tokens of the document make."""
    hits = [hit for hit in scored.hits if hit.token in tokens]
    n_words = sum(word in tokens for word in scored.words)
    if not hits:
        return Part(hits, n_words, None)
    passage = Passage([token for token in scored.sentence.span if token.i in tokens], hits)
    return Part(hits, n_words, _probabilities(passage, model))


def _probabilities(passage: Passage, model: LabelModel | None) -> Probabilities | None:
    return None if model is None else model.probabilities(features(passage))


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
        model: What gives the labels; without it the polarity does.
    """
    quoted = {token for row in quotations for token in _quoted_tokens(document, row)}
    parts = defaultdict(list)
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
    """Return the tone of the author's own words and that of the quoted ones, without counting the words."""
    author, others = Tally(model), Tally(model)
    for part in inside:
        if not part.hits:
            continue
        tokens = {token.i for token in part.sentence.span}
        author.add(*kept(part, tokens - quoted, model))
        others.add(*kept(part, tokens & quoted, model))
    return author.tone(interval=False), others.tone(interval=False)


def _quoted_tokens(document: Document, row: Mapping[str, str]) -> Iterator[int]:
    for start, end in from_cell(row["quote_spans"]):
        yield from (token.i for token in _tokens(document, start, end))


def _tokens(document: Document, start: int, end: int) -> Span:
    """Return the tokens of characters of the kept text."""
    span = document.doc.char_span(*document.article.own_span(start, end), alignment_mode="expand")
    assert span is not None  # offsets in the tables are those of the text
    return span


def _certainty(tone: Tone) -> tuple[Any, ...]:
    return (*_cells(tone.probabilities, 3), *_cells(tone.interval, 2), tone.evidence)


def _cells(values: Sequence[float] | None, n: int) -> Sequence[float | None]:
    return [None] * n if values is None else values


def tone_of(parts: Iterable[ScoredSentence], model: LabelModel | None = None) -> Tone:
    """Return the tone of sentences taken together."""
    tally = Tally(model)
    for part in parts:
        tally.add(*whole(part))
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
            homes = syntax.clause_heads(part.sentence.span)
            for canonical_id, named in entities.items():
                self._counts[canonical_id] += 1
                self._tallies[canonical_id].add(*_about(document, part, named, homes, self._model))

    def add_quotations(
        self, document: Document, scored: Sequence[ScoredSentence], quotations: Iterable[Mapping[str, str]]
    ) -> None:
        """Add an article's quoted words to their speakers; words quoted twice by one speaker count once.

        Args:
            document: The article.
            scored: Its sentences.
            quotations: Its rows of `quotations.csv`; those without a speaker_id are left out.
        """
        quoted: defaultdict[str, set[int]] = defaultdict(set)
        for row in quotations:
            if speaker := row["speaker_id"]:
                self._counts[speaker] += 1
                quoted[speaker].update(_quoted_tokens(document, row))
        for speaker, tokens in quoted.items():
            for part in scored:
                if not tokens.isdisjoint(part.words):
                    self._tallies[speaker].add(*kept(part, tokens, self._model))

    def state(self) -> list[list[Any]]:
        """Return what was added, for JSON; `merge` takes it."""
        return [[each, self._counts[each], self._tallies[each].state()] for each in self._counts]

    def merge(self, state: Iterable[Sequence[Any]]) -> None:
        """Add what other articles hold."""
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


def _about(
    document: Document,
    scored: ScoredSentence,
    mentions: Iterable[Mention],
    homes: Mapping[int, int],
    model: LabelModel | None,
) -> Part:
    """Return the clauses of a sentence that are about an entity; the label is that towards its first mention."""
    spans = [_tokens(document, *mention.span) for mention in mentions]
    heads = frozenset().union(*(about(span, homes) for span in spans))
    hits = [hit for hit in scored.hits if homes[hit.token] in heads]
    n_words = sum(homes[word] in heads for word in scored.words)
    if not hits:
        return Part(hits, n_words, None)
    target = frozenset(range(spans[0].start, spans[0].end))
    passage = Passage(list(scored.sentence.span), scored.hits, scored.around, target, homes)
    return Part(hits, n_words, _probabilities(passage, model))
