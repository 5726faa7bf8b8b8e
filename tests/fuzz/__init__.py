"""Invented and mutated inputs for the whole pipeline: quick ones in the test suite, many in `make fuzz`."""
