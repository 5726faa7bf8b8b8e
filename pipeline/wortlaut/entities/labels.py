"""Map the entity labels of a spaCy pipeline to Wortlaut's four."""

from __future__ import annotations

LABELS = {
    # CoNLL-2003, WikiNER and GermEval 2014, outer level: what German pipelines are trained on.
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "OTH": "MISC",
    # OntoNotes 5 (Weischedel et al. 2013): multilingual and English schemes; dates and amounts are not names.
    "PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "MISC", "PRODUCT": "MISC", "EVENT": "MISC",
    "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC",
    # Names spelled out, as in pipelines that users train themselves.
    "PERS": "PER", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "LOCATION": "LOC",
}  # fmt: skip
"""Entities with any other label are ignored."""
