"""Derive the analysed text from an article's kept text: words and lines rejoined, spelt plainly, asides removed.

The model and the rules know "Bundesregierung", not the same word with soft hyphens, decomposed umlauts or a line break
in it, and sentences on one line. They receive a copy without these and without the asides; offsets are mapped back to
the kept text when rows are written. A text that needs no correction is analysed unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from heapq import merge
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from wortlaut.german.sentence_ends import OPENERS
from wortlaut.text.article import Article, Aside, Section
from wortlaut.text.spans import Span

_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Soft hyphen, zero-width and directional marks, byte order mark, and control characters except line ends."""
_LINE_END = r"[^\S\r\n]{0,9}(?:\r\n|\r|\n)[^\S\r\n]{0,9}"
_EDIT = re.compile(
    rf"(?P<broken>(?<=[^\W\d_])(?P<hyphen>[-\u00ad])(?P<gap>{_LINE_END}|\x20)(?=(?P<next>[^\W\d_]{{1,40}}-?)))"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?P<decomposed>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<ligature>[\ufb00-\ufb06\u017f])"
    r"|(?P<wrap>(?<=[^\r\n])(?:\r\n|\r|\n)[^\S\r\n]{0,9}(?=\S))"
)
_BLANKS = "\x20\u00a0\u202f\u2009"
_AFTER_MARK = r"(?:[\s.,;:!?)–-]|\Z)"
_PADDED_SWISS = re.compile(rf"(?<=[«‹„])[{_BLANKS}](?=\w)|(?<=\S)[{_BLANKS}](?=[»›“]{_AFTER_MARK})")
"""A blank inside quotation marks as in Switzerland and France, `« Guten Tag! »`."""
_PADDED_GERMAN = re.compile(rf"(?<=[»›„])[{_BLANKS}](?=\w)|(?<=\S)[{_BLANKS}](?=[«‹“]{_AFTER_MARK})")
"""The same in German books: `» Guten Tag! «`."""
_GUILLEMET = re.compile("[«»‹›]")
_SIGN = re.compile(rf"[-\r\n{_INVISIBLE}\u0300-\u036f\ufb00-\ufb06\u017f](?:(?<!-)|(?=\s))")
"""The first or second character of every edit; `re` searches for a character set ten times faster than for `_EDIT`."""
_WORD_BEFORE = re.compile(r"[\w-]{1,40}\Z")
_ELLIPTIC = frozenset({"und", "oder", "bzw", "sowie", "bis", "noch", "als", "wie", "statt", "aber"})
"""Words before which a hyphen replaces the rest of a compound: "Ein- und Ausgang"."""


class _Edit(NamedTuple):
    """A replacement of characters of the kept text; `is_cut` if they are an aside."""

    start: int
    end: int
    text: str
    is_cut: bool = False


class Run(NamedTuple):
    """Characters that are contiguous in both texts: either identical, or replaced as a whole.

    Attributes:
        start: First character in the normalised text.
        end: Character after the last one.
        kept_start: First character in the kept text.
        kept_end: Character after the last one.
        after_cut: Whether an aside was removed before it.
    """

    start: int
    end: int
    kept_start: int
    kept_end: int
    after_cut: bool

    @property
    def is_same(self) -> bool:
        """Whether the characters correspond one to one to those of the kept text."""
        return self.end - self.start == self.kept_end - self.kept_start


