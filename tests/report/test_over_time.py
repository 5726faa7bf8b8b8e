from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.rows import row
from wortlaut.report.over_time import SPEAKERS, Month, SpeakersOverTime, read_over_time
from wortlaut.report.sections import NO_TONE
from wortlaut.report.speakers import Speaker
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import SpeakersByGroupRow, ToneByGroupRow

ADA, FIRE = "PER:ada-brunner", "ORG:feuerwehr"


def words(month: str, speaker: str, n_words: int, by: str = "month") -> SpeakersByGroupRow:
    return row(schemas.SPEAKERS_BY_GROUP, group_by=by, group_name=month, canonical_id=speaker, n_words=n_words)


def tone(month: str, speaker: str, **cells: Any) -> ToneByGroupRow:
    ids = {"group_by": "month", "group_name": month, "voice": "speaker", "canonical_id": speaker}
    return row(schemas.TONE_BY_GROUP, **ids, **cells)


def over_time(
    folder: Path, rows: list[SpeakersByGroupRow], tones: list[ToneByGroupRow], *speakers: str
) -> SpeakersOverTime:
    csv_files.write(schemas.SPEAKERS_BY_GROUP, rows, folder)
    csv_files.write(schemas.TONE_BY_GROUP, tones, folder)
    return read_over_time(folder, [Speaker(name, name, "", 1, 1, 9, {}, NO_TONE) for name in speakers])


def test_months_without_words_are_left_out(tmp_path: Path) -> None:
    rows = [
        words("2024-10", ADA, 5),
        words("2025-03", ADA, 7),
        words("2025-05", ADA, 1),
        words("Bote", ADA, 9, "outlet"),
    ]
    tones = [tone("2025-03", ADA, tone=0.5, low=0.25, high=0.75, n_sentences=8)]
    found = over_time(tmp_path, rows, tones, ADA, "PER:otto-klein")

    assert found.columns == ("2024-10", None, "2025-03", "2025-04", "2025-05")
    ((speaker, months),) = found.speakers
    assert speaker.canonical_id == ADA
    assert months == {
        "2024-10": Month(5, None, None),
        "2025-03": Month(7, 0.5, (0.25, 0.75)),
        "2025-05": Month(1, None, None),
    }


def test_organisations_called_by_a_noun_are_one(tmp_path: Path) -> None:
    ids = [f"{FIRE}@{article}" for article in "ab"]
    rows = [words("2024-10", ids[0], 5), words("2024-10", ids[1], 3), words("2024-11", ids[1], 2)]
    tones = [
        tone("2024-10", ids[0], tone=1.0, low=0.5, high=1.0, n_sentences=3),
        tone("2024-10", ids[1], tone=0.0, n_sentences=1),
    ]
    ((_, months),) = over_time(tmp_path, rows, tones, FIRE).speakers

    assert months == {"2024-10": Month(8, 0.75, None), "2024-11": Month(2, None, None)}


def test_many_of_them_have_an_interval(tmp_path: Path) -> None:
    ids = [f"{FIRE}@{article}" for article in "abcde"]
    rows = [words(month, each, 5) for month in ("2024-10", "2024-11") for each in ids]
    tones = [tone("2024-10", each, tone=0.2 * number, n_sentences=2) for number, each in enumerate(ids)]
    ((_, months),) = over_time(tmp_path, rows, tones, FIRE).speakers

    assert months["2024-10"].tone == 0.4
    assert months["2024-10"].interval is not None
    assert 0 <= months["2024-10"].interval[0] < 0.4 < months["2024-10"].interval[1] <= 0.8


def test_one_month_is_no_time(tmp_path: Path) -> None:
    assert over_time(tmp_path, [words("2024-10", ADA, 5)], [], ADA) == SpeakersOverTime((), ())


def test_few_speakers_are_followed(tmp_path: Path) -> None:
    names = [f"PER:anna-{number}" for number in range(SPEAKERS + 3)]
    rows = [words(month, name, 5) for month in ("2024-10", "2024-11") for name in names]
    assert [speaker.name for speaker, _ in over_time(tmp_path, rows, [], *names).speakers] == names[:SPEAKERS]
