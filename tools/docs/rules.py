"""The page on the rules' measured precision and on the word lists, for readers who want to know what is looked for."""

from __future__ import annotations

import csv
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from wortlaut.german import word_lists
from wortlaut.quotations.confidence import PATH as RULES
from wortlaut.quotations.lexicon import ReportingNoun, ReportingVerb

_HEAD = """\
# Rules and word lists

This page is generated from the data that the rules use: `pipeline/wortlaut/quotations/rule_precision.csv` and the lists
in `pipeline/wortlaut/german/`. [Quotations](quotations.md) explains each rule with an example, [Entities](entities.md)
and [Sentiment](sentiment.md) say what the other lists are for.

A list is a CSV file in UTF-8, with commas and one header row, and can be edited in a spreadsheet. A row that does not
fit the header stops a run, with its line in the message; `tests/german/test_word_lists.py` checks every cell.
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

By what a verb says of the words it introduces, its stance. What the other columns of `reporting_verbs.csv` say, some of
them by `yes` or `no`:
"""
_NOUNS = """\
## Reporting nouns

By the medium they tell; `open` may be either. Compounds that end in one of them count too. What the columns of
`reporting_nouns.csv` say:
"""
_SHIFTERS = """\
## Polarity shifters

Verbs, nouns and adjectives that turn the tone of what they act on, by the place where that stands. In
`polarity_shifters.csv` that is the column `argument`: `subject`, `object`, `genitive` or the preposition before it;
`lemma` is the word, `pos` its part of speech (`VERB`, `NOUN`, `ADJ`).
"""
_ROLES = """\
## Role nouns

Offices, professions and functions, with the feminine form. In `role_nouns.csv`, `noun` is the masculine form or
the only one, `declension` is `strong`, `weak` or `adjectival`, `feminine` is empty where a woman bears the same noun,
and `in_compounds` is `no` where too many other words end like it.
"""


def rules_page() -> str:
    """Return `docs/rules.md`."""
    measured = csv.DictReader(RULES.read_text(encoding="utf-8").splitlines())
    rules = (f"| `{row['rule']}` | {row['n']} | {row['precision']} |" for row in measured)
    verbs = ((row["stance"], row["lemma"]) for row in word_lists.rows("reporting_verbs.csv"))
    nouns = ((row["medium"], row["lemma"]) for row in word_lists.rows("reporting_nouns.csv"))
    shifters = ((row["argument"], row["lemma"]) for row in word_lists.rows("polarity_shifters.csv"))
    roles = (_with_feminine(row["noun"], row["feminine"]) for row in word_lists.rows("role_nouns.csv"))
    return "\n".join(
        [
            *(_HEAD, _CONFIDENCE, *rules, ""),
            *(_VERBS, *_columns(ReportingVerb), *_grouped(verbs)),
            *(_NOUNS, *_columns(ReportingNoun), *_grouped(nouns)),
            *(_SHIFTERS, *_grouped(shifters)),
            *(_ROLES, ", ".join(roles) + ".", ""),
        ]
    )


def _columns(kind: type) -> Iterator[str]:
    """Yield a table of a list's columns, as the docstring of its rows' class explains them."""
    text = inspect.getdoc(kind) or ""
    attributes = re.findall(r"^    (\w+): (.+(?:\n     .+)*)", text, flags=re.MULTILINE)
    yield "| column | what it says |\n|---|---|"
    yield from (f"| `{column}` | {' '.join(meaning.split())} |" for column, meaning in attributes)
    yield ""


def _grouped(words: Iterable[tuple[str, str]]) -> Iterator[str]:
    groups = defaultdict(list)
    for group, word in words:
        groups[group].append(word)
    for group, members in sorted(groups.items()):
        yield f"**{group}** ({len(members)}): {', '.join(members)}.\n"


def _with_feminine(noun: str, feminine: str) -> str:
    return noun if feminine in {"", noun} else f"{noun}/{feminine}"
