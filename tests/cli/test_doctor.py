from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from wortlaut.cli import doctor
from wortlaut.cli.doctor import Finding, findings
from wortlaut.evaluate.corpora import VARIABLE
from wortlaut.nlp import model
from wortlaut.utils.errors import WortlautError


def by_subject() -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings()}


def test_what_is_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = by_subject()
    assert "spaCy 3.8" in found["Wortlaut"].detail
    assert found["model bundled"].state == "ok"
    assert found["model bundled"].detail.startswith("de_wortlaut_news")
    assert found["model auto"].state == "ok"
    assert found["polarity lexicon"] == Finding("ok", "polarity lexicon", "of textblob-de 0.4.3")
    assert found["reference corpora"] == Finding("ok", "reference corpora", str(tmp_path))


def test_what_can_be_done_without_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_corpora", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = by_subject()
    assert found["model de_core_news_md"].state == "absent"
    assert "python -m spacy download de_core_news_md" in found["model de_core_news_md"].detail
    assert found["reference corpora"].state == "absent"
    assert VARIABLE in found["reference corpora"].detail
    assert [found[name].state for name in ("dvc", "git")] == ["absent", "absent"]
    assert "`dvc repro`; install it with `pip install 'wortlaut[dvc]'`" in found["dvc"].detail


@pytest.mark.parametrize(
    ("extra", "module"), [("cluster", "dask"), ("cluster", "distributed"), ("duckdb", "duckdb"), ("s3", "s3fs")]
)
def test_an_extra_that_is_not_installed_is_absent_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, extra: str, module: str
) -> None:
    assert by_subject()[f"extra {extra}"].state == "ok"
    monkeypatch.setitem(sys.modules, module, None)
    found = by_subject()[f"extra {extra}"]
    assert found.state == "absent"
    assert found.detail.endswith(f"install it with `pip install 'wortlaut[{extra}]'`")


def test_what_an_analysis_needs_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise WortlautError("the lexicon is not there")

    monkeypatch.setattr(model, "BUNDLED", tmp_path)
    monkeypatch.setattr(doctor, "load_lexicon", fail)
    found = by_subject()
    assert [found[name].state for name in ("model bundled", "model auto")] == ["missing", "missing"]
    assert found["polarity lexicon"] == Finding("missing", "polarity lexicon", "the lexicon is not there")
