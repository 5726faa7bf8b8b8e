"""Common words that distinguish German from other languages."""

from __future__ import annotations

COMMON_WORDS = frozenset({
    "aber", "als", "am", "auch", "auf", "aus", "bei", "beim", "bis", "das", "dass", "daß", "dem", "den", "der",
    "des", "dessen", "die", "diese", "dieser", "doch", "durch", "ein", "eine", "einem", "einen", "einer", "eines",
    "er", "es", "für", "habe", "haben", "hat", "hatte", "ich", "ihr", "ihre", "im", "ist", "kann", "kein", "keine",
    "können", "mehr", "mit", "nach", "nicht", "noch", "nur", "oder", "ohne", "sagte", "sein", "seine", "seit",
    "sich", "sie", "sind", "soll", "sowie", "um", "und", "unter", "vom", "von", "vor", "war", "waren", "was",
    "wegen", "weil", "wenn", "werden", "wie", "wir", "wird", "wurde", "wurden", "zu", "zum", "zur", "zwischen",
    "über",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
})  # fmt: skip
"""The commonest words of German news: articles, pronouns, prepositions, conjunctions, auxiliaries and days of the week
(own selection). The days identify the language of lists of sports fixtures and results, which have few other words.

Words that are as common in another language are excluded, such as "in", "an" and "so" in English.
"""
