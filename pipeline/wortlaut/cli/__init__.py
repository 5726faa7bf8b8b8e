"""The command line interface `wortlaut`."""

from wortlaut.cli.commands import main

__all__ = ["main"]
