from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import read_one, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titel Stand: 01.10.2024 11:00 Uhr\n", "2024-10-01T11:00"),
        ("Stand: 1. 2. 2025, 9.05 Uhr", "2025-02-01T09:05"),
        ("Stand: 31.12.2024\n\n11:00 Uhr ist es.", "2024-12-31"),
        ("Stand: 31.12.2024\n", "2024-12-31"),
        ("Stand: 31.02.2024 11:00 Uhr", None),
        ("Stand: 01.10.2024 25:00 Uhr", None),
        ("Der Bestand: 01.10.2024", None),
        ("4000 Einwohner (Stand: 31.12.2024)", None),
        ("Am 01.10.2024 um 11:00 Uhr", None),
    ],
)
def test_the_date_is_read_from_the_text(tmp_path: Path, text: str, expected: str | None) -> None:
    assert read_one(written(tmp_path, "a.txt", text)).published_at == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-01 11:00:00+00:00", "2024-07-01T13:00"),
        ("2024-01-01T23:30:00Z", "2024-01-02T00:30"),
        ("2024-01-01T12:00:00.123456+0100", "2024-01-01T12:00"),
        ("2024-01-01T12:00", "2024-01-01T12:00"),
        ("2024-01-01", "2024-01-01"),
        ("1.2.2024", "2024-02-01"),
        ("01.02.2024 09:30", "2024-02-01T09:30"),
        ("Mon, 01 Jan 2024 12:00:00 +0100", "2024-01-01T12:00"),
        (1_704_106_800, "2024-01-01T12:00"),
        (1_704_106_800_000, "2024-01-01T12:00"),
        ("2024-02-30", None),
        ("2024-01-01T25:00", None),
        ("gestern", None),
        ("9" * 400, None),
        (1e300, None),
        (float("nan"), None),
        (True, None),
        (None, None),
    ],
)
def test_dates_are_read_as_sources_write_them(value: object, expected: str | None) -> None:
    from wortlaut.ingest.dates import to_iso

    assert to_iso(value) == expected
