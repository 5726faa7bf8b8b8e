"""Quotation marks in German texts, in regular and mixed pairs.

Source: Duden, Die deutsche Rechtschreibung, rules on Anführungszeichen (K 8-12): „…“ and ‚…‘ are the standard,
»…« and ›…‹ are used in books, «…» and ‹…› in Switzerland; "…" and the English “…” come from keyboards and feeds.
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
"""Marks that open or close depending on their context; a mark closes a quotation opened by one of the same family.

A straight `'` is not included: in news it is an apostrophe, a foot or a minute far more often than a quotation mark.
"""
MARKS = frozenset(ALWAYS_OPENING) | frozenset(BY_CONTEXT)
FINAL_MARKS = frozenset(".!?…")
"""Marks at the end of a sentence."""
