"""Runs the benchmarks, and writes `results.json` and the page: `python -m benchmarks`."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

import typer

from benchmarks import (
    archive,
    cluster,
    growth,
    increments,
    machine,
    page,
    peers,
    reading,
    released,
    results,
    soak,
    speed,
    startup,
    texts,
)
from benchmarks.results import Part, Results
from benchmarks.setting import FULL, QUICK, Setting
from wortlaut.evaluate.corpora import find_corpora
from wortlaut.utils.errors import WortlautError

log = logging.getLogger("benchmarks")
PARTS: dict[str, Callable[[Setting], dict[str, Any]]] = {
    "startup": startup.measure,
    "speed": speed.measure,
    "stages": speed.measure_stages,
    "released": released.measure,
    "increments": increments.measure,
    "cluster": cluster.measure,
    "soak": soak.measure,
    "length": growth.measure_lengths,
    "articles": growth.measure_articles,
    "archive": archive.measure,
    "reading": reading.measure,
    "peers": peers.measure,
}
"""The parts of the benchmark, in the order in which they run."""


def benchmarks(
    only: Annotated[
        str, typer.Option(metavar="PART,…", help=f"Measure these parts and keep the others: {', '.join(PARTS)}.")
    ] = ",".join(PARTS),
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Trial run with a few articles, in about two minutes; its figures are meaningless."
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder for results.json and benchmarks.md.", show_default="their places in the project"),
    ] = None,
) -> None:
    """Measure speed, memory and start-up; write `benchmarks/results.json` and `docs/benchmarks.md`.

    Texts are those of the reference corpora if available (WORTLAUT_CORPORA), else composed from the demo articles. A
    part is written when it is done, so an interrupted run can be continued with `--only`. All parts take about an
    hour on two otherwise idle cores. `--quick` writes nothing without `--output`.
    """
    wanted = only.split(",")
    if unknown := [name for name in wanted if name not in PARTS]:
        raise WortlautError(f"--only: '{unknown[0]}' is not a part. Give {', '.join(PARTS)}.")
    corpus = None if quick else find_corpora()
    with TemporaryDirectory() as folder:
        if output is None and quick:
            output = Path(folder)
        files = (output / "results.json", output / "benchmarks.md") if output else (results.RESULTS, page.PAGE)
        setting = Setting(QUICK if quick else FULL, corpus, Path(folder))
        failed = [name for name in wanted if not _measure(name, setting, *files)]
    if failed:
        raise WortlautError(f"Not measured: {', '.join(failed)}. Fix the errors reported above, and use --only.")


def _measure(name: str, setting: Setting, results_file: Path, page_file: Path) -> bool:
    """Measure a part, add it to results and page, and return whether that succeeded."""
    measured = _earlier(results_file, setting)
    log.info("%s", name)
    busy, start = machine.busy(), perf_counter()
    try:
        figures = PARTS[name](setting)
    except WortlautError as error:
        log.error("%s: %s", name, error)
        return False
    part: Part = {
        "date": date.today().isoformat(),
        "took": round(perf_counter() - start, 1),
        "busy": busy,
        "figures": figures,
    }
    parts = {**measured["parts"], name: part}
    measured["parts"] = {name: parts[name] for name in PARTS if name in parts}
    results.write(measured, results_file)
    page.write(measured, page_file)
    log.info("%s: done in %.0f s", name, part["took"])
    return True


def _earlier(path: Path, setting: Setting) -> Results:
    """Return earlier results if they are from the same machine, software and texts, otherwise empty ones."""
    empty: Results = {
        "machine": machine.describe(),
        "texts": texts.name_corpus(setting.corpus),
        "quick": setting.sizes == QUICK,
        "parts": {},
    }
    if not path.is_file():
        return empty
    earlier = results.read(path)
    if {**earlier, "parts": {}} == empty:
        return earlier
    log.warning("%s: is from another machine, other software, other texts or a trial run; starting over.", path)
    return empty


def main() -> None:
    """Run the command, with progress on stderr."""
    logging.basicConfig(format="%(message)s")
    log.setLevel(logging.INFO)
    try:
        typer.run(benchmarks)
    except WortlautError as error:
        sys.exit(f"benchmarks: {error}")


if __name__ == "__main__":
    main()
