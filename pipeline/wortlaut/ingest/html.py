"""Extracts the article from a saved news page, without menus, links and advertisements."""

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
from wortlaut.ingest.content import Content, Unreadable, fold_spaces, join_blocks, join_names, replace_unencodable

_KICKER = re.compile(r"kicker|topline|dachzeile|overline|roofline|roof-line|spitzmarke|toptitle", re.I)
"""Class names of a kicker on German news sites."""
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:summary|lead|intro|introduction|vorspann|standfirst|subline|unterzeile)(?:$|[\s_-])", re.I
)
"""Class names of the lead. Needed if it is not in a `<p>`: trafilatura only takes paragraphs."""
_BLOCKS = frozenset({"head", "p", "item", "cell", "ab", "code"})
"""Elements of trafilatura's output that contain one paragraph."""
_BREAK = "\N{LINE SEPARATOR}"
"""Stands for a line break while the text of an element is read."""
_PARAGRAPH_BREAK = re.compile(rf"(?<=[.!?…:“”«»\"‘’]){_BREAK}|{_BREAK}\s*{_BREAK}")
"""A line break (`<br>`) that separates paragraphs: it follows the end of a sentence, or another one follows it."""
_MAX_KICKER = 100
_MAX_LEAD = 1_000
_MAX_HEADLINES = 20
"""Level-1 headings near which a kicker and a lead are searched for; searching all of them takes quadratic time."""
_NO_ARTICLE = "No article was found on this page; save the article's own page, or its text as .txt."


def read(page: bytes, encoding: str | None = None) -> tuple[Content, str]:
    """Read an HTML page, without network access and without resolving entities other than HTML's named characters.

    Args:
        page: The file's bytes.
        encoding: The encoding of the bytes; None uses the one that the page declares, or else detects it.

    Returns:
        The article, and the encoding that the page was decoded with.

    Raises:
        Unreadable: The page contains no article.
    """
    source, used_encoding = _decode(page, encoding)
    tree = _parse(source)
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    kicker, headline, lead = _take_kicker(tree), _headline(tree), _lead(tree)
    published_at = _published_at(tree)
    extracted = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # The extensive search takes any date on the page. The latest date is fixed: no result may depend on today.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2999-12-31"},
    )
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        raise Unreadable(_NO_ARTICLE)
    title = headline or fold_spaces(extracted.title)
    body = [(kind, words) for kind, words in _body_parts(extracted.body) if words not in {title, kicker}]
    if not body:
        raise Unreadable(_NO_ARTICLE)
    has_lead = lead is None or any(lead in words for _, words in body)
    opening = [("kicker", kicker or ""), ("headline", title or ""), ("lead", "" if has_lead else lead or "")]
    text, blocks = join_blocks([*opening, *body])
    content = Content(
        text=text,
        blocks=blocks,
        title=title,
        published_at=published_at or fold_spaces(extracted.date),
        authors=join_names((extracted.author or "").split("; ")),
        outlet=fold_spaces(extracted.sitename),
        url=fold_spaces(extracted.url),
    )
    return content, used_encoding


def _decode(page: bytes, encoding: str | None) -> tuple[str, str]:
    declared = encoding or (None if encodings.has_byte_order_mark(page) else encodings.declared_encoding(page))
    if declared:
        try:
            return page.decode(declared), declared
        except UnicodeDecodeError:
            pass  # pages often declare the wrong encoding
    return encodings.decode(page)


def _parse(source: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.html.document_fromstring(replace_unencodable(source).encode("utf-8"), parser=parser)
    except (ParserError, ValueError) as error:
        raise Unreadable(_NO_ARTICLE) from error


def _take_kicker(tree: lxml.html.HtmlElement) -> str | None:
    """Remove the kicker inside or next to the headline from the tree, and return its text."""
    for heading in islice(tree.iter("h1"), _MAX_HEADLINES):
        parent = heading.getparent()
        candidates = [*heading.iterdescendants("span", "strong", "small", "div", "p", "em")]
        candidates += [] if parent is None else [child for child in parent if child is not heading]
        for element in candidates:
            is_named = isinstance(element.tag, str) and _KICKER.search(element.get("class") or "")
            words = fold_spaces(element.text_content()) if is_named else None
            if words and len(words) <= _MAX_KICKER:
                element.drop_tree()
                return words.rstrip(":")
    return None


def _headline(tree: lxml.html.HtmlElement) -> str | None:
    """Return the text of the page's only level-1 heading, or of the first one inside an article."""
    headings = list(tree.iter("h1"))
    in_article = [heading for heading in headings if next(heading.iterancestors("article", "main"), None) is not None]
    candidates = in_article or (headings if len(headings) == 1 else [])
    return fold_spaces(candidates[0].text_content()) if candidates else None


def _lead(tree: lxml.html.HtmlElement) -> str | None:
    """Return the text of an element near the headline whose class names it a lead."""
    for heading in islice(tree.iter("h1"), _MAX_HEADLINES):
        parent = heading.getparent()
        for element in [] if parent is None else parent.iterdescendants("div", "p", "span", "strong"):
            words = fold_spaces(element.text_content()) if _LEAD.search(element.get("class") or "") else None
            if words and len(words) <= _MAX_LEAD:
                return words
    return None


def _published_at(tree: lxml.html.HtmlElement) -> str | None:
    """Return the date and time of publication from the page's metadata."""
    for name in ("article:published_time", "datePublished", "date", "dcterms.date", "DC.date.issued"):
        for element in tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]", name=name):
            if value := fold_spaces(element.get("content")):
                return value
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text_content())
            except (ValueError, RecursionError):
                continue  # other scripts of the page may be valid
            if value := _date_published(data):
                return value
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]")
    return fold_spaces(times[0].get("datetime")) if times else None


def _date_published(data: Any) -> str | None:
    pending = deque([data])
    while pending:
        item = pending.popleft()
        if isinstance(item, dict):
            if value := fold_spaces(item.get("datePublished")):
                return value
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return None


def _body_parts(body: Any) -> Iterator[tuple[str, str]]:
    """Yield kind and text of the paragraphs in trafilatura's output."""
    pending = [body]
    while pending:
        element = pending.pop()
        inner = [child for child in element if child.tag in _BLOCKS or len(child)]
        if element.tag in _BLOCKS or (element is not body and not inner):
            kind = "heading" if element.tag == "head" else "paragraph"
            yield from ((kind, words) for words in _split_paragraphs(element))
        else:
            pending += reversed(list(element))


def _split_paragraphs(element: Any) -> Iterator[str]:
    """Yield the paragraphs of an element, split at line breaks that separate paragraphs."""
    for line_break in element.iter("lb"):
        line_break.text = _BREAK
    text = "".join(element.itertext())
    for words in _PARAGRAPH_BREAK.split(text):
        yield " ".join(words.replace(_BREAK, " ").split())
