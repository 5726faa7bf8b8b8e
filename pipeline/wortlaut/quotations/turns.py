"""Find the turns of interviews: the questions and the answers, with who answers.

Turns are labelled (`SZ: …`, `Ada Brunner: …`, `Frage: …`), or a question is a paragraph or heading of its own and what
follows is the answer of the only person whom the introduction names. A label alone makes no interview, since lists,
credits and reports have labels too: labels must alternate, and somebody must ask.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from wortlaut.entities import Mention
from wortlaut.entities.names import slug
from wortlaut.entities.records import in_analysed_text
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.interviews import (
    ADDRESS,
    AFTER_INTERVIEWEE,
    ANNOUNCED,
    ANSWER_LABELS,
    ASKS_SOMEBODY,
    BEFORE_INTERVIEWEE,
    BOX,
    CLOSED,
    LABELLED,
    NOT_ANNOUNCED,
    OUTLET,
    QUESTION_LABELS,
    SPEAKS_OF_ONESELF,
)
from wortlaut.german.marks import MARKS
from wortlaut.german.names import PARTICLES, TITLES, given_names
from wortlaut.nlp.annotate import Document
from wortlaut.tables.schemas import TURN_KINDS, TurnRow
from wortlaut.text.article import Section
from wortlaut.text.spans import Span

_MAX_INTRODUCTION = 5_000
"""Characters before the first question in which an interview is announced."""
_MAX_CLOSING = 1_000
"""Characters at the end of an article in which it is said who conducted the interview."""
_MAX_LABEL_WORDS = 5
_MAX_NAME = 8
"""Words of a name."""
_MAX_QUESTION = 600
"""Characters of a question without a label; a longer paragraph that ends in a question mark is part of an answer."""
_MIN_ASKING = 0.5
"""Share of the turns of whoever asks that end in a question mark; this share and the next ones are set by hand."""
_MIN_MARKED = 0.4
"""Share of the questions without labels that end in a question mark; others ask with an imperative or a remark."""
_MIN_SPOKEN = 1 / 3
"""Share of the answers without labels in which somebody says `ich` or `wir`."""
_MAX_NAMED = 1 / 3
"""Share of the answers without labels that name the interviewee, as those of an author do."""
_MAX_BEFORE = 120
"""Characters before a name that may announce an interview with this person."""
_BOLD = "*_ "


@dataclass(frozen=True)
class Turn:
    """A question or an answer; all spans are characters of the analysed text.

    Attributes:
        kind: `question` or `answer`.
        section: The section that contains it.
        span: Its text, without a label.
        label: The label before it, or None.
        speaker: Of an answer: the words that name who speaks, a label or a name in the introduction, or None.
        speaker_id: Who that is, as in `canonical_entities.csv`, or None.
    """

    kind: str
    section: Section
    span: Span
    label: Span | None = None
    speaker: Span | None = None
    speaker_id: str | None = None


def find_turns(document: Document, mentions: Sequence[Mention]) -> tuple[Turn, ...]:
    """Find the turns of an article in reading order; none if it is no interview.

    Args:
        document: The annotated article.
        mentions: Its mentions, of all kinds, in reading order.
    """
    paragraphs = tuple(_paragraphs(document))
    people = _People(in_analysed_text(mentions, document.article))
    interview = _Interview(document, paragraphs, people)
    return tuple(interview.labelled() or interview.unlabelled())


def turn_rows(document: Document, mentions: Sequence[Mention]) -> Iterator[TurnRow]:
    """Yield an article's rows of `turns.csv`; the arguments are those of `find_turns`."""
    article = document.article
    for number, turn in enumerate(find_turns(document, mentions), start=1):
        spans = article.kept_spans(*turn.span)
        yield TurnRow(
            article_id=article.article_id,
            section_id=turn.section.section_id,
            turn=number,
            kind=turn.kind,
            label=article.text[slice(*turn.label)] if turn.label else None,
            speaker_id=turn.speaker_id,
            start=spans[0].start,
            end=spans[-1].end,
        )


