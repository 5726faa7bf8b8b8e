from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import FIRST, SECOND, read_one, written
from wortlaut.ingest import encodings


@pytest.mark.parametrize("text", [f"{FIRST}\n\n„{SECOND}“ – so die Stadt…\n", "Grüße aus Köln, Straße 5, für 20 €"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso8859-15"]
)
def test_the_encoding_is_told_and_recorded(tmp_path: Path, text: str, encoding: str) -> None:
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        content = text.replace("„", '"').replace("“", '"').replace("–", "-").replace("…", "...").encode(encoding)
    article = read_one(written(tmp_path, "a.txt", content))
    assert content.decode(article.encoding or "") == article.text
    assert article.text == content.decode(encoding).removeprefix("\ufeff")


def test_a_sample_may_end_inside_a_character() -> None:
    text = "Die Lüge über die Brücke. " * 3
    for end in range(20, 60):
        assert encodings.detect_encoding(text.encode()[:end]) == "utf-8"
