"""Tone: textblob-de's polarity lexicon over spaCy's sentences and lemmas, with German negation and degree."""