class _Paragraph(NamedTuple):
    """A paragraph or heading, without blanks at its ends.

    Attributes:
        section: Its section.
        span: Its characters.
        label: The label at its beginning, or None.
        text: Its text without the label and the asterisks of bold type.
        content: The characters of that text.
        whole: The characters of its text with the label, but without those asterisks.
        kind: `title` (kicker and headline), `heading`, `strong` (in bold type) or `plain`.
    """

    section: Section
    span: Span
    label: Span | None
    text: str
    content: Span
    whole: Span
    kind: str

    @property
    def asks(self) -> bool:
        """Whether it ends in a question mark."""
        return self.text.rstrip('“”"»«').endswith("?")


def _paragraphs(document: Document) -> Iterator[_Paragraph]:
    text = document.article.text
    for section in document.article.sections:
        strong = frozenset(section.strong)
        heading_end = section.start + len(section.heading or "")
        for first, last in pairwise([*section.paragraphs, section.end]):
            span = _trimmed(first, text[first:last], None)
            line = text[slice(*span)]
            whole = _trimmed(span.start, line, _BOLD)
            if whole.start == whole.end:
                continue
            match = LABELLED.match(text, *span)
            content = _trimmed(match.end(), text[match.end() : span.end], _BOLD) if match else whole
            label = Span(*match.span("label")) if match and content.start < content.end else None
            content = content if label else whole
            is_bold = first in strong or (line.startswith(("**", "__")) and line.endswith(("**", "__")))
            kind = "strong" if is_bold else "plain"
            if section.heading and span.end <= heading_end:
                kind = "strong" if is_bold else "heading"
            elif section.kind in {"kicker", "headline"}:
                kind = "title"
            yield _Paragraph(section, span, label, text[slice(*content)], content, whole, kind)


def _trimmed(start: int, words: str, marks: str | None) -> Span:
    """Return the characters of some words without blanks (and marks) at their ends."""
    left = words.lstrip() if marks is None else words.lstrip().lstrip(marks)
    begin = start + len(words) - len(left)
    right = left.rstrip() if marks is None else left.rstrip().rstrip(marks)
    return Span(begin, begin + len(right))


class _People:
    """The persons whom an article names, by the forms of their names."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = [mention for mention in mentions if mention.kind == "name" and mention.label == "PER"]
        self._by_form: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_initials: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for mention in self.mentions:
            parts = mention.canonical_id.partition(":")[2].partition("@")[0].split("-")[:_MAX_NAME]
            endings = ["-".join(parts[start:]) for start in range(len(parts))]
            if len(parts) > 1 and all(len(part) > 1 for part in parts):
                self._by_initials["".join(part[0] for part in parts)][mention.canonical_id] = None
            for form in (*endings, slug(tuple(mention.text.split()))):
                self._by_form[form][mention.canonical_id] = None

    def identify(self, name: str) -> str | None:
        """Return the canonical_id of the person with a full name, a surname or initials, or None if uncertain."""
        words = _without_titles(name)
        initials = slug(tuple(words)).replace("-", "") if name.isupper() else ""
        found = [self._by_initials.get(initials, {})]
        found += [self._by_form.get(slug(tuple(form)), {}) for form in (words, words[-1:])]
        for ids in map(list, found):
            full = [canonical_id for canonical_id in ids if "@" not in canonical_id]
            for candidates in (ids, full):
                if len(candidates) == 1:
                    return candidates[0]
        return None

    def is_person(self, label: str) -> bool:
        """Return whether a label names a person: named in the text, or by title, given name and surname."""
        words = label.split()
        if not words or len(words) > _MAX_LABEL_WORDS:
            return False
        if any(not word[0].isupper() and word not in PARTICLES for word in words):
            return False
        if self.identify(label) is not None:
            return True
        return len(words) > 1 and (words[0] in TITLES or words[0] in given_names())

    def named_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions by name that begin in a range of characters."""
        return [mention for mention in self.mentions if start <= mention.span.start < end]


def _without_titles(name: str) -> list[str]:
    words = name.split()
    while len(words) > 1 and (words[0] in TITLES or role_noun(words[0]) is not None):
        words = words[1:]
    return words


