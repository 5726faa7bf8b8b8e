"""Reads files by their format and turns their content into articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from wortlaut.cache.memo import GetOrCompute, no_cache
from wortlaut.cache.payload import Payload
from wortlaut.ingest import corpus_rows, dates, delimited, fundus, json_lines, language, nexis
from wortlaut.ingest.content import Content, Item, Rejected, Unreadable, replace_unencodable
from wortlaut.ingest.encodings import decode
from wortlaut.ingest.sources import COMPRESSED, check_openable, opening_error, printable, read_bytes
from wortlaut.params import IngestParams
from wortlaut.text import boilerplate, layout
from wortlaut.text.article import Article, parse_article, to_line

# Slow readers are imported where needed: importing trafilatura or PyArrow takes longer than reading plain texts.

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
"""File name extensions that are read, each also followed by `.gz`, and their formats."""
_ONE_ARTICLE = frozenset({"text", "markdown", "html"})
"""Formats with one article per file, except deliveries of Nexis in text form."""
_SAVE_AS = {
    ".pdf": "a PDF does not say how its lines are read; save the page as .html, or the text as .txt or .docx",
    ".epub": "save the article's text as .txt, .html or .docx",
    ".rtf": "open the file in Word or LibreOffice and save it as .docx (deliveries of Nexis, too)",
    ".odt": "open the file in LibreOffice or Word and save it as .docx",
    ".doc": "open the file in Word or LibreOffice and save it as .docx",
    ".xls": "save the table as .csv",
    ".xlsx": "save the table as .csv",
    ".mht": "save the page as .html",
    ".mhtml": "save the page as .html",
}
"""Formats that are not read, and what to do."""
LIBRARIES = ("charset-normalizer", "htmldate", "lxml", "markdown-it-py", "py3langid", "trafilatura")
"""The distributions that read such files."""
_ARTICLE = "article"
"""The name under which an article is cached."""
_MAX_MARKUP_RATIO = 16
"""A file with one article may have this many bytes, because of its markup, per character of the longest article."""
_MAX_ROW_ID = 200
"""Characters. Anything longer is not an id; such a row is identified by its number."""
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def read_files(
    files: Iterable[Path], root: Path, params: IngestParams, get_or_compute: GetOrCompute = no_cache
) -> Iterator[Article | Rejected]:
    """Read files into articles, or give the reason why a file yields none.

    Of several files (or rows) with the same content, the first becomes an article; the others are rejected and name it.

    Args:
        files: The files, as `find_files` returns them.
        root: The folder to which the reported paths are relative.
        params: The parameters.
        get_or_compute: The cache for files with one article.

    Yields:
        Articles and rejections in the order of the files; at least one per file.
    """
    return reject_repeated(item for path in files for item in read_file(path, root, params, get_or_compute))


def reject_repeated(items: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
    """Reject articles with the same content as an earlier one, which the reason names."""
    first_paths: dict[bytes, str] = {}
    for item in items:
        if isinstance(item, Article):
            digest = bytes.fromhex(item.sha256)[:16]
            first_path = first_paths.setdefault(digest, item.path)
            if first_path != item.path:
                yield Rejected(item.path, f"The content is the same as that of {first_path}, which is analysed once.")
                continue
        yield item


def read_file(
    path: Path, root: Path, params: IngestParams, get_or_compute: GetOrCompute = no_cache
) -> Iterator[Article | Rejected]:
    """Read a file into its articles.

    Args:
        path: The file.
        root: The input folder; the file's path is reported relative to it.
        params: The parameters.
        get_or_compute: The cache for files with one article.

    Yields:
        An article per text, or a rejection if there is none; at least one of them. A corpus that is damaged halfway
        yields the articles before the fault, and one rejection.
    """
    name = printable(path.relative_to(root).as_posix())
    row_ids = set[str]()
    is_empty = True
    try:
        check_openable(path)
        file_format = _format(path)
        if file_format in _ONE_ARTICLE:
            content = read_bytes(path, _MAX_MARKUP_RATIO * params.max_characters)
            if file_format != "text" or not nexis.is_text_delivery(content):
                yield _read_cached(content, name, file_format, params, get_or_compute)
                return
        for item in _items(path, file_format, params):
            is_empty = False
            article_path = name if item.row is None else f"{name}#{item.row}"
            article_id = name if item.row is None else f"{name}/{take_row_id(item, row_ids)}"
            try:
                yield to_article(item, article_id, article_path, file_format, params)
            except Unreadable as fault:
                yield Rejected(article_path, str(fault))
    except Unreadable as fault:
        yield Rejected(name, str(fault))
    except OSError as error:
        yield Rejected(name, str(opening_error(error)))
    else:
        if is_empty:
            yield Rejected(name, "This corpus contains no articles; give one with rows.")


def _format(path: Path) -> str:
    """Determine the format of a file from its name.

    Raises:
        Unreadable: Its extension is not supported.
    """
    uncompressed = path.with_suffix("") if path.suffix.lower() == COMPRESSED else path
    file_format = FORMATS.get(uncompressed.suffix.lower())
    remedy = _SAVE_AS.get(uncompressed.suffix.lower())
    if remedy is not None:
        raise Unreadable(f"Files ending in '{uncompressed.suffix.lower()}' are not read: {remedy}.")
    if file_format is None:
        ending = "".join([uncompressed.suffix, path.suffix] if uncompressed is not path else [path.suffix])
        raise Unreadable(
            f"Files ending in '{printable(ending)}' are not read; give {', '.join(FORMATS)}, or one of them with .gz."
        )
    return file_format


def _items(path: Path, file_format: str, params: IngestParams) -> Iterator[Item]:
    if file_format == "text":
        return _delivered(path, params)
    if file_format == "docx":
        from wortlaut.ingest import docx

        return docx.read_items(path, params)
    if file_format == "jsonl":
        return json_lines.read_lines(path, params)
    if file_format == "csv":
        return delimited.read_rows(path, params)
    if file_format == "parquet":
        from wortlaut.ingest import parquet

        return parquet.read_rows(path, params)
    return _json_items(path, params)


def _read_cached(
    content: bytes, name: str, file_format: str, params: IngestParams, get_or_compute: GetOrCompute
) -> Article | Rejected:
    """Read a file with one article from the cache or from its content."""
    digest = hashlib.sha256(content).hexdigest()

    def parse() -> Payload:
        try:
            item = _read_single(content, digest, file_format)
            line = to_line(to_article(item, name.removesuffix(".txt"), name, file_format, params))
            return Payload(None, {_ARTICLE: line.encode()})
        except Unreadable as reason:
            return Payload(str(reason), {})

    reason, stored = get_or_compute(name, (name, file_format, digest, params.model_dump()), parse)
    return parse_article(stored[_ARTICLE].decode()) if _ARTICLE in stored else Rejected(name, reason)


def _read_single(content: bytes, digest: str, file_format: str) -> Item:
    if file_format == "html":
        from wortlaut.ingest import html

        extracted, encoding = html.read(content)
    else:
        text, encoding = decode(content)
        extracted = Content(text)
        if file_format == "markdown":
            from wortlaut.ingest import markdown

            extracted = markdown.read(replace_unencodable(text))
    return Item(extracted, encoding=encoding, sha256=digest)


def _delivered(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the articles of a delivery of Nexis in text form."""
    text, encoding = decode(read_bytes(path, _MAX_MARKUP_RATIO * params.max_characters))
    return nexis.read_text(replace_unencodable(text), encoding)


