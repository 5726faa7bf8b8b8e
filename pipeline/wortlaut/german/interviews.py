"""Words and patterns of German interviews: labels of questions and answers, how an interview is announced and closed.

Source: own compilation from the usual layouts of German, Austrian and Swiss papers. No repetition contains another
one, so matching takes linear time.
"""

from __future__ import annotations

import re

LABELLED = re.compile(
    r"(?:\*\*|__)?(?P<label>[^\W\d_][^\s:?!„“”\"»«()\[\]+*]{0,30}"
    r"(?: [^\s:?!„“”\"»«()\[\]+*]{1,30}){0,5})(?: \([^()\n]{1,40}\))?(?:\*\*|__)? ?:(?:\*\*|__)?\s{1,3}(?=\S)"
)
"""The label at the beginning of a turn: `Ada Brunner: `, `**SZ:** `, `Karl Weber (SPD): `."""
QUESTION_LABELS = frozenset({
    "F", "F.", "Frage", "Fragen", "Interviewer", "Interviewerin", "Moderation", "Moderator", "Moderatorin", "Redaktion",
    "Red", "Red.", "Reporter", "Reporterin", "Journalist", "Journalistin", "Nachfrage", "Zwischenfrage", "Q",
})  # fmt: skip
"""Labels of whoever asks."""
ANSWER_LABELS = frozenset({"A", "A.", "Antwort", "Antworten"})
"""Labels of answers that do not name who speaks."""
OUTLET = re.compile(r"(?:DER |DIE |DAS )?[A-ZÄÖÜ][A-ZÄÖÜ0-9.&/-]{1,12}(?: [A-ZÄÖÜ]{2,12})?\Z")
"""A label in capitals, the outlet that asks: `SZ`, `NZZ`, `ZEIT ONLINE`, `DER STANDARD`."""
ANNOUNCED = re.compile(
    r"\b(?:\w{0,30}[Ii]nterview(?:s|t|te|ten|partner\w{0,3})?|[Ii]m (?:Wort|Streit|Doppel|Kurz)?[Gg]espräch|"
    r"\w{0,20}[Gg]espräch mit|Fragen an|[Nn]achgefragt|Rede und Antwort|Streitgespräch|"
    r"(?:beantwortet|antwortet auf|stellt sich) .{0,30}Fragen)\b"
)
"""Words before the first question that announce an interview."""
NOT_ANNOUNCED = re.compile(r"\b[Oo]ffene[rn]? Brief\b|\bLeserbrief\b|\bwissen (?:müssen|sollten)\b|\bFAQ\b")
"""Words before the first question of a letter, or of an article in questions and answers by the paper itself."""
CLOSED = re.compile(
    r"[(*_]{0,2}(?:(?:Das|Dieses) (?:Gespräch|Interview|Streitgespräch|Telefonat)(?: mit .{2,60})? "
    r"(?:führten?|moderierten?)\b|"
    r"(?:Die )?Fragen(?: stellten?|:)\s|(?:Das )?(?:Interview|Gespräch)(?: geführt)?(?::| von )|"
    r"Mit .{2,80} (?:sprach|sprachen|unterhielt|redete)\b|Aufgezeichnet von|Protokoll: |"
    r"(?:[^.,!?\n]{1,40}, )?(?:[Ww]ir (?:be)?danken|(?:[Vv]ielen|[Hh]erzlichen|[Bb]esten) Dank|[Dd]anke)(?: Ihnen)?"
    r"(?: sehr)? für (?:das|dieses|Ihr|dein|die|Ihre)\b)"
)
"""The beginning of a line that says who conducted an interview, or thanks for it."""
BOX = re.compile(
    r"[*_]{0,2}(?:Zur Person|Zu den Personen|Die Person|Steckbrief|Info|Infobox|Hintergrund|Hinweis|Quelle|"
    r"Transparenzhinweis|Lesen Sie auch|Mehr zum Thema|Über (?:den|die) \w{2,30})\b"
)
"""The beginning of a line or heading after which the interviewee no longer speaks."""
ADDRESS = re.compile(
    r"\b(?:Frau|Herr)(?: (?:Dr\.|Prof\.|Professor|Professorin|Doktor|Mag\.)){0,3}(?: [A-ZÄÖÜ]\w{1,30}(?:in|er))??"
    r" (?P<name>(?:(?:von|van|de|zu|der) ){0,3}[A-ZÄÖÜ][\w’'-]{1,40})(?! [A-ZÄÖÜ][a-z])"
)
"""`Frau Loh, …`, `Herr Professor Weber, …` in a question."""
ASKS_SOMEBODY = re.compile(
    r"\b(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?|Herr|Frau|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?|[Ee]uch|[Ee]uer|[Ee]ure)\b"
)
"""A word that addresses the interviewee."""
SPEAKS_OF_ONESELF = re.compile(
    r"\b(?:[Ii]ch|[Mm]ich|[Mm]ir|[Mm]ein(?:e[mnrs]?)?|[Ww]ir|[Uu]ns|[Uu]nser(?:e[mnrs]?)?)\b"
)
"""A pronoun with which somebody speaks for themselves."""
BEFORE_INTERVIEWEE = re.compile(
    r"(?:[Ii]nterview|[Gg]espräch|Fragen)(?: ?:| mit| an)(?: (?:der|dem|den|die|das|unsere[rmn]?))?[^.:!?\n]{0,80}\Z"
)
"""Words before the name of the interviewee: `im Gespräch mit der Wirtin `, `Drei Fragen an `."""
AFTER_INTERVIEWEE = re.compile(
    r"(?: \([^()\n]{1,30}\))?,? (?:über |im (?:\w{0,15})?(?:[Ii]nterview|[Gg]espräch)|spricht (?:hier )?(?:über |im )|"
    r"erzählt|antwortet|beantwortet|steht |stellt sich|erklärt im|verrät)"
)
"""Words after the name of the interviewee: `Rosa Klamm über ihr Lokal`, `Karl Weber im Interview`."""
