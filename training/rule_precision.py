"""Measures the precision of each quotation rule, for the column `confidence`.

Needs the reference corpora; `make confidence` runs it and rewrites `pipeline/wortlaut/quotations/rule_precision.csv`.
The figures come from the part `train`, so that `dev` remains a fair test set.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from training.corpora import corpora_path
from wortlaut.evaluate import corpora, paired_quotations
from wortlaut.evaluate.quotation_scores import Pair, is_found
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.quotations.candidates import PRECISION
from wortlaut.utils import files


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


def main() -> None:
    """Measure on the reference corpora, and write the table.

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


if __name__ == "__main__":
    main()