@dataclass(frozen=True)
class NormalisedArticle(Article):
    """An article as analysed: `text` and the sections' offsets are those of the normalised text.

    Attributes:
        kept: The kept text.
        runs: The alignment with the kept text; the runs are consecutive and cover the whole text.
    """

    kept: str = ""
    runs: tuple[Run, ...] = ()

    @property
    def kept_text(self) -> str:
        """The kept text."""
        return self.kept

    def kept_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Map a span of the text to the kept text, in several pieces if asides divide it."""
        first, last = self._run_at(start), self._run_at(max(end - 1, start))
        borders = [run.start for run in self.runs[first + 1 : last + 1] if run.after_cut]
        pieces = [self._without_blanks(*piece) for piece in pairwise([start, *borders, end])] if borders else []
        words = [piece for piece in pieces if piece.start < piece.end] or [Span(start, end)]
        return tuple(Span(self._kept_start(piece.start), self._kept_end(piece)) for piece in words)

    def own_span(self, start: int, end: int) -> Span:
        """Map a span of the kept text to the text."""
        first = bisect_right(self.runs, start, key=attrgetter("kept_end"))
        last = bisect_left(self.runs, end, key=attrgetter("kept_start")) - 1
        begin = len(self.text)
        if first < len(self.runs):
            run = self.runs[first]
            begin = run.start + (max(start - run.kept_start, 0) if run.is_same else 0)
        if last < 0:
            return Span(begin, begin)
        run = self.runs[last]
        stop = run.start + (end - run.kept_start) if run.is_same and end < run.kept_end else run.end
        return Span(begin, max(begin, stop))

    def _run_at(self, position: int) -> int:
        return max(bisect_right(self.runs, position, key=attrgetter("start")) - 1, 0)

    def _without_blanks(self, start: int, end: int) -> Span:
        words = self.text[start:end]
        begin = start + len(words) - len(words.lstrip())
        return Span(begin, begin + len(words.strip()))

    def _kept_start(self, position: int) -> int:
        run = self.runs[self._run_at(position)]
        return run.kept_start + (position - run.start if run.is_same else 0)

    def _kept_end(self, span: Span) -> int:
        if span.start == span.end:
            return self._kept_start(span.start)
        run = self.runs[self._run_at(span.end - 1)]
        return run.kept_start + (span.end - run.start) if run.is_same else run.kept_end


def normalise(article: Article) -> Article:
    """Return an article as it is to be analysed.

    Soft hyphens, zero-width and directional marks and control characters are removed, decomposed umlauts and accents
    composed, ligatures resolved, blanks inside quotation marks ("« Guten Tag! »") removed, and words rejoined that a
    hyphen splits at a line's end or before a blank ("NATO- Generalsekretär"). A line's end inside a paragraph becomes a
    blank. Asides inside a section are removed; others need not be, since text outside the sections is in no sentence.

    Returns:
        The article itself if nothing needs correction, for instance because it is normalised already.
    """
    edits = [] if isinstance(article, NormalisedArticle) else list(_edits(article))
    if not edits:
        return article
    text, runs = _apply(article.text, edits)
    values = {field.name: getattr(article, field.name) for field in fields(Article)}
    normalised = NormalisedArticle(**{**values, "text": text, "asides": ()}, kept=article.text, runs=runs)
    return replace(normalised, sections=tuple(_section(normalised, section) for section in article.sections))


def _section(normalised: NormalisedArticle, section: Section) -> Section:
    heading = section.heading
    if heading is not None:
        heading = normalised.text[slice(*normalised.own_span(section.start, section.start + len(heading)))]
    start, end = normalised.own_span(section.start, section.end)
    paragraphs, strong = (
        tuple(normalised.own_span(paragraph, section.end).start for paragraph in starts)
        for starts in (section.paragraphs, section.strong)
    )
    return replace(section, heading=heading, start=start, end=end, paragraphs=paragraphs, strong=strong)


def _apply(text: str, edits: Iterable[_Edit]) -> tuple[str, tuple[Run, ...]]:
    pieces, runs = list[str](), list[Run]()
    length = position = 0
    after_cut = False

    def add(piece: str, kept_start: int, kept_end: int) -> None:
        nonlocal length, after_cut
        if piece:
            pieces.append(piece)
            runs.append(Run(length, length + len(piece), kept_start, kept_end, after_cut))
            length, after_cut = length + len(piece), False

    for edit in edits:
        add(text[position : edit.start], position, edit.start)
        add(edit.text, edit.start, edit.end)
        after_cut = after_cut or edit.is_cut
        position = edit.end
    add(text[position:], position, len(text))
    return "".join(pieces), tuple(runs)


def _edits(article: Article) -> Iterator[_Edit]:
    """Yield the edits in reading order, without overlaps."""
    starts = sorted(start for section in article.sections for start in section.paragraphs)
    asides = iter([aside for aside in article.asides if _is_inside(aside, article.sections)])
    aside = next(asides, None)
    position = 0
    for edit in merge(_corrections(article.text, starts), _unpadded(article.text), key=attrgetter("start")):
        while aside is not None and aside.start < edit.end:
            yield _Edit(max(aside.start, position), aside.end, "", is_cut=True)
            position = aside.end
            aside = next(asides, None)
        if edit.start >= position:
            yield edit
            position = edit.end
    while aside is not None:
        yield _Edit(max(aside.start, position), aside.end, "", is_cut=True)
        aside = next(asides, None)


def _corrections(text: str, starts: Sequence[int]) -> Iterator[_Edit]:
    for match in _matches(text):
        edit = _correction(text, match)
        joins = match["broken"] is not None or match["wrap"] is not None
        if edit is not None and not (joins and _crosses(edit, starts)):
            yield edit


def _unpadded(text: str) -> Iterator[_Edit]:
    """Yield the removal of blanks inside quotation marks; the text's first guillemet shows which one opens."""
    first = _GUILLEMET.search(text)
    is_german = first is not None and first[0] in "»›"
    matches = _PADDED_GERMAN.finditer(text) if is_german else _PADDED_SWISS.finditer(text)
    yield from (_Edit(*match.span(), "") for match in matches)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_EDIT.finditer`, but faster."""
    end = 0
    for sign in _SIGN.finditer(text):
        for start in (sign.start() - 1, sign.start()):
            match = _EDIT.match(text, start) if start >= end else None
            if match is not None:
                yield match
                end = match.end()
                break


def _is_inside(aside: Aside, sections: Sequence[Section]) -> bool:
    number = bisect_right(sections, aside.start, key=attrgetter("start")) - 1
    return number >= 0 and aside.start < sections[number].end


def _crosses(edit: _Edit, starts: Sequence[int]) -> bool:
    """Return whether what an edit would join is in different paragraphs."""
    return bisect_right(starts, edit.start) != bisect_right(starts, edit.end)


def _correction(text: str, match: re.Match[str]) -> _Edit | None:
    if match["broken"] is not None:
        return _joined(text, match)
    if match["invisible"] is not None:
        return _Edit(*match.span(), "")
    if match["wrap"] is not None:
        return _Edit(*match.span(), "" if text[match.start() - 1].isspace() else " ")
    composed = unicodedata.normalize("NFC" if match["decomposed"] is not None else "NFKC", match[0])
    return _Edit(*match.span(), composed) if composed != match[0] else None


def _joined(text: str, match: re.Match[str]) -> _Edit | None:
    """Join the halves of a word; the hyphen stays if the second half begins like a noun."""
    start, end = match.span()
    following = match["next"]
    if match["hyphen"] == "\u00ad":
        return _Edit(start, end, "")
    unjoined = None if match["gap"] == " " else _Edit(start + 1, end, " ")
    if following.endswith("-") or following.lower() in _ELLIPTIC:
        return unjoined
    if following[0].islower():
        return None if match["gap"] == " " else _Edit(start, end, "")
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    is_compound = before is not None and before[0][0].isupper() and following not in OPENERS and len(following) > 1
    return _Edit(start + 1, end, "") if is_compound else unjoined
