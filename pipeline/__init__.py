"""Wortlaut: who is quoted with what, where and in what tone, in German news."""

from __future__ import annotations

__version__ = "0.1.0"
