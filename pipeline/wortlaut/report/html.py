"""Render the Markdown of the report as a page, with the stylesheet and the scripts of the reading page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup

from wortlaut.locales import Locale
from wortlaut.page import rendering
from wortlaut.utils.languages import Language

if TYPE_CHECKING:
    from markdown_it.token import Token

_POLICY = f"{rendering.CONTENT_SECURITY_POLICY}; img-src 'self'"
"""The pages' policy, and pictures beside the page."""
_TIME = re.compile(r'<time datetime="([^"]*)">')
_VALUE = re.compile(r"(?P<sign>[+−]?)(?P<number>\d[\d.,]*)(?: ?%)?(?: \(.*\))?")
"""A number, with what may follow it in a table: 1,204; 29% (13% to 42%)."""
_MARKED = re.compile(r"[▲●▼] \w+ (?P<rest>.+)")
"""A tone after its label: ▲ positive +0.31."""


def render_html(text: str, title: str, pages: str, language: Language) -> str:
    """Return the report as an HTML page.

    The text is trusted to have no markup but the report's own: `wortlaut.report.markdown.escape` sees to that, and the
    page's policy forbids scripts in it.

    Args:
        text: The report in Markdown.
        title: The title of the page.
        pages: Path of the reading page's folder, as seen from the page.
        language: The language of the report.
    """
    locale = Locale(language, Path(rendering.__file__).parent)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text)
    for table in _tables(tokens):
        _describe_cells(table, locale)
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", re.sub(r"\.png$", ".svg", str(child.attrGet("src"))))
    body = parser.renderer.render(tokens, parser.options, {})
    template = rendering.environment(locale).get_template("report.html.j2")
    return template.render(report=Markup(body), title=title, root=f"{pages}/", policy=_POLICY)


def _tables(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each table."""
    start = 0
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            start = number
        elif token.type == "table_close":
            yield tokens[start:number]


def _describe_cells(table: Sequence[Token], locale: Locale) -> None:
    """Give each cell the name of its column and the value to sort it by, and its alignment as a class.

    The policy allows no styles in the page itself.
    """
    names: list[str] = []
    column = 0
    for token, inline in pairwise(table):
        if token.type == "tr_open":
            column = 0
        elif token.type in ("th_open", "td_open"):
            if token.attrs.pop("style", None) == "text-align:right":
                token.attrSet("class", "number")
            if token.type == "th_open":
                names.append(_shown(inline))
                token.attrSet("scope", "col")
            else:
                token.attrSet("data-label", names[column])
                value = _sorted_by(inline, locale)
                if value is not None:
                    token.attrSet("data-value", value)
            column += 1


def _shown(inline: Token) -> str:
    """Return the text of a cell without markup."""
    return "".join(
        child.content for child in inline.children or () if child.type in ("text", "text_special", "code_inline")
    )


def _sorted_by(inline: Token, locale: Locale) -> str | None:
    """Return what a cell is sorted by, if it is not its text: a date, or a number without the language's marks."""
    date = _TIME.search(inline.content)
    if date is not None:
        return date[1]
    shown = _shown(inline).replace("\N{NO-BREAK SPACE}", " ").strip()
    if shown == "–":
        return ""
    marked = _MARKED.fullmatch(shown)
    number = _VALUE.fullmatch(marked["rest"] if marked else shown)
    if number is None:
        return None
    return ("-" if number["sign"] == "−" else "") + locale.plain(number["number"])
