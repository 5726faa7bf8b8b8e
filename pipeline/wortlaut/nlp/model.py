"""Find, check and load the spaCy pipeline that analyses the texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from spacy.language import Language

# spaCy is imported only when a pipeline is loaded: most stages find everything they need in the store.

BUNDLED = Path(__file__).parents[1] / "models" / "de_wortlaut_news"
"""The directory of the pipeline shipped with the package."""
CHECKSUMS = BUNDLED.with_suffix(".sha256")
"""Digests of its files in the format of `sha256sum`; the training writes them when it publishes a pipeline."""
STANDARD = "de_core_news_md"
_INSTALL = (
    "Install the real one with `python -m spacy download de_core_news_md` (the package of that name on PyPI is "
    "a third party's placeholder), or set model.name to 'bundled'."
)
_NEEDED = {
    "token.tag": "tagger (tags)",
    "token.morph": "morphologizer (features)",
    "token.lemma": "lemmatizer (lemmas)",
    "token.dep": "parser (dependencies)",
    "doc.ents": "ner (named entities)",
}
"""What the components of a pipeline must assign, by spaCy's names, and the usual component that does."""
_FINITE_VERB = "VVFIN"
"""A tag that only STTS has, on which the rules rely."""


class ModelInfo(NamedTuple):
    """A pipeline that was found but not yet loaded.

    Attributes:
        name: The pipeline's full name, e.g. `de_core_news_md`.
        source: `bundled`, `package` or `path`.
        location: Its directory.
        meta: Its `meta.json`.
    """

    name: str
    source: str
    location: Path
    meta: Mapping[str, Any]


def find(name: str) -> ModelInfo:
    """Find the pipeline that a value of `model.name` denotes, and check that it is usable.

    Args:
        name: `auto` (an installed `de_core_news_md`, else the bundled pipeline), `bundled`, `de_core_news_md`,
            or any spaCy pipeline's package name or directory.

    Raises:
        WortlautError: There is no such pipeline, it is not for German, is incompatible with the installed spaCy,
            or is not what its name says.
    """
    if name == "auto":
        name = STANDARD if _is_installed(STANDARD) else "bundled"
    if name == "bundled":
        info = _in_directory(BUNDLED, "bundled")
    elif _is_installed(name):
        info = _in_directory(_package_directory(name), "package")
    elif Path(name).is_dir():
        info = _in_directory(Path(name), "path")
    elif name == STANDARD:
        raise WortlautError(f"model.name: '{STANDARD}' is not installed. {_INSTALL}")
    else:
        raise WortlautError(
            f"model.name: '{name}' is neither an installed spaCy pipeline nor a directory. "
            "Use 'auto', 'bundled', 'de_core_news_md', or the name or path of a pipeline."
        )
    _check(info, name)
    return info


def load(info: ModelInfo) -> Language:
    """Load a pipeline returned by `find`; the files of the bundled one are checked first.

    Raises:
        WortlautError: Its files are damaged or modified, or it lacks a component that Wortlaut needs.
    """
    import spacy

    if info.source == "bundled":
        check_files(info.location, CHECKSUMS)
    try:
        nlp = spacy.load(info.location)
    except (OSError, ValueError, KeyError) as error:
        raise WortlautError(f"{info.location}: the pipeline cannot be loaded ({error}). Reinstall it.") from error
    assigned = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    labels = nlp.pipe_labels
    missing = [component for attribute, component in _NEEDED.items() if attribute not in assigned]
    if missing:
        raise WortlautError(f"{info.name}: lacks {', '.join(missing)}. Choose one with all of them, e.g. 'bundled'.")
    tags = {
        label for name in nlp.pipe_names if "token.tag" in nlp.get_pipe_meta(name).assigns for label in labels[name]
    }
    if _FINITE_VERB not in tags:
        raise WortlautError(
            f"{info.name}: its tags are not those of STTS ('{_FINITE_VERB}' …). Choose another model.name."
        )
    return nlp


def check_files(location: Path, checksums: Path) -> None:
    """Check that a pipeline's files are exactly those recorded.

    Args:
        location: The pipeline's directory.
        checksums: Lines of digest and path as `sha256sum` writes them, the paths relative to the file's own folder.

    Raises:
        WortlautError: A file is missing, modified or not recorded, or the record cannot be read.
    """
    remedy = "Reinstall Wortlaut, or choose another model.name."
    try:
        lines = checksums.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise WortlautError(f"{checksums}: cannot be read ({error.strerror}). {remedy}") from error
    recorded = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    root = checksums.parent
    inside = location.relative_to(root)
    present = {(inside / name).as_posix(): digest.hex() for name, digest in _digests(location).items()}
    for name in sorted(recorded.keys() | present.keys()):
        if name not in present or name not in recorded:
            state = "is missing" if name in recorded else "does not belong to the pipeline"
            raise WortlautError(f"{root / name}: {state}. {remedy}")
        if present[name] != recorded[name]:
            raise WortlautError(f"{root / name}: is not the file that was shipped (its SHA-256 differs). {remedy}")


