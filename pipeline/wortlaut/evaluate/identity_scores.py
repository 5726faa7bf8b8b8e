"""Scores the resolution of names, descriptions and pronouns, with mentions predicted by the system.

Sources: B-cubed (Bagga & Baldwin 1998), MUC (Vilain et al. 1995) and CEAF-e (Luo 2005), with predicted mentions as in
the CoNLL-2012 reference scorer (Pradhan et al. 2014; see also Cai & Strube 2010): recall over gold mentions, precision
over predicted ones, spans equal to the character; a mention without a counterpart on the other side counts as wrong.
Their mean F1 is the CoNLL score. Unlike in the data of CoNLL-2012, entities with one mention are annotated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from wortlaut.evaluate.identity_gold import DERIVED, KINDS, NAME, NOMINAL, PART, PRONOUN, EntityMention

Cluster = frozenset[Hashable]
"""The mentions of one entity."""
_DIGITS = 4
_LABEL_GROUPS = {"PER": ("PER",), "PER+ORG": ("PER", "ORG")}


class Answer(NamedTuple):
    """The gold and predicted mentions of one article.

    Attributes:
        article_id: The article.
        gold: Annotated mentions, including those of the kinds `part` and `deriv`.
        predicted: Mentions that the system found.
    """

    article_id: str
    gold: Sequence[EntityMention]
    predicted: Sequence[EntityMention]


class Ratio(NamedTuple):
    """Precision and recall, each from 0 to 1; 0 if the denominator is 0."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Collection[Cluster], predicted: Collection[Cluster]) -> Ratio:
    """Compute B-cubed: the mean over mentions of the share of their cluster that the other side puts with them."""
    return Ratio(_b_cubed_recall(predicted, gold), _b_cubed_recall(gold, predicted))


def muc(gold: Collection[Cluster], predicted: Collection[Cluster]) -> Ratio:
    """Compute the MUC score: the share of the links within clusters that the other side has too."""
    return Ratio(_muc_recall(predicted, gold), _muc_recall(gold, predicted))


def ceaf_e(gold: Sequence[Cluster], predicted: Sequence[Cluster]) -> Ratio:
    """Compute entity-based CEAF: the overlap (Dice) of the clusters under their best one-to-one alignment."""
    if not gold or not predicted:
        return Ratio(0.0, 0.0)
    similarity = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in predicted] for g in gold])
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    total = float(similarity[rows, columns].sum())
    return Ratio(total / len(predicted), total / len(gold))


def detection(gold: Collection[Cluster], predicted: Collection[Cluster]) -> Ratio:
    """Compute precision and recall of mentions, regardless of their entities."""
    gold_mentions, predicted_mentions = frozenset().union(*gold), frozenset().union(*predicted)
    n_correct = len(gold_mentions & predicted_mentions)
    return Ratio(_share(n_correct, len(predicted_mentions)), _share(n_correct, len(gold_mentions)))


def _b_cubed_recall(clusters: Collection[Cluster], others: Collection[Cluster]) -> float:
    """Compute the recall of `others` on the mentions of `clusters`."""
    sizes = [(len(part), len(cluster)) for cluster in clusters for part in _parts(cluster, others)]
    return _share(sum(size * size / total for size, total in sizes), sum(map(len, clusters)))


def _muc_recall(clusters: Collection[Cluster], others: Collection[Cluster]) -> float:
    kept_links = links = 0
    for cluster in clusters:
        parts = _parts(cluster, others)
        kept_links += sum(map(len, parts)) - len(parts)
        links += len(cluster) - 1
    return _share(kept_links, links)


def _parts(cluster: Cluster, others: Iterable[Cluster]) -> list[Cluster]:
    """Return the parts into which the other side splits a cluster; mentions that it does not have are in none."""
    return [part for other in others if (part := cluster & other)]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


_METRICS: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Ratio]] = {
    "mentions": detection,
    "b_cubed": b_cubed,
    "muc": muc,
    "ceaf_e": ceaf_e,
}


def scores(answers: Iterable[Answer]) -> dict[str, Any]:
    """Compute all scores over all articles together, rounded to 4 digits.

    Returns:
        `names` (with any label, whatever label the system gave), with `labels` for persons alone and for persons and
        organisations, where the label has to be correct too, and `given_mentions`: B-cubed over the mentions that both
        sides have, so that it measures identity alone. `all`: names, descriptions and pronouns together. Each has
        `mentions`, `b_cubed`, `muc`, `ceaf_e` with `p`, `r`, `f1`, and their `conll` score.
        `speaker_pronouns`, `pronouns`, `nominals`: see `link_scores`.
    """
    scored = [without_neutral(answer) for answer in answers]
    names = [_filtered(answer, lambda mention: mention.kind == NAME) for answer in scored]
    return {
        "names": {
            **_cluster_scores(names),
            "given_mentions": {"b_cubed": _prf(b_cubed(*_clusters([_shared(answer) for answer in names])))},
            "labels": {
                group: _cluster_scores([_with_labels(answer, labels) for answer in names])
                for group, labels in _LABEL_GROUPS.items()
            },
        },
        "all": _cluster_scores(scored),
        "speaker_pronouns": link_scores(scored, PRONOUN, speakers_only=True),
        "pronouns": link_scores(scored, PRONOUN),
        "nominals": link_scores(scored, NOMINAL),
    }


