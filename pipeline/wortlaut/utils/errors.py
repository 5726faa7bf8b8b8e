"""Defines the base class of all errors that Wortlaut raises on purpose."""

from __future__ import annotations


class WortlautError(Exception):
    """An error that the user can fix: the message names the file or key, the fault and the remedy."""
