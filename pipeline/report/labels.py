"""What values of the tables are called in the report and in its figures."""

from __future__ import annotations

TYPE_NAMES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "IndirectFreeIndirect": "indirect, continued",
    "FreeIndirect": "free indirect",
    "Reported": "reported",
}
"""Types of quotation (`pipeline.tables.QUOTATION_TYPES`), from the speaker's own words to a mere account of them."""
ENTITY_NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other name"}
TONE_MARKS = {"positive": "▲", "neutral": "●", "negative": "▼", "no evidence": "–"}
MEASURE_NAMES = {"message": "quoted words", "source": "speaker", "cue": "cue", "joint": "all parts together"}
"""Measures of `pipeline.evaluate.quotation_scores`."""
MODEL_SOURCES = {"bundled": "shipped with Wortlaut", "package": "an installed package", "path": "a directory"}
"""Where a model comes from (`pipeline.model.Found.source`)."""
SYNTAX_NAMES = {
    "tag": "parts of speech (STTS)",
    "morph": "all features of a word",
    "lemma": "lemmas",
    "uas": "heads (UAS)",
    "las": "heads and relations (LAS)",
    "sentence_f": "sentences (F1)",
}
"""Scores of the bundled model on treebanks, as `training/evaluate.py` names them."""
