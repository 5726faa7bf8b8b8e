"""Assembles the two trained pipelines into one, without strings that it does not need."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer

# The recogniser comes last, so that no name crosses a sentence boundary.
NAME_COMPONENTS = ("ner_tok2vec", "ner")


def combined(syntax: Path, names: Path) -> Language:
    """Append the name recogniser to the syntax pipeline, each with its own tok2vec.

    Args:
        syntax: Directory of the pipeline with tagger, morphologizer, lemmatizer and parser.
        names: Directory of the pipeline with the recogniser; it must have the same vectors.
    """
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    for component in NAME_COMPONENTS:
        nlp.add_pipe(component, source=source)
    # The paths of the training run mean nothing to users of the pipeline.
    nlp.config["paths"] = {}
    nlp.config["corpora"] = {}
    nlp.config["training"] = {}
    nlp.config["initialize"] = {}
    return nlp


def needed_strings(nlp: Language) -> set[str]:
    """Return the strings that the pipeline needs for loading or labelling.

    Training adds every word it encounters to the vocabulary; only those in tokenizer exceptions,
    labels and the lemmatizer's edit trees are used later.
    """
    strings = nlp.vocab.strings
    needed = set(spacy.blank("de").vocab.strings)
    for _, component in nlp.pipeline:
        # The lemmatizer's labels are numbers of edit trees.
        needed.update(label for label in getattr(component, "labels", ()) if isinstance(label, str))
    trees = cast(EditTreeLemmatizer, nlp.get_pipe("lemmatizer")).trees
    for tree in (trees[number] for number in range(len(trees))):
        needed.update(strings[tree[side]] for side in ("orig", "subst") if side in tree)
    return needed


def save(nlp: Language, output: Path) -> None:
    """Write the pipeline without the words of the training data, and without a second copy of its labels."""
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)
    text = json.dumps(sorted(needed_strings(nlp)), ensure_ascii=False, indent=0)
    (output / "vocab" / "strings.json").write_text(text, encoding="utf-8")
    meta = json.loads((output / "meta.json").read_text(encoding="utf-8"))
    del meta["labels"]  # each component has its own, and spaCy takes them from there
    (output / "meta.json").write_text(json.dumps(meta, indent=2), encoding="utf-8")


def main() -> None:
    """Assemble and write the pipeline."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    save(combined(arguments.syntax, arguments.names), arguments.output)


if __name__ == "__main__":
    main()