def description(info: ModelInfo) -> dict[str, object]:
    """Return the contents of `model.json` for a pipeline: name, version, source, identity and measured scores.

    The version of simplemma is that of the dictionary with which lemmas are chosen, that of ONNX Runtime of what
    computes the bundled pipeline.
    The identity is the SHA-256 over the directory's files for a bundled pipeline or one from a path, and the
    distribution's version for an installed package.
    """
    facts: dict[str, object] = {
        "name": info.name,
        "version": info.meta.get("version"),
        "source": info.source,
        "spacy_version": metadata.version("spacy"),
        "simplemma_version": metadata.version("simplemma"),
        "onnxruntime_version": metadata.version("onnxruntime"),
    }
    if info.source == "package":
        facts["package_version"] = metadata.version(info.name)
    else:
        facts["sha256"] = files.combined(_digests(info.location))
    if info.source == "bundled":
        facts["scores"] = info.meta["performance"]
    return facts


def write_description(info: ModelInfo, path: Path, more: Mapping[str, object]) -> None:
    """Write `model.json`.

    Args:
        info: The pipeline.
        path: The file.
        more: What it says beside that.

    Raises:
        WortlautError: The file cannot be written.
    """
    with files.writing(path) as handle:
        handle.write(json.dumps({**description(info), **more}, indent=2, ensure_ascii=False) + "\n")


def check_unchanged(info: ModelInfo, path: Path) -> None:
    """Check that the pipeline is the one described in `model.json`.

    Raises:
        WortlautError: `model.json` is missing, or another pipeline has been installed since it was written.
    """
    remedy = "Run `dvc repro --force --single-item model`, then `dvc repro`."
    if not path.is_file():
        raise WortlautError(f"{path}: is missing. {remedy}")
    described = description(info)
    written = json.loads(path.read_text(encoding="utf-8"))
    if {name: written[name] for name in described if name in written} != described:
        raise WortlautError(f"{path}: describes another model than the current one. {remedy}")


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except (metadata.PackageNotFoundError, ValueError):
        return False
    return True


def _package_directory(name: str) -> Path:
    """Return the directory of an installed pipeline without importing the package, which may be anybody's."""
    distribution = metadata.distribution(name)
    root = Path(str(distribution.locate_file(name.replace("-", "_"))))
    inner = sorted(path.parent for path in root.glob("*/meta.json"))
    return inner[0] if inner else root


def _in_directory(location: Path, source: str) -> ModelInfo:
    path = location / "meta.json"
    try:
        meta = dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        hint = f" {_INSTALL}" if location.name == STANDARD else " Choose another model.name."
        raise WortlautError(f"{location}: is not a spaCy pipeline, since it has no readable meta.json.{hint}") from None
    return ModelInfo(f"{meta.get('lang')}_{meta.get('name')}", source, location, meta)


def _check(info: ModelInfo, asked: str) -> None:
    if info.meta.get("lang") != "de":
        raise WortlautError(f"{info.name}: is for language '{info.meta.get('lang')}', not German (de). Choose another.")
    is_genuine = info.name == STANDARD and info.meta.get("author") == "Explosion"
    if STANDARD in (asked, info.name) and not is_genuine:
        raise WortlautError(f"{STANDARD}: the one installed is not by Explosion, so it is a placeholder. {_INSTALL}")
    wanted, present = str(info.meta.get("spacy_version", "")), metadata.version("spacy")
    if not wanted or not _is_compatible(present, wanted):
        raise WortlautError(
            f"{info.name}: needs spaCy {wanted or 'of an unknown version'}, but the installed version is {present}. "
            "Install a compatible release of the pipeline, or set model.name to 'bundled'."
        )


def _is_compatible(version: str, wanted: str) -> bool:
    """Return whether a version satisfies the specifier in a pipeline's `meta.json`, as spaCy itself reads it."""
    try:
        return SpecifierSet(wanted).contains(version, prereleases=True)
    except InvalidSpecifier:
        return False


def _digests(location: Path) -> Mapping[str, bytes]:
    """Return the SHA-256 of each file in a directory, by relative path."""
    states = []
    for path in location.rglob("*"):
        if path.is_file():
            status = path.stat()
            states.append((path.relative_to(location).as_posix(), status.st_size, status.st_mtime_ns))
    return _digests_of(location, tuple(sorted(states)))


@lru_cache
def _digests_of(location: Path, states: tuple[tuple[str, int, int], ...]) -> Mapping[str, bytes]:
    """Return the digests of a directory's files; cached, since every stage needs them and the files rarely change.

    Args:
        location: The directory.
        states: Path, size and modification time (nanoseconds) of each file, in the order in which they are hashed.
    """
    return files.digests(location, (name for name, _, _ in states))
