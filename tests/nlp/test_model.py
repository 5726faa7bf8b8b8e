from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wortlaut.nlp import model
from wortlaut.utils.errors import WortlautError

STANDARD = "de_core_news_md"
REMEDY = "python -m spacy download de_core_news_md"


NEEDED = {"tagger": "VVFIN", "morphologizer": "POS=NOUN", "parser": "nsubj", "ner": "PER"}
"""The components that a pipeline needs, beside lemmas, with a label for each."""


@Language.component("lemmas_of_a_test", assigns=["token.lemma"])
def lemmas_of_a_test(doc: Doc) -> Doc:
    """Stand in for a lemmatizer, which cannot be made without texts to learn from."""
    return doc


def made(*without: str, tag: str = "VVFIN", **meta: str) -> Language:
    """Return an untrained pipeline with the required components, but for some."""
    nlp = spacy.blank("de", meta=meta)
    for component, label in {**NEEDED, "tagger": tag}.items():
        if component not in without:
            nlp.add_pipe(component).add_label(label)  # type: ignore[attr-defined]
    if "lemmatizer" not in without:
        nlp.add_pipe("lemmas_of_a_test")
    nlp.initialize()
    return nlp


@pytest.fixture(scope="session")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of an untrained pipeline with the required components."""
    folder = tmp_path_factory.mktemp("pipelines") / "untrained"
    made(name="core_news_md", version="3.8.0", author="Explosion").to_disk(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose packages count as installed."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(site: Path, version: str) -> Path:
    """Install a package with the name of the standard pipeline and nothing in it; return its folder."""
    metadata = site / f"{STANDARD}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {STANDARD}\nVersion: {version}\n")
    package = site / STANDARD
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('a package that was not checked was imported')\n")
    return package


def copy(pipeline: Path, folder: Path, **meta: str) -> Path:
    """Copy a pipeline's directory and change its metadata."""
    shutil.copytree(pipeline, folder)
    path = folder / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | meta))
    return folder


def test_auto_takes_the_bundled_pipeline_if_the_standard_one_is_missing() -> None:
    found = model.find("auto")
    assert found == model.find("bundled")
    assert (found.source, found.location) == ("bundled", model.BUNDLED)


@pytest.mark.parametrize("name", ["auto", STANDARD])
def test_an_installed_standard_pipeline_is_taken(site: Path, untrained: Path, name: str) -> None:
    package = install(site, "3.8.0")
    copy(untrained, package / f"{STANDARD}-3.8.0")
    found = model.find(name)
    assert (found.name, found.source) == (STANDARD, "package")
    assert model.load(found)("Mark Rutte.").text == "Mark Rutte."
    description = model.description(found)
    assert description["package_version"] == "3.8.0"
    assert "scores" not in description


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Path, Path]:
    """Return a directory with two files, and the record of their digests next to it."""
    location = tmp_path / "pipeline"
    (location / "ner").mkdir(parents=True)
    (location / "ner" / "model").write_bytes(b"weights")
    (location / "meta.json").write_bytes(b"{}")
    checksums = tmp_path / "pipeline.sha256"
    for path in (location / "meta.json", location / "ner" / "model"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with checksums.open("a", encoding="utf-8") as record:
            record.write(f"{digest}  {path.relative_to(tmp_path).as_posix()}\n")
    return location, checksums


def test_files_as_they_were_recorded_are_accepted(recorded: tuple[Path, Path]) -> None:
    model.check_files(*recorded)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("ner/model", "other weights", r"pipeline/ner/model: is not the file that was shipped"),
        ("ner/model", None, r"pipeline/ner/model: is missing"),
        ("ner/new", "", r"pipeline/ner/new: does not belong to the pipeline"),
    ],
)
def test_changed_files_are_named(recorded: tuple[Path, Path], name: str, content: str | None, fault: str) -> None:
    location, checksums = recorded
    if content is None:
        (location / name).unlink()
    else:
        (location / name).write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=rf"{fault}.*Reinstall Wortlaut"):
        model.check_files(location, checksums)


def test_a_missing_record_is_named(recorded: tuple[Path, Path]) -> None:
    location, checksums = recorded
    checksums.unlink()
    with pytest.raises(WortlautError, match=r"pipeline\.sha256: cannot be read .*Reinstall"):
        model.check_files(location, checksums)


def test_the_bundled_pipeline_is_not_loaded_with_a_changed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = tmp_path / model.BUNDLED.name
    shutil.copytree(model.BUNDLED, location)
    shutil.copy(model.CHECKSUMS, tmp_path)
    (location / "config.cfg").write_bytes(b"")
    monkeypatch.setattr(model, "BUNDLED", location)
    monkeypatch.setattr(model, "CHECKSUMS", tmp_path / model.CHECKSUMS.name)
    with pytest.raises(WortlautError, match=r"config\.cfg: is not the file that was shipped"):
        model.load(model.find("bundled"))


@pytest.mark.parametrize("name", ["auto", STANDARD])
def test_a_placeholder_without_a_pipeline_is_refused(site: Path, name: str) -> None:
    install(site, "999.9.9")
    with pytest.raises(WortlautError, match=rf"no readable meta\.json.+{REMEDY}"):
        model.find(name)


