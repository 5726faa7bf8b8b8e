"""What scores and sources of the model are called in the report."""

from __future__ import annotations

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
