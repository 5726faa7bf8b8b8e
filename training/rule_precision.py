"""Measures the precision of each quotation rule and of its speakers, for `confidence` and `speaker_confidence`.

Needs the reference corpora; `make confidence` runs it and rewrites `rule_precision.csv` and
`speaker_precision.csv` in `pipeline/wortlaut/quotations/`.
The figures come from the part `train`, so that `dev` remains a fair test set.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from training.corpora import corpora_path
from wortlaut.entities import find_mentions
from wortlaut.evaluate import analysed, corpora, paired_quotations
from wortlaut.evaluate.corpora import GoldArticle
from wortlaut.evaluate.quotation_scores import (
    Pair,
    gold_quotations,
    has_right_speaker,
    has_speaker,
    is_found,
    pairs,
    predicted_quotations,
)
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.quotations import with_evidence
from wortlaut.quotations.candidates import PRECISION
from wortlaut.quotations.speaker_evidence import SPEAKER_PRECISION, Evidence, measure
from wortlaut.utils import files

if TYPE_CHECKING:
    from spacy.language import Language


def rule_precision(paired: Iterable[Pair]) -> Iterator[tuple[str, int, float]]:
    """Yield each rule with its number of quotations and the share of them that match a gold quotation.

    The share is smoothed with one correct and one wrong quotation (Laplace), so that rare rules are not fully trusted.
    """
    hits_by_rule: dict[str, list[bool]] = {}
    for pair in paired:
        if pair.predicted is not None:
            hits_by_rule.setdefault(pair.predicted.rule, []).append(is_found(pair))
    for rule, hits in sorted(hits_by_rule.items()):
        yield rule, len(hits), round((sum(hits) + 1) / (len(hits) + 2), 2)


def observed_speakers(gold: Iterable[GoldArticle], nlp: Language, params: Params) -> Iterator[tuple[Evidence, bool]]:
    """Yield the evidence for each speaker of a quotation that matches a gold one, and whether it is the right one."""
    for document, article in analysed(gold, nlp, params):
        found = with_evidence(document, find_mentions(document))
        predicted = predicted_quotations(article, [row for row, _ in found])
        evidence = {id(quotation): one for quotation, (_, one) in zip(predicted, found, strict=True)}
        for pair in pairs(predicted, gold_quotations(article)):
            known = evidence.get(id(pair.predicted))
            if known is not None and has_speaker(pair):
                yield known, has_right_speaker(pair)


def main() -> None:
    """Measure on the reference corpora, and write the tables.

    Raises:
        CorporaMissingError: The corpus is missing.
    """
    params = Params()
    nlp = model.load(model.find(params.model.name))
    gold = list(corpora.read_gold_articles(corpora_path(str(corpora.QUOTATIONS_TRAIN))))
    with files.writing(PRECISION) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("rule", "n", "precision"))
        writer.writerows(rule_precision(paired_quotations(gold, nlp, params)))
    with files.writing(SPEAKER_PRECISION) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow((*Evidence._fields, "n", "precision"))
        measured = measure(observed_speakers(gold, nlp, params))
        writer.writerows((*evidence, n, precision) for evidence, n, precision in measured)


if __name__ == "__main__":
    main()
