from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.articles import FIRST, SECOND, read, read_one, written
from wortlaut.ingest import Rejected
from wortlaut.params import IngestParams


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=30)), max_size=5), st.integers(1, 9)
)
def test_an_array_is_read_alike_however_it_is_cut(records: list[dict[str, Any]], size: int) -> None:
    from wortlaut.ingest.json_lines import elements

    text = json.dumps(records)
    assert list(elements([text[i : i + size] for i in range(0, len(text), size)], 10_000)) == records


@pytest.mark.parametrize(
    ("content", "n_articles", "reason"),
    [
        (f'[{{"text": "{FIRST}"}}', 1, "broken"),
        (f'[{{"text": "{FIRST}"}} {{"text": "{SECOND}"}}]', 1, "comma is missing"),
        ('[{"text": "' + "a" * 9_000, 0, "more than 4,000 characters"),
        ("[" * 100_000, 0, "nested too deeply"),
        ('{"a":' * 3_000, 0, "JSON"),  # from Python 3.13 on it is not too deep, but has no end
        ('{"text": 5}', 0, "no text in 'text', 'plaintext' or 'body'"),
        ("7", 0, "not a JSON object"),
        ('{"text": ' + "9" * 5_000 + "}", 0, "not valid JSON"),
        ("[]", 0, "corpus contains no articles"),
    ],
)
def test_broken_json_gives_what_was_before_it_and_a_reason(
    tmp_path: Path, content: str, n_articles: int, reason: str
) -> None:
    *articles, rejected = read(written(tmp_path, "a.json", content), IngestParams(max_characters=1_000))
    assert len(articles) == n_articles
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


def test_halves_of_surrogates_and_nul_in_json_do_no_harm(tmp_path: Path) -> None:
    content = json.dumps({"text": f"{FIRST} \ud800 \ude00 \0 \ud83d\ude00", "title": "\udfff Titel"})
    article = read_one(written(tmp_path, "a.json", content))
    assert article.text == f"{FIRST} \ufffd \ufffd \ufffd 😀"
    assert article.title == "\ufffd Titel"
