"""Adds to the docs site what is not in docs/; MkDocs calls it (`hooks` in mkdocs.yml)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from tools.docs.commands import commands_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OUTSIDE = re.compile(r"\[([^\[\]]+)\]\(\.\./[^)]*\)")


def on_files(pages: Files, config: MkDocsConfig) -> Files:
    """Add the page on the commands, which is not in git: `wortlaut --help` says the same."""
    pages.append(File.generated(config, "commands.md", content=commands_page()))
    return pages


def on_page_markdown(markdown: str, **_: object) -> str:
    """Turn links to files of the repository, which the site does not have, into plain text."""
    return _OUTSIDE.sub(r"\1", markdown)
