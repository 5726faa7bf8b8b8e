"""Join sentences into groups that one frame can govern, with the direct speech in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german.function_words import (
    ANAPHORIC_PRONOUNS,
    NAMING_FORMS,
    NOMINATIVE_ARTICLES,
    SAYING_OPENERS,
    TITLE_NOUNS,
    WITH_THESE_WORDS,
)
from wortlaut.german.marks import FINAL_MARKS, MARKS
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.clauses import BORDERS, Segment, is_finite, segments, subjunctive
from wortlaut.quotations.cues import Cue, find_cues, may_have_cue
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.text.article import Section

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_MAX_TOKENS = 250
"""Tokens. No sentence in news is longer, and the work per group grows faster than its length."""
_ENDINGS = FINAL_MARKS | {":", ";", ","}
DASHES = frozenset("–—-")
_SUBORDINATING = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "PWS"})
"""Tags (STTS) of words that open a subordinate clause."""
_LONGEST_LABEL = 10
"""Tokens before words in marks, from a name to the colon: `Falk zum Streit: „Nicht mit uns“`."""
SEPARATORS = DASHES | {","}
"""Marks between reported words and their frame."""
TokenRange = tuple[int, int]
"""Indices of the first token and of the one after the last, in the document."""


@dataclass(frozen=True)
class SentenceGroup:
    """A sentence, or several that a pair of quotation marks or a colon joins.

    Attributes:
        doc: The annotated document.
        start: Index of the first token.
        end: Index after the last token.
        section: The section that contains it.
        paragraph: Character offset at which its paragraph begins.
        speech: Token ranges in quotation marks (marks included) that are speech.
        terms: Token ranges in quotation marks that are single words, names or parts of a phrase.
        titles: Token ranges in quotation marks that a noun or an article presents as a title or a name.
    """

    doc: Doc
    start: int
    end: int
    section: Section
    paragraph: int
    speech: tuple[TokenRange, ...]
    terms: tuple[TokenRange, ...]
    titles: tuple[TokenRange, ...]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The group's segments between commas; direct speech is a separate segment."""
        return tuple(segments(self.doc, self.start, self.end, self.speech))

    @property
    def is_undivided(self) -> bool:
        """Whether the group is one segment."""
        return not self.speech and self.forms.isdisjoint(BORDERS)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The reporting verbs outside direct speech, in reading order."""
        marked = (*self.terms, *self.titles)
        return tuple(find_cues(self.doc, self.segments, marked)) if may_have_cue(self.forms) else ()

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words and punctuation marks in lower case."""
        return frozenset([token.lower_ for token in self.doc.tokens[self.start : self.end]])

    @cached_property
    def subjunctives(self) -> Mapping[int, str]:
        """The moods of the subjunctive verbs by token index, in reading order; see `subjunctive`."""
        moods = ((token.i, subjunctive(token)) for token in self.doc.tokens[self.start : self.end])
        return {index: mood for index, mood in moods if mood is not None}

    def mood_in(self, start: int, end: int) -> str | None:
        """Return the mood of the first subjunctive verb from token `start` up to `end` (exclusive), or None."""
        return next((mood for index, mood in self.subjunctives.items() if start <= index < end), None)

    def segment_at(self, index: int) -> int | None:
        """Return the number of the segment that contains a token, or None if it is a mark between two."""
        return next((i for i, segment in enumerate(self.segments) if segment.start <= index < segment.end), None)

    def clause(self, head: Token) -> TokenRange:
        """Return the tokens of the clause with a head, without final marks, `: ; ,` and dashes at its ends."""
        tokens = [token.i for token in head.subtree if self.start <= token.i < self.end and not token.is_space]
        start, end = min(tokens, default=head.i), max(tokens, default=head.i) + 1
        while start < end and self.doc.tokens[start].text in _ENDINGS | DASHES:
            start += 1
        while end > start and self.doc.tokens[end - 1].text in _ENDINGS | DASHES:
            end -= 1
        return start, end

    @property
    def content_end(self) -> int:
        """Index after the last token that is no final mark, colon, semicolon or comma."""
        end = self.end
        while end > self.start and self.doc.tokens[end - 1].text in _ENDINGS:
            end -= 1
        return end


