"""Reads deliveries of Nexis (LexisNexis), in which libraries send press articles: one file with many articles.

A delivery begins with a cover page and a list of the articles, which are left out. Each article has its headline,
outlet, date, labelled lines (section, length, byline), the text, and more labelled lines (load date, language).
The text form separates the articles by `3 of 10 DOCUMENTS`, the Word form ends each with `End of Document`. Labels and
dates are in English or German, as the account was set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from wortlaut.german.news import BETWEEN_NAMES, BY
from wortlaut.ingest.content import Content, Item, Unreadable, fold_spaces, join_blocks, join_names

_COUNTER = re.compile(
    r"^[^\S\n]*(?:Dokument )?\d{1,5} (?:of|von) \d{1,5} (?:DOCUMENTS?|DOKUMENTEN?)[^\S\n]*\r?$", re.MULTILINE
)
"""`3 of 10 DOCUMENTS`, `3 von 10 DOKUMENTEN`: the line above an article in the text form."""
_COUNTER_BYTES = re.compile(rb"\d (?:of|von) \d{1,5} (?:DOCUMENT|DOKUMENTE)")
_SNIFFED = 65_536
"""Bytes at the beginning of a file in which the first article's counter stands."""
_END = re.compile(r"(?:End of Document|Ende (?:des )?Dokuments?|Dokumentende)\s*\Z")
_HEADER = {
    "byline": "authors", "autor": "authors", "autoren": "authors", "von": "authors", "verfasser": "authors",
    "section": "section", "rubrik": "section", "ressort": "section", "teil": "section",
    "length": "length", "länge": "length",
    "headline": "headline", "überschrift": "headline", "titel": "headline",
    "highlight": "lead", "zusammenfassung": "lead",
    "dateline": "dateline", "ort": "dateline", "copyright": "copyright",
}  # fmt: skip
"""Labels above the text, and what they introduce."""
_FOOTER = frozenset({
    "load-date", "update", "ladedatum", "aktualisierung", "language", "sprache", "publication-type", "publication type",
    "publikationstyp", "publikations-typ", "art der veröffentlichung", "journal-code", "journal code", "zeitungs-code",
    "zeitschriftencode", "graphic", "grafik", "graphik", "subject", "thema", "themen", "company", "unternehmen",
    "firma",
    "correction-date", "notes", "hinweise", "classification", "klassifizierung", "type", "person", "organization",
    "ticker",
    "industry", "geographic", "doc-type", "pub-type", "document-type", "urls", "url", "isbn", "issn", "acc-no",
    "series",
})  # fmt: skip
"""Labels below the text."""
_CERTAIN = frozenset({"load-date", "update", "ladedatum", "language", "sprache", "publication-type", "journal-code"})
"""Those of them that cannot begin a paragraph of the text when not in capitals, unlike `Thema: …`."""
_LABEL = re.compile(r"([A-ZÄÖÜ][A-Za-zÄÖÜäöüß -]{1,24}):[\s\u00a0]*(.*)\Z", re.DOTALL)
_BODY = frozenset({"body", "text", "textkörper", "hauptteil", "inhalt"})
_COPYRIGHT = re.compile(
    r"\s*(?:(?:Copyright|©|\(c\)) ?(?:©|\(c\))? ?\d{4}\b|All Rights Reserved|Alle Rechte vorbehalten)", re.I
)
_BETWEEN_AUTHORS = re.compile(r"; | and | AND |" + BETWEEN_NAMES.pattern)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january januar jänner jan", "february februar feber feb", "march märz mrz", "april apr", "may mai",
         "june juni jun",
         "july juli jul", "august aug", "september sept sep", "october oktober okt oct", "november nov",
         "december dezember dez dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?:(?P<month>[A-Za-zÄÖÜäöü]{3,9})\.? (?P<day>\d{1,2}), (?P<year>\d{4})|"
    r"(?P<day2>\d{1,2})\.? (?P<month2>[A-Za-zÄÖÜäöü]{3,9})\.? (?P<year2>\d{4}))"
)
"""`January 11, 2010 Monday`, `Montag 11. Januar 2010`, `11. Januar 2010 Montag`."""
_MAX_DATE_LINE = 80
_NO_TEXT = "Article {} of the delivery contains no text; order it again."


def is_text_delivery(content: bytes) -> bool:
    """Return whether a text file is a delivery: it has the counter of an article near its beginning."""
    return _COUNTER_BYTES.search(content, 0, _SNIFFED) is not None


def is_delivery(paragraphs: Sequence[str]) -> bool:
    """Return whether the paragraphs of a document are a delivery: one says that an article ends."""
    return any(_END.search(paragraph) for paragraph in paragraphs)


