from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PYTHONPATH
from tools.docs.tutorial import executed
from wortlaut.utils.errors import WortlautError


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code find the package of this folder."""
    monkeypatch.setenv("PYTHONPATH", PYTHONPATH)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Text\n", "Text\n"),
        ("```python\nprint(1 + 1)\n```\n\n```\nold\n```\n", "```python\nprint(1 + 1)\n```\n\n```\n2\n```\n"),
        ("```python\nprint(1)\n```\n\nText\n\n```\ntree\n```\n", None),
        ("```sh\necho a\n```\n\n```\n```\n", "```sh\necho a\n```\n\n```\na\n```\n"),
        ("```python\npass\n```\n\n```\nold\n```\n", "```python\npass\n```\n\n```\n```\n"),
        (
            "```python\nprint('a  ')\nprint('  b')\n```\n\n```\n```\n",
            "```python\nprint('a  ')\nprint('  b')\n```\n\n```\na\n  b\n```\n",
        ),
        ("```yaml\na: 1\n```\n\n```\ntree\n```\n", None),
    ],
    ids=["no code", "python", "a block that is no output", "shell", "nothing printed", "blanks", "another language"],
)
def test_output_is_below_its_code(page: str, expected: str | None, tmp_path: Path) -> None:
    assert executed(page, tmp_path) == (page if expected is None else expected)


def test_blocks_share_a_session_and_a_folder(tmp_path: Path) -> None:
    page = (
        "```python\nword = 'Hafen'\nprint('not shown')\n```\n"
        "```sh\necho Deich > file.txt\nwortlaut --help > help.txt\n```\n"
        "```python\nprint(word, open('file.txt').read(), 'Usage' in open('help.txt').read())\n```\n\n```\n```\n"
    )
    assert executed(page, tmp_path).endswith("\n```\nHafen Deich\n True\n```\n")
    assert (tmp_path / "file.txt").read_text() == "Deich\n"


@pytest.mark.parametrize(
    "code", ["```python\nraise ValueError('bad')\n```\n", "```sh\necho bad >&2; false\necho a\n```\n"]
)
def test_code_that_fails_is_an_error(code: str, tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match=r"the code of the page fails: (?s:.*)bad"):
        executed(code, tmp_path)
