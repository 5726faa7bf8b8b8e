"""Builds the bundled German spaCy pipeline: convert, vectors, train, assemble, evaluate, package."""
