"""Reads pages saved from news sites: the article without menus, links and advertisements."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

import lxml.html
import trafilatura
from lxml.etree import ParserError

from wortlaut.ingest import encodings
from wortlaut.ingest.content import Content, Unreadable, encodable, joined, plain, put_together

_KICKER = re.compile(r"kicker|topline|dachzeile|overline|roofline|roof-line|spitzmarke|toptitle", re.I)
"""How the class of an element names a kicker on German news sites."""
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:summary|lead|intro|introduction|vorspann|standfirst|subline|unterzeile)(?:$|[\s_-])", re.I
)
"""How the class of an element names the lead where it is no paragraph, which is all that trafilatura takes."""
_BLOCKS = frozenset({"head", "p", "item", "cell", "ab", "code"})
"""Elements of trafilatura's output that hold one paragraph."""
_BREAK = "\N{LINE SEPARATOR}"
"""Stands for a line break while the text of an element is read."""
_ENDS_PARAGRAPH = re.compile(rf"(?<=[.!?…:“”«»\"‘’]){_BREAK}|{_BREAK}\s*{_BREAK}")
"""Where a line break (`<br>`) parts paragraphs: where a sentence ends before it, or another one follows."""
_MAX_KICKER = 100
_MAX_LEAD = 1_000
_HEADLINES = 20
"""First-rank headings beside which a kicker and a lead are looked for; all would take the square of the time."""
_NOTHING = "No article was found in this page; save the article's own page, or its text as .txt."


def read(page: bytes, encoding: str | None = None) -> tuple[Content, str]:
    """Read an HTML page; no network is used and no entity is resolved but HTML's own characters.

    Args:
        page: The file's bytes.
        encoding: What the bytes are in; None takes what the page declares and else tells it by the bytes.

    Returns:
        The article, and the encoding that the page was read in.

    Raises:
        Unreadable: There is no article in it.
    """
    source, used = _decoded(page, encoding)
    tree = _parsed(source)
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    kicker, headline, lead = _take_kicker(tree), _headline(tree), _lead(tree)
    when = _published_at(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # No extensive search: it takes any date on the page. The latest date allowed is fixed, so that no clock counts.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2999-12-31"},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise Unreadable(_NOTHING)
    title = headline or plain(found.title)
    body = [(kind, words) for kind, words in _pieces(found.body) if words not in {title, kicker}]
    if not body:
        raise Unreadable(_NOTHING)
    has_lead = lead is None or any(lead in words for _, words in body)
    opening = [("kicker", kicker or ""), ("headline", title or ""), ("lead", "" if has_lead else lead or "")]
    text, blocks = put_together([*opening, *body])
    content = Content(
        text=text,
        blocks=blocks,
        title=title,
        published_at=when or plain(found.date),
        authors=joined((found.author or "").split("; ")),
        outlet=plain(found.sitename),
        url=plain(found.url),
    )
    return content, used


def _decoded(page: bytes, encoding: str | None) -> tuple[str, str]:
    named = encoding or (None if encodings.has_mark(page) else encodings.declared(page))
    if named:
        try:
            return page.decode(named), named
        except UnicodeDecodeError:
            pass  # pages often are not in what they declare
    return encodings.decode(page)


def _parsed(source: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.html.document_fromstring(encodable(source).encode("utf-8"), parser=parser)
    except (ParserError, ValueError) as error:
        raise Unreadable(_NOTHING) from error
    return tree


def _take_kicker(tree: lxml.html.HtmlElement) -> str | None:
    """Take the kicker out of the headline, or from beside it, and return its text."""
    for heading in islice(tree.iter("h1"), _HEADLINES):
        parent = heading.getparent()
        places = [*heading.iterdescendants("span", "strong", "small", "div", "p", "em")]
        places += [] if parent is None else [child for child in parent if child is not heading]
        for element in places:
            is_named = isinstance(element.tag, str) and _KICKER.search(element.get("class") or "")
            words = plain(element.text_content()) if is_named else None
            if words and len(words) <= _MAX_KICKER:
                element.drop_tree()
                return words.rstrip(":")
    return None


def _headline(tree: lxml.html.HtmlElement) -> str | None:
    """Return the text of the page's only first-rank heading, or of the first one inside an article."""
    headings = list(tree.iter("h1"))
    inside = [heading for heading in headings if next(heading.iterancestors("article", "main"), None) is not None]
    chosen = inside or (headings if len(headings) == 1 else [])
    return plain(chosen[0].text_content()) if chosen else None


def _lead(tree: lxml.html.HtmlElement) -> str | None:
    """Return the text of an element beside the headline that is named a lead."""
    for heading in islice(tree.iter("h1"), _HEADLINES):
        parent = heading.getparent()
        for element in [] if parent is None else parent.iterdescendants("div", "p", "span", "strong"):
            words = plain(element.text_content()) if _LEAD.search(element.get("class") or "") else None
            if words and len(words) <= _MAX_LEAD:
                return words
    return None


def _published_at(tree: lxml.html.HtmlElement) -> str | None:
    """Return the date and time of publication as the page's metadata tell it."""
    for name in ("article:published_time", "datePublished", "date", "dcterms.date", "DC.date.issued"):
        for element in tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]", name=name):
            if value := plain(element.get("content")):
                return value
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text_content())
            except (ValueError, RecursionError):
                continue  # other scripts of the page may be whole
            if value := _date_published(data):
                return value
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]")
    return plain(times[0].get("datetime")) if times else None


def _date_published(data: Any) -> str | None:
    pending = deque([data])
    while pending:
        item = pending.popleft()
        if isinstance(item, dict):
            if value := plain(item.get("datePublished")):
                return value
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return None


def _pieces(body: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and text of the paragraphs in what trafilatura gives."""
    pending = [body]
    while pending:
        element = pending.pop()
        inner = [child for child in element if child.tag in _BLOCKS or len(child)]
        if element.tag in _BLOCKS or (element is not body and not inner):
            kind = "heading" if element.tag == "head" else "paragraph"
            yield from ((kind, words) for words in _parted(element))
        else:
            pending += reversed(list(element))


def _parted(element: Any) -> Iterator[str]:
    """Yield the text of an element, in several paragraphs where line breaks part them."""
    for line_break in element.iter("lb"):
        line_break.text = _BREAK
    text = "".join(element.itertext())
    for words in _ENDS_PARAGRAPH.split(text):
        yield " ".join(words.replace(_BREAK, " ").split())