@pytest.mark.parametrize("name", ["auto", STANDARD])
@pytest.mark.parametrize("meta", [{"author": "A stranger"}, {"author": ""}, {"name": "other"}])
def test_a_third_partys_pipeline_under_the_standard_name_is_refused(
    site: Path, untrained: Path, name: str, meta: dict[str, str]
) -> None:
    package = install(site, "999.9.9")
    copy(untrained, package / f"{STANDARD}-999.9.9", **meta)
    with pytest.raises(WortlautError, match=f"not by Explosion, so it is a placeholder.+{REMEDY}"):
        model.find(name)


def test_a_missing_standard_pipeline_is_reported_with_the_remedy() -> None:
    with pytest.raises(WortlautError, match=f"is not installed.+{REMEDY}"):
        model.find(STANDARD)


def test_a_pipeline_is_taken_from_its_directory(tmp_path: Path, untrained: Path) -> None:
    folder = copy(untrained, tmp_path / "mine", name="mine", author="Me")
    found = model.find(str(folder))
    assert (found.name, found.source, found.location) == ("de_mine", "path", folder)


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ({"lang": "en"}, "is for language 'en', not German"),
        ({"spacy_version": ">=2.0,<3.0"}, "needs spaCy >=2.0,<3.0, but the installed version is"),
        ({"spacy_version": ""}, "needs spaCy of an unknown version"),
    ],
)
def test_an_incompatible_pipeline_is_refused(tmp_path: Path, untrained: Path, meta: dict[str, str], told: str) -> None:
    folder = copy(untrained, tmp_path / "other", **meta)
    with pytest.raises(WortlautError, match=told):
        model.find(str(folder))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("de_nirgends", "'de_nirgends' is neither an installed spaCy pipeline nor a directory"),
        ("pytest", "is not a spaCy pipeline"),
        (str(Path(__file__).parent), "is not a spaCy pipeline"),
    ],
)
def test_anything_but_a_pipeline_is_refused(name: str, told: str) -> None:
    with pytest.raises(WortlautError, match=told):
        model.find(name)


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", "\xff"])
def test_damaged_metadata_are_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "meta.json").write_text(content, encoding="latin-1")
    with pytest.raises(WortlautError, match=r"no readable meta\.json"):
        model.find(str(tmp_path))


@pytest.mark.parametrize(
    ("component", "told"),
    [
        ("tagger", r"lacks tagger \(tags\)\. Choose"),
        ("morphologizer", r"lacks morphologizer \(features\)\. Choose"),
        ("lemmatizer", r"lacks lemmatizer \(lemmas\)\. Choose"),
        ("parser", r"lacks parser \(dependencies\)\. Choose"),
        ("ner", r"lacks ner \(named entities\)\. Choose"),
    ],
)
def test_a_pipeline_that_lacks_a_component_is_refused(tmp_path: Path, component: str, told: str) -> None:
    made(component, name="other").to_disk(tmp_path / "other")
    with pytest.raises(WortlautError, match=f"^de_other: {told} one with all of them, e.g. 'bundled'.$"):
        model.load(model.find(str(tmp_path / "other")))


def test_a_pipeline_with_other_tags_is_refused(tmp_path: Path) -> None:
    made(tag="VERB", name="other").to_disk(tmp_path / "other")
    with pytest.raises(WortlautError, match=r"^de_other: its tags are not those of STTS .*Choose another model.name.$"):
        model.load(model.find(str(tmp_path / "other")))


def test_a_damaged_pipeline_is_refused(tmp_path: Path, untrained: Path) -> None:
    folder = copy(untrained, tmp_path / "damaged")
    (folder / "config.cfg").unlink()
    with pytest.raises(WortlautError, match=r"cannot be loaded .+ Reinstall it"):
        model.load(model.find(str(folder)))


def test_the_description_of_the_bundled_pipeline_has_its_scores() -> None:
    description = model.description(model.find("bundled"))
    assert description["name"] == "de_wortlaut_news"
    assert description["source"] == "bundled"
    assert description["scores"]
    assert len(str(description["sha256"])) == 64


def test_a_description_is_written_and_holds_as_long_as_the_pipeline_is_the_same(
    tmp_path: Path, untrained: Path
) -> None:
    folder = copy(untrained, tmp_path / "mine")
    path = tmp_path / "processed" / "model.json"
    model.write_description(model.find(str(folder)), path, {"schema_version": 7})
    model.check_unchanged(model.find(str(folder)), path)
    (folder / "tagger" / "model").write_bytes(b"other weights")
    with pytest.raises(WortlautError, match=r"another model than the current one.+dvc repro"):
        model.check_unchanged(model.find(str(folder)), path)


def test_a_missing_description_is_reported(tmp_path: Path, untrained: Path) -> None:
    with pytest.raises(WortlautError, match=r"model\.json: is missing.+dvc repro"):
        model.check_unchanged(model.find(str(untrained)), tmp_path / "model.json")
