"""Export the tables as a workbook for Excel and LibreOffice, with no cell acting as a formula."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from wortlaut.export.tracking import tracked_rows
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table, Value
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

log = logging.getLogger(__name__)
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
"""Limits of a sheet and of a cell (Excel specifications and limits, Microsoft)."""
TABLES = tuple(schema for schema in schemas.TABLES if schema is not schemas.TOKENS)
"""All but the tokens, which nobody reads one by one and which would fill most of the workbook."""
_CUT = " […]"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime(1980, 1, 1)
"""Fixed time of creation, so that the same tables give the same bytes; the earliest a ZIP file can store."""


def write_xlsx(processed: Path, path: Path) -> None:
    """Write all tables but the tokens to one workbook, a sheet each; long tables continue on further sheets.

    Text is written as text, and marked so that it stays text when a cell is edited. Text too long for a cell is cut
    off, marked with ` […]`, and a warning is logged.

    Raises:
        WortlautError: A table is missing or does not match the contract, or the file cannot be written.
    """
    with files.drafting(path) as draft:
        try:
            # Closing, also after an error, removes the temporary files of the sheets.
            with Workbook(draft, _OPTIONS) as workbook:
                workbook.set_properties({"created": _CREATED})
                n_cut = sum(_Sheets(workbook, schema).fill(processed) for schema in TABLES)
        except XlsxWriterException as error:
            raise WortlautError(f"{path}: cannot be written ({error}). Close it or choose another output.") from error
    if n_cut:
        log.warning(
            "%s: %d texts are cut off (%s), because a cell holds %d characters.",
            path,
            n_cut,
            _CUT.strip(),
            MAX_CHARACTERS,
        )


class _Sheets:
    """The sheets of one table."""

    def __init__(self, workbook: Workbook, schema: Table[Any]) -> None:
        self._workbook = workbook
        self._schema = schema
        self._header = workbook.add_format({"bold": True})
        self._text = workbook.add_format({"quote_prefix": True})
        self._n_cut = 0

    def fill(self, processed: Path) -> int:
        """Write the table, and return the number of texts cut off."""
        number, row = 1, 0
        sheet = self._sheet(self._schema.name)
        for values in tracked_rows(self._schema, processed):
            row += 1
            if row == MAX_ROWS:
                number, row = number + 1, 1
                sheet = self._sheet(f"{self._schema.name} {number}")
            for column, value in enumerate(values):
                self._write(sheet, row, column, value)
        return self._n_cut

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(self._schema.columns) - 1, 18)
        for column, title in enumerate(self._schema.columns):
            sheet.write_string(0, column, title, self._header)
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        if isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif value is not None:
            if len(value) > MAX_CHARACTERS:
                value = value[: MAX_CHARACTERS - len(_CUT)] + _CUT
                self._n_cut += 1
            sheet.write_string(row, column, value, self._text)
