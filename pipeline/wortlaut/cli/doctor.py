"""Looks at the machine: versions, which spaCy pipeline would be used, what is missing and how to get it."""

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
    """Something that was looked at.

    Attributes:
        state: `ok`, `missing` (an analysis needs it) or `absent` (can be done without).
        subject: What was looked at.
        detail: What was found, or what is wrong and how to mend it.
    """

    state: str
    subject: str
    detail: str


def findings() -> Iterator[Finding]:
    """Yield what was found, one line each."""
    yield Finding(
        "ok", "Wortlaut", f"{__version__}, Python {platform.python_version()}, spaCy {metadata.version('spacy')}"
    )
    for name, without in (("bundled", "missing"), (model.STANDARD, "absent"), ("auto", "missing")):
        yield _checked(f"model {name}", partial(_describe_model, name), without=without)
    yield _checked("polarity lexicon", _describe_lexicon, without="missing")
    yield _checked("reference corpora", _describe_corpora, without="absent")
    yield from (_find_extra(name, *needed) for name, needed in EXTRAS.items())
    yield _find_program("dvc", f"`dvc repro`; {_get('dvc')}, or activate the environment where it is")
    yield _find_program("git", "`dvc repro`; install it with the system's package manager")


def _checked(subject: str, describe: Callable[[], str], *, without: str) -> Finding:
    try:
        return Finding("ok", subject, describe())
    except WortlautError as error:
        return Finding(without, subject, str(error))


def _describe_model(name: str) -> str:
    found = model.find(name)
    model.load(found)
    return f"{found.name} {found.meta.get('version')}, from {found.location}"


def _describe_lexicon() -> str:
    load_lexicon()
    return f"of textblob-de {metadata.version('textblob-de')}"


def _describe_corpora() -> str:
    folder = find_corpora()
    if folder is None:
        raise WortlautError(
            "not here; only `wortlaut evaluate` and the training of the model use them. "
            f"Name their folder in {VARIABLE}; training/README.md says where they come from."
        )
    return str(folder)


def _find_extra(name: str, modules: Iterable[str], purpose: str) -> Finding:
    absent = [module for module in modules if not find_spec(module)]
    if absent:
        return Finding("absent", f"extra {name}", f"not installed, needed for {purpose}; {_get(name)}")
    return Finding("ok", f"extra {name}", f"for {purpose}")


def _find_program(name: str, purpose: str) -> Finding:
    found = shutil.which(name)
    return Finding("ok", name, found) if found else Finding("absent", name, f"not on the PATH, needed for {purpose}")


def _get(extra: str) -> str:
    return f"get it with `pip install 'wortlaut[{extra}]'`"