def link_scores(answers: Iterable[Answer], kind: str, *, speakers_only: bool = False) -> dict[str, float | int | None]:
    """Count the pronouns or descriptions that are resolved to the correct person.

    One is correct if the system has a mention of that kind with its span, and most names of that entity
    belong to the gold entity, see `majority_entities`.

    Args:
        answers: The articles.
        kind: pronoun or nominal.
        speakers_only: Whether to count only those that are the speaker of a quotation.

    Returns:
        `gold`, their number; `accuracy`, the share of correct ones among them; `coverage`, the share of them that the
        system has; `precision`, the share of correct ones among those that it has; `spurious`, the system's mentions
        of that kind that are not in gold, None for speakers because the system does not mark them.
    """
    n_gold = n_covered = n_correct = n_spurious = 0
    for answer in answers:
        entity_of = majority_entities(answer)
        linked = {mention.span: mention.entity for mention in answer.predicted if mention.kind == kind}
        targets = [gold for gold in answer.gold if gold.kind == kind and (gold.is_speaker or not speakers_only)]
        n_gold += len(targets)
        n_covered += sum(gold.span in linked for gold in targets)
        n_correct += sum(gold.span in linked and entity_of.get(linked[gold.span]) == gold.entity for gold in targets)
        n_spurious += len(linked.keys() - {gold.span for gold in answer.gold if gold.kind == kind})
    return {
        "gold": n_gold,
        "accuracy": round(_share(n_correct, n_gold), _DIGITS),
        "coverage": round(_share(n_covered, n_gold), _DIGITS),
        "precision": round(_share(n_correct, n_covered), _DIGITS),
        "spurious": None if speakers_only else n_spurious,
    }


def majority_entities(answer: Answer) -> dict[str, str]:
    """Map each of the system's entities to the gold entity that most of its names belong to.

    On ties, the one whose name comes first counts; entities without a name that is also in gold are left out.
    """
    gold = {mention.span: mention.entity for mention in answer.gold if mention.kind == NAME}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in sorted(answer.predicted, key=lambda mention: mention.span):
        if mention.kind == NAME and mention.span in gold:
            votes[mention.entity][gold[mention.span]] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}


def counts(answers: Collection[Answer]) -> dict[str, int]:
    """Count the articles, and the gold mentions by kind, the speakers among the pronouns, and the entities."""
    mentions = [(answer.article_id, mention) for answer in answers for mention in answer.gold]
    kinds = Counter(mention.kind for _, mention in mentions)
    return {
        "articles": len(answers),
        "names": kinds[NAME],
        "nominals": kinds[NOMINAL],
        "pronouns": kinds[PRONOUN],
        "speaker_pronouns": sum(mention.is_speaker for _, mention in mentions),
        "entities": len({(article, mention.entity) for article, mention in mentions if mention.kind in KINDS}),
    }


def without_neutral(answer: Answer) -> Answer:
    """Remove parts of compounds and derived adjectives, which may or may not be predicted."""
    neutral = {mention.span for mention in answer.gold if mention.kind in (PART, DERIVED)}
    return _filtered(answer, lambda mention: mention.span not in neutral)


def _shared(answer: Answer) -> Answer:
    """Keep only the mentions that both sides have."""
    spans = {mention.span for mention in answer.gold} & {mention.span for mention in answer.predicted}
    return _filtered(answer, lambda mention: mention.span in spans)


def _with_labels(answer: Answer, labels: Collection[str]) -> Answer:
    return _filtered(answer, lambda mention: mention.label in labels)


def _filtered(answer: Answer, test: Callable[[EntityMention], bool]) -> Answer:
    return Answer(answer.article_id, [*filter(test, answer.gold)], [*filter(test, answer.predicted)])


def _clusters(answers: Iterable[Answer]) -> tuple[list[Cluster], list[Cluster]]:
    """Return the gold and the predicted clusters of all articles; clusters never span articles."""
    gold: dict[Hashable, set[Hashable]] = defaultdict(set)
    predicted: dict[Hashable, set[Hashable]] = defaultdict(set)
    for article_id, gold_mentions, predicted_mentions in answers:
        for clusters, mentions in ((gold, gold_mentions), (predicted, predicted_mentions)):
            for mention in mentions:
                clusters[article_id, mention.entity].add((article_id, mention.span))
    return [*map(frozenset, gold.values())], [*map(frozenset, predicted.values())]


def _cluster_scores(answers: Iterable[Answer]) -> dict[str, Any]:
    clusters = _clusters(answers)
    ratios = {name: metric(*clusters) for name, metric in _METRICS.items()}
    conll = fmean(ratios[name].f1 for name in ("b_cubed", "muc", "ceaf_e"))
    return {**{name: _prf(ratio) for name, ratio in ratios.items()}, "conll": round(conll, _DIGITS)}


def _prf(ratio: Ratio) -> dict[str, float]:
    return {"p": round(ratio.precision, _DIGITS), "r": round(ratio.recall, _DIGITS), "f1": round(ratio.f1, _DIGITS)}
