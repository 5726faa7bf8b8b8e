from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import FIRST, PARAMS, SECOND, read, written
from tests.work import limited_work, work_can_be_limited
from wortlaut.ingest.delimited import read_rows
from wortlaut.text.article import Article


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        pytest.param("k.csv", f'id, text\n1, "{FIRST}, ja"\n', [f"{FIRST}, ja"], id="blank behind the comma"),
        pytest.param("k.csv", f"id,text\r1,{FIRST}\r2,{SECOND}\r", [FIRST, SECOND], id="ends of old Macs"),
        pytest.param("k.csv", f'id,text\r\n1,"{FIRST}\r\n\r\nSie sagte ""ja""."\r\n', [
            f'{FIRST}\r\n\r\nSie sagte "ja".'], id="two paragraphs"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n2\t{SECOND}\n', [f'"{FIRST}', SECOND], id="a mark"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n2\t{SECOND}"\n', [f'"{FIRST}', f'{SECOND}"'], id="two such"),
        pytest.param("k.tsv", f'id\ttext\n1\t"Ja", sagte sie. {FIRST}\n', [f'"Ja", sagte sie. {FIRST}'], id="speech"),
        pytest.param("k.tsv", f'id\ttext\n1\t"{FIRST}\n\n{SECOND}"\n', [f"{FIRST}\n\n{SECOND}"], id="paragraphs"),
    ],
)  # fmt: skip
def test_no_text_of_a_row_is_lost(tmp_path: Path, name: str, content: str, texts: list[str]) -> None:
    items = read(written(tmp_path, name, content))
    assert [item.text if isinstance(item, Article) else item.reason for item in items] == texts


@pytest.mark.slow
@work_can_be_limited
def test_work_grows_with_the_rows_that_begin_with_a_quotation_mark(tmp_path: Path) -> None:
    path = written(tmp_path, "k.tsv", "id\ttext\n" + f'1\t"Ja", sagte sie. {FIRST}\n' * 80_000)
    with limited_work():
        assert sum(1 for _ in read_rows(path, PARAMS)) == 80_000
