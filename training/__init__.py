"""How the bundled German spaCy pipeline is made: convert, vectors, train, assemble, evaluate, package."""
