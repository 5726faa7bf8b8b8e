"""Turn what was ticked in a sheet into corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wortlaut.corrections.records import NOTHING, QUOTATIONS, QuotationCorrection, columns, read
from wortlaut.tables.csv_files import as_csv
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError
from wortlaut.validation.sheet import QUOTATION, SheetRow


def corrections(rows: Iterable[SheetRow]) -> Iterator[QuotationCorrection]:
    """Yield the corrections that a sheet asks for.

    What is no quotation is dropped; a wrong speaker is set to the right one, or to nobody if none is given; a type is
    set; the words of a missed quotation are added.

    Args:
        rows: The rows of the sheet.

    Raises:
        WortlautError: A row that asks for one lacks its article_id, or its words.
    """
    for asked in _asked(rows):
        cells = [" ".join(cell.split()) for cell in asked[1:]]
        correction = QuotationCorrection(0, *cells)
        if not (correction.article_id and correction.quote):
            raise WortlautError(f"A row to {asked.action} a quotation has no article_id or no text. Draw a new sheet.")
        yield correction


def _asked(rows: Iterable[SheetRow]) -> Iterator[QuotationCorrection]:
    for row in rows:
        if row.kind == QUOTATION and row.is_quotation is False:
            yield QuotationCorrection(0, row.article_id, "drop", row.text)
        elif row.kind == QUOTATION:
            speaker = row.right_speaker or (NOTHING if row.speaker_right is False else "")
            if speaker or row.right_type:
                yield QuotationCorrection(0, row.article_id, "set", row.text, speaker, row.right_type)
        elif row.missed:
            yield QuotationCorrection(0, row.article_id, "add", row.missed, row.right_speaker, row.right_type)


def add_corrections(rows: Iterable[SheetRow], folder: Path, note: str) -> int:
    """Append the corrections that a sheet asks for to `quotations.csv`, without those that are there already.

    Args:
        rows: The rows of the sheet.
        folder: The folder of the corrections; created if it does not exist.
        note: What to write in the column `note`.

    Returns:
        How many were added.

    Raises:
        WortlautError: The file is invalid, or cannot be written.
    """
    there = read(folder).quotations
    known = {each.key for each in there}
    asked = (each._replace(note=" ".join(note.split())) for each in corrections(rows))
    added = [each for each in dict.fromkeys(asked) if each.key not in known]
    if added:
        with files.writing(folder / QUOTATIONS) as handle:
            handle.write(as_csv([columns(QuotationCorrection), *(each[1:] for each in (*there, *added))]))
    return len(added)
