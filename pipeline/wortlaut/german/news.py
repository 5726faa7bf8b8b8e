"""Patterns for text around a German news article: dates, datelines, credits, bylines, captions, related articles.

The patterns are our own, based on how German agencies, newspapers and broadcasters format these lines. Each is matched
against a single line or the ends of a paragraph, and no repetition contains another one, so the time is linear.
"""

from __future__ import annotations

import re

STAND = re.compile(r"(?<![\w(])Stand:\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?:,?[^\S\r\n]+\d{1,2}[:.]\d{2}\s*Uhr)?")
"""`Stand: 01.10.2024 11:00 Uhr`, the last revision as given by public broadcasters under a headline.

In brackets, `(Stand: 01.10.2024)`, it is the date of a figure in the enclosing sentence.
"""
_AGENCY = (
    r"(?:dpa(?:-AFX|-infocom)?|AFP|afp|Reuters|reuters|rtr|epd|KNA|kna|AP|ap|APA|apa|sid|SID|dapd|ddp|dts|ANP|"
    r"Keystone-SDA|"
    r"sda|SDA|awp|taz)"
)
AGENCIES = rf"{_AGENCY}(?:(?:/|, | / ){_AGENCY}){{0,3}}"
AGENCY = re.compile(rf"\b{_AGENCY}\b")
"""News agencies (and one newspaper that signs like them) that German articles name as their source."""
_PLACE = r"[A-ZÄÖÜ][\w.-]{1,30}(?:[ /][\w.-]{1,30}){0,4}?"
_DAY = r"(?:,? \d{1,2}\. ?\w{2,9}\.?)?"
DATELINE = re.compile(
    rf"(?:{_PLACE}{_DAY} ?(?:\((?:{AGENCIES}|ots)(?:/[\w.]{{2,5}})?\)[^\S\r\n]{{0,3}}(?:[-–—|:]|(?=\n))|"
    rf"{AGENCIES}[^\S\r\n]{{0,3}}\|)|\((?:{AGENCIES}|ots)\) ?[-–—])\s{{1,9}}"
)
"""`Berlin (dpa) - `, `WASHINGTON, 5. Nov. (Reuters) – `, `BRÜSSEL taz | `, `(ots) - ` at the beginning of an article.

A place alone, `Berlin. ` or `BERLIN – `, does not count as a dateline, because a sentence may begin like that.
"""
CREDIT_LINE = re.compile(
    rf"(?:(?:Quelle|Quellen|Mit Material von|Mit Informationen von|©)[: ] ?)?\(?(?:[\w.-]{{2,20}}(?:, |/)){{0,3}}"
    rf"{AGENCIES}(?:(?:, |/)[\w.-]{{2,20}}){{0,2}}\)?\.?"
)
"""A separate line that names the source: `dpa/afp`, `(dpa)`, `Quelle: ntv.de, mli/dpa`, `Mit Material von dpa`."""
CREDIT_AT_END = re.compile(rf"\((?:mit )?{AGENCIES}(?:/[\w.]{{2,5}})?\)\.?\Z")
"""`(dpa)`, `(dpa/mli)`, `(mit AFP)` after the last sentence of a paragraph."""
_WORD = r"[A-ZÄÖÜ](?:\.|[\w’'-]{0,15}[a-zäöüßéèç][\w’'-]{0,30})"
NAME = rf"{_WORD}(?: (?:von|van|de|der|den|{_WORD})){{1,4}}"
NAMES = rf"{NAME}(?:(?:, | und | & |/){NAME}){{0,6}}"
"""Names of persons, as a pattern."""
BYLINE = re.compile(
    r"(?:Von|Text:|Autor(?:in)?(?:/Autor(?:in)?)?:?|Ein (?:Gastbeitrag|Kommentar|Interview|Essay) von|"
    r"Eine (?:Analyse|Reportage) von) "
    rf"(?P<names>{NAME}(?:(?:, | und ){NAME}){{0,4}})(?:, (?:[A-ZÄÖÜ]{{2,5}},? ?)?[A-ZÄÖÜ][\w-]{{1,30}})?"
)
"""A separate line that names the authors: `Von Maria Beispiel, Brüssel`, `Ein Kommentar von Karl Muster`."""
BY = re.compile(r"^(?:(?:Ein|Eine) \w{3,20} )?(?:[Vv]on|VON|Text|Autor|Autorin|By|by|BY)(?::\s{0,3}|\s{1,3})")
"""What stands before the names in a byline."""
BETWEEN_NAMES = re.compile(r", | und | & | / ")
"""Separators of the names in a byline."""
CAPTION = re.compile(
    r"(?:Foto|Fotos|Bild|Bilder|Grafik|Video|Archivfoto|Archivbild|Symbolbild|Symbolfoto|Bildunterschrift|Illustration)"
    r"(?:nachweis|quelle)?(?: \([^()\n]{1,40}\))?:\s"
)
"""The beginning of a caption or of its credit: `Foto: Maria Beispiel/dpa`."""
PICTURES = r"(?:picture[ -]alliance|Getty Images|imago|IMAGO|REUTERS|EPA|dpa-Bildfunk)"
CAPTION_AT_END = re.compile(
    rf"(?:{CAPTION.pattern}[^.!?\n]{{2,80}}|©\s?[^.!?\n]{{2,60}}|"
    rf"[|©] ?(?:{_AGENCY}|{PICTURES})\b[^.!?\n]{{0,60}})\)?\s{{0,9}}\Z"
)
"""The end of a caption: `… | Bild: dpa`, `(Foto: Beispiel/dpa)`, `© Maria Beispiel`, `| picture alliance/dpa`."""
RELATED = re.compile(
    r"(?:[+»>→▶•*-]{1,3} ?)?(?:"
    r"Lesen Sie (?:auch|hier|dazu|mehr|weiter|außerdem)|Lies auch|Mehr zum Thema|"
    r"Das könnte Sie (?:auch )?interessieren|Weiterlesen|Verwandte Artikel|Ähnliche Artikel|Siehe auch|Lesetipp|"
    r"Empfohlener (?:redaktioneller|externer) Inhalt|Hier geht es zu[mr]? |Abonnieren Sie|"
    r"Jetzt (?:kostenlos|anmelden|abonnieren)|"
    r"(?:Mehr dazu|Mehr zu [^.:!?\n]{1,40}|Mehr aus [^.:!?\n]{1,40}|Auch interessant|Zum Thema|Newsletter|"
    r"Weitere Artikel|Weitere Nachrichten|Weiterführende Links|Anzeige|Werbung)(?::|\s{0,9}\Z))"
)
"""The beginning of a line that links to other articles, a newsletter or a subscription.

Words that may also open a sentence ("Auch interessant ist …") count only with a colon or alone on their line.
"""
RELATED_LABEL = re.compile(rf"(?:{RELATED.pattern})(?:(?<!:)[\w ]{{0,30}})?:?\s{{0,9}}\Z")
"""A line that consists of just such a label, with the links below it."""
KICKER_WORDS = frozenset({
    "ab", "am", "an", "auf", "aus", "bei", "beim", "bis", "das", "dem", "den", "der", "des", "die", "durch", "ein",
    "eine", "einem", "einen", "einer", "für", "gegen", "im", "in", "ins", "mit", "nach", "ohne", "seit", "um", "und",
    "unter", "vom", "von", "vor", "zu", "zum", "zur", "zwischen", "über",
})  # fmt: skip
"""Lower-case words that a kicker ("Krieg in der Ukraine") contains besides nouns; it is a phrase without a verb."""
_WEEKDAY = r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Heute|Gestern)"
ENTRY_TIME = re.compile(
    rf"(?P<plus>\+{{2,3}}[^\S\r\n]{{0,3}})?\*{{0,2}}[\[(]?(?:{_WEEKDAY},? )?"
    r"(?:\d{1,2}\. ?(?:\d{1,2}\.(?:\d{4})?|\w{3,9}"
    r"(?: \d{4})?),? (?:um )?)?(?P<hour>[01]?\d|2[0-3])(?:(?P<colon>:)|\.)(?P<minute>[0-5]\d)(?![\d.:]\d)"
    r"(?P<clock>[^\S\r\n]{0,2}(?:Uhr|h)\b)?[\])]?\*{0,2}[^\S\r\n]{0,3}(?P<mark>[:|–—-]|\+{2,3})?\*{0,2}"
)
"""The time with which an entry of a live ticker begins: `19.22 Uhr: `, `+++ 19:22 `, `Montag, 3. Mai, 19.22 Uhr`."""
