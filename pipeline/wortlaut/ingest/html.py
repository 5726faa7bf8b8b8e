"""Extracts the article from a saved news page, without menus, links and advertisements.

trafilatura decides which of the page's texts are the article. Which of them are headings, the kicker and the lead, and
which lie in elements that hold something else, is read off the page's own elements, which trafilatura does not return.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import htmldate
import lxml.html
import trafilatura
from lxml.etree import ParserError

from wortlaut.german import pages
from wortlaut.german.marks import MARKS
from wortlaut.german.news import BETWEEN_NAMES, BYLINE
from wortlaut.ingest import dates, encodings, page_metadata
from wortlaut.ingest.content import Content, Unreadable, fold_spaces, join_blocks, join_names, replace_unencodable
from wortlaut.ingest.page_blocks import HEADINGS, PageBlock, class_words, page_blocks
from wortlaut.ingest.page_metadata import PageMetadata

_MAX_KICKER = 100
_MAX_LEAD = 1_500
_MAX_HEADING = 200
"""Characters."""
_GRAM = 4
"""Words in a sequence that is looked up in trafilatura's output."""
_MIN_FOUND = 0.6
"""Share of a block's sequences that trafilatura's output must have."""
_MAX_LINKED = 0.8
"""Share of a block's characters that are links; with more, it leads to another article."""
_MAX_LINKED_LABEL = 0.4
"""The same for a block that is no sentence."""
_MAX_ZONE = 0.35
"""Share of the article's characters in an element; with more, it is the article, whatever its class names say."""
_SAME = 0.7
"""Share of common words from which two texts count as the same title or description."""
_MOST = 0.8
"""Share of the article's characters that its main element has."""
_MAX_DEPTH = 60
"""Elements around a paragraph that are looked at."""
_COPY = 8
"""Words at the end of two paragraphs that make them copies if they are the same."""
_ALIKE = 0.3
"""Share of common words that a headline of another rank than the first has with the page's title."""
_MAX_TITLES = 10
_MIN_PARAGRAPH = 8
"""Words of a block that cannot be a mere label."""
_LEAD_REACH = 4
"""Blocks after the first paragraph among which a lead is searched for."""
_WORD = re.compile(r"\w+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_MAX_SOURCE = 100
"""Characters of the name below a block quotation."""
_MAX_DATED = 120
"""Characters of a block that shows the article's date."""
_DATED = re.compile(r"(?:Datum|Stand|Veröffentlicht|Publiziert|Erschienen|Erstellt|Aktualisiert)\b", re.I)
_SITE_NAME = re.compile(r"(?<=\S) [|–—-] [^|–—-]{2,40}\Z")
"""The site's name at the end of a title whose blanks are folded."""
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
    _name_sources(tree)
    metadata = page_metadata.read(tree)
    blocks = page_blocks(tree)
    # The extensive search takes any date on the page. The latest date is fixed: no result may depend on today.
    guess = metadata.published_at or htmldate.find_date(
        tree, extensive_search=False, original_date=True, max_date="2999-12-31"
    )
    for line_break in tree.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"  # trafilatura would join the words around it
    extracted = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=False,
    )
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        raise Unreadable(_NO_ARTICLE)
    article = _Article(blocks, metadata, extracted.body)
    parts = article.parts()
    if not any(kind not in {"kicker", "headline"} for kind, _ in parts):
        raise Unreadable(_NO_ARTICLE)
    text, text_blocks = join_blocks(parts)
    content = Content(
        text=text,
        blocks=text_blocks,
        title=article.title,
        published_at=article.published_at(guess),
        authors=join_names(article.authors()),
        outlet=metadata.outlet,
        url=metadata.url,
    )
    return content, used_encoding


def _decode(page: bytes, encoding: str | None) -> tuple[str, str]:
    declared = encoding or (None if encodings.has_byte_order_mark(page) else encodings.declared_encoding(page))
    if declared and not (encoding is None and encodings.is_utf8(page)):
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
        tree = lxml.html.document_fromstring(replace_unencodable(source).encode("utf-8"), parser=parser)
    except (ParserError, ValueError) as error:
        raise Unreadable(_NO_ARTICLE) from error
    # Characters that a page may have, but XML may not: lxml reads them, and refuses to move them.
    for element in tree.iter():
        if element.text and _CONTROLS.search(element.text):
            element.text = _CONTROLS.sub("", element.text)
        if element.tail and _CONTROLS.search(element.tail):
            element.tail = _CONTROLS.sub("", element.tail)
    return tree


