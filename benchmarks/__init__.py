"""Measures Wortlaut's speed, memory and start-up, against bare `nlp.pipe`, against itself, and beside other tools."""
