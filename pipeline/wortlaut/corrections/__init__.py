"""Corrections by hand: read them, apply them to entities and quotations, and find those that match nothing."""