class _Interviewee(NamedTuple):
    """Whom questions without labels are put to: the characters that name the person, and the canonical_id."""

    span: Span | None
    canonical_id: str | None


class _Interview:
    """Looks for the turns of an article in each layout."""

    def __init__(self, document: Document, paragraphs: Sequence[_Paragraph], people: _People) -> None:
        self._document = document
        self._text = document.article.text
        self._paragraphs = [paragraph for paragraph in paragraphs if paragraph.section.time is None]
        self._people = people

    def labelled(self) -> list[Turn]:
        """Return the turns if labels say who speaks."""
        by_label: defaultdict[str, list[_Paragraph]] = defaultdict(list)
        for paragraph in self._paragraphs:
            if paragraph.label and paragraph.kind != "title":
                by_label[self._label(paragraph)].append(paragraph)
        askers, answerers = self._roles(by_label)
        if not answerers or not self._is_dialogue(by_label, askers, answerers):
            return []
        interviewee = None
        if answerers & ANSWER_LABELS:
            first = next(p for p in self._paragraphs if self._label(p) in askers | answerers)
            interviewee = self._interviewee([p for p in self._paragraphs if self._label(p) in askers], first)
            if interviewee is None and not self._is_announced(first):
                return []
        return self._assemble(askers, answerers, interviewee)

    def unlabelled(self) -> list[Turn]:
        """Return the turns if questions stand on their own and an introduction names who answers."""
        found = Counter(p.kind for p in self._paragraphs if self._may_ask(p))
        styles = [kind for kind in ("strong", "heading", "plain") if found[kind] > 1]
        if not styles:
            return []
        style = styles[0]
        first = next(p for p in self._paragraphs if p.kind == style and self._may_ask(p))
        labels = Counter(self._label(p) for p in self._paragraphs if self._may_ask(p))
        askers = frozenset(label for label, number in labels.items() if label and number > 1)
        questions = [
            p
            for p in self._paragraphs
            if self._is_of_style(p, style, first) or (self._label(p) in askers and p.kind == style)
        ]
        if sum(p.asks for p in questions) < len(questions) * _MIN_MARKED:
            return []
        interviewee = self._interviewee(questions, first)
        if interviewee is None or NOT_ANNOUNCED.search(self._text, 0, min(first.span.start, _MAX_INTRODUCTION)):
            return []
        if not (self._is_announced(first) or self._addresses(questions[:1])):
            return []
        turns = self._alternate(frozenset(p.span.start for p in questions), askers, first, interviewee)
        return turns if self._is_own_voice(turns, interviewee) else []

    def _label(self, paragraph: _Paragraph) -> str:
        """Return a paragraph's label without the number in `Frage 1`, or ""."""
        words = self._text[slice(*paragraph.label)].split() if paragraph.label else []
        label = " ".join(words[:-1] if len(words) > 1 and words[-1].isdecimal() else words)
        return label.capitalize() if label.capitalize() in QUESTION_LABELS | ANSWER_LABELS else label

    def _roles(self, by_label: Mapping[str, Sequence[_Paragraph]]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the labels of those who ask and of those who answer.

        Who asks is called so (`Frage`), or is no known person and mostly ends in question marks (`SZ`), or is the
        person who does so if nobody else asks (the interviewer by name).
        """
        persons = {label for label in by_label if self._people.is_person(label)}
        asking = {label: sum(p.asks for p in found) / len(found) for label, found in by_label.items()}
        askers = {label for label in by_label if label in QUESTION_LABELS}
        for label, found in by_label.items():
            is_outlet = OUTLET.match(label) is not None and self._people.identify(label) is None
            if label not in persons and asking[label] >= _MIN_ASKING and (is_outlet or len(found) > 1):
                askers.add(label)
        if not askers:
            others = {label for label in persons if asking[label] < _MIN_ASKING and len(by_label[label]) > 1}
            askers = {label for label in persons if asking[label] >= _MIN_ASKING and len(by_label[label]) > 1}
            askers = askers if others else set()
        answerers = (persons | (by_label.keys() & ANSWER_LABELS)) - askers
        if askers:
            answerers |= {
                label
                for label, found in by_label.items()
                if label not in askers and self._is_named_by_role(label, found)
            }
        return frozenset(askers), frozenset(answerers)

    def _is_named_by_role(self, label: str, found: Sequence[_Paragraph]) -> bool:
        """Return whether a label is a role (`Die Ministerin`) or a name that only the introduction has."""
        words = label.split()
        if len(words) > _MAX_LABEL_WORDS or not words[-1][0].isupper() or len(found) < 2:
            return False
        if role_noun(words[-1]) is not None:
            return True
        introduction = self._text[: min(found[0].span.start, _MAX_INTRODUCTION)]
        return len(words) == 1 and words[0] in introduction.replace(",", " ").split()

    def _is_dialogue(
        self, by_label: Mapping[str, Sequence[_Paragraph]], askers: frozenset[str], answerers: frozenset[str]
    ) -> bool:
        """Return whether the labels alternate: questions are answered, or two persons speak repeatedly in sentences."""
        sequence = [self._role(p, askers, answerers) for p in self._paragraphs]
        if askers:
            roles = [role for role in sequence if role]
            answered = sum(pair == ("question", "answer") for pair in pairwise(roles))
            return answered >= (1 if askers & QUESTION_LABELS else 2)
        if sum(pair == ("question", "answer") for pair in pairwise(sequence)) > 1:
            return True
        speaking = [label for label in answerers if len(by_label[label]) > 1]
        turns = [p for label in speaking for p in by_label[label]]
        return len(speaking) > 1 and len(turns) > 3 and all(self._is_speech(p) for p in turns)

    @staticmethod
    def _is_speech(paragraph: _Paragraph) -> bool:
        """Return whether a labelled text is a sentence without quotation marks around it."""
        return paragraph.text[0] not in MARKS and paragraph.text[-1] in ".!?…" and len(paragraph.text.split()) > 3

    def _role(self, paragraph: _Paragraph, askers: frozenset[str], answerers: frozenset[str]) -> str | None:
        label = self._label(paragraph)
        if label in answerers:
            return "answer"
        if label in askers or (not label and self._may_ask(paragraph)):
            return "question"
        return None

    def _may_ask(self, paragraph: _Paragraph) -> bool:
        """Return whether a paragraph may be a question without a label."""
        if paragraph.kind == "title" or not paragraph.asks or len(paragraph.text) > _MAX_QUESTION:
            return False
        return paragraph.kind != "plain" or paragraph.text[0] not in MARKS

    def _is_of_style(self, paragraph: _Paragraph, style: str, first: _Paragraph) -> bool:
        """Return whether a paragraph is a question in the layout of the others; in bold type, all are."""
        if paragraph.kind != style or paragraph.span.start < first.span.start:
            return False
        if style != "strong":
            return self._may_ask(paragraph)
        is_line = CLOSED.match(paragraph.text) or BOX.match(paragraph.text)
        return is_line is None and len(paragraph.text) <= _MAX_QUESTION

    def _is_announced(self, first: _Paragraph) -> bool:
        introduction = self._text[: min(first.span.start, _MAX_INTRODUCTION)]
        if ANNOUNCED.search(introduction):
            return True
        closing = self._document.article.kept_text[-_MAX_CLOSING:]
        if any(CLOSED.match(line.strip()) for line in (*introduction.splitlines(), *closing.splitlines())):
            return True
        named = self._people.named_in(0, len(introduction))
        return any(AFTER_INTERVIEWEE.match(self._text, mention.span.end) for mention in named)

    @staticmethod
    def _addresses(questions: Iterable[_Paragraph]) -> dict[str, Span]:
        """Return the names after `Frau` or `Herr` in questions, with the characters of the first such address."""
        names: dict[str, Span] = {}
        for question in questions:
            for match in ADDRESS.finditer(question.text):
                offset = question.content.start
                names.setdefault(match["name"], Span(offset + match.start(), offset + match.end()))
        return names

    def _interviewee(self, questions: Sequence[_Paragraph], first: _Paragraph) -> _Interviewee | None:
        """Return the only person who can be the one asked: addressed by name, announced, or alone in the introduction.

        Args:
            questions: The questions.
            first: The first of them.
        """
        introduction = [mention for mention in self._people.named_in(0, first.span.start) if self._may_answer(mention)]
        addressed = self._addresses(questions)
        if addressed:
            ids = {self._people.identify(name): name for name in addressed}
            if len(ids) > 1:
                return None
            (canonical_id, name), *_ = ids.items()
            named = [mention for mention in introduction if mention.canonical_id == canonical_id]
            return _Interviewee(named[0].span if named else addressed[name], canonical_id)
        announced = [mention for mention in introduction if self._is_announced_by(mention)]
        for candidates in (announced, introduction):
            if len({mention.canonical_id for mention in candidates}) == 1:
                return _Interviewee(candidates[0].span, candidates[0].canonical_id)
        return None

    def _may_answer(self, mention: Mention) -> bool:
        """Return whether a name is not in the line that says who conducted the interview."""
        start = self._text.rfind("\n", max(0, mention.span.start - _MAX_BEFORE), mention.span.start) + 1
        return start == 0 or CLOSED.match(self._text, start, mention.span.start) is None

    def _is_announced_by(self, mention: Mention) -> bool:
        start = max(0, mention.span.start - _MAX_BEFORE)
        is_before = BEFORE_INTERVIEWEE.search(self._text[start : mention.span.start]) is not None
        return is_before or AFTER_INTERVIEWEE.match(self._text, mention.span.end) is not None

    def _alternate(
        self, questions: frozenset[int], askers: frozenset[str], first: _Paragraph, interviewee: _Interviewee
    ) -> list[Turn]:
        """Return the turns if all but the questions is answers of one person."""
        turns = _Turns()
        for paragraph in self._paragraphs:
            if paragraph.span.start in questions:
                is_labelled = self._label(paragraph) in askers
                span, label = (paragraph.content, paragraph.label) if is_labelled else (paragraph.whole, None)
                turns.begin(Turn("question", paragraph.section, span, label))
            elif paragraph.span.start < first.span.start or paragraph.kind == "title":
                continue
            elif self._ends(paragraph, interviewee.span):
                turns.close()
            elif paragraph.kind in {"heading", "strong"}:
                turns.interrupt()
            else:
                turns.answer(paragraph, interviewee.span, interviewee.canonical_id)
        return turns.complete()

    def _assemble(
        self, askers: frozenset[str], answerers: frozenset[str], interviewee: _Interviewee | None
    ) -> list[Turn]:
        """Return the turns as their labels say; a paragraph without a label goes on with the turn before."""
        turns = _Turns()
        is_marked = False  # whether the last answer is in quotation marks, so that it ends with them
        following = [*(self._label(paragraph) for paragraph in self._paragraphs[1:]), ""]
        for paragraph, next_label in zip(self._paragraphs, following, strict=True):
            label = self._label(paragraph)
            if paragraph.kind == "title":
                continue
            if label in askers:
                turns.begin(Turn("question", paragraph.section, paragraph.content, paragraph.label))
            elif label in ANSWER_LABELS & answerers:
                speaker = interviewee or _Interviewee(None, None)
                turns.begin(_answer(paragraph, paragraph.label, speaker.span, speaker.canonical_id))
            elif label in answerers:
                turns.begin(_answer(paragraph, paragraph.label, paragraph.label, self._people.identify(label)))
            elif self._may_ask(paragraph) and (paragraph.kind != "plain" or next_label in answerers):
                turns.begin(Turn("question", paragraph.section, paragraph.whole))
            elif self._ends(paragraph, turns.speaker):
                turns.close()
            elif paragraph.kind in {"heading", "strong"}:
                turns.interrupt()
            elif is_marked:
                turns.close()
            else:
                turns.extend(paragraph)
            is_marked = paragraph.text[0] in MARKS and paragraph.text[-1] in MARKS and label in answerers
        return turns.complete()

    def _ends(self, paragraph: _Paragraph, speaker: Span | None) -> bool:
        """Return whether a paragraph is no longer the interviewee's: a closing line, a box, or about him or her."""
        line = self._text[slice(*paragraph.span)]
        if CLOSED.match(line) or BOX.match(line):
            return True
        name = self._text[slice(*speaker)] if speaker is not None else ""
        return " " in name and line.startswith(name)

    def _is_own_voice(self, turns: Sequence[Turn], interviewee: _Interviewee) -> bool:
        """Return whether questions address somebody and answers speak of themselves, not of the interviewee."""
        texts = {kind: [self._text[slice(*turn.span)] for turn in turns if turn.kind == kind] for kind in TURN_KINDS}
        answers = [turn.span for turn in turns if turn.kind == "answer"]
        if len(answers) < 2 or not any(map(ASKS_SOMEBODY.search, texts["question"])):
            return False
        spoken = sum(SPEAKS_OF_ONESELF.search(answer) is not None for answer in texts["answer"])
        named = {
            number
            for mention in self._people.named_in(answers[0].start, answers[-1].end)
            if mention.canonical_id == interviewee.canonical_id
            and mention.span.start < answers[(number := bisect_right(answers, mention.span.start, key=_start) - 1)].end
        }
        return spoken >= len(answers) * _MIN_SPOKEN and len(named) <= len(answers) * _MAX_NAMED


def _start(span: Span) -> int:
    return span.start


def _answer(paragraph: _Paragraph, label: Span | None, speaker: Span | None, speaker_id: str | None) -> Turn:
    return Turn("answer", paragraph.section, paragraph.content, label, speaker, speaker_id)


class _Turns:
    """The turns of an interview while its paragraphs are read."""

    def __init__(self) -> None:
        self._turns = list[Turn]()
        self._is_open = self._is_interrupted = False
        self._answering: Turn | None = None
        self._resumed = list[Turn]()

    @property
    def speaker(self) -> Span | None:
        """Who gave the last answer."""
        return self._answering.speaker if self._answering is not None else None

    def begin(self, turn: Turn) -> None:
        """Begin a turn that the paragraph shows; before a question, what is below a heading is an answer."""
        self._turns += self._resumed if turn.kind == "question" else []
        self._resumed = []
        last = self._turns[-1] if self._turns and self._is_open else None
        is_same = last is not None and last.kind == turn.kind == "question" and not (turn.label or last.label)
        if is_same and last is not None and last.section is turn.section:
            self._turns[-1] = replace(last, span=Span(last.span.start, turn.span.end))
        else:
            self._turns.append(turn)
        self._is_open, self._is_interrupted = True, False
        if turn.kind == "answer":
            self._answering = turn

    def answer(self, paragraph: _Paragraph, speaker: Span | None, speaker_id: str | None) -> None:
        """Continue the open answer, or answer the open question."""
        if self._turns and self._is_open and self._turns[-1].kind == "question":
            self.begin(Turn("answer", paragraph.section, paragraph.whole, None, speaker, speaker_id))
        else:
            self.extend(paragraph)

    def extend(self, paragraph: _Paragraph) -> None:
        """Add a paragraph without a label to the turn before, also below a heading if another turn follows."""
        turns = self._resumed or self._turns
        if self._is_open and turns and turns[-1].section is paragraph.section:
            turns[-1] = replace(turns[-1], span=Span(turns[-1].span.start, paragraph.whole.end))
        elif self._answering is not None and (self._is_open or self._is_interrupted):
            turn = replace(self._answering, section=paragraph.section, span=paragraph.whole, label=None)
            self._resumed.append(turn)
            self._is_open = True
        self._is_interrupted = False

    def interrupt(self) -> None:
        """Stop at a heading; the answer may go on below it."""
        self._is_interrupted = self._is_open or self._is_interrupted
        self._is_open = False

    def close(self) -> None:
        """Stop at a line after which nobody speaks without a label."""
        self._is_open = self._is_interrupted = False

    def complete(self) -> list[Turn]:
        """Return the turns; below a heading after the last one nobody is known to speak."""
        return self._turns
