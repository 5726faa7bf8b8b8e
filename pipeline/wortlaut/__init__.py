"""Wortlaut: find out who is quoted with what, where and in what tone, in German news."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.results import Parameters, Results, Source
    from wortlaut.tables.frames import Tables

__version__ = "0.2.0"


def load(folder: str | PathLike[str] = "data/processed") -> Tables:
    """Open the tables of a run for pandas.

    Each table is read when it is first accessed (`load(folder).quotations` or `load(folder)["quotations"]`) and cached.

    Args:
        folder: The folder with the tables: `data/processed` of a project, `processed` in the output of `wortlaut run`.

    Returns:
        The tables by name, as DataFrames with the types of the data dictionary.

    Raises:
        WortlautError: The folder does not exist, contains no table, or its tables are of another version.
    """
    # Imported here because pandas takes half a second, which `import wortlaut` should not cost.
    from wortlaut.tables.frames import Tables

    return Tables(folder)


def analyse(source: Source, *, model: str | None = None, params: Parameters = None) -> Results:
    """Analyse articles: find who is quoted with what, about whom and in what tone.

    The same stages run as with `wortlaut run`, and give the same rows.

    Args:
        source: One or several of these:

            - texts (`str`), with ids 1, 2, …;
            - mappings with a text, as in JSON: `{"text": …, "id": …, "title": …, "date": …, "outlet": …}`;
            - a DataFrame with a row per article (or a Series of texts), whose ids are those in the column `id` or else
              the labels of its index; its other columns are in the table `articles`;
            - paths (`pathlib.Path`) of files and folders, in any format that `wortlaut run` reads;
            - articles as `wortlaut.ingest.read_file` yields them.

            Any iterable of texts, mappings or articles is read one by one, so a generator may be longer than memory.
        model: The spaCy pipeline: `auto`, `bundled`, `de_core_news_md`, or any name or path; None for that of `params`.
        params: Parameters as in `params.yaml`: a path to such a file, a mapping such as `{"report.language": "de",
            "ingest.columns.text": "Volltext"}`, or `wortlaut.params.Params`; None for the defaults.

    Returns:
        The tables as DataFrames, as `load` returns them, with `report()` for the report and `write(folder)` for files.
        What could not be analysed is in the table `rejected`, with the reason.

    Raises:
        WortlautError: No article could be read, a parameter is wrong, or the spaCy pipeline cannot be used.
        TypeError: `source` is none of these.
    """
    from wortlaut.results import analyse as analyse_source

    return analyse_source(source, model, params)
