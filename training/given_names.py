"""Writes `pipeline/wortlaut/german/given_names.csv`: whether a given name is female or male.

Source: the lists of given names in the locales of Faker 40.63.0 (MIT licence), which is not a dependency because only
this script needs it:

    pip install faker==40.63.0
    python -m training.given_names
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "wortlaut" / "german" / "given_names.csv"
GERMAN = ("de_AT", "de_CH", "de_DE")
OTHERS = (
    "az_AZ", "cs_CZ", "da_DK", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_US", "es_AR", "es_CA", "es_CO",
    "es_ES", "es_MX", "et_EE", "fi_FI", "fr_BE", "fr_FR", "ga_IE", "hr_HR", "hu_HU", "id_ID", "is_IS", "it_IT", "lt_LT",
    "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "tr_TR",
)  # fmt: skip
"""Locales in the Latin alphabet."""
CLEAR = 3
"""A name's gender is clear if this many times more locales have it for one gender than for the other."""
Lists = Mapping[str, Mapping[str, Iterable[str]]]
"""Names by locale and gender (`f`, `m`)."""


def genders(lists: Lists) -> Iterator[tuple[str, str]]:
    """Yield each name whose gender is clear, with `f` or `m`, sorted by name.

    The German locales decide if they have a name, so "Andrea" is female; otherwise the others do. A name that is about
    equally often male and female is left out.
    """
    votes = {group: defaultdict[str, Counter[str]](Counter) for group in ("german", "other")}
    for locale, names in lists.items():
        for gender in ("f", "m"):
            for name in {name for name in names.get(gender, ()) if name.isalpha() and len(name) > 1}:
                votes["german" if locale in GERMAN else "other"][name][gender] += 1
    for name in sorted(votes["german"].keys() | votes["other"].keys()):
        group = "german" if name in votes["german"] else "other"
        clear = _clear(votes[group][name])
        if clear:
            yield name, clear


def _clear(votes: Counter[str]) -> str | None:
    (gender, most), *rest = votes.most_common()
    return gender if not rest or most >= CLEAR * rest[0][1] else None


def locale_lists(locales: Iterable[str]) -> Lists:
    """Return Faker's given names by locale and gender; Faker has to be installed separately, see above."""
    lists: dict[str, dict[str, Iterable[str]]] = {}
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        lists[locale] = {
            gender: [*getattr(provider, f"first_names_{word}", ())] for gender, word in (("f", "female"), ("m", "male"))
        }
    return lists


def main() -> None:
    """Write the table."""
    with TARGET.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("name", "gender"))
        writer.writerows(genders(locale_lists([*GERMAN, *OTHERS])))


if __name__ == "__main__":
    main()
