"""The page on the rules' measured precision and on the word lists, for readers who want to know what is looked for."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wortlaut.german import word_lists
from wortlaut.quotations.confidence import PATH as RULES

_HEAD = """\
# Rules and word lists

This page is generated from the data that the rules use: `pipeline/wortlaut/quotations/rule_precision.csv` and the lists
in `pipeline/wortlaut/german/`. [Quotations](quotations.md) explains each rule with an example, [Entities](entities.md)
and [Sentiment](sentiment.md) say what the other lists are for.
"""
_CONFIDENCE = """\
## What the rules find

Measured on the part `train` of the reference corpus (`make confidence`). The confidence is the share of quotations that
agree with the annotated ones by half of their tokens or more, smoothed by one right and one wrong quotation; it is the
column `confidence` of `quotations.csv`.

| rule | quotations | confidence |
|---|---:|---:|"""
_VERBS = """\
## Reporting verbs

By what a verb says of the words it introduces."""
_NOUNS = """\
## Reporting nouns

By the medium they tell; `open` may be either. Compounds that end in one of them count too."""
_SHIFTERS = """\
## Polarity shifters

Verbs, nouns and adjectives that turn the tone of what they act on, by the place where that stands."""
_ROLES = """\
## Role nouns

Offices, professions and functions, with the feminine form."""


def rules_page() -> str:
    """Return `docs/rules.md`."""
    measured = csv.DictReader(RULES.read_text(encoding="utf-8").splitlines())
    rules = (f"| `{row['rule']}` | {row['n']} | {row['precision']} |" for row in measured)
    verbs = ((row["stance"], row["lemma"]) for row in word_lists.rows("reporting_verbs.csv"))
    nouns = ((row["medium"], row["lemma"]) for row in word_lists.rows("reporting_nouns.csv"))
    shifters = ((row["argument"], row["lemma"]) for row in word_lists.rows("polarity_shifters.csv"))
    roles = (_with_feminine(row["noun"], row["feminine"]) for row in word_lists.rows("role_nouns.csv"))
    parts = [_HEAD, _CONFIDENCE, *rules, ""]
    for head, words in ((_VERBS, verbs), (_NOUNS, nouns), (_SHIFTERS, shifters)):
        parts += [f"{head}\n", *_grouped(words)]
    return "\n".join([*parts, f"{_ROLES}\n", ", ".join(roles) + ".", ""])


def _grouped(words: Iterable[tuple[str, str]]) -> Iterator[str]:
    groups = defaultdict(list)
    for group, word in words:
        groups[group].append(word)
    for group, members in sorted(groups.items()):
        yield f"**{group}** ({len(members)}): {', '.join(members)}.\n"


def _with_feminine(noun: str, feminine: str) -> str:
    return noun if feminine in {"", noun} else f"{noun}/{feminine}"
