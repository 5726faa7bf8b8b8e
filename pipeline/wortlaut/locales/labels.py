"""Name the values of the tables for readers: messages, translated when shown."""

from __future__ import annotations

from wortlaut.locales import N_

TYPE_NAMES = {
    "Direct": N_("direct"),
    "Indirect": N_("indirect"),
    "IndirectFreeIndirect": N_("indirect, continued"),
    "FreeIndirect": N_("free indirect"),
    "Reported": N_("reported"),
}
"""Types of quotation (`tables.schemas.QUOTATION_TYPES`), from the speaker's own words to a summary of them."""
ENTITY_NAMES = {"PER": N_("person"), "ORG": N_("organisation"), "LOC": N_("place"), "MISC": N_("other name")}
TONE_NAMES = {
    "positive": N_("positive"),
    "neutral": N_("neutral"),
    "negative": N_("negative"),
    "no evidence": N_("no evidence"),
}
CHANGE_NAMES = {
    "negation": N_("negated"),
    "degree": N_("graded"),
    "shifter": N_("reversed"),
    "phrase": N_("phrase"),
}
"""What changed the polarity of a word (`wortlaut.tables.schemas.POLARITY_CHANGES`)."""
TONE_MARKS = {"positive": "▲", "neutral": "●", "negative": "▼", "no evidence": "–"}
SECTION_NAMES = {
    "kicker": N_("Kicker"),
    "headline": N_("Headline"),
    "lead": N_("Lead"),
    "body": N_("Text without heading"),
}
"""Names of sections without a heading, by kind (`wortlaut.text.article.SECTION_KINDS`)."""
