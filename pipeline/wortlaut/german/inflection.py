"""Build the forms of German verbs from their principal parts.

A small model's lemmas are wrong for one verb form in twelve, most often for strong and prefixed verbs, and if a
reporting verb is not recognised, its quotation is lost. Closed lists of forms do not have this problem.

Source: Duden, Die Grammatik, conjugation of weak verbs; principal parts of the strong and irregular verbs from its
tables (`strong_verbs.csv`: third person singular of present and preterite, participle II).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wortlaut.german import word_lists
from wortlaut.german.verbs import PREFIXES, UNSTRESSED_PREFIXES

_SHORTEST_STEM = 5
"""Letters of a verb without its prefix; shorter ones are mostly no verb (`ein` in `einigen`)."""


_SHORTEST_INFINITIVE = 3
"""Letters: `tun`."""
_LAST_VOWEL = re.compile(r"[aou][^aeiouäöü]*$")
"""A vowel that takes an umlaut in the last syllable of a preterite: `stand`, but not `stieß`."""


class Forms(NamedTuple):
    """The forms of a verb without its separable particle.

    Attributes:
        finite: Third person and plural forms in the indicative and the subjunctive.
        participle: Participle II.
        infinitive: Infinitive.
    """

    finite: frozenset[str]
    participle: str
    infinitive: str


@cache
def _strong_parts() -> dict[str, tuple[str, str, str]]:
    rows = word_lists.rows("strong_verbs.csv")
    return {row["infinitive"]: (row["present"], row["preterite"], row["participle"]) for row in rows}


def forms(infinitive: str) -> Forms:
    """Return the forms of a verb.

    Args:
        infinitive: A verb without a separable particle, e.g. `kündigen`, `sprechen`, `erklären`.
    """
    stem = infinitive.removesuffix("n").removesuffix("e")
    present, preterite, participle = _strong_parts().get(infinitive) or _weak_parts(infinitive, stem)
    past = preterite.removesuffix("e")
    subjunctives = {stem + "e"}  # Konjunktiv I: `sage`, `fordere`, `bemängele` and `bemängle`
    if infinitive.endswith("eln"):
        subjunctives.add(stem[:-2] + stem[-1] + "e")
    return Forms(frozenset({present, preterite, past + "en", infinitive, *subjunctives}), participle, infinitive)


def is_subjunctive_form(form: str, infinitive: str) -> bool:
    """Return whether a form is the third person singular of Konjunktiv I, which the first person of the present equals.

    Args:
        form: A form in lower case: `prüfe`, `trete`, `verhandle`.
        infinitive: The infinitive of its verb.
    """
    stem = infinitive.removesuffix("n").removesuffix("e")
    return form == f"{stem}e" or (infinitive.endswith("eln") and form == f"{stem[:-2]}le")


def is_ambiguous_preterite(form: str, infinitive: str) -> bool:
    """Return whether a form is the plural of the preterite and of Konjunktiv II.

    It is both for weak verbs (`sparten`), and for strong ones without a vowel that takes an umlaut (`verstießen`).

    Args:
        form: A form in lower case, without a separated particle.
        infinitive: The infinitive of its verb, with or without the particle.
    """
    for prefix in ("", *PREFIXES):
        base = infinitive.removeprefix(prefix)
        if not infinitive.startswith(prefix) or len(base) < _SHORTEST_INFINITIVE:
            continue
        strong = _strong_parts().get(base)
        preterite = strong[1] if strong is not None else _weak_parts(base, base.removesuffix("n").removesuffix("e"))[1]
        plural = preterite.removesuffix("e") + "en"
        if form in {plural, prefix + plural}:
            has_umlaut = strong is not None and (preterite.endswith("te") or _LAST_VOWEL.search(preterite) is not None)
            return not has_umlaut
    return False


def _weak_parts(infinitive: str, stem: str) -> tuple[str, str, str]:
    """Return the principal parts; t, d or a consonant with m, n takes an `e`: `meldet`, `begegnet`, `rechnet`."""
    has_cluster = stem[-1:] in {"m", "n"} and (stem[-3:-1] == "ch" or stem[-2:-1] not in set("aeiouäöühlrmn"))
    present = stem + ("et" if stem.endswith(("t", "d")) or has_cluster else "t")
    has_ge = not infinitive.startswith(UNSTRESSED_PREFIXES) and not infinitive.endswith("ieren")
    return present, present + "e", ("ge" if has_ge else "") + present


def participle(infinitive: str) -> str:
    """Return the participle II of a verb that may have a prefix or particle: `verloren`, `abgestürzt`, `beigelegt`.

    Args:
        infinitive: The infinitive, with its particle.
    """
    if infinitive in _strong_parts():
        return forms(infinitive).participle
    for prefix in PREFIXES:
        rest = infinitive.removeprefix(prefix)
        if rest != infinitive and len(rest) >= _SHORTEST_STEM:
            inner = forms(rest).participle
            is_unstressed = prefix in UNSTRESSED_PREFIXES
            return prefix + (inner.removeprefix("ge") if is_unstressed and not rest.startswith("ge") else inner)
    return forms(infinitive).participle