def find_groups(document: Document, breaks: Sequence[int] = ()) -> Iterator[SentenceGroup]:
    """Divide a document into groups, in reading order.

    Args:
        document: The document.
        breaks: Indices of tokens that always begin a group, in ascending order.
    """
    doc = document.doc
    speech, terms, titles = _marked_ranges(document)
    stretches = list(_stretches(document, breaks))
    forced = frozenset(breaks)
    index = 0
    while index < len(stretches):
        stretch = stretches[index]
        index += 1
        while index < len(stretches) and stretches[index].start not in forced:
            if not _continues(doc, stretch, stretches[index], speech):
                break
            stretch = stretch._replace(end=stretches[index].end)
            index += 1
        start, end, section = stretch
        group_speech = _starting_in(speech, start, end)
        end = max([end, *(stop for _, stop in group_speech)])
        paragraphs = section.paragraphs
        yield SentenceGroup(
            doc=doc,
            start=start,
            end=end,
            section=section,
            paragraph=paragraphs[max(bisect_right(paragraphs, doc.tokens[start].idx) - 1, 0)],
            speech=group_speech,
            terms=tuple(span for span in _starting_in(terms, start, end) if span[1] <= end),
            titles=tuple(span for span in _starting_in(titles, start, end) if span[1] <= end),
        )


class _Stretch(NamedTuple):
    """A sentence, or a part of one that is too long to be a sentence (a list, a table)."""

    start: int
    end: int
    section: Section


def _stretches(document: Document, breaks: Sequence[int]) -> Iterator[_Stretch]:
    for sentence in document.sentences:
        first, last = sentence.span.start, sentence.span.end
        inner = breaks[bisect_right(breaks, first) : bisect_left(breaks, last)]
        for begin, end in pairwise([first, *inner, last]):
            for start in range(begin, end, _MAX_TOKENS):
                yield _Stretch(start, min(start + _MAX_TOKENS, end), sentence.section)


def _starting_in(ranges: Sequence[TokenRange], start: int, end: int) -> tuple[TokenRange, ...]:
    """Return the ranges that begin at one of the tokens `start` to `end` (exclusive); they are in reading order."""
    return tuple(ranges[bisect_left(ranges, (start, 0)) : bisect_left(ranges, (end, 0))])


def _continues(doc: Doc, group: _Stretch, following: _Stretch, speech: Sequence[TokenRange]) -> bool:
    """Return whether the next sentence belongs to a group: quoted speech crosses the boundary, or one frames the other.

    At a colon, it does so if speech follows at once, if it has Konjunktiv I, or if a reporting verb is before it.
    """
    if group.section is not following.section:
        return False
    boundary = following.start
    previous = bisect_left(speech, (boundary, 0)) - 1
    if previous >= 0 and speech[previous][1] > boundary:
        return True
    if following.end - group.start > _MAX_TOKENS:
        return False
    if _frames_neighbour(doc, group, following, speech):
        return True
    if ":" not in {doc.tokens[group.end - 1].text, doc.tokens[boundary].text}:
        return False
    if _starting_in(speech, boundary, boundary + 2):
        return True
    is_announced = may_have_cue(frozenset(token.lower_ for token in doc.tokens[group.start : boundary]))
    is_announced = is_announced or _is_label(doc.tokens[group.start : boundary])
    return is_announced or any(subjunctive(token) == "I" for token in doc.tokens[boundary : following.end])