def _name_sources(tree: lxml.html.HtmlElement) -> None:
    """Put the source of each `<blockquote>` before it, as news writes it: `Ida Falk: „Wir warten ab.“`."""
    for quotation in list(tree.iter("blockquote")):
        source = next(quotation.iter("footer", "cite"), None)
        name = (fold_spaces(source.text_content()) or "").strip("–—-:, ") if source is not None else ""
        if source is None or not name or len(name) > _MAX_SOURCE:
            continue
        source.drop_tree()
        text = fold_spaces(quotation.text_content())
        if text and len(text) <= _MAX_LEAD:
            tail = quotation.tail
            quotation.clear()
            quotation.tail = tail
            paragraph = lxml.html.Element("p")
            paragraph.text = f"{name}: {text}" if text[0] in MARKS else f"{name}: „{text}“"
            quotation.append(paragraph)


def _words(text: str) -> list[str]:
    return _WORD.findall((text if text.isascii() else text.translate(_INVISIBLE)).lower())


def _similarity(first: str, second: str) -> float:
    """Return the share of common words in two texts, from 0 to 1."""
    a, b = set(_words(first)), set(_words(second))
    return len(a & b) / len(a | b) if a and b else 0.0


def _containment(part: str, whole: str) -> float:
    """Return the share of a text's words that another one has."""
    a, b = set(_words(part)), set(_words(whole))
    return len(a & b) / len(a) if a else 0.0


def _signature(element: lxml.html.HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""


class _Found:
    """Looks up blocks in trafilatura's output."""

    def __init__(self, body: Any) -> None:
        self._grams = set[tuple[str, ...]]()
        self._lines = set[tuple[str, ...]]()
        for element in body.iter():
            if element.tag == "lb":
                element.text = "\n"
        for element in body.iter("head", "p", "item", "cell", "ab", "code", "quote", "div"):
            self._add("".join(element.itertext()))
        self._add("\n".join([body.text or "", *(element.tail or "" for element in body)]))

    def _add(self, text: str) -> None:
        words = tuple(_words(text))
        self._grams.update(words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1))
        self._lines.update(tuple(_words(line))[:_GRAM] for line in text.split("\n"))

    def __contains__(self, text: str) -> bool:
        words = tuple(_words(text))
        if len(words) < _GRAM:
            return bool(words) and words in self._lines
        grams = [words[i : i + _GRAM] for i in range(len(words) - _GRAM + 1)]
        return sum(gram in self._grams for gram in grams) >= _MIN_FOUND * len(grams)


