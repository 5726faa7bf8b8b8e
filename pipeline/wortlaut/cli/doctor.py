"""Checks the installation: versions, which spaCy pipeline would be used, what is missing and how to get it."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from typing import NamedTuple

from wortlaut import __version__
from wortlaut.evaluate.corpora import VARIABLE, find_corpora
from wortlaut.nlp import model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.utils.errors import WortlautError

EXTRAS = {
    "cluster": (("dask", "distributed"), "`run.engine: dask`"),
    "duckdb": (("duckdb",), "`wortlaut export --format duckdb`"),
    "s3": (("s3fs",), "addresses such as `s3://…`"),
}
"""Extras that an analysis can do without: their modules, and what these are needed for."""


class Finding(NamedTuple):
    """The result of a check.

    Attributes:
        state: `ok`, `missing` (an analysis needs it) or `absent` (optional).
        subject: What was checked.
        detail: What was found, or what is wrong and how to fix it.
    """

    state: str
    subject: str
    detail: str


def findings() -> Iterator[Finding]:
    """Run the checks, and yield their results."""
    yield Finding(
        "ok", "Wortlaut", f"{__version__}, Python {platform.python_version()}, spaCy {metadata.version('spacy')}"
    )
    for name, if_missing in (("bundled", "missing"), (model.STANDARD, "absent"), ("auto", "missing")):
        yield _check(f"model {name}", partial(_describe_model, name), if_missing=if_missing)
    yield _check("polarity lexicon", _describe_lexicon, if_missing="missing")
    yield _check("reference corpora", _describe_corpora, if_missing="absent")
    yield from (_check_extra(name, *needed) for name, needed in EXTRAS.items())
    yield _check_program("dvc", f"`dvc repro`; {_remedy('dvc')}, or activate the environment where it is")
    yield _check_program("git", "`dvc repro`; install it with the system's package manager")


def _check(subject: str, describe: Callable[[], str], *, if_missing: str) -> Finding:
    try:
        return Finding("ok", subject, describe())
    except WortlautError as error:
        return Finding(if_missing, subject, str(error))


def _describe_model(name: str) -> str:
    model_info = model.find(name)
    model.load(model_info)
    return f"{model_info.name} {model_info.meta.get('version')}, from {model_info.location}"


def _describe_lexicon() -> str:
    load_lexicon()
    return f"of textblob-de {metadata.version('textblob-de')}"


def _describe_corpora() -> str:
    folder = find_corpora()
    if folder is None:
        raise WortlautError(
            "not found; only `wortlaut evaluate` and the training of the model use them. "
            f"Set {VARIABLE} to their folder; training/README.md says where they come from."
        )
    return str(folder)


def _check_extra(name: str, modules: Iterable[str], purpose: str) -> Finding:
    absent = [module for module in modules if not find_spec(module)]
    if absent:
        return Finding("absent", f"extra {name}", f"not installed, needed for {purpose}; {_remedy(name)}")
    return Finding("ok", f"extra {name}", f"for {purpose}")


def _check_program(name: str, purpose: str) -> Finding:
    location = shutil.which(name)
    return (
        Finding("ok", name, location) if location else Finding("absent", name, f"not on the PATH, needed for {purpose}")
    )


def _remedy(extra: str) -> str:
    return f"install it with `pip install 'wortlaut[{extra}]'`"
