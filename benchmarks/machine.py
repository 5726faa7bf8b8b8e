"""Describes the machine and the software with which figures are measured."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

import psutil

from wortlaut import __version__
from wortlaut.nlp import model

_PACKAGES = ("spacy", "thinc", "numpy", "pandas", "scikit-learn", "dask", "distributed")


def describe() -> dict[str, str]:
    """Return what a reader has to know to compare the figures with others."""
    found = model.find("bundled")
    return {
        "processor": _processor(),
        "cores": f"{psutil.cpu_count(logical=False)} ({psutil.cpu_count()} threads)",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "wortlaut": __version__,
        "model": f"{found.name} {found.meta['version']}",
        **{name: metadata.version(name) for name in _PACKAGES},
    }


def busy() -> float:
    """Return the share of the processors that other programs use during one second, in percent."""
    return float(psutil.cpu_percent(interval=1))


def _processor() -> str:
    """Return the processor's name, which `platform` does not know on Linux."""
    facts = Path("/proc/cpuinfo")
    if facts.is_file():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
