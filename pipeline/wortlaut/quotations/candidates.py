"""What the rules find, as token ranges, how far each rule is trusted, and the context that rules may look at."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.topics import topic

PRECISION = Path(__file__).with_name("rule_precision.csv")
"""Written by `make confidence` from the training part of the quotation corpus."""
_UNMEASURED = 0.5


@dataclass(frozen=True)
class QuotationCandidate:
    """A quotation found by one rule, before its speaker is resolved.

    Attributes:
        type: Direct, Indirect, FreeIndirect, IndirectFreeIndirect or Reported.
        rule: The rule that found it.
        groups: The groups it extends over; it begins in the first one.
        quote: The quoted tokens, in one range, or in several if a frame interrupts them.
        cue: Tokens of the cue.
        cue_lemma: The lemma of the cue, including a separated particle.
        medium: `Speech`, `Writing`, or `SW` (speech or writing), `ST` (speech or thought) where it is unclear.
        speaker: The noun phrase that names the speaker.
        cited_by: The noun phrase that names the medium citing the speaker.
        addressee: The noun phrase that names the addressee.
        frame: The tokens of the clause that contains the cue and the speaker.
        inside: The candidate it is nested in.
        referent: The noun phrase that says who the speaker is, if the speaker's own does not: the subject in `nach
            eigenen Angaben hat die Firma …`.
        denier: The noun phrase that names who denies the words, and goes on to speak: `Sie wies den Vorwurf zurück, …`.
        speaker_id: The speaker's entity, if the rule that found the candidate knows it.
    """

    type: str
    rule: str
    groups: tuple[SentenceGroup, ...]
    quote: tuple[TokenRange, ...]
    cue: tuple[int, ...] = ()
    cue_lemma: str | None = None
    medium: str = "Speech"
    speaker: TokenRange | None = None
    cited_by: TokenRange | None = None
    addressee: TokenRange | None = None
    frame: tuple[TokenRange, ...] = ()
    inside: QuotationCandidate | None = None
    referent: TokenRange | None = None
    denier: TokenRange | None = None
    speaker_id: str | None = None

    @property
    def named_speaker(self) -> TokenRange | None:
        """The phrase that says who the speaker is: the referent of its own (`eigenen Angaben`), if it has one."""
        return self.referent or self.speaker

    @property
    def next_speaker(self) -> TokenRange | None:
        """The phrase that says who goes on to speak after it."""
        return self.denier or self.named_speaker

    @property
    def group(self) -> SentenceGroup:
        """The group in which it begins."""
        return self.groups[0]

    @property
    def start(self) -> int:
        """Index of the first quoted token."""
        return self.quote[0][0]

    @property
    def end(self) -> int:
        """Index after the last quoted token."""
        return self.quote[-1][1]

    def covers(self, tokens: TokenRange) -> bool:
        """Return whether all of these tokens are quoted here."""
        return any(start <= tokens[0] and tokens[1] <= end for start, end in self.quote)


@cache
def _precision() -> dict[str, float]:
    with PRECISION.open(encoding="utf-8", newline="") as handle:
        return {row["rule"]: float(row["precision"]) for row in csv.DictReader(handle)}


def confidence(rule: str) -> float:
    """Return the share of a rule's quotations that match the gold standard by half; 0.5 for an unmeasured rule."""
    return _precision().get(rule, _UNMEASURED)


class Context(NamedTuple):
    """The quotation and the group before a sentence group.

    Attributes:
        quotation: The last outer quotation, or None.
        is_adjacent: Whether it ends in the group immediately before.
        group: The group immediately before, or None.
        following: The group immediately after, or None.
    """

    quotation: QuotationCandidate | None = None
    is_adjacent: bool = False
    group: SentenceGroup | None = None
    following: SentenceGroup | None = None

    def speaker(self, group: SentenceGroup) -> TokenRange | None:
        """Return the speaker of an adjacent quotation, else whom the previous group is about, else the last speaker."""
        last_speaker = self.quotation.next_speaker if self.quotation is not None else None
        return self.adjacent_speaker or self._topic(group) or last_speaker

    @property
    def adjacent_speaker(self) -> TokenRange | None:
        """The speaker of a quotation in the group immediately before, or None."""
        return self.quotation.next_speaker if self.quotation is not None and self.is_adjacent else None

    def next_topic(self, group: SentenceGroup) -> TokenRange | None:
        """Return whom the next sentence is about, if a group opens the paragraph: `„Genug!“ Ida Falk lacht.`."""
        opens = self.group is None or self.group.paragraph != group.paragraph
        following = self.following
        return topic(following) if opens and following is not None and following.paragraph == group.paragraph else None

    def _topic(self, group: SentenceGroup) -> TokenRange | None:
        previous = self.group
        return topic(previous) if previous is not None and previous.section is group.section else None
