"""Score tone: textblob-de's polarity lexicon on spaCy's sentences and lemmas, with German negation and degree."""
