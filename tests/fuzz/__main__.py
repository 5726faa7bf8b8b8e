"""The long run: `python -m tests.fuzz` (`make fuzz`). Inputs that break a promise are kept in `fuzz-failures`."""

from __future__ import annotations

import argparse
import json
import logging
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from spacy.language import Language

from tests import quality
from tests.conftest import ROOT, bundled
from tests.fuzz import files
from tests.fuzz.checks import check_components, check_edited, check_reading, check_run, check_same_output
from wortlaut.ingest import find_files

FAILURES = ROOT / "fuzz-failures"
File = tuple[str, bytes]
"""A file's ending and its content."""


class Kind(NamedTuple):
    """A kind of inputs.

    Attributes:
        draw: Draws a file.
        check: Checks a folder of files; takes a folder to write to, and returns how many articles there were.
        batch: How many files are checked at once.
        share: Share of the time.
    """

    draw: Callable[[random.Random], File]
    check: Callable[[Path, Path], int]
    batch: int
    share: float


def _run(source: Path, output: Path) -> int:
    return check_run(source, output / "first")


def _run_twice(source: Path, output: Path) -> int:
    names = [path.stem for path in find_files(source)]
    for name, content in files.corrections(random.Random(len(names)), names).items():
        for folder in (output / "first" / "corrections", output / "second" / "corrections"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8", newline="")
    n_articles = check_run(source, output / "first")
    check_same_output(source, output / "first", output / "second")
    return n_articles


def _kinds() -> dict[str, Kind]:
    real = files.real_files(ROOT / "data" / "raw")

    @cache
    def nlp() -> Language:
        pipeline = bundled()
        for name in ("wortlaut_entities", "wortlaut_quotations", "wortlaut_tone"):
            pipeline.add_pipe(name)
        return pipeline

    return {
        "generated, read": Kind(files.generated, lambda source, _: check_reading(source), 1_000, 0.45),
        "corrections and sheets, read": Kind(files.edited, check_edited, 400, 0.05),
        "generated, analysed": Kind(files.generated, _run, 200, 0.04),
        "generated, analysed by components": Kind(
            files.generated, lambda source, _: check_components(source, nlp()), 100, 0.03
        ),
        "generated, corrected and analysed twice": Kind(files.generated, _run_twice, 50, 0.03),
        "real and mutated, analysed": Kind(lambda source: files.real(source, *source.choice(real)), _run, 200, 0.4),
    }


def main() -> None:
    """Draw and check inputs until the time is over; print and write down how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="default: a new one")
    parser.add_argument("--record", action="store_true", help="write the counts to docs/fuzz.json and docs/quality.md")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    logging.disable()  # thousands of rejected files are meant to be rejected
    tried, articles, broken = campaign(arguments.seed, 60 * arguments.minutes)
    counts = {
        "seed": arguments.seed,
        "minutes": arguments.minutes,
        "tried": dict(tried),
        "articles": dict(articles),
        "broken": broken,
    }
    print(json.dumps(counts, indent=2))
    if arguments.record:
        quality.record("fuzz", counts)
    if broken:
        sys.exit(f"{broken} inputs break a promise, see {FAILURES}.")


def campaign(seed: int, seconds: float) -> tuple[Counter[str], Counter[str], int]:
    """Check batches of all kinds, each for its share of the time.

    Returns:
        How many files of each kind were tried, how many articles were in them, and how many files broke a promise.
    """
    spent = dict.fromkeys(kinds := _kinds(), 0.0)
    tried: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    broken, number = 0, 0
    while sum(spent.values()) < seconds:
        name = min(kinds, key=lambda name: spent[name] / kinds[name].share)
        kind, start, number = kinds[name], monotonic(), number + 1
        source = random.Random(f"{seed} {number}")
        batch = [kind.draw(source) for _ in range(kind.batch)]
        error, n_articles = outcome(kind, batch)
        if error:
            broken += keep_failures(kind, batch, f"{seed}-{number}", error)
        tried[name] += len(batch)
        articles[name] += n_articles
        spent[name] += monotonic() - start
        print(f"{sum(spent.values()):6.0f} s  {tried[name]:>8,} {name}  {broken} broken", flush=True)
    return tried, articles, broken


def outcome(kind: Kind, batch: Iterable[File]) -> tuple[str, int]:
    """Check files; return what went wrong (nothing, if all is well) and how many articles there were."""
    folder = Path(tempfile.mkdtemp(prefix="wortlaut-fuzz-"))
    try:
        write(batch, folder / "articles")
        return "", kind.check(folder / "articles", folder)
    except Exception:  # whatever it is, it is what the run looks for
        return traceback.format_exc(), 0
    finally:
        shutil.rmtree(folder)


def write(batch: Iterable[File], folder: Path) -> None:
    """Write files, beside them one that is an article for sure, since a run without any ends in an error."""
    folder.mkdir()
    (folder / "sure.txt").write_text("Ada Brunner sagte, die Brücke bleibe gesperrt.", encoding="utf-8")
    for number, (suffix, content) in enumerate(batch):
        path = folder / f"{number // 2:05}{suffix}"  # two of a stem
        (path.with_name(f"{number:05}b{suffix}") if path.exists() else path).write_bytes(content)


def keep_failures(kind: Kind, batch: list[File], name: str, error: str) -> int:
    """Keep the files of a batch that fail alone, or as few of them as fail together; return how many there are."""
    if len(batch) == 1:
        _keep(FAILURES / name, batch, error)
        return 1
    half = len(batch) // 2
    parts = [(part, outcome(kind, part)[0]) for part in (batch[:half], batch[half:])]
    failing = [(part, fault, f"{name}.{number}") for number, (part, fault) in enumerate(parts) if fault]
    if not failing:
        _keep(FAILURES / name, batch, error)
        return len(batch)
    return sum(keep_failures(kind, part, own_name, fault) for part, fault, own_name in failing)


def _keep(folder: Path, batch: Iterable[File], error: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "articles", ignore_errors=True)
    write(batch, folder / "articles")
    (folder / "error.txt").write_text(error, encoding="utf-8")


if __name__ == "__main__":
    main()
