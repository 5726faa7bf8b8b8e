"""Sentences made to measure how well a pipeline tells subjunctive from indicative verb forms.

Every verb of `konjunktiv.csv` is put into sentences of reported speech and unreal conditions, and its indicative twin
into the same clause as a statement. Forms that can be both ("gingen") are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_suffix(".csv")
# Frames and the column of the verb form in them; {subject} and {subjects} may be capitalised.
SUBJUNCTIVE = (
    ("Die Sprecherin teilte mit, {subject} {subjunctive_1} {rest}.", "subjunctive_1"),
    ("{Subject} {subjunctive_1} {rest}, hieß es am Abend.", "subjunctive_1"),
    ("Nach seiner Darstellung {subjunctive_1} {subject} {rest}.", "subjunctive_1"),
    ("Kritiker behaupten, {subject} {subjunctive_1} {rest}, doch Belege fehlen.", "subjunctive_1"),
    ("Wenn das stimmt, {subjunctive_2} {subject} {rest}.", "subjunctive_2"),
    ("Unter anderen Umständen {subjunctive_2} {subject} {rest}.", "subjunctive_2"),
    ("Sie tun so, als {subjunctive_2_plural} {subjects} {rest}.", "subjunctive_2_plural"),
)
INDICATIVE = (
    ("{Subject} {present} {rest}.", "present"),
    ("Seit dem Frühjahr {present} {subject} {rest}.", "present"),
    ("Wie berichtet, {present} {subject} {rest}, und das freut viele.", "present"),
    ("{Subject} {past} {rest}.", "past"),
    ("Damals {past} {subject} {rest}.", "past"),
    ("Im Vorjahr {past_plural} {subjects} {rest}, was niemand erwartet hat.", "past_plural"),
)


class Case(NamedTuple):
    """A sentence with a verb form.

    Attributes:
        text: The sentence.
        place: The first character of the form.
        is_subjunctive: Its mood.
    """

    text: str
    place: int
    is_subjunctive: bool


def cases() -> Iterator[Case]:
    """Yield the sentences."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            capital = row["subject"][0].upper() + row["subject"][1:]
            for frames, mood in ((SUBJUNCTIVE, True), (INDICATIVE, False)):
                for frame, column in frames:
                    if row[column]:
                        before = frame[: frame.index(f"{{{column}}}")].format(**row, Subject=capital)
                        yield Case(frame.format(**row, Subject=capital), len(before), mood)
