"""Writes the tables as a workbook for Excel and LibreOffice, in which no cell of an article acts as a formula."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from wortlaut.export.tracking import tracked_rows
from wortlaut.tables import schemas
from wortlaut.tables.columns import Table
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

log = logging.getLogger(__name__)
MAX_ROWS = 1_048_576
MAX_CHARACTERS = 32_767
"""What one sheet and one cell of a workbook hold (Excel specifications and limits, Microsoft)."""
TABLES = tuple(schema for schema in schemas.TABLES if schema is not schemas.TOKENS)
"""All but the tokens: nobody reads them one by one, and they would be most of the workbook."""
_CUT = " […]"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WRITTEN = datetime(1980, 1, 1)
"""Stands as the time of writing, so that the same tables give the same bytes; a ZIP file tells no earlier one."""


def write_xlsx(processed: Path, path: Path) -> None:
    """Write the tables, without the tokens, to one workbook, a sheet for each; a longer one goes on in a further sheet.

    Text is written as text, and marked so that it stays text when somebody edits the cell. What a cell cannot hold is
    cut off, which ` […]` and a warning tell.

    Raises:
        WortlautError: A table is missing or is not as the contract says, or the file cannot be written.
    """
    with files.drafting(path) as draft:
        try:
            # Closing, which also follows an error, clears away the files in which the sheets are gathered.
            with Workbook(draft, _OPTIONS) as workbook:
                workbook.set_properties({"created": _WRITTEN})
                n_cut = sum(_fill(workbook, schema, processed) for schema in TABLES)
        except XlsxWriterException as error:
            raise WortlautError(f"{path}: cannot be written ({error}). Free it or choose another output.") from error
    if n_cut:
        log.warning(
            "%s: %d texts are cut off (%s), because a cell holds %d characters.",
            path,
            n_cut,
            _CUT.strip(),
            MAX_CHARACTERS,
        )


def _fill(workbook: Workbook, schema: Table[Any], processed: Path) -> int:
    """Write a table, and return how many of its texts had to be cut off."""
    sheet = _add_sheet(workbook, schema, schema.name)
    text_format = workbook.add_format({"quote_prefix": True})
    n_cut = 0
    for index, values in enumerate(tracked_rows(schema, processed)):
        number, row = divmod(index, MAX_ROWS - 1)
        if number and row == 0:
            sheet = _add_sheet(workbook, schema, f"{schema.name} {number + 1}")
        for column, value in enumerate(values):
            if isinstance(value, int | float):
                sheet.write_number(row + 1, column, value)
            elif value is not None:
                is_cut = len(value) > MAX_CHARACTERS
                n_cut += is_cut
                told = value[: MAX_CHARACTERS - len(_CUT)] + _CUT if is_cut else value
                sheet.write_string(row + 1, column, told, text_format)
    return n_cut


def _add_sheet(workbook: Workbook, schema: Table[Any], name: str) -> Worksheet:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(schema.columns) - 1, 18)
    sheet.write_row(0, 0, schema.columns, workbook.add_format({"bold": True}))
    return sheet
