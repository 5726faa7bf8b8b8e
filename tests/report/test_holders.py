from __future__ import annotations

import pytest

from wortlaut.report.holders import holder


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("einer groben Schätzung des Kreises", "Kreis"),
        ("Angaben der Bergwacht", "Bergwacht"),
        ("Informationen des Senders", "Sender"),
        ("Angaben seines Vereins", "sein Verein"),
        ("der Ansicht ihrer Partei", "ihre Partei"),
        ("Angaben von Ada Brunner", "Ada Brunner"),
        ("Aussagen der örtlichen Behörden", "der örtlichen Behörden"),
        pytest.param("Angaben vom Montag", "Angaben vom Montag", id="a day says nothing"),
        pytest.param("Angaben", "Angaben", id="nobody follows"),
        pytest.param("ihren Worten", "", id="it says nothing itself"),
        pytest.param("eigenen Angaben", "", id="nor does this"),
        pytest.param("ihrer Schwester", "ihrer Schwester", id="a person is no source"),
        pytest.param("Angaben zufolge der", "Angaben zufolge der", id="something else follows"),
        pytest.param("Die Anwohner der Brücke", "Die Anwohner der Brücke", id="people are no source"),
        ("", ""),
    ],
)
def test_a_source_is_headed_by_who_that_is(phrase: str, expected: str) -> None:
    assert holder(phrase) == expected