def _json_items(path: Path, params: IngestParams) -> Iterator[Item]:
    """Yield the article of a JSON object, or the articles of an array."""
    encoding, pieces = corpus_rows.decode_file(path)
    start = next(pieces, "").lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        yield from json_lines.read_array(chain([start], pieces), params, encoding)
        return
    content = read_bytes(path, _MAX_MARKUP_RATIO * params.max_characters)
    record = fundus.parse_json(decode(content)[0].removeprefix("\ufeff"))
    extracted = fundus.object_content(record, params.columns)
    yield Item(extracted, encoding=encoding, sha256=hashlib.sha256(content).hexdigest())


def take_row_id(item: Item, given: set[str]) -> str:
    """Return a row's own id or else its number, with a suffix if it is given already, and add it to those."""
    own = item.row_id if item.row_id and len(item.row_id) <= _MAX_ROW_ID else str(item.row)
    base = printable(replace_unencodable(own))
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    row_id = next(candidate for candidate in candidates if candidate not in given)
    given.add(row_id)
    return row_id


def to_article(item: Item, article_id: str, path: str, file_format: str, params: IngestParams) -> Article:
    """Turn content into an article.

    Raises:
        Unreadable: It is not the content of a German article.
    """
    content = item.content
    if isinstance(content, Unreadable):
        raise content
    text = content.text
    _check(text, params, "file" if item.row is None else "row")
    code, probability = language.language(text)
    if code not in {language.GERMAN, language.UNKNOWN}:
        raise Unreadable(
            f"The text is in {language.name(code)} ({code}, probability {probability:.2f}); "
            "only German texts are analysed."
        )
    if content.blocks is None:
        sections, asides = layout.divide(article_id, text)
    else:
        sections, asides = layout.divide_blocks(article_id, text, content.blocks)
    return Article(
        article_id=article_id,
        path=path,
        sha256=item.sha256 or _digest(content),
        format=file_format,
        title=_clean(content.title) or layout.title(text, sections),
        published_at=dates.to_iso(content.published_at) or dates.stand_date(text),
        language=code,
        text=text,
        sections=sections,
        encoding=item.encoding,
        authors=_clean(content.authors) or boilerplate.authors(text, asides),
        outlet=_clean(content.outlet),
        url=_clean(content.url),
        agency=boilerplate.agencies(text, asides),
        asides=asides,
    )


def _clean(value: str | None) -> str | None:
    return None if value is None else replace_unencodable(value)


def _digest(content: Content) -> str:
    fields = (content.text, content.title, content.published_at, content.authors, content.outlet, content.url)
    return hashlib.sha256(repr(fields).encode("utf-8", "surrogatepass")).hexdigest()


def _check(text: str, params: IngestParams, unit: str) -> None:
    """Check that the text of a `unit`, a file or a row, can be the text of an article.

    Raises:
        Unreadable: It is empty, too long, binary, or without any word.
    """
    if _BLANK.fullmatch(text):
        raise Unreadable(f"The {unit} is empty; give a text.")
    if len(text) > params.max_characters:
        raise Unreadable(
            f"The text has {len(text):,} characters, more than the {params.max_characters:,} allowed for an article; "
            "divide it, or raise ingest.max_characters."
        )
    if "\0" in text:
        raise Unreadable(f"The {unit} contains NUL characters, so it is not plain text; give a text.")
    if not any(char.isalpha() for char in text):
        raise Unreadable(f"The {unit} contains no words; give a text.")
