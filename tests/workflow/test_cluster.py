from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from distributed import Client, LocalCluster
from moto.server import ThreadedMotoServer

from tests.conftest import DEMO, article
from wortlaut import stages
from wortlaut.corrections.records import NO_CORRECTIONS, Corrections, EntityCorrection, QuotationCorrection
from wortlaut.nlp import model
from wortlaut.params import Params, RunParams
from wortlaut.tables import csv_files, schemas
from wortlaut.text.article import article_id_of, write_articles
from wortlaut.utils import remote
from wortlaut.utils.errors import WortlautError
from wortlaut.workflow import cluster, runner
from wortlaut.workflow.cluster import ClusterAnalysis
from wortlaut.workflow.steps import STEPS, StepResult

FOUND = model.find("bundled")
TEXTS = {
    f"{number}": f"Weber{number} lobt Althoff\n\nMinister Tim Weber{number} sagte,\u2028Karin Althoff habe versagt."
    for number in range(6)
}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Return the address of a bucket on a server of this machine; workers that start later know it too."""
    with pytest.MonkeyPatch.context() as patch:
        server = ThreadedMotoServer(port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        remote.filesystem("s3://archiv").mkdir("archiv")
        yield "s3://archiv"
        server.stop()


@pytest.fixture(scope="module")
def workers(bucket: str) -> Iterator[LocalCluster]:
    """Return a cluster of two processes."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as started:
        yield started


@pytest.fixture
def params(workers: LocalCluster) -> Params:
    return Params(run=RunParams(engine="dask", scheduler=workers.scheduler_address))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PER_PART", 1)


def written(folder: Path, texts: dict[str, str]) -> Path:
    path = folder / "articles.jsonl"
    write_articles((article(text, name) for name, text in texts.items()), path)
    return path


def found_in(analysis: ClusterAnalysis | runner.Analysis) -> list[list[tuple[str, StepResult]]]:
    names = [name for name in STEPS if name != "annotation"]
    return [[(article_id_of(line), found) for line, found in analysis.results(name)] for name in names]


def found_locally(
    articles: Path, folder: Path, corrections: Corrections = NO_CORRECTIONS
) -> list[list[tuple[str, StepResult]]]:
    with runner.opened(articles, folder / "results.sqlite", "", FOUND, Params(), corrections) as analysis:
        analysis.complete(STEPS)
        return found_in(analysis)


def test_a_lost_worker_loses_nothing_and_makes_nothing_twice(
    tmp_path: Path, params: Params, workers: LocalCluster
) -> None:
    articles, folder = written(tmp_path, TEXTS), tmp_path / "parts"
    analysis = ClusterAnalysis(articles, str(folder), FOUND, params)
    folder.mkdir()
    with Client(workers) as client:
        pids = client.run(os.getpid)
    parts = list(analysis._parts)
    done = analysis._completed(parts, parts)
    next(done)
    os.kill(pids[min(pids)], signal.SIGKILL)
    assert len([*done]) == len(TEXTS) - 1
    assert sorted(path.name for path in folder.glob("*.parquet")) == sorted(f"{part.name}.parquet" for part in parts)
    assert found_in(analysis) == found_locally(articles, tmp_path)


def test_only_partitions_that_are_missing_are_made(tmp_path: Path, params: Params) -> None:
    folder = tmp_path / "parts"
    ClusterAnalysis(written(tmp_path, TEXTS), str(folder), FOUND, params).complete(STEPS)
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.parquet")}
    (folder / "left-by-a-lost-worker.part").write_text("")
    changed = {**TEXTS, "0": "Ein anderer Text.", "dazu": "Noch einer."}
    articles = written(tmp_path, changed)
    analysis = ClusterAnalysis(articles, str(folder), FOUND, params)
    analysis.complete(STEPS)
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(before.items() & after.items()) == len(TEXTS) - 1
    assert len(after) == len(changed)
    assert found_in(analysis) == found_locally(articles, tmp_path)


def test_corrections_reach_the_workers_and_change_only_their_partitions(tmp_path: Path, params: Params) -> None:
    articles, folder = written(tmp_path, TEXTS), str(tmp_path / "parts")
    before = {part.name for part in ClusterAnalysis(articles, folder, FOUND, params)._parts}
    corrections = Corrections(
        (EntityCorrection(2, "3", "Tim Weber3", same_as="Timo Weber"),),
        (QuotationCorrection(2, "4", "drop", "Karin Althoff habe versagt"),),
    )
    analysis = ClusterAnalysis(articles, folder, FOUND, params, corrections)
    assert len(before - {part.name for part in analysis._parts}) == 2
    analysis.complete(STEPS)
    assert found_in(analysis) == found_locally(articles, tmp_path, corrections)
    assert "PER:timo-weber" in str(found_in(analysis))


