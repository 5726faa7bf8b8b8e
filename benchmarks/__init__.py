"""Measures Wortlaut's speed, memory and start-up, compared with bare `nlp.pipe`, with itself, and with other tools."""
