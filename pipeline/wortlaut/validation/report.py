"""Write the scores of a sheet for reading, and a paragraph for the method section of a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill

from wortlaut import __version__
from wortlaut.locales import N_, Locale
from wortlaut.utils.languages import Language
from wortlaut.validation.scores import Proportion, Scores, score
from wortlaut.validation.sheet import SheetRow

_WIDTH = 100
"""Characters per line of the paragraph."""
_NAME = 32


def validation_report(rows: Sequence[SheetRow], language: Language) -> str:
    """Return the scores of a sheet as tables of text, and the paragraph.

    Args:
        rows: The rows of the sheet.
        language: The language.
    """
    locale = Locale(language, Path(__file__).parent)
    scores = score(rows)
    recall = locale.gettext("recall (estimated)")
    lines = [
        _line(locale.gettext("all"), (scores.precision, scores.speakers, scores.tones), locale),
        "",
        f"{recall:{_NAME}}{_cell(scores.recall, locale)}",
    ]
    head = f"{'':{_NAME}}" + "".join(
        f"{locale.gettext(name):28}" for name in (N_("precision"), N_("right speakers"), N_("right tones"))
    )
    for title, groups in ((locale.gettext("by rule"), scores.by_rule), (locale.gettext("by outlet"), scores.by_outlet)):
        if any(groups):
            lines += ["", title, *_group_lines(groups, locale)]
    return "\n".join(line.rstrip() for line in [head, *lines, "", fill(_paragraph(scores, locale), _WIDTH), ""])


def _group_lines(groups: Mapping[str, tuple[Proportion, ...]], locale: Locale) -> list[str]:
    return [_line(name or "–", shares, locale) for name, shares in groups.items()]


def _line(name: str, shares: Sequence[Proportion], locale: Locale) -> str:
    shown = "".join(char if char.isprintable() else " " for char in name)
    short = shown if len(shown) < _NAME else f"{shown[: _NAME - 2]}…"
    return f"{short:{_NAME}}" + "".join(f"{_cell(share, locale):28}" for share in shares)


def _cell(share: Proportion, locale: Locale) -> str:
    if share.value is None:
        return "–"
    return f"{_interval(share, locale)}, n = {locale.number(share.n)}"


def _interval(share: Proportion, locale: Locale) -> str:
    value, low, high = (locale.percent(part or 0.0, 0) for part in share[1:])
    return f"{value} ({low}–{high})".replace("\N{NO-BREAK SPACE}", " ")


def _paragraph(scores: Scores, locale: Locale) -> str:
    """Return the method paragraph; it only says what was judged."""
    if scores.precision.value is None:
        return locale.gettext("No quotation was judged: fill in the column is_quotation.")
    sentences = [
        locale.gettext(
            "Quotations were found with Wortlaut %(version)s and checked by hand in a random sample of %(n)s of "
            "%(all)s, drawn in proportion to rules and outlets. The precision was %(precision)s; intervals are at the "
            "level of 95 percent, of shares after Wilson."
        )
        % {
            "version": __version__,
            "n": locale.number(scores.precision.n),
            "all": locale.number(round(scores.n_quotations)),
            "precision": _interval(scores.precision, locale),
        }
    ]
    for share, text in (
        (scores.speakers, locale.gettext("Of the correct quotations, %(share)s had the right speaker (n = %(n)s).")),
        (scores.tones, locale.gettext("The tone was right for %(share)s (n = %(n)s).")),
    ):
        if share.value is not None:
            sentences.append(text % {"share": _interval(share, locale), "n": locale.number(share.n)})
    if scores.recall.value is not None:
        text = locale.gettext(
            "In a random sample of %(n)s of %(all)s sentences without a quotation, the missed ones were counted, which "
            "gives an estimated recall of %(recall)s; it is an upper estimate, because a sentence counts once and "
            "quotations missed beside others are not seen."
        )
        counts = {"n": locale.number(scores.recall.n), "all": locale.number(round(scores.n_passages))}
        sentences.append(text % {**counts, "recall": _interval(scores.recall, locale)})
    return " ".join(sentences)