def _is_label(tokens: Sequence[Token]) -> bool:
    """Return whether a noun for words, without a verb, announces what follows a colon: `Falks Fazit: …`."""
    nouns = (reporting_noun(token.text) for token in tokens if token.tag_ == "NN")
    return any(noun is not None and noun.takes_clause for noun in nouns) and not any(map(is_finite, tokens))


def _frames_neighbour(doc: Doc, group: _Stretch, following: _Stretch, speech: Sequence[TokenRange]) -> bool:
    """Return whether one of two sentences says whose words the other is, which is nothing but speech.

    `„…“ Das sagte Ida Falk.`, `„…“ Mit diesen Worten begann Ida Falk.`, `„…“ – Ida Falk`, `„…“ (Ida Falk)`,
    `Wie sagte schon mein Großvater? „…“`
    """
    if not _starting_in(speech, group.start, following.end):
        return False
    words = [token for token in doc.tokens[following.start : following.end] if not token.is_space]
    if not words:
        return False
    if _is_only_speech(doc, group, speech):
        if words[0].text == "(" or words[0].text in DASHES:
            return not any(is_finite(token) for token in words)
        if tuple(token.lower_ for token in words[:3]) == WITH_THESE_WORDS:
            return True
        is_resumed = words[0].lower_ in ANAPHORIC_PRONOUNS and len(words) > 2 and is_finite(words[1])
        return is_resumed and may_have_cue(frozenset({words[1].lower_}))
    opening = [token for token in doc.tokens[group.start : group.end] if not token.is_space]
    asks = len(opening) > 2 and opening[0].lower_ in SAYING_OPENERS and opening[-1].text in {"?", ":"}
    return asks and may_have_cue(frozenset({opening[1].lower_})) and bool(_starting_in(speech, *following[:2]))


def _is_only_speech(doc: Doc, group: _Stretch, speech: Sequence[TokenRange]) -> bool:
    last = bisect_left(speech, (group.end, 0)) - 1
    return (
        last >= 0
        and speech[last][0] >= group.start
        and not any(token.is_alpha for token in doc.tokens[speech[last][1] : group.end])
        and speech[last][0] == next(token.i for token in doc.tokens[group.start : group.end] if not token.is_space)
    )


def _marked_ranges(document: Document) -> tuple[list[TokenRange], list[TokenRange], list[TokenRange]]:
    """Return the ranges in outermost quotation marks in reading order, split into speech, terms and titles."""
    doc = document.doc
    speech: list[TokenRange] = []
    terms: list[TokenRange] = []
    titles: list[TokenRange] = []
    sentence_of = document.sentence_of_token
    for marked, tokens in document.outermost_marks:
        start, end = tokens
        if start not in sentence_of:
            continue
        crosses_sentences = sentence_of.get(end - 1, sentence_of[start]) is not sentence_of[start]
        if not marked.closed and not crosses_sentences and not is_sentence_like(doc, tokens):
            continue
        if not crosses_sentences and _is_title(doc, tokens):
            titles.append(tokens)
            continue
        is_framed = _opens_before_frame(doc, tokens) or _is_short_answer(doc, tokens)
        is_speech = crosses_sentences or (is_sentence_like(doc, tokens) and not _ends_report(doc, tokens)) or is_framed
        (speech if is_speech else terms).append(tokens)
    return speech, terms, titles


def _ends_report(doc: Doc, tokens: TokenRange) -> bool:
    """Return whether words in marks end a clause in Konjunktiv I: `Die Lage sei „ein Skandal, den jeder sieht“`.

    They are no clause themselves, but have one in a part that a comma begins.
    """
    start, end = tokens
    opening = [doc.tokens[i + 1] for i in range(start + 1, end - 1) if doc.tokens[i].text == ","]
    is_part = bool(opening) and all(token.tag_ in _SUBORDINATING or token.lower_ == "wie" for token in opening)
    first = doc.tokens[start + 1]
    if not is_part or first.tag_ in {"KOUS", "KOUI"} or first.lower_ == "um":
        return False
    index = start - 1
    while index >= 0 and not doc.tokens[index].is_punct and not doc.tokens[index].is_space:
        if subjunctive(doc.tokens[index]) == "I":
            return True
        if doc.tokens[index].is_sent_start:
            return False
        index -= 1
    return False


