"""Quotation marks as German texts use them, in all their pairs and mixed pairs.

Source: Duden, Die deutsche Rechtschreibung, rules on Anführungszeichen (K 8-12): „…“ and ‚…‘ are the standard,
»…« and ›…‹ stand in books, «…» and ‹…› in Switzerland; "…" and the English “…” come from keyboards and feeds.
"""

from __future__ import annotations

ALWAYS_OPENING = {"„": "double", "‚": "single"}
"""Marks that never close a quotation."""
BY_CONTEXT = {
    '"': "double",
    "“": "double",
    "”": "double",
    "‟": "double",
    "»": "guillemet",
    "«": "guillemet",
    "›": "single guillemet",
    "‹": "single guillemet",
    "‘": "single",
    "’": "single",
}
"""Marks that open or close by what stands beside them; a mark closes what one of the same family opened.

A straight `'` is not among them: in news it is an apostrophe, a foot or a minute far more often than a mark.
"""
MARKS = frozenset(ALWAYS_OPENING) | frozenset(BY_CONTEXT)
