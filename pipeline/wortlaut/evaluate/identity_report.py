"""Reports how well entities are resolved: scores, and the largest groups of errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from wortlaut.evaluate.identity_gold import NAME, NOMINAL, PRONOUN, EntityMention
from wortlaut.evaluate.identity_scores import Answer, counts, majority_entities, scores, without_neutral
from wortlaut.evaluate.listing import largest_groups, table
from wortlaut.text.spans import Span

_METRICS = ("mentions", "b_cubed", "muc", "ceaf_e")
_LINKS = ("speaker_pronouns", "pronouns", "nominals")


def identity_report(answers: Collection[Answer], texts: Mapping[str, str], n_groups: int) -> str:
    """Return the counts of the annotation, the scores, and the largest groups of errors.

    Args:
        answers: The gold and predicted mentions of each article.
        texts: The articles' texts by their ids.
        n_groups: Maximum number of error groups to show.
    """
    result = scores(answers)
    names = result["names"]
    parts = [
        table("annotated", {name: {"n": number} for name, number in counts(answers).items()}),
        _cluster_table("names", names),
        table("names of both sides", {"b_cubed": names["given_mentions"]["b_cubed"]}),
        *(_cluster_table(f"names, {group}", values) for group, values in names["labels"].items()),
        _cluster_table("names, pronouns, nominals", result["all"]),
        table("links", {name: result[name] for name in _LINKS}),
        largest_groups(chain.from_iterable(_errors(answer, texts[answer.article_id]) for answer in answers), n_groups),
    ]
    return "\n\n".join(parts) + "\n"


def _cluster_table(title: str, values: Mapping[str, Any]) -> str:
    lines = {name: values[name] for name in _METRICS}
    return table(title, {**lines, "conll": {"p": None, "r": None, "f1": values["conll"]}})


def _errors(answer: Answer, text: str) -> Iterator[tuple[str, str]]:
    """Yield an article's errors: the group of each, with an example from the text."""
    scored = without_neutral(answer)
    errors = [*_extent_errors(scored, text), *_label_errors(scored, text), *_entity_errors(scored, text)]
    for kind in (PRONOUN, NOMINAL):
        errors += _link_errors(scored, kind, text)
    yield from ((group, f"{answer.article_id}: {words}") for group, words in errors)


def _extent_errors(answer: Answer, text: str) -> Iterator[tuple[str, str]]:
    gold, predicted = _names(answer.gold), _names(answer.predicted)
    for span, mention in gold.items():
        if span not in predicted:
            others = [other for other in predicted if _overlap(span, other)]
            words = " / ".join(_words(text, other) for other in others)
            group = f"name with other bounds, {mention.label}" if others else f"missed name, {mention.label}"
            yield group, f"{_words(text, span)} → {words}" if others else _around(text, span)
    for span, mention in predicted.items():
        if not any(_overlap(span, other) for other in gold):
            yield f"no name in gold, {mention.label}", _around(text, span)


def _label_errors(answer: Answer, text: str) -> Iterator[tuple[str, str]]:
    gold = _names(answer.gold)
    for span, mention in _names(answer.predicted).items():
        if span in gold and gold[span].label != mention.label:
            yield f"wrong label, {gold[span].label} as {mention.label}", _around(text, span)


def _entity_errors(answer: Answer, text: str) -> Iterator[tuple[str, str]]:
    """Yield gold entities that the system split, and those that it merged, judged by names that both have."""
    gold, predicted = _names(answer.gold), _names(answer.predicted)
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    wholes: dict[str, dict[str, str]] = defaultdict(dict)
    for span in sorted(gold.keys() & predicted.keys()):
        parts[gold[span].entity].setdefault(predicted[span].entity, f"{_words(text, span)} ({predicted[span].entity})")
        wholes[predicted[span].entity].setdefault(gold[span].entity, _words(text, span))
    labels = {mention.entity: mention.label for mention in gold.values()}
    for entity, forms in parts.items():
        if len(forms) > 1:
            yield f"one entity as several, {labels[entity]}", " | ".join(forms.values())
    for entity, forms in wholes.items():
        if len(forms) > 1:
            yield "several entities as one", f"{entity}: {' | '.join(forms.values())}"


def _link_errors(answer: Answer, kind: str, text: str) -> Iterator[tuple[str, str]]:
    gold_entities = majority_entities(answer)
    gold = {mention.span: mention for mention in answer.gold if mention.kind == kind}
    predicted = {mention.span: mention for mention in answer.predicted if mention.kind == kind}
    for span, mention in gold.items():
        group = f"{kind}, speaker" if mention.is_speaker else kind
        if span not in predicted:
            yield f"missed {group}", _around(text, span)
        elif gold_entities.get(predicted[span].entity) != mention.entity:
            yield f"wrong link of {group}", f"{_around(text, span)} → {predicted[span].entity}"
    for span in sorted(predicted.keys() - gold.keys()):
        yield f"no {kind} in gold", f"{_around(text, span)} → {predicted[span].entity}"


def _names(mentions: Iterable[EntityMention]) -> dict[Span, EntityMention]:
    return {mention.span: mention for mention in mentions if mention.kind == NAME}


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _words(text: str, span: Span) -> str:
    return text[slice(*span)]


def _around(text: str, span: Span) -> str:
    """Return a mention in angle brackets with some context."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 30]
    return f"{before}<{_words(text, span)}>{after}"