def read_text(text: str, encoding: str) -> Iterator[Item]:
    """Yield the articles of a delivery in text form."""
    counters = list(_COUNTER.finditer(text))
    for number, counter in enumerate(counters, start=1):
        end = counters[number].start() if number < len(counters) else len(text)
        yield Item(_content(_lines_to_paragraphs(text[counter.end() : end]), number), number, encoding=encoding)


def read_paragraphs(paragraphs: Sequence[str]) -> Iterator[Item]:
    """Yield the articles of a delivery as a Word document."""
    number = 0
    article = list[str]()
    for paragraph in paragraphs:
        if _END.search(paragraph):
            number += 1
            yield Item(_content(_after_cover(article) if number == 1 else article, number), number)
            article = []
        elif paragraph.strip():
            article.append(paragraph.strip())


def _after_cover(paragraphs: Sequence[str]) -> list[str]:
    """Leave out the cover and the list of articles: the first article begins with two lines above its date."""
    dates = [i for i, words in enumerate(paragraphs) if _date(words) and _could_be_headline(paragraphs, i)]
    return list(paragraphs[max(0, dates[-1] - 2) :] if dates else paragraphs)


def _lines_to_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text whose lines are wrapped."""
    lines = text.splitlines()
    return [
        " ".join(map(str.strip, group))
        for is_blank, group in groupby(lines, lambda line: not line.strip())
        if not is_blank
    ]


def _label(paragraph: str) -> tuple[str, str] | None:
    """Return the label and the value of a labelled line."""
    match = _LABEL.match(paragraph)
    name = match[1].lower().strip() if match else ""
    return (name, match[2]) if match and (name in _HEADER or name in _FOOTER) else None


def _date(paragraph: str) -> str | None:
    match = _DATE.search(paragraph) if len(paragraph) <= _MAX_DATE_LINE else None
    if match is None:
        return None
    month = _MONTHS.get((match["month"] or match["month2"]).lower())
    day, year = match["day"] or match["day2"], match["year"] or match["year2"]
    return f"{year}-{month:02}-{int(day):02}" if month else None


def _content(paragraphs: Sequence[str], number: int) -> Content | Unreadable:
    dated = next((i for i, words in enumerate(paragraphs) if _date(words) and _label(words) is None), None)
    above = [] if dated is None else list(paragraphs[:dated])
    fields: dict[str, str] = {}
    start = _read_header(paragraphs, -1 if dated is None else dated, fields)
    body = list(_body(paragraphs[start:]))
    headline = fields.get("headline") or (" ".join(above[:-1]) if len(above) > 1 else None)
    parts = [("headline", headline or ""), ("lead", fields.get("lead", "")), *(("paragraph", words) for words in body)]
    if not body:
        return Unreadable(_NO_TEXT.format(number))
    text, blocks = join_blocks(parts)
    return Content(
        text=text,
        blocks=blocks,
        title=fold_spaces(headline),
        published_at=None if dated is None else _date(paragraphs[dated]),
        authors=join_names(_BETWEEN_AUTHORS.split(BY.sub("", fields.get("authors", "")))),
        outlet=fold_spaces(above[-1]) if above else None,
    )


def _read_header(paragraphs: Sequence[str], dated: int, fields: dict[str, str]) -> int:
    """Read the labelled lines below the date into `fields`, and return the number of the text's first paragraph."""
    has_labels = False
    for number in range(dated + 1, len(paragraphs)):
        words = paragraphs[number]
        label = _label(words)
        if words.lower().strip() in _BODY:
            return number + 1
        if label and label[0] in _HEADER:
            fields.setdefault(_HEADER[label[0]], " ".join(label[1].split()))
            has_labels = True
        elif label or (has_labels and not _COPYRIGHT.match(words)):
            return number
        elif not _COPYRIGHT.match(words) and _could_be_headline(paragraphs, number):
            fields.setdefault("headline", " ".join(words.split()))
        elif not _COPYRIGHT.match(words):
            return number
    return len(paragraphs)


def _could_be_headline(paragraphs: Sequence[str], number: int) -> bool:
    """Return whether a labelled line or the text's mark follows, so that a paragraph belongs to the header."""
    following = paragraphs[number + 1 : number + 4]
    return any(
        words.lower().strip() in _BODY or ((label := _label(words)) and label[0] in _HEADER) for words in following
    )


def _body(paragraphs: Iterable[str]) -> Iterator[str]:
    for words in paragraphs:
        label = _label(words)
        is_footer = (
            label is not None and label[0] in _FOOTER and (label[0] in _CERTAIN or words[: len(label[0])].isupper())
        )
        if is_footer or words.lower().strip() in _FOOTER or _COPYRIGHT.match(words):
            return
        yield " ".join(words.split())
