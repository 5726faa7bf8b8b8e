"""Adds to the docs site what is not in docs/, the page on the commands; MkDocs calls it (`hooks` in mkdocs.yml)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files
from typer import Context
from typer.cli import get_docs_for_click
from typer.main import get_command

from wortlaut.cli.commands import app

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OUTSIDE = re.compile(r"\[([^\[\]]+)\]\(\.\./[^)]*\)")


def commands_page() -> str:
    """Return the page on the commands: the `--help` text of each."""
    command = get_command(app)
    page = get_docs_for_click(obj=command, ctx=Context(command), name="wortlaut", title="Commands")
    return page.rstrip("\n") + "\n"


def on_files(pages: Files, config: MkDocsConfig) -> Files:
    """Add the page on the commands, which is not in git: `wortlaut --help` says the same."""
    pages.append(File.generated(config, "commands.md", content=commands_page()))
    return pages


def on_page_markdown(markdown: str, **_: object) -> str:
    """Turn links to files of the repository, which the site does not have, into plain text."""
    return _OUTSIDE.sub(r"\1", markdown)
