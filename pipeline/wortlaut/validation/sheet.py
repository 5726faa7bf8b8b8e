"""Write a sample as a sheet (CSV or XLSX), and read what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from wortlaut.tables.csv_files import as_csv, edited_rows
from wortlaut.tables.schemas import QUOTATION_TYPES
from wortlaut.utils import files
from wortlaut.utils.archives import TooLargeError, repacked, unpack
from wortlaut.utils.errors import WortlautError

QUOTATION, PASSAGE = "quotation", "passage"
FORMATS = (".csv", ".xlsx")
_YES = frozenset({"1", "1.0", "x", "y", "yes", "j", "ja", "true", "wahr", "✓"})
_NO = frozenset({"0", "0.0", "n", "no", "nein", "false", "falsch"})
_TO_FILL = ("is_quotation", "speaker_right", "tone_right", "right_speaker", "right_type", "missed", "note")
_TICKED = _TO_FILL[:3]
_WIDTHS = {"before": 40, "text": 60, "after": 40, "speaker": 24, "missed": 40, "note": 30, "id": 24, "article_id": 24}
_CREATED = datetime(1980, 1, 1)
"""Fixed time of creation, so that the same sample gives the same bytes; the earliest a ZIP file can store."""
_MAX_CHARACTERS = 32_767
_MAX_UNPACKED = 1 << 27
"""Bytes of a workbook's parts: a sheet of ten thousand rows has a tenth."""


class SheetRow(NamedTuple):
    """A row of a sheet; what is to be filled in is empty at first.

    Attributes:
        kind: `quotation`, or `passage` for a sentence without one.
        id: Its quotation_id or sentence_id.
        article_id: The article.
        outlet: Its outlet, or "".
        rule: The rule that found the quotation.
        type: Its type.
        before: The text before.
        text: The quotation or the sentence.
        after: The text after.
        speaker: The speaker that was found.
        tone: The label of the sentence in which the quotation begins.
        stands_for: How many quotations or sentences of the corpus the row stands for.
        is_quotation: Whether it is a quotation, or the passage contains one that was missed.
        speaker_right: Whether the speaker is right.
        tone_right: Whether the tone is right.
        right_speaker: The right speaker, or `-` for nobody.
        right_type: The right type.
        missed: The words of a quotation in the passage.
        note: Anything else.
    """

    kind: str
    id: str
    article_id: str
    outlet: str = ""
    rule: str = ""
    type: str = ""
    before: str = ""
    text: str = ""
    after: str = ""
    speaker: str = ""
    tone: str = ""
    stands_for: float = 1.0
    is_quotation: bool | None = None
    speaker_right: bool | None = None
    tone_right: bool | None = None
    right_speaker: str = ""
    right_type: str = ""
    missed: str = ""
    note: str = ""


def write(rows: Sequence[SheetRow], path: Path) -> None:
    """Write a sheet; the format follows from the ending of the path.

    Raises:
        WortlautError: The ending is none of `FORMATS`, or the file exists (it may have ticks) or cannot be written.
    """
    _check_format(path)
    if path.exists():
        raise WortlautError(f"{path}: exists already, and may have ticks. Choose another name, or remove it.")
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(rows, path)
        return
    with files.writing(path) as handle:
        handle.write(as_csv([SheetRow._fields, *([_cell(value) for value in row] for row in rows)]))


def _cell(value: object) -> object:
    return "" if value is None else value


def _check_format(path: Path) -> None:
    if path.suffix.lower() not in FORMATS:
        raise WortlautError(f"{path}: the name of a sheet must end in {' or '.join(FORMATS)}.")


