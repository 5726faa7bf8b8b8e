"""Numbers, dates and messages in the reader's language, and the German catalogues held against code and templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment
from markupsafe import Markup

from tests.conftest import ROOT
from wortlaut.locales import Locale, labels
from wortlaut.tables import schemas
from wortlaut.text.article import SECTION_KINDS
from wortlaut.utils.languages import Language

PACKAGES = sorted(
    path.parents[1].relative_to(ROOT).as_posix() for path in ROOT.glob("pipeline/wortlaut/*/translations/de.po")
)
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "_table": (2,)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
EN, DE = Locale("en"), Locale("de")


@pytest.mark.parametrize(("value", "en", "de"), [(7, "7", "7"), (1_234_567, "1,234,567", "1.234.567")])
def test_number(value: int, en: str, de: str) -> None:
    assert (EN.number(value), DE.number(value)) == (en, de)


@pytest.mark.parametrize(
    ("value", "digits", "en", "de"), [(0.0382, 3, "0.038", "0,038"), (-1234.5, 1, "−1,234.5", "−1.234,5")]
)
def test_decimal(value: float, digits: int, en: str, de: str) -> None:
    assert (EN.decimal(value, digits), DE.decimal(value, digits)) == (en, de)


@pytest.mark.parametrize(("locale", "written"), [(EN, "1,234.5"), (DE, "1.234,5")])
def test_plain(locale: Locale, written: str) -> None:
    assert locale.plain(written) == "1234.5"


@pytest.mark.parametrize(
    ("value", "en", "de"),
    [(0.254, "+0.25", "+0,25"), (-0.1, "−0.10", "−0,10"), (0.0, "0.00", "0,00"), (-0.001, "0.00", "0,00")],
)
def test_signed(value: float, en: str, de: str) -> None:
    assert (EN.signed(value), DE.signed(value)) == (en, de)


@pytest.mark.parametrize(
    ("value", "digits", "en", "de"),
    [(0.64, 0, "64%", "64\u00a0%"), (0.745, 1, "74.5%", "74,5\u00a0%"), (0.75, 1, "75.0%", "75,0\u00a0%")],
)
def test_percent(value: float, digits: int, en: str, de: str) -> None:
    assert (EN.percent(value, digits), DE.percent(value, digits)) == (en, de)


@pytest.mark.parametrize(
    ("value", "en", "de"),
    [
        ("", "", ""),
        ("2024", "2024", "2024"),
        ("2024-10", "Oct 2024", "Okt. 2024"),
        ("2024-10-01", "Oct 1, 2024", "01.10.2024"),
        ("2024-10-01T11:00", "Oct 1, 2024, 11:00\u202fAM", "01.10.2024, 11:00"),
        ("2024-10-01T11:00:30+02:00", "Oct 1, 2024, 11:00\u202fAM", "01.10.2024, 11:00"),
    ],
)
def test_date(value: str, en: str, de: str) -> None:
    assert (EN.date(value), DE.date(value)) == (en, de)


def environment(tmp_path: Path, catalogue: str, *, markup: type[str] = Markup) -> Environment:
    """Return a template environment in German with a catalogue of its own."""
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "de.po").write_text(catalogue, encoding="utf-8")
    env = Environment(autoescape=True)
    Locale("de", tmp_path).install(env, markup)
    return env


def test_templates_are_translated(tmp_path: Path) -> None:
    env = environment(tmp_path, 'msgid "by %(name)s"\nmsgstr "von %(name)s"\n\nmsgid "all"\nmsgstr "alle"\n')
    template = env.from_string("{{ _('all') }} {% trans %}by\n   {{ name }}{% endtrans %} {{ _('direct') }}")

    assert template.render(name="<b>") == "alle von &lt;b&gt; direkt"


@pytest.mark.parametrize(("n", "expected"), [(1, "1 Wort"), (0, "0 Worte"), (2_000, "2.000 Worte")])
def test_plurals_are_translated(n: int, expected: str, tmp_path: Path) -> None:
    env = environment(
        tmp_path,
        'msgid "%(n)s word"\nmsgid_plural "%(n)s words"\nmsgstr[0] "%(n)s Wort"\nmsgstr[1] "%(n)s Worte"\n',
    )
    template = env.from_string("{% trans n %}{{ n }} word{% pluralize %}{{ n }} words{% endtrans %}")

    assert template.render(n=n) == expected


def test_a_percent_sign_in_a_template_stays(tmp_path: Path) -> None:
    env = environment(tmp_path, "")

    assert env.from_string("{% trans %}the 95 % interval{% endtrans %} {{ _('5 %%') }}").render() == (
        "the 95 % interval 5 %"
    )


def test_english_needs_no_catalogue() -> None:
    assert Locale("en", Path("nowhere")).gettext("direct") == "direct"


def test_every_language_but_english_has_catalogues() -> None:
    assert set(get_args(Language)) == {"en", "de"}
    assert {"pipeline/wortlaut/locales", "pipeline/wortlaut/report"} <= {*PACKAGES}


@pytest.mark.parametrize(
    ("names", "values"),
    [
        pytest.param(labels.TYPE_NAMES, schemas.QUOTATION_TYPES, id="types"),
        pytest.param(labels.ENTITY_NAMES, schemas.ENTITY_LABELS, id="entities"),
        pytest.param(labels.TONE_NAMES, schemas.TONE_LABELS, id="tones"),
        pytest.param(labels.TONE_MARKS, schemas.TONE_LABELS, id="marks of tones"),
        pytest.param(labels.SECTION_NAMES, SECTION_KINDS, id="sections"),
        pytest.param(labels.KIND_NAMES, (*schemas.SPEAKER_KINDS, ""), id="kinds of speakers"),
        pytest.param(labels.GENDER_NAMES, (*schemas.GENDERS, ""), id="genders"),
        pytest.param(labels.GENDER_GROUP_NAMES, (*schemas.GENDERS, "", "nobody"), id="groups by gender"),
        pytest.param(labels.TURN_NAMES, schemas.TURN_KINDS, id="turns"),
    ],
)
def test_every_value_of_the_tables_has_a_name(names: Mapping[str, str], values: Sequence[str]) -> None:
    assert set(names) == set(values)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_german_catalogue_has_the_messages_of_code_and_templates(package: str) -> None:
    catalogue = {key(message) for message in german(package) if message.id}

    used = used_messages(package)
    assert used
    assert catalogue - used == set(), "no longer used; run `make messages`"
    assert used - catalogue == set(), "missing; run `make messages`, then translate"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_is_translated(package: str) -> None:
    catalogue = german(package)

    assert [message.id for message in catalogue if not forms(message.string) or not all(forms(message.string))] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_translations_keep_the_placeholders(package: str) -> None:
    for message in german(package):
        expected = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
        actual = [set(PLACEHOLDER.findall(form)) for form in forms(message.string)]
        assert actual == expected, message.id
        assert [form for form in forms(message.string) if "%" in PLACEHOLDER.sub("", form).replace("%%", "")] == []


def german(package: str) -> Catalog:
    with (ROOT / package / "translations" / "de.po").open("rb") as handle:
        return read_po(handle)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the singular and plural of a message, or its one form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def key(message: Message) -> tuple[str, ...]:
    return forms(message.id)


def used_messages(package: str) -> set[tuple[str, ...]]:
    """Return the messages that the code and the templates of a package show."""
    return {forms(message) for message in _extracted(package)}


def _extracted(package: str) -> Iterator[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as handle:
        methods, options = parse_mapping_cfg(handle)  # type: ignore[no-untyped-call]  # Babel leaves it without types
    for _, _, message, _, _ in extract_from_dir(ROOT / package, methods, options, KEYWORDS):
        yield message
    if package == "pipeline/wortlaut/locales":
        for _, message, _, _ in extract_from_file(
            "python", ROOT / "pipeline" / "wortlaut" / "tables" / "schemas.py", {"_table": (2,)}
        ):
            yield message
