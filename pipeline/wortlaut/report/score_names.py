"""Names of scores and model sources in the report."""

from __future__ import annotations

from wortlaut.locales import N_

MEASURE_NAMES = {
    "message": N_("quoted words"),
    "source": N_("speaker"),
    "cue": N_("cue"),
    "joint": N_("all parts together"),
}
"""Measures of `wortlaut.evaluate.quotation_scores`."""
LABELLER_NAMES = {
    "model": N_("the classifier"),
    "lexicon": N_("the lexicon"),
    "textblob": N_("textblob-de as it is"),
    "always_neutral": N_("neutral for every text"),
}
"""Ways to label tone that `wortlaut.evaluate.tone_scores` compares."""
MODEL_SOURCES = {
    "bundled": N_("shipped with Wortlaut"),
    "package": N_("an installed package"),
    "path": N_("a directory"),
}
"""Where a model comes from (`wortlaut.nlp.model.ModelInfo.source`)."""
SYNTAX_NAMES = {
    "tag": N_("parts of speech (STTS)"),
    "morph": N_("all morphological features"),
    "lemma": N_("lemmas"),
    "uas": N_("heads (UAS)"),
    "las": N_("heads and relations (LAS)"),
    "sentence_f": N_("sentences (F1)"),
}
"""Scores of the bundled model on treebanks, as `training/evaluate.py` names them."""