class _Article:
    """The blocks of a page that make up its article.

    Attributes:
        title: The visible headline, or else the page's title without the site's name.
    """

    def __init__(self, blocks: Sequence[PageBlock], metadata: PageMetadata, body: Any) -> None:
        self._blocks = blocks
        self._metadata = metadata
        found = _Found(body)
        self._is_found = [block.linked < _MAX_LINKED and block.text in found for block in blocks]
        self._drop_copies()
        self._zones = self._furniture()
        self._is_text = [
            is_found and self._may_be_text(block) for is_found, block in zip(self._is_found, blocks, strict=True)
        ]
        self._headline = self._headline_at()
        self._kicker, self._headline_text = self._title_parts()
        self.title = self._headline_text or self._title_of_head()
        self._leads = self._lead_at()

    def parts(self) -> list[tuple[str, str]]:
        """Return the kind and the text of the article's parts."""
        leads = self._leads
        opening = [("kicker", self._kicker or ""), ("headline", self._headline_text or self.title or "")]
        opening += [("lead", self._blocks[i].text) for i in leads]
        start = max([-1 if self._headline is None else self._headline, *leads[-1:]]) + 1
        has_lead = bool(leads) and (self._headline is None or leads[0] > self._headline)
        body = [i for i in self._body(start) if i not in leads]
        chosen = list(self._without_loose_headings(body, has_lead))
        if not leads and all(self._blocks[i].is_heading for i in chosen):
            # A page without paragraphs: all that trafilatura found is the article.
            chosen = [i for i, is_found in enumerate(self._is_found) if is_found and i != self._headline]
        return [*opening, *((self._kind(i), self._blocks[i].text) for i in chosen)]

    def published_at(self, guess: str | None) -> str | None:
        """Return the date of the page's metadata, with the time that the page shows if the metadata has none.

        Args:
            guess: The date to return if neither metadata nor a label ("Datum: …") gives one.
        """
        given = self._metadata.published_at
        moment = dates.to_iso(given) if given else None
        if moment and page_metadata.has_time(moment):
            return given
        short = (block for block in self._blocks if len(block.text) <= _MAX_DATED and block.linked < _MAX_LINKED)
        shown = [(block.text, found) for block in short if (found := dates.first_date(block.text))]
        if not moment:
            given = next((found for text, found in shown if _DATED.match(text)), guess)
            moment = dates.to_iso(given) if given else None
        day = (moment or "")[:10]
        return next((found for _, found in shown if found[:10] == day and page_metadata.has_time(found)), given)

    def authors(self) -> list[str]:
        """Return the authors' names of the metadata, or else of the first byline outside the text."""
        if self._metadata.authors:
            return list(self._metadata.authors)
        short = [block.text for block in self._blocks if len(block.text) <= _MAX_DATED]
        line = next((match for text in short if (match := BYLINE.fullmatch(text))), None)
        return BETWEEN_NAMES.split(line["names"]) if line else []

    def _kind(self, number: int) -> str:
        block = self._blocks[number]
        if block.is_heading and len(block.text) <= _MAX_HEADING:
            return "heading"
        is_strong = block.strong > 0.95 or not block.words.isdisjoint(pages.QUESTION_CLASSES)
        return "strong" if is_strong else "paragraph"

    def _drop_copies(self) -> None:
        """Keep the copy of a repeated paragraph that is among most of the article's text."""
        sizes = Counter[Any]()
        for block, is_found in zip(self._blocks, self._is_found, strict=True):
            if is_found and block.containers:
                sizes[block.containers[-1]] += len(block.text)
        best = dict[tuple[str, ...], int]()
        for number, block in enumerate(self._blocks):
            ending = tuple(_words(block.text)[-_COPY:])
            if not self._is_found[number] or len(ending) <= _GRAM:
                continue
            size = sizes[block.containers[-1]] if block.containers else 0
            other = best.setdefault(ending, number)
            previous = self._blocks[other].containers
            if other != number and previous[-1:] != block.containers[-1:]:
                keeps = number if size > (sizes[previous[-1]] if previous else 0) else other
                self._is_found[number if keeps == other else other] = False
                best[ending] = keeps

    def _furniture(self) -> set[Any]:
        """Return the elements that hold something else than the article."""
        total = sum(len(block.text) for block, found in zip(self._blocks, self._is_found, strict=True) if found)
        inside = Counter[tuple[str, str]]()
        for block, found in zip(self._blocks, self._is_found, strict=True):
            if found:
                inside.update(dict.fromkeys(map(_signature, block.zones), len(block.text)))
        zones = {zone for block in self._blocks for zone in block.zones}
        return {zone for zone in zones if inside[_signature(zone)] <= _MAX_ZONE * total}

    def _may_be_text(self, block: PageBlock) -> bool:
        return block.linked < _MAX_LINKED and self._zones.isdisjoint(block.zones)

    def _headline_at(self) -> int | None:
        """Return the number of the visible headline."""
        titles = [*self._metadata.titles]
        middle = self._middle()
        visible = [i for i in range(middle) if not self._is_path(self._blocks[i])]
        level1 = [i for i in visible if self._blocks[i].tag == "h1"]
        if level1:
            return max(level1, key=lambda i: (self._fits(self._blocks[i].text, titles), self._is_in_article(i), -i))
        titles += [block.text for block in self._blocks if block.tag == "h1"][:_MAX_TITLES]
        first = self._first_paragraph(0)
        headings = [i for i in visible if i < first and self._blocks[i].tag in HEADINGS]
        headings = [i for i in headings if self._blocks[i].linked < _MAX_LINKED]
        if not titles and headings and len(self._blocks[headings[0]].text) <= _MAX_HEADING:
            return headings[0]
        best = max(headings, key=lambda i: (self._fits(self._blocks[i].text, titles), i), default=None)
        return best if best is not None and self._fits(self._blocks[best].text, titles) >= _ALIKE else None

    def _middle(self) -> int:
        """Return the number of the block with which half of the article's text is reached."""
        sizes = [len(block.text) if is_text else 0 for block, is_text in zip(self._blocks, self._is_text, strict=True)]
        half, reached = sum(sizes) / 2, 0
        for number, size in enumerate(sizes):
            reached += size
            if reached > half:
                return number + 1
        return len(sizes)

    def _is_in_article(self, number: int) -> bool:
        return next(self._blocks[number].element.iterancestors("article", "main"), None) is not None

    def _is_path(self, block: PageBlock) -> bool:
        elements = [block.element, *block.containers]
        return any(
            element.tag in {"nav", "li", "ol", "ul"} or not class_words(element).isdisjoint(pages.BREADCRUMB_CLASSES)
            for element in elements
        )

    def _fits(self, text: str, titles: Iterable[str]) -> float:
        return max((_similarity(text, title) for title in titles), default=0.0)

    def _first_paragraph(self, start: int) -> int:
        return next(
            (
                i
                for i in range(start, len(self._blocks))
                if self._is_text[i]
                and not self._blocks[i].is_heading
                and len(_words(self._blocks[i].text)) >= _MIN_PARAGRAPH
            ),
            len(self._blocks),
        )

    def _title_parts(self) -> tuple[str | None, str | None]:
        """Return kicker and headline as the page shows them."""
        if self._headline is None:
            return None, None
        block = self._blocks[self._headline]
        kicker, headline = _divided(block)
        if kicker is None:
            above = range(max(0, self._headline - 3), self._headline)
            below = range(self._headline + 1, min(len(self._blocks), self._headline + 2))
            for i in (*above, *below):
                candidate = self._blocks[i]
                if not candidate.words.isdisjoint(pages.KICKER_CLASSES) and len(candidate.text) <= _MAX_KICKER:
                    kicker = candidate.text.rstrip(" :")
                    self._is_text[i] = False
        return kicker, headline

    def _title_of_head(self) -> str | None:
        titles = [*self._metadata.titles]
        return _SITE_NAME.sub("", titles[0]) if titles else None

    def _lead_at(self) -> list[int]:
        """Return the numbers of the blocks that are the lead: the page's description, or what its class names so."""
        begin = 0
        if self._headline is not None:
            headline = self._blocks[self._headline].text
            begin = 1 + next(i for i, block in enumerate(self._blocks) if block.text == headline)
        first = self._first_paragraph(begin)
        end = min(first + _LEAD_REACH, len(self._blocks))
        reach = [i for i in range(begin, end) if self._may_lead(i)]
        for description in self._metadata.descriptions:
            if len(_words(description)) < _MIN_PARAGRAPH // 2:
                continue
            for i in reach:
                text = self._blocks[i].text
                if _similarity(text, description) >= _SAME or (
                    _containment(description.rstrip("…. "), text) >= 0.9 and _containment(text, description) >= 0.5
                ):
                    return [i]
        named = [i for i in reach if i <= first and self._is_named_lead(self._blocks[i])]
        if named:
            parent = self._blocks[named[0]].containers[-1:]
            return [i for i in named if self._blocks[i].containers[-1:] == parent]
        between = [i for i in reach if i < first and self._may_be_text(self._blocks[i])]
        return [i for i in between if self._is_in_header(self._blocks[i]) or _is_prose(self._blocks[i])][:1]

    def _may_lead(self, number: int) -> bool:
        block = self._blocks[number]
        return (
            len(block.text) <= _MAX_LEAD
            and block.linked < _MAX_LINKED
            and len(_words(block.text)) >= _MIN_PARAGRAPH // 2
            and (self.title is None or _similarity(block.text, self.title) < _SAME)
        )

    def _is_named_lead(self, block: PageBlock) -> bool:
        # An element such as `articleTeaserText` is the lead although its name has "teaser" in it.
        named = [element for element in (*block.containers, block.element) if _names_lead(class_words(element))]
        others = (zone for zone in block.zones if zone not in named)
        return (bool(named) or _names_lead(block.words)) and self._zones.isdisjoint(others)

    def _is_in_header(self, block: PageBlock) -> bool:
        return block.tag == "p" and any(element.tag in {"header", "hgroup"} for element in block.containers)

    def _body(self, start: int) -> Iterator[int]:
        """Yield the numbers of the body's blocks, with headings and paragraphs beside them that trafilatura dropped."""
        texts = [i for i in range(start, len(self._blocks)) if self._is_text[i]]
        if not texts:
            return
        long = [i for i in texts if _is_prose(self._blocks[i])] or texts
        around = Counter(element for i in long for element in self._blocks[i].containers[-1:])
        around.update(self._blocks[i].element for i in long)
        main = self._main(long)
        beside = {element for i in long for element in (*self._blocks[i].containers, self._blocks[i].element)}
        titles = [words for words in (self.title, self._kicker) if words]
        for i in range(start or texts[0], texts[-1] + 1):
            block = self._blocks[i]
            if any(_similarity(block.text, title) >= _SAME for title in titles):
                continue
            is_near = block.element in main
            if self._is_text[i]:
                is_beside = not beside.isdisjoint((block.element, *block.containers))
                if _is_prose(block) or (
                    is_near and (is_beside or block.is_heading) and block.linked < _MAX_LINKED_LABEL
                ):
                    yield i
            elif (
                self._may_be_text(block)
                and is_near
                and (
                    (block.is_heading and len(block.text) <= _MAX_HEADING and self._is_above_text(i))
                    or (sum(around[each] for each in (block.element, *block.containers[-1:])) > 1 and _is_prose(block))
                )
            ):
                yield i

    def _is_above_text(self, number: int) -> bool:
        """Return whether the next block outside furniture is text or a heading."""
        following = (i for i in range(number + 1, len(self._blocks)) if self._zones.isdisjoint(self._blocks[i].zones))
        after = next(following, None)
        return after is not None and (self._is_text[after] or self._blocks[after].is_heading)

    def _main(self, paragraphs: Sequence[int]) -> set[Any]:
        """Return the elements in the innermost one that holds most of the article's paragraphs."""
        sizes = Counter[Any]()
        holders = {element for block in self._blocks for element in block.containers[-1:]}
        for i in paragraphs:
            element = self._blocks[i].element
            around = chain([element], element.iterancestors()) if element in holders else element.iterancestors()
            for container in islice(around, _MAX_DEPTH):
                sizes[container] += len(self._blocks[i].text)
        total = sum(len(self._blocks[i].text) for i in paragraphs)
        # Elements that hold more than half lie within each other.
        nested = [container for container, size in sizes.items() if size >= _MOST * total]
        innermost = max(nested, key=lambda container: sum(1 for _ in container.iterancestors()), default=None)
        return set() if innermost is None else set(innermost.iter())

    def _without_loose_headings(self, body: Sequence[int], has_lead: bool) -> Iterator[int]:
        """Yield the blocks without headings that have no text below them, or none above them but the headline."""
        has_text = has_lead
        for position, i in enumerate(body):
            block = self._blocks[i]
            if not block.is_heading or len(block.text) > _MAX_HEADING:
                has_text = True
                yield i
            elif has_text and position + 1 < len(body):
                yield i


