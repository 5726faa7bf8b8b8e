from __future__ import annotations

import pytest

from tests.ingest.articles import FIRST, SECOND


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{FIRST} {SECOND}", "de"),
        ("Er sagte nur: “The bridge over the river stays closed until the end of May, and we do not have the money for "
         "it.” Die Stadt und der Kreis wollen sich mit der Sache nicht mehr befassen.", "de"),
        ("The bridge stays closed.", "und"),
        ("Bilanz 2024", "und"),
        ("De brug over de rivier blijft tot eind mei gesloten, zei de gemeente, die geen geld heeft om haar te "
         "vernieuwen.", "nl"),
    ],
)  # fmt: skip
def test_the_language_is_told(text: str, code: str) -> None:
    from wortlaut.ingest.language import language

    assert language(text) == code
