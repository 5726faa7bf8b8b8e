from __future__ import annotations

import pytest

from tests.rows import row
from wortlaut.entities import CanonicalEntity
from wortlaut.quotations.speaker_totals import count_words, own_words, speaker_rows
from wortlaut.tables import schemas
from wortlaut.tables.schemas import QuotationRow

ANNA = CanonicalEntity("PER:Anna Berg", "Anna Berg", "PER", ("Berg",), 3, 2, "Ministerin")
OTTO = CanonicalEntity("PER:Otto Kern", "Otto Kern", "PER", ("Kern",), 1, 1, None)
ENTITIES = {entity.canonical_id: entity for entity in (ANNA, OTTO)}


def quotation(
    number: int,
    text: str,
    speaker: CanonicalEntity | str,
    *,
    article: str = "a",
    kind: str = "Indirect",
    inside: int | None = None,
) -> QuotationRow:
    """Return a row of `quotations.csv`; a speaker that is a string is not identified."""
    return row(
        schemas.QUOTATIONS,
        article_id=article,
        quotation_id=f"{article}#q{number}",
        type=kind,
        quote_text=text,
        speaker_id=speaker.canonical_id if isinstance(speaker, CanonicalEntity) else None,
        speaker_text="sie" if isinstance(speaker, CanonicalEntity) else speaker,
        nested_in=f"{article}#q{inside}" if inside else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir lassen niemanden allein", 4),
        ("„Ein Pfeiler hat sich gesenkt … und zwar tief“", 8),
        ("5.000 Euro – bis zu", 4),
        ("Corona-Krise\nund\u00a0Krieg", 3),
        ("– … “", 0),
        ("", 0),
    ],
)
def test_count_words(text: str, expected: int) -> None:
    assert count_words(text) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([quotation(1, "drei kurze Worte", ANNA)], [3], id="alone"),
        pytest.param(
            [quotation(1, "sie sei „sehr stolz“", ANNA), quotation(2, "„sehr stolz“", ANNA, inside=1)],
            [4, 0],
            id="nested in the same speaker's",
        ),
        pytest.param(
            [quotation(1, "Kern habe „ja“ gesagt", ANNA), quotation(2, "„ja“", OTTO, inside=1)],
            [4, 1],
            id="nested in another's",
        ),
        pytest.param(
            [
                quotation(1, "Kern wisse, dass sie komme", ANNA),
                quotation(2, "dass sie komme", OTTO, inside=1),
                quotation(3, "sie komme", ANNA, inside=2),
            ],
            [5, 3, 0],
            id="nested in another's inside the same speaker's",
        ),
        pytest.param(
            [quotation(1, "es sei „aus“", "die Polizei"), quotation(2, "„aus“", "die Polizei", inside=1)],
            [3, 0],
            id="unidentified speaker",
        ),
        pytest.param(
            [quotation(1, "eins", ANNA, article="a"), quotation(1, "eins zwei", ANNA, article="b")],
            [1, 2],
            id="articles",
        ),
    ],
)
def test_own_words(rows: list[QuotationRow], expected: list[int]) -> None:
    assert list(own_words(rows)) == list(zip(rows, expected, strict=True))


def test_speaker_rows() -> None:
    rows = [
        quotation(1, "ja", OTTO, kind="Direct"),
        quotation(2, "er komme „heute Abend“", ANNA),
        quotation(3, "„heute Abend“", ANNA, kind="Direct", inside=2),
        quotation(4, "niemand sei verletzt", "die Polizei"),
        quotation(1, "Das ist gut", ANNA, article="b", kind="Direct"),
    ]

    assert speaker_rows(rows, ENTITIES) == [
        ("PER:Anna Berg", "Anna Berg", "Ministerin", 3, 2, 7, 2),
        ("PER:Otto Kern", "Otto Kern", None, 1, 1, 1, 1),
    ]


def test_the_speaker_with_the_most_words_comes_first() -> None:
    rows = [quotation(1, "ja", ANNA), quotation(2, "nein doch", OTTO)]

    assert [found.canonical_id for found in speaker_rows(rows, ENTITIES)] == ["PER:Otto Kern", "PER:Anna Berg"]


def test_speakers_with_equal_word_counts_are_ordered_by_id() -> None:
    rows = [quotation(1, "ja", OTTO), quotation(2, "nein", ANNA)]

    assert [found.canonical_id for found in speaker_rows(rows, ENTITIES)] == ["PER:Anna Berg", "PER:Otto Kern"]


def test_no_quotations_give_no_speakers() -> None:
    assert speaker_rows([], ENTITIES) == []
