"""The one base of all errors that Wortlaut raises on purpose."""

from __future__ import annotations


class WortlautError(Exception):
    """Something the user can mend: the message names the file or key, the fault and the remedy."""