def _write_xlsx(rows: Sequence[SheetRow], path: Path) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    with files.drafting(path) as draft:
        try:
            with Workbook(draft) as workbook:
                workbook.set_properties({"created": _CREATED})
                sheet = workbook.add_worksheet("sample")
                plain = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
                bold = workbook.add_format({"text_wrap": True, "valign": "top", "bold": True, "quote_prefix": True})
                fill = workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC"})
                head = workbook.add_format({"bold": True})
                sheet.freeze_panes(1, 0)
                for number, name in enumerate(SheetRow._fields):
                    sheet.set_column(number, number, _WIDTHS.get(name, 13))
                    sheet.write_string(0, number, name, head)
                    for index, row in enumerate(rows, start=1):
                        value = row[number]
                        form = fill if name in _TO_FILL else bold if name == "text" else plain
                        if isinstance(value, str) and value:
                            sheet.write_string(index, number, value[:_MAX_CHARACTERS], form)
                        elif isinstance(value, float):
                            sheet.write_number(index, number, value, form)
                        else:
                            sheet.write_blank(index, number, None, form)
                    if name in _TICKED and rows:
                        sheet.data_validation(1, number, len(rows), number, {"validate": "list", "source": ["1", "0"]})
                    if name == "right_type" and rows:
                        types = {"validate": "list", "source": list(QUOTATION_TYPES)}
                        sheet.data_validation(1, number, len(rows), number, types)
        except XlsxWriterException as error:
            raise WortlautError(f"{path}: cannot be written ({error}). Close it or choose another name.") from error


def read(path: Path) -> list[SheetRow]:
    """Read a sheet that was filled in; columns may have moved or been added, but none removed.

    Raises:
        WortlautError: The file cannot be read, lacks a column or has no row, or a cell has a wrong value; the message
            names its line.
    """
    _check_format(path)
    (_, header), *lines = _lines(path) or [(0, [])]
    missing = [name for name in SheetRow._fields if name not in header]
    if missing:
        raise WortlautError(f"{path}: lacks the columns {', '.join(missing)}. Draw a new sheet with `wortlaut sample`.")
    places = [header.index(name) for name in SheetRow._fields]
    rows = [
        _row([cells[place] if place < len(cells) else "" for place in places], f"{path}: line {number}")
        for number, cells in lines
        if any(cells)
    ]
    if not rows:
        raise WortlautError(f"{path}: has no rows.")
    return rows


def _row(cells: Sequence[str], place: str) -> SheetRow:
    values: dict[str, Any] = dict(zip(SheetRow._fields, cells, strict=True))
    if values["kind"] not in {QUOTATION, PASSAGE}:
        raise WortlautError(f"{place}: kind '{values['kind']}' is neither {QUOTATION} nor {PASSAGE}.")
    for name in _TICKED:
        values[name] = _ticked(values[name], name, place)
    if values["right_type"] not in {"", *QUOTATION_TYPES}:
        raise WortlautError(f"{place}: right_type '{values['right_type']}' is none of {', '.join(QUOTATION_TYPES)}.")
    values["stands_for"] = _weight(values["stands_for"], place)
    return SheetRow(**values)


def _weight(cell: str, place: str) -> float:
    try:
        weight = float(cell.replace(",", "."))
    except ValueError as error:
        raise WortlautError(f"{place}: stands_for '{cell}' is not a number.") from error
    if not 0 < weight < inf:
        raise WortlautError(f"{place}: stands_for '{cell}' is no number of quotations or sentences.")
    return weight


def _ticked(cell: str, name: str, place: str) -> bool | None:
    value = cell.strip().casefold()
    if not value:
        return None
    if value in _YES or value in _NO:
        return value in _YES
    raise WortlautError(f"{place}: {name} is '{cell}'. Write 1 for yes, 0 for no, and nothing if it is unclear.")


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines of a sheet, each after its number."""
    try:
        return list(enumerate(_xlsx_lines(path), start=1)) if path.suffix.lower() == ".xlsx" else edited_rows(path)
    except FileNotFoundError as error:
        raise WortlautError(f"{path}: there is no such file. Draw a sheet with `wortlaut sample`.") from error


def _xlsx_lines(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        files_inside = unpack(path.read_bytes(), _MAX_UNPACKED)
        workbook = load_workbook(repacked(files_inside), read_only=True, data_only=True)
        return [_texts(row) for row in workbook.worksheets[0].iter_rows(values_only=True)]
    except FileNotFoundError:
        raise
    except TooLargeError as error:
        raise WortlautError(f"{path}: is too large for a sheet. Draw a new one with `wortlaut sample`.") from error
    except Exception as error:  # openpyxl raises what its parts raise: KeyError, ParseError, TypeError, zlib.error, …
        fault = f"{type(error).__name__}: {error}"
        raise WortlautError(f"{path}: cannot be read as a workbook ({fault}). Save it again, or as CSV.") from error


def _texts(cells: Iterable[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]