def _names_lead(words: frozenset[str]) -> bool:
    return not words.isdisjoint(pages.LEAD_CLASSES)


def _is_prose(block: PageBlock) -> bool:
    """Return whether a block is a paragraph of one or more sentences."""
    text = block.text.rstrip("\"'”“«»’‘‹›)] ")
    return not block.is_heading and text[-1:] in set(".!?…:") and len(_words(text)) >= _MIN_PARAGRAPH


def _divided(block: PageBlock) -> tuple[str | None, str]:
    """Return the kicker inside a headline, if it has one, and the headline."""
    element = block.element
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    pieces = [child for child in element if isinstance(child.tag, str) and fold_spaces(child.text_content())]
    if not pieces or (element.text or "").strip():
        return None, block.text
    first = fold_spaces(pieces[0].text_content()) or ""
    kicker, rest = first.rstrip(" :–-|"), block.text[len(first) :].lstrip(" :–-|")
    if not rest or not kicker or len(kicker) > _MAX_KICKER or not block.text.startswith(first):
        return None, block.text
    own_text = "".join(child.tail or "" for child in element).strip(" :–-|\n\t\r")
    is_named = not class_words(pieces[0]).isdisjoint(pages.KICKER_CLASSES)
    is_apart = len(pieces) > 1 and not own_text and pieces[0].get("class") != pieces[-1].get("class")
    if is_named or first.endswith(":") or is_apart or block.text[len(first) :].lstrip().startswith(":"):
        return kicker, rest
    return None, block.text
