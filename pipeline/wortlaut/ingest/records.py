"""Reads what a program passes instead of files: texts, mappings as in JSON, rows of a DataFrame, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from wortlaut.ingest.content import Content, Item, Rejected, Unreadable, replace_unencodable
from wortlaut.ingest.corpus_rows import check_text_column, row_item
from wortlaut.ingest.json_lines import object_item
from wortlaut.ingest.reading import reject_repeated, take_row_id, to_article
from wortlaut.params import ColumnParams, IngestParams
from wortlaut.text.article import Article

if TYPE_CHECKING:
    import pandas as pd

Record: TypeAlias = "str | Mapping[str, object] | Article | Rejected"
"""A text; a mapping with the fields of a JSON object; or what `read_file` yields."""


def read_records(records: Iterable[Record], params: IngestParams) -> Iterator[Article | Rejected]:
    """Turn records into articles one by one, or give the reason why a record yields none.

    Args:
        records: The records; they are streamed. Those with the same content count once, as with files.
        params: The parameters.

    Yields:
        An article or a rejection per record, in their order. The path of a record is `#<number>`, its id the one in the
        field that `ingest.columns.id` names, else its number, from 1. What `read_file` yields keeps its own.
    """
    return reject_repeated(_read(records, params))


def _read(records: Iterable[Record], params: IngestParams) -> Iterator[Article | Rejected]:
    ids = set[str]()
    for number, record in enumerate(records, start=1):
        if isinstance(record, Rejected):
            yield record
        elif not isinstance(record, Article):
            file_format = "text" if isinstance(record, str) else "json"
            yield _read_item(_item(record, number, params.columns), file_format, ids, params)
        elif record.article_id in ids:
            yield Rejected(record.path, f"Another article has the same id, '{record.article_id}'; give it its own.")
        else:
            ids.add(record.article_id)
            yield record


def _item(record: object, number: int, columns: ColumnParams) -> Item:
    if isinstance(record, str):
        return Item(Content(replace_unencodable(record)), number)
    if isinstance(record, Mapping):
        return object_item({name: _json_value(value) for name, value in record.items()}, number, columns)
    kind = type(record).__name__
    return Item(
        Unreadable(f"This is no text but of type {kind}; give texts, mappings with a text, or articles."), number
    )


def _json_value(value: object) -> object:
    plain = _plain(value)
    return plain.isoformat() if isinstance(plain, date) else plain


def _read_item(item: Item, file_format: str, ids: set[str], params: IngestParams) -> Article | Rejected:
    path = f"#{item.row}"
    try:
        return to_article(item, take_row_id(item, ids), path, file_format, params)
    except Unreadable as fault:
        return Rejected(path, str(fault))


class FrameReader:
    """Read the rows of a DataFrame as those of a corpus.

    Args:
        frame: The DataFrame. `ingest.columns` names its columns; a row's id is the cell in the column of ids, or else
            its label in the index.
        params: The parameters.

    Attributes:
        ids: The article_id of each row that was read so far, also of those that gave no article.

    Raises:
        Unreadable: There is no column with the texts, or a column occurs twice.
    """

    def __init__(self, frame: pd.DataFrame, params: IngestParams) -> None:
        self.ids: list[str] = []
        self._params = params
        names = [name for name in params.columns.model_dump().values() if name in frame.columns]
        check_text_column(map(str, frame.columns), params.columns)
        repeated = sorted(name for name in names if list(frame.columns).count(name) > 1)
        if repeated:
            raise Unreadable(f"The column '{repeated[0]}' occurs more than once; keep one.")
        self._names = names
        self._labels = frame.index
        self._selected = frame[names]

    def articles(self) -> Iterator[Article | Rejected]:
        """Yield an article or a rejection per row, in their order."""
        return reject_repeated(self._read())

    def _read(self) -> Iterator[Article | Rejected]:
        given = set[str]()
        cells = zip(*(self._selected[name] for name in self._names), strict=True)
        for number, (label, row) in enumerate(zip(self._labels, cells, strict=True), start=1):
            values = {name: _plain(value) for name, value in zip(self._names, row, strict=True)}
            item = row_item(values, number, self._params.columns)
            item = item._replace(row_id=item.row_id or str(label))
            article = _read_item(item, "dataframe", given, self._params)
            self.ids.append(article.article_id if isinstance(article, Article) else "")
            yield article


def _plain(value: object) -> object:
    """Return a value of pandas or NumPy as Python's; None if it is missing, an integer if it is a whole number."""
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if type(value).__module__ == "numpy" and hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value if value == value else None
    return value
