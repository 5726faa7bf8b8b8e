"""Analyse what a program passes, texts, DataFrames, paths or articles, and keep the results as tables.

The same stages run as with `wortlaut run`, in a temporary folder that lasts as long as the tables are in use.
"""

from __future__ import annotations

import os
import shutil
import weakref
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain, islice
from operator import length_hint
from os import PathLike
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeAlias

import pandas as pd

from wortlaut import stages
from wortlaut.ingest import Record, Rejected, read_records
from wortlaut.ingest.records import FrameReader
from wortlaut.params import Params, load_params, set_params
from wortlaut.stages import Input, Paths
from wortlaut.tables import schemas
from wortlaut.tables.frames import Tables
from wortlaut.text.article import Article
from wortlaut.utils.errors import WortlautError

Source: TypeAlias = "Record | PathLike[str] | Iterable[Record] | Iterable[PathLike[str]] | pd.DataFrame | pd.Series"
Parameters: TypeAlias = "Params | Mapping[str, object] | str | PathLike[str] | None"
_SUFFIX = "_input"
"""Follows the name of a column of a DataFrame that `articles` has already."""


class _Folder:
    """A temporary folder, which is deleted when nothing refers to it any longer, or at the end of the process."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix="wortlaut-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class Results(Tables):
    """The tables of an analysis, as returned by `wortlaut.analyse`; see `Tables` for their types.

    The table `articles` has the columns of the DataFrame that was analysed, if any, after its own.

    Args:
        folder: The folder with the results.
        paths: Their paths in it.
        params: The parameters.
        metadata: More columns for `articles`, with `article_id`.
    """

    def __init__(self, folder: _Folder, paths: Paths, params: Params, metadata: pd.DataFrame | None) -> None:
        super().__init__(paths.processed)
        self._temporary = folder
        self._paths = paths
        self._params = params
        if metadata is not None:
            self._read["articles"] = self["articles"].merge(
                metadata, on="article_id", how="left", validate="one_to_one"
            )

    def __repr__(self) -> str:
        return f"<results of {len(self['articles'])} articles: {', '.join(self)}>"

    def report(self) -> str:
        """Return the report in Markdown, in the language of `report.language`; `write` adds its figures."""
        return self._report.read_text(encoding="utf-8")

    def write(self, folder: str | PathLike[str]) -> Path:
        """Write what `wortlaut run` writes: tables to `processed`, texts to `interim`, report and pages to `reports`.

        Args:
            folder: Folder for the results; created if it does not exist. Earlier results in it are replaced.

        Returns:
            The path of the report.

        Raises:
            WortlautError: The folder cannot be written.
        """
        target, report = Path(folder), self._report
        try:
            shutil.rmtree(target / self._paths.pages.relative_to(self._temporary.path), ignore_errors=True)
            for source in (self._paths.interim, self._paths.processed, self._paths.reports):
                shutil.copytree(source, target / source.name, dirs_exist_ok=True)
        except (OSError, shutil.Error) as error:
            raise WortlautError(f"{target}: cannot be written ({error}). Choose another folder.") from error
        return target / report.relative_to(self._temporary.path)

    @cached_property
    def _report(self) -> Path:
        stages.write_reports(self._paths, self._params)
        return self._paths.reports / "report.md"


def analyse(source: Source, model: str | None, params: Parameters) -> Results:
    """Analyse articles; see `wortlaut.analyse`."""
    parameters = _parameters(model, params)
    folder = _Folder()
    paths = Paths.run(Path("texts"), folder.path)
    if isinstance(source, pd.Series):
        source = source.to_frame(parameters.ingest.columns.text)
    if not isinstance(source, pd.DataFrame):
        stages.write_tables(_input(source, paths, parameters), paths, parameters)
        return Results(folder, paths, parameters, None)
    reader = FrameReader(source, parameters.ingest)
    stages.write_tables(_texts(len(source), reader.articles()), paths, parameters)
    metadata = _others(source, parameters).assign(article_id=pd.array(reader.ids, dtype="string"))
    return Results(folder, paths, parameters, metadata[metadata.article_id != ""])


def _others(frame: pd.DataFrame, params: Params) -> pd.DataFrame:
    """Return the columns of a DataFrame that are not read, under names that `articles` does not have."""
    known = params.ingest.columns.model_dump().values()
    others = frame.loc[:, [name not in known for name in frame.columns]]
    names = []
    for name in others.columns:
        while name in schemas.ARTICLES.columns or name in names:
            name = f"{name}{_SUFFIX}"
        names.append(name)
    return others.set_axis(names, axis="columns")


def _parameters(model: str | None, params: Parameters) -> Params:
    if isinstance(params, Mapping):
        params = set_params(Params(), params)
    elif isinstance(params, str | PathLike):
        params = load_params(Path(params))
    parameters = params or Params()
    return parameters if model is None else set_params(parameters, {"model.name": model})


def _input(source: object, paths: Paths, params: Params) -> Input:
    """Return the articles in anything but a DataFrame.

    Raises:
        TypeError: It is nothing that can be analysed.
        WortlautError: There is no file.
    """
    if isinstance(source, str) and os.path.exists(source):
        raise WortlautError(
            f"{source}: is text, but also the name of a file. To read that, pass pathlib.Path({source!r})."
        )
    if isinstance(source, str | Mapping | Article | PathLike):
        source = [source]
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise TypeError(
            "analyse() takes texts (str), mappings with a text, articles, paths (pathlib.Path) or a DataFrame, "
            f"not {type(source).__name__}"
        )
    n, records = length_hint(source), iter(source)
    first = [*islice(records, 1)]
    if first and isinstance(first[0], PathLike):
        return stages.files_input([Path(path) for path in (*first, *records)], paths, params)
    return _texts(n, read_records(chain(first, records), params.ingest))


def _texts(n: int, articles: Iterable[Article | Rejected]) -> Input:
    return Input("texts", "the table `rejected`", n, lambda _: articles)
