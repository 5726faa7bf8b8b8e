"""The command `wortlaut`."""

from wortlaut.cli.commands import main

__all__ = ["main"]
