"""Read the word lists in this folder, which linguists edit in a spreadsheet: CSV in UTF-8, one header row.

| list | words | source |
|---|---|---|
| `cities.csv` | cities | GeoNames (CC BY 4.0), written by `training/cities.py` |
| `frames.csv` | see `wortlaut.quotations.lexicon.Frame` | own |
| `given_names.csv` | given names, `m` or `f` | Faker, written by `training/given_names.py` |
| `known_names.csv` | see `wortlaut.entities.known_names` | own; ISO 3166-2 for states |
| `nationalities.csv` | countries, their adjectives and peoples | own, after Duden, Die Grammatik, on Einwohnernamen |
| `organisation_nouns.csv` | see `wortlaut.german.organisations` | own |
| `polar_phrases.csv` | see `wortlaut.german.polarity.Phrase` | own |
| `polar_words.csv` | see `wortlaut.german.polarity.polar_words` | textblob-de, tone_gold `train`, own |
| `polarity_shifters.csv` | see `wortlaut.german.polarity.shifters` | own |
| `reporting_nouns.csv` | see `wortlaut.quotations.lexicon.ReportingNoun` | Rehbein et al. (2023), own |
| `reporting_verbs.csv` | see `wortlaut.quotations.lexicon.ReportingVerb` | Rehbein et al. (2023), own |
| `role_nouns.csv` | see `wortlaut.german.roles` | own |
| `speaker_kinds.csv` | see `wortlaut.entities.speaker_kinds` | own |
| `strong_verbs.csv` | see `wortlaut.german.inflection` | Duden, Die Grammatik, tables of strong verbs |
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from wortlaut.utils.errors import WortlautError

FOLDER = resources.files("wortlaut.german")
_FLAG_PREFIXES = ("in_", "is_", "takes_", "tells_")
"""Prefixes of the names of columns that contain `yes` or `no`."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a list, their cells by column.

    Args:
        name: The file name, e.g. `reporting_verbs.csv`. The file may begin with a byte order mark, as in spreadsheets.

    Raises:
        WortlautError: A row does not match the header: it has more or fewer cells, or a flag is neither yes nor no.
    """
    reader = csv.reader(FOLDER.joinpath(name).read_text(encoding="utf-8-sig").splitlines())
    header = next(reader)
    flags = [column for column in header if column.startswith(_FLAG_PREFIXES)]
    for cells in reader:
        row = dict(zip(header, cells, strict=False))
        faults = [f"{column} is neither yes nor no" for column in flags if row.get(column) not in {"yes", "no"}]
        if len(cells) != len(header):
            faults = [f"it has {len(cells)} cells, but the header has {len(header)}"]
        if faults:
            raise WortlautError(f"german/{name}, line {reader.line_num}: {', '.join(faults)}. Fix the row.")
        yield row
