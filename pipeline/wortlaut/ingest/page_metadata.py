"""Reads what a page says about its article in its head and in JSON-LD (schema.org): titles, date, authors, outlet."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from trafilatura.metadata import extract_url

from wortlaut.german import pages
from wortlaut.german.news import AGENCY, BETWEEN_NAMES, BY
from wortlaut.ingest import dates
from wortlaut.ingest.content import fold_spaces
from wortlaut.ingest.page_blocks import class_words

if TYPE_CHECKING:
    import lxml.html

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
"""The end of schema.org's types of articles: `NewsArticle`, `LiveBlogPosting`, `Report`."""
_NO_NAME = re.compile(r"[@/:|]|\.(?:de|com|net|org|at|ch|li|lu)\b|\d", re.I)
_MAX_NAME = 60
_MAX_TEXTS = 12
"""Titles and descriptions that are kept: a page may describe hundreds of other articles."""
_LETTERS = re.compile(r"[^\W\d_]+")


class PageMetadata(NamedTuple):
    """What a page says about its article.

    Attributes:
        titles: Its titles, as search engines and social networks are to show them.
        descriptions: Its descriptions, which often repeat the lead.
        published_at: Date and time of publication, as the page writes them.
        authors: The names of its authors; empty if the metadata has none.
        outlet: The name of the site, or else its host.
        url: Its address.
    """

    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    published_at: str | None
    authors: tuple[str, ...]
    outlet: str | None
    url: str | None


def read(tree: lxml.html.HtmlElement) -> PageMetadata:
    """Read a page's metadata."""
    meta = _meta(tree)
    items = list(_items(tree))
    articles = [item for item in items if _is_article(item)]
    properties = ("og:title", "twitter:title", "title")
    titles = [*_contents(meta, *properties), *_texts(articles, "headline", "alternativeHeadline", "name")]
    titles += [words for element in tree.iter("title") if (words := fold_spaces(element.text_content()))][:1]
    descriptions = [
        *_contents(meta, "og:description", "description", "twitter:description"),
        *_texts(articles, "description", "abstract"),
    ]
    url = extract_url(tree) or next(_contents(meta, "og:url"), None)
    names = list(_outlets(meta, items))
    host = re.match(r"https?://(?:www\.)?([\w.-]+)", url or "")
    hosts = [host[1], host[1].rpartition(".")[0]] if host else []
    outlets = {key for name in [*names, *hosts] if (key := _key(name))}
    return PageMetadata(
        titles=tuple(dict.fromkeys(titles))[:_MAX_TEXTS],
        descriptions=tuple(dict.fromkeys(descriptions))[:_MAX_TEXTS],
        published_at=_published_at(tree, meta, articles, items),
        authors=tuple(dict.fromkeys(_authors(tree, meta, articles, items, outlets))),
        outlet=next(iter([*names, *hosts]), None),
        url=url,
    )


def _meta(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the page's `<meta>` by name, without the signs in it: `articlepublishedtime`."""
    contents: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = fold_spaces(element.get("content"))
        names = {_key(element.get(attribute) or "") for attribute in ("property", "name", "itemprop")}
        for name in names if value else ():
            contents.setdefault(name, []).append(value or "")
    return contents


def _contents(meta: dict[str, list[str]], *names: str) -> Iterator[str]:
    return (value for name in names for value in meta.get(_key(name), ()))


def _texts(items: Iterable[dict[str, Any]], *keys: str) -> Iterator[str]:
    return (value for item in items for key in keys if (value := fold_spaces(item.get(key))))


def _items(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects in the page's JSON-LD, the outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(_json(script.text_content()), strict=False)
        except (ValueError, RecursionError):
            continue  # other scripts of the page may be valid
        pending = deque([data])
        while pending:
            item = pending.popleft()
            if isinstance(item, dict):
                yield item
                pending += item.values()
            elif isinstance(item, list):
                pending += item


def _json(text: str) -> str:
    """Return the JSON in a script without what pages put around it: sections of XML, comments, a semicolon."""
    _, mark, inner = text.partition("<![CDATA[")
    text = inner.rpartition("]]>")[0] if mark and not text.lstrip().startswith(("{", "[")) else text
    start = min((i for i in (text.find("{"), text.find("[")) if i >= 0), default=0)
    return text[start : max(text.rfind("}"), text.rfind("]")) + 1]


def _is_article(item: dict[str, Any]) -> bool:
    types = item.get("@type")
    return any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in _as_list(types))


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _published_at(
    tree: lxml.html.HtmlElement,
    meta: dict[str, list[str]],
    articles: Sequence[dict[str, Any]],
    items: Sequence[dict[str, Any]],
) -> str | None:
    """Return the first date of publication that the page gives; if it has no time, the same date with a time."""
    candidates = [
        *_contents(meta, "article:published_time", "og:article:published_time"),
        *list(_texts(articles, "datePublished"))[:1],
        *_contents(meta, "datePublished", "date", "dcterms.date", "dcterms.created", "DC.date.issued"),
        *list(_texts(items, "datePublished"))[:1],
    ]
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]")
    candidates += [value for element in times[:5] if (value := fold_spaces(element.get("datetime")))]
    dated = [(value, moment) for value in candidates if (moment := dates.to_iso(value))]
    return _most_exact(dated)


