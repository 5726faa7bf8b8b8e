"""The mean of a recogniser's best and last weights, which is better than either."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.language import Language

from training.assemble import NAME_COMPONENTS


def averaged(first: Language, second: Language) -> Language:
    """A pipeline with the mean weights of two checkpoints of one run (Izmailov et al. 2018 on why that helps).

    Args:
        first: One of them; its recogniser is changed.
        second: The other one.
    """
    for name in NAME_COMPONENTS:
        nodes = zip(first.get_pipe(name).model.walk(), second.get_pipe(name).model.walk(), strict=True)  # type: ignore[attr-defined]
        for node, other in nodes:
            for parameter in node.param_names:
                if node.has_param(parameter):
                    mean = (node.get_param(parameter) + other.get_param(parameter)) / 2
                    node.set_param(parameter, mean)
    return first


def main() -> None:
    """Average the checkpoints `model-best` and `model-last` of a training run."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    best, last = (spacy.load(arguments.run / checkpoint) for checkpoint in ("model-best", "model-last"))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    averaged(best, last).to_disk(arguments.output)


if __name__ == "__main__":
    main()
