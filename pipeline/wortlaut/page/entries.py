"""Say what the list of articles, its search data and the speakers' pages show of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wortlaut.page.addresses import page_address
from wortlaut.page.article import ArticleView
from wortlaut.quotations.speaker_totals import count_words

_MONTH = len("2024-10")


class QuotedSpeaker(NamedTuple):
    """A speaker in an article; for the fields see `wortlaut.page.article.Speaker`."""

    name: str
    canonical_id: str
    gender: str
    roles: Sequence[str]
    tone: int
    n_sentences: int


class QuotedWords(NamedTuple):
    """A quotation in an article.

    Attributes:
        number: Its number in the article: `3`.
        speaker: Place of its speaker in `Entry.speakers`, or -1 for none.
        kind: For whom the speaker speaks, or "".
        type: Its type.
        tone: Most frequent label of the sentences that it stands in.
        text: The quoted words.
        is_corrected: Whether it was corrected by hand.
    """

    number: str
    speaker: int
    kind: str
    type: str
    tone: str
    text: str
    is_corrected: bool


class Entry(NamedTuple):
    """An article in the list.

    Attributes:
        address: Its page, relative to the list.
        title: Its headline, else the first words of its text.
        article_id: Its id.
        published_at: ISO 8601, or "".
        outlet: The publication, or "".
        n_words: Words in its text (blank-separated).
        tones: Tone labels of its sections, in order.
        speakers: Its speakers, most quoted first.
        quotations: Its quotations.
    """

    address: str
    title: str
    article_id: str
    published_at: str
    outlet: str
    n_words: int
    tones: Sequence[str]
    speakers: Sequence[QuotedSpeaker]
    quotations: Sequence[QuotedWords]

    @classmethod
    def parse(cls, fields: Sequence[Any]) -> Entry:
        """Return the entry with fields that JSON may have turned to lists."""
        *others, speakers, quotations = fields
        return cls._make([*others, [*map(QuotedSpeaker._make, speakers)], [*map(QuotedWords._make, quotations)]])

    @property
    def month(self) -> str:
        """The month of publication (`2024-10`), or "" if only the year or nothing is known."""
        return self.published_at[:_MONTH] if len(self.published_at) >= _MONTH else ""

    @property
    def known_speakers(self) -> Sequence[QuotedSpeaker]:
        """The identified speakers."""
        return [speaker for speaker in self.speakers if speaker.canonical_id]


def entry(view: ArticleView) -> Entry:
    """Return an article's entry in the list."""
    article = view.article
    return Entry(
        address=page_address(article.article_id),
        title=view.title,
        article_id=article.article_id,
        published_at=article.published_at or "",
        outlet=article.outlet or "",
        n_words=count_words(article.text),
        tones=[tone.label for tone in view.tones.values()],
        speakers=[
            QuotedSpeaker(each.name, each.canonical_id, each.gender, each.roles, each.tone, each.n_sentences)
            for each in view.speakers
        ],
        quotations=[
            QuotedWords(each.number, each.speaker - 1, each.kind, each.type, each.tone, each.text, bool(each.corrected))
            for each in view.quotations
        ],
    )