def _most_exact(dated: Sequence[tuple[str, str]]) -> str | None:
    if not dated:
        return None
    first, moment = dated[0]
    if has_time(moment):
        return first
    return next((value for value, other in dated if has_time(other) and other[:10] == moment[:10]), first)


def has_time(moment: str) -> bool:
    """Return whether an ISO date has a time other than midnight, which stands for an unknown one."""
    return "T" in moment and not moment.endswith("T00:00")


def _authors(
    tree: lxml.html.HtmlElement,
    meta: dict[str, list[str]],
    articles: Sequence[dict[str, Any]],
    items: Sequence[dict[str, Any]],
    outlets: set[str],
) -> Iterator[str]:
    """Yield the authors' names: those of JSON-LD, else of the page's head, else of its first byline."""
    by_id = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and "name" in item}
    named = next((names for item in articles if (names := list(_names_of(item, by_id)))), [])
    of_persons = [name for name, _ in named if not _is_outlet(name, outlets)]
    if of_persons:
        yield from of_persons
        return
    for source in (_contents(meta, "author", "article:author", "twitter:misc:Written by"), _bylines(tree)):
        found = [name for value in source for name in split_names(value) if not _is_outlet(name, outlets)]
        if found:
            yield from found
            return
    yield from (name for name, is_person in named if is_person)


def _names_of(item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the names of an article's authors, and whether the page calls each a person."""
    for author in _as_list(item.get("author")):
        if isinstance(author, str):
            author = {"name": author}
        if not isinstance(author, dict):
            continue
        if "name" not in author and isinstance(author.get("@id"), str):
            author = by_id.get(author["@id"], author)
        is_person = "Person" in _as_list(author.get("@type"))
        names = (_plain_name(value) for value in _as_list(author.get("name")))
        yield from ((name, is_person) for name in names if name)


def _plain_name(value: object) -> str | None:
    name = fold_spaces(value)
    name = BY.sub("", name).strip(" ,;:") if name else None
    return name if name and len(name) <= _MAX_NAME and "://" not in name and not name.startswith("@") else None


def split_names(value: str) -> Iterator[str]:
    """Yield the names in a byline: "Von Ida Falk und Tom Reimers, Nordheim" gives the two persons."""
    words = BY.sub("", value).strip(" ,;:|")
    parts = [part.strip() for part in BETWEEN_NAMES.split(words)]
    for number, part in enumerate(parts):
        is_place = number > 0 and " " not in part and " " in parts[0]
        is_name = " " in part or AGENCY.fullmatch(part)
        if is_name and len(part) <= _MAX_NAME and not _NO_NAME.search(part) and not is_place:
            yield part


def _bylines(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield the text of the first element that the page marks as the author."""
    marked = tree.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'uthor') or contains(@class, 'utor') "
        "or contains(@class, 'yline') or contains(@href, '/autor') or contains(@href, '/author')]"
    )
    for element in marked[:20]:
        is_author = (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or element.tag == "a"
            or not class_words(element).isdisjoint(pages.AUTHOR_CLASSES)
        )
        words = fold_spaces(element.text_content()) if is_author and len(element) < 20 else None
        if words and len(words) <= 2 * _MAX_NAME and len(list(split_names(words))) and _looks_like_names(words):
            yield words
            return


def _looks_like_names(words: str) -> bool:
    names = list(split_names(words))
    return all(1 < len(parts := name.split()) <= 5 and sum(part[0].isupper() for part in parts) >= 2 for name in names)


def _outlets(meta: dict[str, list[str]], items: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the names of the outlet."""
    yield from (name.lstrip("@") for name in _contents(meta, "og:site_name"))
    for item in items:
        for publisher in _as_list(item.get("publisher")):
            named = [publisher.get("name"), publisher.get("legalName")] if isinstance(publisher, dict) else []
            yield from (name for value in named if (name := fold_spaces(value)))
    yield from _contents(meta, "application-name", "publisher", "copyright")


def _key(name: str) -> str:
    return "".join(_LETTERS.findall(name)).lower()


def _is_outlet(name: str, outlets: set[str]) -> bool:
    key = _key(name)
    return key in outlets or any(
        len(outlet) > 2 and (key.startswith(outlet) or outlet.startswith(key)) for outlet in outlets
    )