def _is_title(doc: Doc, tokens: TokenRange) -> bool:
    """Return whether words in marks are a title or a name: a noun says so, they act as a noun, or some call themselves.

    `unter dem Motto „Hände weg!“`, `wie die „Aktion Stadt hilft“ mitteilte`, `die sich „Freie Bürger“ nennen`
    """
    start, end = tokens
    before = [token.lower_ for token in doc.tokens[max(start - 2, 0) : start]]
    if not before:
        return False
    if doc.tokens[start - 1].text in TITLE_NOUNS:
        return True
    is_noun = any(token.text[:1].isupper() for token in doc.tokens[start + 1 : start + 2])
    if is_noun and before[-1] in NOMINATIVE_ARTICLES and before[0] == "wie":
        return True
    is_own = before[-1] == "sich" or before == ["sich", "selbst"]
    return is_noun and is_own and end < len(doc) and doc.tokens[end].lower_ in NAMING_FORMS


def _opens_before_frame(doc: Doc, tokens: TokenRange) -> bool:
    """Return whether quoted words open a sentence or an answer before a frame: `„Nein“, sagte sie.`."""
    start, end = tokens
    if end + 1 >= len(doc) or doc.tokens[end].text not in SEPARATORS or not _opens(doc, start):
        return False
    following = tuple(token.lower_ for token in doc.tokens[end + 1 : end + 3])
    is_verb = is_finite(doc.tokens[end + 1]) and doc.tokens[end].text == ","
    return is_verb or following[0] == "so" or following == WITH_THESE_WORDS[:2]


def _is_short_answer(doc: Doc, tokens: TokenRange) -> bool:
    """Return whether words after a colon have a final mark of their own, or end a sentence that begins with a name.

    `Falks Antwort: „Nein.“`; in a headline, `Falk zum Streit: „Nicht mit uns“`.
    """
    start, end = tokens
    if start == 0 or doc.tokens[start - 1].text != ":":
        return False
    if any(token.text in FINAL_MARKS for token in doc.tokens[end - 2 : end]):
        return True
    is_last = end == len(doc) or bool(doc.tokens[end].is_sent_start) or doc.tokens[end].is_space
    first = start - 1
    while first > 0 and not doc.tokens[first].is_sent_start and doc.tokens[first - 1].text not in DASHES:
        first -= 1
        if start - first > _LONGEST_LABEL:
            return False
    before = doc.tokens[first : start - 1]
    is_named = bool(before) and before[0].ent_type_ in {"PER", "ORG"} and not any(map(is_finite, before))
    return is_last and is_named


def _opens(doc: Doc, start: int) -> bool:
    """Return whether a token begins a sentence, also after a colon, or an answer: `„Ja?“ – „Nein“, sagte sie.`."""
    if doc.tokens[start].is_sent_start or (start > 0 and doc.tokens[start - 1].text == ":"):
        return True
    return start > 1 and doc.tokens[start - 1].text in DASHES and doc.tokens[start - 2].text in MARKS


def is_sentence_like(doc: Doc, marked: TokenRange) -> bool:
    """Return whether quoted words form a clause: three words with a finite verb, or two words with a final mark."""
    tokens = [token for token in doc.tokens[marked[0] + 1 : marked[1]] if not token.is_space]
    words = [token for token in tokens if not token.is_punct]
    if not words:
        return False
    has_verb = any(is_finite(token) for token in words)
    has_final_mark = any(token.text in FINAL_MARKS for token in tokens[-2:])
    return (has_verb and len(words) >= 3) or (has_final_mark and len(words) >= 2)
