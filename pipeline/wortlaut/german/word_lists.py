"""Reads the word lists of this folder, which linguists edit in a spreadsheet: CSV in UTF-8, one header row.

| list | words | source |
|---|---|---|
| `given_names.csv` | given names, `m` or `f` | Faker, made by `training/given_names.py` |
| `nationalities.csv` | countries, their adjectives and peoples | own, after Duden, Die Grammatik, on Einwohnernamen |
| `polarity_shifters.csv` | see `wortlaut.german.polarity.shifters` | own |
| `reporting_nouns.csv` | see `wortlaut.quotations.lexicon.ReportingNoun` | Rehbein et al. (2023), own |
| `reporting_verbs.csv` | see `wortlaut.quotations.lexicon.ReportingVerb` | Rehbein et al. (2023), own |
| `role_nouns.csv` | see `wortlaut.german.roles` | own |
| `strong_verbs.csv` | see `wortlaut.german.inflection` | Duden, Die Grammatik, tables of strong verbs |
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from wortlaut.utils.errors import WortlautError

FOLDER = resources.files("wortlaut.german")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a list, their cells by column.

    Args:
        name: The file's name, e.g. `reporting_verbs.csv`. It may begin with a byte order mark, as spreadsheets write.

    Raises:
        WortlautError: A row has more or fewer cells than the header.
    """
    reader = csv.reader(FOLDER.joinpath(name).read_text(encoding="utf-8-sig").splitlines())
    header = next(reader)
    for row in reader:
        if len(row) != len(header):
            cells = f"{len(row)} cells, the header {len(header)}"
            raise WortlautError(f"german/{name}, line {reader.line_num}: has {cells}. Mend the row.")
        yield dict(zip(header, row, strict=True))
