"""The context of a sentence group: the quotation and the group before it, and the speaker that they suggest."""

from __future__ import annotations

from typing import NamedTuple

from wortlaut.nlp.clauses import is_finite
from wortlaut.quotations.candidates import QuotationCandidate
from wortlaut.quotations.persons import names_somebody
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import subject_phrase


class Context(NamedTuple):
    """The quotation and the group before a sentence group.

    Attributes:
        quotation: The last outer quotation, or None.
        is_adjacent: Whether it ends in the group immediately before.
        group: The group immediately before, or None.
    """

    quotation: QuotationCandidate | None = None
    is_adjacent: bool = False
    group: SentenceGroup | None = None

    def speaker(self, group: SentenceGroup) -> TokenRange | None:
        """Return the speaker of a group that names none.

        This is the speaker of an adjacent quotation, else the person or organisation that is the subject of the
        previous group, else the last speaker.
        """
        last_speaker = self.quotation.speaker if self.quotation is not None else None
        return self.adjacent_speaker or self._topic(group) or last_speaker

    @property
    def adjacent_speaker(self) -> TokenRange | None:
        """The speaker of a quotation in the group immediately before, or None."""
        return self.quotation.speaker if self.quotation is not None and self.is_adjacent else None

    def _topic(self, group: SentenceGroup) -> TokenRange | None:
        previous = self.group
        if previous is None or previous.section is not group.section:
            return None
        for segment in previous.segments:
            finite = next((token.i for token in previous.doc[segment.start : segment.end] if is_finite(token)), None)
            if segment.kind == "finite" and finite is not None:
                subject = subject_phrase(previous.doc, finite, (previous.start, segment.end))
                return subject if subject is not None and names_somebody(previous.doc, subject) else None
        return None
