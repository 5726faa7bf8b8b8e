"""How German news pages write the date of an article."""

from __future__ import annotations

import re

STAND = re.compile(
    r"(?<![\w(])Stand:\s*(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
    r"(?:,?[^\S\r\n]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s*Uhr)?"
)
"""`Stand: 01.10.2024 11:00 Uhr`, the last revision as public broadcasters print it under a headline.

In brackets, `(Stand: 01.10.2024)`, it is the date of a figure in the sentence around it.
"""
