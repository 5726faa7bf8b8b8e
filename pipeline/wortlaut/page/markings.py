"""Define the markings in an article's text: turns, quotations, cues, speakers, mentions, polar words, sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from wortlaut.page.addresses import fragment
from wortlaut.page.markup import to_html
from wortlaut.page.passages import Marking
from wortlaut.tables.schemas import MentionRow, PolarWordRow, QuotationRow, SentenceRow, TurnRow
from wortlaut.text.spans import Span, from_cell

_TURN, _QUOTATION, _PHRASE, _MENTION, _CUE, _POLAR = range(6)
"""Ranks, see `wortlaut.page.markup.Piece`: a quotation is cut only if necessary."""
_ROLES = {"speaker": _PHRASE, "addressee": _PHRASE, "cue": _CUE}


def quotation_markings(row: QuotationRow, description: str) -> Iterator[Marking]:
    """Yield the markings of a quotation.

    Args:
        row: Its row of `quotations.csv`.
        description: Description of the quotation for screen readers.
    """
    place = fragment(row.quotation_id)
    number = place.removeprefix("q-")
    # The stylesheet inserts the number, so that it is not part of the text.
    label = f'<a class="ref" href="#row-{place}" data-n="{number}" aria-label="{escape(description)}"></a>'
    attributes = f' class="q {row.type}" data-q="{number}"'
    yield Marking(from_cell(row.quote_spans), _QUOTATION, "mark", attributes, first=f' id="{place}"', tail=label)
    for role, rank in _ROLES.items():
        if cell := getattr(row, f"{role}_spans"):
            yield Marking(from_cell(cell), rank, "span", f' class="{role}" data-q="{number}"')


def mention_markings(number: int, mentions: Sequence[MentionRow]) -> Iterator[Marking]:
    """Yield the markings of an entity; pronouns and descriptions link to a name of the entity.

    That is the last name before them, else the first name after them, else the entity's row in the table.

    Args:
        number: The entity's number in the article.
        mentions: Its rows of `entities.csv` in reading order.
    """
    name = next((mention for mention in mentions if mention.kind == "name"), None)
    for mention in mentions:
        href = ""
        if mention.kind == "name":
            name = mention
        else:
            href = f"#{fragment(name.mention_id)}" if name else f"#e-{number}"
        yield Marking(
            (Span(mention.start, mention.end),),
            _MENTION,
            "span",
            f' class="m {mention.label} {mention.kind}" data-e="{number}"',
            first=f' id="{fragment(mention.mention_id)}"',
            href=href,
        )


def polar_markings(rows: Iterable[PolarWordRow], explain: Callable[[PolarWordRow], str]) -> Iterator[Marking]:
    """Yield the markings of polar words.

    Args:
        rows: Rows of `polar_words.csv`.
        explain: Returns the polarity of a word and what changed it, for readers.
    """
    for row in rows:
        side = "plus" if row.polarity > 0 else "minus"
        attributes = f' class="w {side}" title="{escape(explain(row))}"'
        yield Marking((Span(row.start, row.end),), _POLAR, "span", attributes)


def turn_markings(rows: Iterable[TurnRow], name: Callable[[str], str]) -> Iterator[Marking]:
    """Yield the markings of an interview's questions and answers.

    Args:
        rows: Rows of `turns.csv`.
        name: Returns the name of a kind of turn, for readers; it is shown where the text has no label of its own.
    """
    for row in rows:
        label = "" if row.label else f' data-label="{escape(name(row.kind))}"'
        yield Marking((Span(row.start, row.end),), _TURN, "span", f' class="turn {row.kind}"', first=label)


def mention_links(mentions: Iterable[MentionRow]) -> Markup:
    """Return links to the mentions of an entity (rows of `entities.csv`), each followed by a space."""
    links = (
        f'<a href="#{fragment(mention.mention_id)}" lang="de"><bdi>{to_html(mention.text)}</bdi></a> '
        for mention in mentions
    )
    return Markup("".join(links))


def sentence_anchors(rows: Sequence[SentenceRow]) -> dict[int, str]:
    """Return an empty element for the start of each sentence (rows of `sentences.csv`)."""
    return {row.start: f'<span class="anchor" id="{fragment(row.sentence_id)}"></span>' for row in rows}
