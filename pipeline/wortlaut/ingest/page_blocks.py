"""Divides an HTML page into its blocks: what a browser sets as separate paragraphs, headings and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import lxml.html
from lxml import etree

from wortlaut.german import pages

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_LEVEL = HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a block (HTML Living Standard, 15.3)."""
_WITHOUT_TEXT = frozenset({
    "audio", "button", "canvas", "datalist", "head", "iframe", "input", "map", "math", "meter", "noscript", "object",
    "picture", "progress", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_FURNITURE = frozenset({"aside", "dialog", "figcaption", "figure", "footer", "form", "menu", "nav"})
"""Elements that contain something else than the article's text."""
_STRONG = frozenset({"b", "strong"})
_BREAK = "\N{LINE SEPARATOR}"
"""Stands for a line break while the text of a block is read."""
_PARAGRAPH_BREAK = re.compile(rf"(?<=[.!?…:“”«»\"‘’])\s*{_BREAK}|{_BREAK}\s*{_BREAK}")
"""A line break (`<br>`) that separates paragraphs: it follows the end of a sentence, or another one follows it."""
_WORD_IN_NAME = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]+(?![a-zäöüß])")
_UTILITY = frozenset(":[]()!")
"""Characters in the class names of utility frameworks, which describe the looks: `print:hidden`, `[&_figure]:mb-4`."""
_MAX_NAME = 300
"""Characters of a class name that are looked at."""
_MARKS = "\"'„“”»«›‹‚‘’"


@dataclass(slots=True)
class PageBlock:
    """A contiguous text of a page.

    Attributes:
        text: Its text, with white space folded.
        element: The innermost block-level element, or the heading around it.
        tag: That element's name.
        containers: The two block-level elements around that element.
        zones: The elements around the text that may be furniture, from the outermost.
        linked: Share of its characters that are links.
        strong: Share of its characters in bold type.
        words: The words of the class names of the element, and of an only inline element in it.
    """

    text: str
    element: lxml.html.HtmlElement
    tag: str
    containers: tuple[lxml.html.HtmlElement, ...]
    zones: tuple[lxml.html.HtmlElement, ...]
    linked: float
    strong: float
    words: frozenset[str]

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading by its element or its class."""
        return self.tag in HEADINGS or not self.words.isdisjoint(pages.HEADING_CLASSES)


@lru_cache(10_000)
def name_words(names: str) -> frozenset[str]:
    """Return the words that class names consist of, in lower case, and each two neighbouring words as one."""
    found = set[str]()
    for name in names[:_MAX_NAME].split():
        if not _UTILITY.isdisjoint(name):
            continue
        words = [word.lower() for word in _WORD_IN_NAME.findall(name)]
        found.update(words)
        found.update(first + second for first, second in pairwise(words))
    return frozenset(found)


def class_words(element: lxml.html.HtmlElement) -> frozenset[str]:
    """Return the words in an element's class names."""
    names = element.get("class")
    return name_words(names) if names else frozenset()


def is_furniture(element: lxml.html.HtmlElement) -> bool:
    """Return whether an element is furniture by its name or its class names."""
    if element.tag in _FURNITURE:
        return element.tag != "footer" or element.getparent() is None or element.getparent().tag != "blockquote"
    names = element.get("class")
    return names is not None and _names_furniture(names)


@lru_cache(10_000)
def _names_furniture(names: str) -> bool:
    return not name_words(names).isdisjoint(pages.FURNITURE_CLASSES)


def page_blocks(tree: lxml.html.HtmlElement) -> list[PageBlock]:
    """Return the blocks of a page in reading order."""
    return list(_Reader().blocks(tree))


class _Reader:
    def __init__(self) -> None:
        self._parts = list[str]()
        self._linked = self._strong = self._length = 0
        self._links = self._bolds = 0
        self._open = list[lxml.html.HtmlElement]()
        self._zones: tuple[lxml.html.HtmlElement, ...] = ()
        self._inline = list[lxml.html.HtmlElement]()
        self._quotations = list[int]()
        """Where the open `<q>` begin in the parts."""

    def blocks(self, tree: lxml.html.HtmlElement) -> Iterator[PageBlock]:
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or tag in _WITHOUT_TEXT:
                    walk.skip_subtree()
                    continue
                is_block = tag in _BLOCK_LEVEL or "-" in tag  # elements that a page defines have a hyphen
                if is_block and not self._is_in_heading():
                    yield from self._flush()
                    self._open.append(element)
                self._begin(element, tag, is_block)
            else:
                if isinstance(tag, str) and tag not in _WITHOUT_TEXT:
                    if self._open and self._open[-1] is element:
                        yield from self._flush()
                        self._open.pop()
                    self._end(element, tag)
                if element.tail:
                    self._add(element.tail)
        yield from self._flush()

    def _is_in_heading(self) -> bool:
        return bool(self._open) and self._open[-1].tag in HEADINGS

    def _begin(self, element: lxml.html.HtmlElement, tag: str, is_block: bool) -> None:
        if is_block:
            if self._parts:
                self._parts.append(" ")
        elif tag == "br":
            self._parts.append(_BREAK)
        else:
            self._inline.append(element)
        if is_furniture(element):
            self._zones = (*self._zones, element)
        if tag == "a":
            self._links += 1
        elif tag in _STRONG:
            self._bolds += 1
        elif tag == "q":
            self._quotations.append(len(self._parts))
            self._parts.append("„")
        if element.text:
            self._add(element.text)

    def _end(self, element: lxml.html.HtmlElement, tag: str) -> None:
        if self._zones and self._zones[-1] is element:
            self._zones = self._zones[:-1]
        if tag == "a":
            self._links -= 1
        elif tag in _STRONG:
            self._bolds -= 1
        elif tag == "q":
            self._close_quotation()
        elif tag in _BLOCK_LEVEL and self._parts:
            self._parts.append(" ")

    def _close_quotation(self) -> None:
        """Add the closing mark of a `<q>`, unless the page writes the marks itself."""
        if not self._quotations:
            return  # the block that it began in has ended
        start = self._quotations.pop()
        first = "".join(self._parts[start + 1 : start + 3]).lstrip()[:1] if start < len(self._parts) else ""
        if first and first in _MARKS:
            self._parts[start] = ""
        else:
            self._parts.append("“")

    def _add(self, text: str) -> None:
        length = len(text.strip())
        if not length:
            if self._length:
                self._parts.append(" ")
            return
        if self._parts and self._is_in_heading() and _are_glued(self._parts[-1], text):
            self._parts.append(" ")
        self._parts.append(text)
        self._length += length
        self._linked += length * (self._links > 0)
        self._strong += length * (self._bolds > 0)

    def _flush(self) -> Iterator[PageBlock]:
        if self._length and self._open:
            element = self._open[-1]
            words = class_words(element)
            if len(self._inline) == 1 or (self._inline and not (element.text or "").strip()):
                words |= class_words(self._inline[0])
            for text in _PARAGRAPH_BREAK.split("".join(self._parts)):
                folded = " ".join(text.replace(_BREAK, " ").split())
                if folded:
                    yield PageBlock(
                        text=folded,
                        element=element,
                        tag=element.tag,
                        containers=tuple(self._open[-3:-1]),
                        zones=self._zones,
                        linked=self._linked / self._length,
                        strong=self._strong / self._length,
                        words=words,
                    )
        if self._parts or self._inline:
            self._parts.clear()
            self._inline.clear()
            self._quotations.clear()
            self._linked = self._strong = self._length = 0


def _are_glued(before: str, after: str) -> bool:
    """Return whether two inline elements of a heading meet without a blank: "zur MigrationChiesa ruft"."""
    return before[-1:].islower() and after[:1].isupper()
