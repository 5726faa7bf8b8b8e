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
KIND_NAMES = {
    "politics": N_("politics"),
    "administration": N_("administration"),
    "police and courts": N_("police and courts"),
    "business": N_("business"),
    "science": N_("science"),
    "culture and sports": N_("culture and sports"),
    "civil society": N_("civil society"),
    "media": N_("media"),
    "citizens": N_("citizens"),
    "": N_("unknown"),
}
"""Kinds of speakers (`tables.schemas.SPEAKER_KINDS`)."""
GENDER_NAMES = {"f": N_("woman"), "m": N_("man"), "other": N_("other"), "": N_("none shown")}
"""Gender of speakers (`tables.schemas.GENDERS`); organisations and speakers without a name have none."""
TURN_NAMES = {"question": N_("Question"), "answer": N_("Answer")}
"""Turns of an interview (`tables.schemas.TURN_KINDS`)."""
GENDER_GROUP_NAMES = {
    "f": N_("women"),
    "m": N_("men"),
    "other": N_("neither"),
    "": N_("gender unknown"),
    "nobody": N_("organisations and speakers without a name"),
}
"""Genders of the persons quoted (`tables.schemas.GENDERS`), "" if the texts do not show it; `nobody` is no person."""
GROUPING_NAMES = {
    "outlet": N_("Outlet"),
    "author": N_("Author"),
    "month": N_("Month"),
    "party": N_("Party"),
}
"""What articles or speakers are grouped by (`tables.schemas.GROUPINGS`, and the scopes of `gender_balance.csv`)."""
VOICE_NAMES = {"all": N_("whole texts"), "author": N_("authors' words"), "quoted": N_("quoted words")}
"""Whose words have a tone (`tables.schemas.VOICES`)."""
