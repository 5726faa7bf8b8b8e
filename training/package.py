"""Packages the assembled pipeline for shipping: metadata, measured scores, model card, licence."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

VERSION = "3.1.0"
HERE = Path(__file__).parent
DESCRIPTION = (
    "German news: STTS tags, Universal Dependencies features and relations, lemmas, sentence boundaries, names "
    "(PER, ORG, LOC, MISC) and the tone of sentences. Trained on open data only."
)
LICENSE = "CC BY-SA 4.0"
# SpaCy writes the release it trained with as the lower bound; pipelines are compatible within a minor version.
SPACY_VERSION = ">=3.8.0,<3.9.0"
SOURCES = (
    ("multilingual-e5-small, the encoder", "https://huggingface.co/intfloat/multilingual-e5-small", "MIT"),
    ("UD German GSD, development and test part", "https://github.com/UniversalDependencies/UD_German-GSD", LICENSE),
    ("UD German PUD, sentences 1-550", "https://github.com/UniversalDependencies/UD_German-PUD", "CC BY-SA 3.0"),
    ("GermEval 2014, training part", "https://sites.google.com/site/germeval2014ner/", "CC BY 4.0"),
    ("GerNTSA, texts of the training part", "https://github.com/cgoer/GerNTSA", "CC BY 4.0"),
    ("Wikinews, articles", "https://de.wikinews.org/", "CC BY 2.5"),
    ("Word probabilities of spacy-lookups-data", "https://github.com/explosion/spacy-lookups-data", "MIT"),
    ("Silver tags and lemmas by HanTa", "https://github.com/wartaal/HanTa", "LGPL-3.0 (the tagger)"),
)


def metadata(meta: dict[str, Any], metrics: dict[str, Any]) -> dict[str, Any]:
    """Fill ``meta.json`` with name, licence, sources and measured scores.

    Args:
        meta: The metadata written by spaCy.
        metrics: The scores written by ``training.evaluate``.
    """
    return {
        **{key: value for key, value in meta.items() if key != "labels"},  # the component has its own
        "name": "wortlaut_news",
        "version": VERSION,
        "spacy_version": SPACY_VERSION,
        "description": DESCRIPTION,
        "author": "Wortlaut",
        "license": LICENSE,
        "sources": [{"name": name, "url": url, "license": license} for name, url, license in SOURCES],
        "performance": metrics,
    }


def model_card(metrics: dict[str, Any]) -> str:
    """Render the model card in Markdown, with all scores from the metrics."""
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    template = environment.get_template("model_card.md.jinja")
    return template.render(metrics=metrics, version=VERSION, license=LICENSE, sources=SOURCES, description=DESCRIPTION)


def package(model: Path, metrics_path: Path, output: Path) -> None:
    """Write the pipeline directory that is shipped.

    Args:
        model: Directory of the assembled pipeline.
        metrics_path: Its scores.
        output: Directory to write; replaced if it exists.
    """
    metrics = json.loads(metrics_path.read_text(encoding="utf-8"))
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(model, output)
    meta = metadata(json.loads((output / "meta.json").read_text(encoding="utf-8")), metrics)
    (output / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (output / "README.md").write_text(model_card(metrics), encoding="utf-8")
    shutil.copy(HERE / "LICENSE-model.md", output / "LICENSE.md")


def main() -> None:
    """Package the pipeline."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("metrics", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    package(arguments.model, arguments.metrics, arguments.output)


if __name__ == "__main__":
    main()
