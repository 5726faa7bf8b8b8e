"""The page on the commands: the `--help` text of each."""

from __future__ import annotations

from typer import Context
from typer.cli import get_docs_for_click
from typer.main import get_command

from wortlaut.cli.commands import app


def commands_page() -> str:
    """Return `docs/commands.md`."""
    command = get_command(app)
    page = get_docs_for_click(obj=command, ctx=Context(command), name="wortlaut", title="Commands")
    return page.rstrip("\n") + "\n"
