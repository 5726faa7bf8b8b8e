"""Quotation candidates: what the rules find, as token ranges."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange


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
