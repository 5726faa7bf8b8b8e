"""The languages in which results are reported."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "de"]
"""A language of report, reading page and scores."""
