"""Runs the tutorial: the code of a page from top to bottom, in one session, and what each block prints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from wortlaut.utils.errors import WortlautError

TUTORIAL = Path("docs", "tutorial.md")
PAGES = Path("docs", "pages")
FIGURE = "words-by-women.png"
"""What the tutorial draws; it is shown as `docs/images/words-by-women.png`, which `make screenshots` writes."""

_BLOCK = re.compile(r"^```(?P<language>python|sh)\n(?P<code>.*?)^```\n(?:\n```\n(?P<printed>.*?)^```\n)?", re.M | re.S)
_NEXT = "\x1e"
"""Between what two blocks print (the ASCII record separator)."""
_HEAD = """\
import subprocess, sys

def shell(code):
    sys.stdout.flush()
    function = 'wortlaut() { "$PYTHON" -m wortlaut "$@"; };'
    subprocess.run(["bash", "-c", f"set -euo pipefail; {function} {code}"], check=True)

"""


def run_tutorial(root: Path, folder: Path) -> str:
    """Run the tutorial, and return its page with what it prints now.

    Args:
        root: The folder of the project.
        folder: An empty folder, where the tutorial's results and its figure stay.

    Raises:
        WortlautError: A block of code fails.
    """
    shutil.copytree(root / PAGES, folder / PAGES)
    return executed((root / TUTORIAL).read_text(encoding="utf-8"), folder)


def executed(page: str, folder: Path) -> str:
    """Run the blocks `python` and `sh` of a page in their order, in one Python session, and return the page.

    Args:
        page: Markdown. A block without a language right after code is what the code prints; else that is not shown.
        folder: Where the code runs; what it writes stays there.

    Returns:
        The page, in which the blocks of output have what the code prints now.

    Raises:
        WortlautError: A block fails.
    """
    blocks = list(_BLOCK.finditer(page))
    script = _HEAD + "".join(f"print({_NEXT!r}, end='')\n{_as_python(block)}\n" for block in blocks)
    command = [sys.executable, "-W", "error", "-c", script]
    environment = os.environ | {"PYTHON": sys.executable, "MPLBACKEND": "agg"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WortlautError(f"the code of the page fails: {done.stderr}")
    printed = iter(done.stdout.split(_NEXT)[1:])
    return _BLOCK.sub(lambda block: _with_output(block, next(printed)), page)


def _as_python(block: re.Match[str]) -> str:
    return block["code"] if block["language"] == "python" else f"shell({block['code']!r})"


def _with_output(block: re.Match[str], printed: str) -> str:
    """Return a block of code with the block of output below it, if the page has one there."""
    code = f"```{block['language']}\n{block['code']}```\n"
    if block["printed"] is None:
        return code
    lines = (line.rstrip() for line in printed.strip("\n").splitlines())
    return f"{code}\n```\n" + "".join(f"{line}\n" for line in lines) + "```\n"
