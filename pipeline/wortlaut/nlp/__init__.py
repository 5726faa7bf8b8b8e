"""Linguistic annotation: the spaCy pipeline, and what is read off its tokens, clauses and phrases."""
