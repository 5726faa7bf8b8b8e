"""Reports scores as tables for the terminal, with the largest groups of errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from wortlaut.evaluate.identity_gold import NAME, NOMINAL, PRONOUN, EntityMention
from wortlaut.evaluate.identity_scores import Answer, counts, majority_entities, without_neutral
from wortlaut.evaluate.identity_scores import scores as identity_scores
from wortlaut.evaluate.quotation_scores import (
    Pair,
    has_named_speaker,
    has_right_name,
    has_right_speaker,
    has_speaker,
    is_found,
    name_scores,
    rule_scores,
)
from wortlaut.evaluate.quotation_scores import scores as quotation_scores
from wortlaut.text.spans import Span

_QUOTATION_MEASURES = ("message", "source", "cue", "roles", "joint", "type")
_QUOTATION_GROUPS = 12
_CLUSTER_METRICS = ("mentions", "b_cubed", "muc", "ceaf_e")
_LINKS = ("speaker_pronouns", "pronouns", "nominals")
_EXAMPLES = 3
_EXAMPLE_LENGTH = 100
"""Characters of an example that are shown."""


def quotation_report(paired: Collection[Pair]) -> str:
    """Format the scores of all articles' pairs, by measure, type and rule, and the largest groups of errors.

    Errors are gold quotations that were missed (by type), predicted ones that are not in gold (by rule), and wrong
    speakers and names of matched ones (by rule); each group comes with examples.
    """
    result = {**quotation_scores(paired), "names": name_scores(paired), "rules": rule_scores(paired)}
    errors = _largest_groups(chain.from_iterable(map(_quotation_errors, paired)), _QUOTATION_GROUPS)
    return f"{score_tables(result)}\n\n{errors}\n"


def score_tables(result: Mapping[str, Any]) -> str:
    """Format scores as tables by measure, type and rule.

    Args:
        result: The result of `wortlaut.evaluate.quotation_scores.scores`, with that of `rule_scores` under `rules`, and
            that of `name_scores` under `names` unless gold has no names; in `metrics.json` under `quotations` and
            `own_quotations`.
    """
    types = {name: values for name, values in result["types"].items() if values["gold"]}
    parts = [
        _table("measure", {name: result[name] for name in _QUOTATION_MEASURES}),
        _table("type", types),
        *([_table("names", {"speaker": result["names"]})] if result.get("names") else []),
        _table("rule", result["rules"]),
    ]
    return "\n\n".join(parts)


def _quotation_errors(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield the errors of a pair: the group of each, with an example from the text."""
    predicted, gold = pair
    if has_speaker(pair) and not has_right_speaker(pair):
        assert predicted is not None
        yield f"wrong speaker, rule {predicted.rule}", predicted.text
    if has_named_speaker(pair) and not has_right_name(pair):
        assert predicted is not None
        assert gold is not None
        yield f"wrong name, rule {predicted.rule}", f"{gold.name} → {predicted.name or '–'}: {predicted.text}"
    if gold is not None and not is_found(pair):
        yield f"missed, type {gold.type}", gold.text
    if predicted is not None and not is_found(pair):
        yield f"in no gold, rule {predicted.rule}", predicted.text


def identity_report(answers: Collection[Answer], texts: Mapping[str, str], n_groups: int) -> str:
    """Return the counts of the annotation, the scores, and the largest groups of errors.

    Args:
        answers: The gold and predicted mentions of each article.
        texts: The articles' texts by their ids.
        n_groups: Maximum number of error groups to show.
    """
    result = identity_scores(answers)
    names = result["names"]
    errors = (_identity_errors(answer, texts[answer.article_id]) for answer in answers)
    parts = [
        _table("annotated", {name: {"n": number} for name, number in counts(answers).items()}),
        _cluster_table("names", names),
        _table("names of both sides", {"b_cubed": names["given_mentions"]["b_cubed"]}),
        *(_cluster_table(f"names, {group}", values) for group, values in names["labels"].items()),
        _cluster_table("names, pronouns, nominals", result["all"]),
        _table("links", {name: result[name] for name in _LINKS}),
        _largest_groups(chain.from_iterable(errors), n_groups),
    ]
    return "\n\n".join(parts) + "\n"


def _cluster_table(title: str, values: Mapping[str, Any]) -> str:
    lines = {name: values[name] for name in _CLUSTER_METRICS}
    return _table(title, {**lines, "conll": {"p": None, "r": None, "f1": values["conll"]}})


def _identity_errors(answer: Answer, text: str) -> Iterator[tuple[str, str]]:
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


def _table(title: str, lines: Mapping[str, Mapping[str, float | None]]) -> str:
    """Format a table with columns of equal width; the first line's keys are the headings, and None is a dash.

    Args:
        title: Heading of the column with the lines' names.
        lines: Values of each line, by its name.
    """
    width = max(len(name) for name in [title, *lines])
    columns = list(next(iter(lines.values()), {}))
    head = f"{title:{width}}" + "".join(f"{column:>11}" for column in columns)
    body = (f"{name:{width}}" + "".join(map(_cell, values.values())) for name, values in lines.items())
    return "\n".join([head, *body])


def _largest_groups(errors: Iterable[tuple[str, str]], n_groups: int) -> str:
    """Format the groups with the most errors, each with its count and a few examples.

    Args:
        errors: The group of each error, and an example from the text.
        n_groups: Maximum number of groups to show.
    """
    groups = defaultdict(list)
    for name, example in errors:
        groups[name].append(example)
    lines = ["largest groups of errors"]
    for name, examples in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:n_groups]:
        lines.append(f"{len(examples):6}  {name}")
        lines += [f"{'':8}- {_shorten(example)}" for example in examples[:_EXAMPLES]]
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return f"{'–':>11}"
    return f"{value:>11}" if isinstance(value, int) else f"{value:>11.4f}"


def _shorten(text: str) -> str:
    """Return the beginning of a text on one line, without characters that control a terminal."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= _EXAMPLE_LENGTH else f"{line[:_EXAMPLE_LENGTH]}…"
