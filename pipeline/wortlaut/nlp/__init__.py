"""Linguistic annotation: the spaCy pipeline, and the tokens, clauses and phrases derived from it."""
