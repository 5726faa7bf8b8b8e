"""Generates the page on the rules' measured precision and the word lists."""

from __future__ import annotations

import csv
import inspect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from wortlaut.german import word_lists
from wortlaut.quotations.candidates import PRECISION, confidence
from wortlaut.quotations.lexicon import Frame, ReportingNoun, ReportingVerb, frames
from wortlaut.quotations.rules import RULES

_HEAD = """\
# Rules and word lists

This page is generated from what the program uses: `RULES` in `pipeline/wortlaut/quotations/rules.py`,
`rule_precision.csv` beside it, and the lists in `pipeline/wortlaut/german/`. [Quotations](quotations.md),
[Entities](entities.md) and [Sentiment](sentiment.md) say how they work together.

A list is a CSV file in UTF-8, with commas and one header row, and can be edited in a spreadsheet. A row that does not
fit the header stops a run with an error that names its line; `tests/german/test_word_lists.py` checks every cell.
"""
_CONFIDENCE = """\
## Rules

The column `rule` of `quotations.csv` names one of these.
Measured on the part `train` of the reference corpus (`make confidence`): the confidence is the share of quotations
whose words match an annotated one with a token F1 of 0.5 or more, smoothed by adding one right and one wrong quotation;
it is the column `confidence` of `quotations.csv`, 0.5 for a rule without quotations there.

| rule | type | what it finds | example | quotations | confidence |
|---|---|---|---|---:|---:|"""
_FRAMES = """\
## Frames

Words that mark others as reported without a reporting verb. The columns of `frames.csv`:
"""
_VERBS = """\
## Reporting verbs

Grouped by stance: what a verb says about the words it introduces. The columns of `reporting_verbs.csv`; some hold
`yes` or `no`:
"""
_NOUNS = """\
## Reporting nouns

Grouped by the medium they imply; `open` may be either. Compounds that end in one of them count too. The columns of
`reporting_nouns.csv`:
"""
_POLAR = """\
## Polar words and phrases

What is good or bad in news, and what is not although textblob-de lists it (`not polar`), grouped by sense. In
`polar_words.csv`, `lemma` is the word, `pos` its part of speech (`VERB`, `NOUN`, `ADJ`; adverbs count as adjectives),
`polarity` goes from -1 to 1, `sense` says what is good or bad, `in_compounds` is `yes` if a compound that ends in the
noun has its polarity, and `source` is `textblob-de` if the polarity is textblob-de's, `tone_gold` if the word is in the
training texts of the label model, else `own`. In `polar_phrases.csv`, `phrase` is a sequence of forms in lower case,
and `verbs` are lemmas of which the sentence must contain one, joined by `|`. The numbers of words, and the phrases:
"""
_SHIFTERS = """\
## Polarity shifters

Verbs, nouns and adjectives that reverse the tone of what they act on, grouped by its position: in
`polarity_shifters.csv` the column `argument`, which is `subject`, `object`, `genitive` or the preposition before it;
`lemma` is the word, `pos` its part of speech (`VERB`, `NOUN`, `ADJ`).
"""
_ROLES = """\
## Role nouns

Offices, professions and functions, with the feminine form. In `role_nouns.csv`, `noun` is the masculine form or
the only one, `declension` is `strong`, `weak` or `adjectival`, `feminine` is empty if the noun is the same for women,
and `in_compounds` is `no` if too many other words end like it.
"""
_KINDS = """\
## Kinds of speakers

For whom somebody speaks ([entities](entities.md#kinds-of-speakers)). In `speaker_kinds.csv`, `word` is a noun in the
nominative singular, masculine if it has a feminine form, `of` is `role`, `office`, `organisation`, `name` or
`known_name` (a kind in `known_names.csv`), and `kind` is empty for an office that says nothing by itself.
"""


def rules_page() -> str:
    """Return `docs/rules.md`."""
    measured = csv.DictReader(PRECISION.read_text(encoding="utf-8").splitlines())
    numbers = {row["rule"]: row["n"] for row in measured}
    rules = (
        f"| `{rule.name}` | {rule.type} | {rule.summary} | {rule.example} | {numbers.get(rule.name, 0)} "
        f"| {confidence(rule.name)} |"
        for rule in RULES
    )
    frame_rows = (f"| {frame.trigger} | {frame.position} | {frame.source} | {frame.example} |" for frame in frames())
    verbs = ((row["stance"], row["lemma"]) for row in word_lists.rows("reporting_verbs.csv"))
    nouns = ((row["medium"], row["lemma"]) for row in word_lists.rows("reporting_nouns.csv"))
    shifters = ((row["argument"], row["lemma"]) for row in word_lists.rows("polarity_shifters.csv"))
    polar = Counter(row["sense"] for row in word_lists.rows("polar_words.csv"))
    phrases = ((row["sense"], row["phrase"]) for row in word_lists.rows("polar_phrases.csv"))
    counts = ", ".join(f"{sense} {n}" for sense, n in sorted(polar.items()))
    roles = (_with_feminine(row["noun"], row["feminine"]) for row in word_lists.rows("role_nouns.csv"))
    kinds = ((f"{row['kind'] or 'any'}, {row['of']}", row["word"]) for row in word_lists.rows("speaker_kinds.csv"))
    return "\n".join(
        [
            *(_HEAD, _CONFIDENCE, *rules, ""),
            *(
                _FRAMES,
                *_columns(Frame),
                "| trigger | position | source | example |\n|---|---|---|---|",
                *frame_rows,
                "",
            ),
            *(_VERBS, *_columns(ReportingVerb), *_grouped(verbs)),
            *(_NOUNS, *_columns(ReportingNoun), *_grouped(nouns)),
            *(_POLAR, f"{counts}.\n", *_grouped(phrases)),
            *(_SHIFTERS, *_grouped(shifters)),
            *(_ROLES, ", ".join(roles) + ".", ""),
            *(_KINDS, *_grouped(kinds)),
        ]
    )


def _columns(kind: type) -> Iterator[str]:
    """Yield a table of a list's columns, taken from the docstring of its row class."""
    text = inspect.getdoc(kind) or ""
    attributes = re.findall(r"^    (\w+): (.+(?:\n     .+)*)", text, flags=re.MULTILINE)
    yield "| column | meaning |\n|---|---|"
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