def test_a_new_article_changes_no_partition_but_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PER_PART", 50)
    monkeypatch.setattr(cluster, "_BORDERS", 5)
    texts = {f"{number:03}": "Ein Satz." for number in range(100)}
    parts = {}
    for name, found in (("before", texts), ("after", dict(sorted({**texts, "011a": "Neu."}.items())))):
        analysis = ClusterAnalysis(written(tmp_path / name, found), str(tmp_path), FOUND, Params())
        parts[name] = {part.name for part in analysis._parts}
    assert len(parts["before"]) > 10
    assert len(parts["before"] - parts["after"]) == 1
    assert len(parts["after"] - parts["before"]) in {1, 2}


def test_partitions_can_be_read_with_pandas(tmp_path: Path, params: Params) -> None:
    analysis = ClusterAnalysis(written(tmp_path, {"a": TEXTS["0"]}), str(tmp_path / "parts"), FOUND, params)
    analysis.complete(STEPS)
    (path,) = (tmp_path / "parts").glob("*.parquet")
    (row,) = pd.read_parquet(path).to_dict("records")
    assert row["article_id"] == "a"
    (quotation,) = csv_files.parse(schemas.QUOTATIONS, row["quotations.quotations"])
    assert quotation.quote_text == "Karin Althoff habe versagt"


def test_a_run_on_a_cluster_between_addresses_gives_the_tables_of_a_local_one(
    tmp_path: Path, bucket: str, params: Params
) -> None:
    files = remote.filesystem(bucket)
    files.put(f"{DEMO}/", f"{bucket}/articles/", recursive=True)
    files.pipe_file(f"{bucket}/results/processed/old.csv", b"of an earlier run")
    reports = stages.run(f"{bucket}/articles", f"{bucket}/results", params)
    assert reports == f"{bucket}/results/reports"
    stages.run(DEMO, tmp_path / "local", Params())
    files.invalidate_cache()
    for folder in ("processed", "reports"):
        local = {path.relative_to(tmp_path / "local").as_posix() for path in (tmp_path / "local" / folder).rglob("*.*")}
        there = {path.removeprefix("archiv/results/") for path in files.find(f"{bucket}/results/{folder}")}
        assert there == local
        for name in sorted(local):
            assert files.cat_file(f"{bucket}/results/{name}") == (tmp_path / "local" / name).read_bytes()
    assert len(files.glob(f"{bucket}/results/cache/parts/*.parquet")) == len(list(DEMO.iterdir()))


def test_a_cluster_of_this_machine_is_started_where_none_is_named(tmp_path: Path) -> None:
    articles = written(tmp_path, {"a": TEXTS["0"]})
    params = Params(run=RunParams(engine="dask"))
    analysis = ClusterAnalysis(articles, str(tmp_path / "parts"), FOUND, params)
    analysis.complete(STEPS)
    assert found_in(analysis) == found_locally(articles, tmp_path)


def test_a_worker_with_another_version_is_told(tmp_path: Path, params: Params) -> None:
    analysis = ClusterAnalysis(written(tmp_path, {"a": "Ein Satz."}), str(tmp_path / "parts"), FOUND, params)
    analysis._fingerprints["tone"] = "other"
    with pytest.raises(WortlautError, match="A worker has another version"):
        analysis.complete(STEPS)


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    params = Params(run=RunParams(engine="dask", scheduler="nowhere"))
    analysis = ClusterAnalysis(written(tmp_path, {"a": "Ein Satz."}), str(tmp_path / "parts"), FOUND, params)
    with pytest.raises(WortlautError, match=r"run\.scheduler: no scheduler answers at 'nowhere'"):
        analysis.complete(STEPS)


def test_missing_packages_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    params = Params(run=RunParams(engine="dask"))
    analysis = ClusterAnalysis(written(tmp_path, {"a": "Ein Satz."}), str(tmp_path / "parts"), FOUND, params)
    with pytest.raises(WortlautError, match=r"pip install 'wortlaut\[cluster\]'"):
        analysis.complete(STEPS)
