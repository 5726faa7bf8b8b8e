"""German-looking news texts, drawn from any source of randomness: a seeded one, or Hypothesis, which can shrink it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from tests.quotations.cases import cases

NAMES = (
    "Karin Althoff", "Jürgen Weiß", "Ömer Yıldız", "Ada Brunner-Östreich", "Dr. Ida Falk", "Uwe Berg", "Ł. Żak",
    "Sir Keith O’Neill", "Anna-Lena von der Aue", "Björn", "Zoë", "IDA FALK", "K. M.",
    "Prinz Ernst August von und zu Au",
)  # fmt: skip
PLACES = ("Lindental", "Bad Öhr", "Neu-Ulm", "Köln", "der Türkei", "St. Anton", "Brüssel", "Übersee", "Rhein/Main")
BODIES = ("die Stadt", "das Innenministerium", "die Müller & Söhne GmbH", "der FC Bad Öhr", "die EU", "die „Neue Zeit“")
ROLES = (
    "Bürgermeisterin",
    "der Sprecher",
    "Ministerpräsident",
    "die 57-Jährige",
    "der SPD-Politiker",
    "Generalsekretär",
)
STEMS = (
    "hochwasser",
    "schutz",
    "donau",
    "dampf",
    "schiff",
    "fahrt",
    "kirchen",
    "asyl",
    "bundes",
    "rat",
    "größen",
    "maß",
)
VERBS = ("sagte", "erklärte", "meinte", "betonte", "fragte", "rief", "schrieb", "teilte … mit", "kündigte an", "laut")
TONES = ("gut", "schlecht", "nicht gerecht", "sehr gefährlich", "kaum besser", "wunderbar", "kein Unglück", "toll?!")
CLAUSES = (
    "die Brücke bleibe gesperrt", "das Wasser geht zurück", "wir haben lange gewartet", "es wäre {tone}",
    "das sei {tone}", "man müsse {role} {name} fragen", "er {verb} nichts", "{body} habe versagt",
    "niemand weiß, was kommt", "2,5 Mio. Euro", "am 3. Oktober 2024 um 11.30 Uhr", "das {compound} ist {tone}",
    "sie werde kommen, falls {body} zustimme",
)  # fmt: skip
MARKS = (
    ("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("‚", "‘"), ("'", "'"), ("›", "‹"), ("“", "”"), ("„", '"'),
    ("„", ""), ("", "“"), ("''", "''"), ("〈", "〉"), ("(", ")"),
)  # fmt: skip
SENTENCES = (
    "{o}{clause}{c}, {verb} {name}.", "{o}{clause}{c}, {verb} {role} {name} in {place}, {o}{clause}.{c}",
    "{name} {verb}: {o}{clause}.{c}", "{role} {name} {verb}, {clause}.", "{name} {verb}, dass {clause}.",
    "Laut {body} {clause}.", "Nach Angaben von {name} {clause}.", "{clause}, so {name}.", "{clause}.",
    "{o}{clause}{c}", "{body} ({place}) {verb} {name}: {o}{clause} – {p}{clause}{q}!{c}",
    "Wie {name} {verb}, {clause}.", "Die Rede von {o}{compound}{c} sei {tone}, {verb} er.",
    "{name}, {role}, {verb} ihm, {clause}; sie {verb}.", "…{clause}?!", "{name} zufolge {clause} [{clause}].",
    "Er {verb}. Sie {verb}. {role} {verb}.",
)  # fmt: skip
HEADINGS = (
    "{compound}",
    "{name} in {place}",
    "{o}{clause}{c}",
    "+++ {compound} +++",
    "Lesen Sie auch",
    "{name}:",
    "===",
)
DATELINES = (
    "",
    "",
    "{place} (dpa) - ",
    "{place} taz | ",
    "{place}/Berlin. ",
    "(AFP) – ",
    "Stand: 01.10.2024 11:00 Uhr\n\n",
)
ODD = (
    "\u00ad", "\u200b", "\u00a0", "\u202e", "\ufeff", "\u2028", "\x0b", "\x0c", "\x1b[31m", "\ue000", "\ufffd",
    "\U0001f600", "ﬁ", "İ", "ẞ", "ſ", "\t", "=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "[a](b)", "|",
    "`", "\\", "NA", "null", "https://x.de/a?b=c&d", "@x", "#1", "$1", "{0}", "%s", "&amp;", "<!--", "]]>", "-\n",
    "- ", "'", "’", "´", "\x7f", "\x85",
)  # fmt: skip
CASES = tuple(text for _, text, _ in cases())
BREAKS = ("\n\n", "\n\n", "\n\n", "\n", " ", "\r\n\r\n", "\r", "\n \n", "\n\n\n", "\u2029", "")


LABELS = ("SZ:", "Frage:", "Frage –", "ZEIT ONLINE:", "{name}:", "Antwort:", "{o}", "Was heißt das?", "Und Sie?", "–")


def interview(random: Random) -> str:
    """Return a text with the looks of an interview, most of its turns labelled."""
    labels = [_filled(random, random.choice(LABELS)) for _ in range(2)]
    parts = [_filled(random, "{name}, {role}, im Gespräch")]
    for number in range(random.randint(1, 6)):
        label = "" if random.random() < 0.15 else f"{labels[number % 2]} "
        ending = "?" if number % 2 == 0 and random.random() < 0.8 else ""
        parts.append(f"{label}{paragraph(random)}{ending}")
    text = "".join(part + random.choice(BREAKS) for part in parts)
    return damaged(random, text) if random.random() < 0.35 else text


def article(random: Random) -> str:
    """Return a text with the looks of a news article: headline, paragraphs, headings; one in three is damaged."""
    if random.random() < 0.1:
        return interview(random)
    parts = [_filled(random, random.choice(HEADINGS))] if random.random() < 0.7 else []
    for number in range(random.randint(0, 5)):
        if random.random() < 0.2:
            parts.append(_filled(random, random.choice(HEADINGS)))
        start = _filled(random, random.choice(DATELINES)) if number == 0 else ""
        parts.append(start + paragraph(random))
    text = "".join(part + random.choice(BREAKS) for part in parts)
    return damaged(random, text) if random.random() < 0.35 else text


def paragraph(random: Random) -> str:
    """Return some sentences on one line, or wrapped; one in five is a case of a rule, whole or in part."""
    if random.random() < 0.2:
        text = random.choice(CASES)
        return text if random.random() < 0.5 else _broken_off(random, text)
    text = " ".join(sentence(random) for _ in range(random.randint(1, 4)))
    return _wrapped(text, random.randint(20, 90)) if random.random() < 0.1 else text


def sentence(random: Random) -> str:
    """Return a sentence; most of them quote somebody."""
    text = _filled(random, random.choice(SENTENCES))
    return text[:1].upper() + text[1:]


def damaged(random: Random, text: str) -> str:
    """Return a text after one of the accidents that happen to texts."""
    return random.choice(ACCIDENTS)(random, text)


def _filled(random: Random, template: str) -> str:
    """Fill a template; what is filled in may be a template itself."""
    opening, closing = random.choice(MARKS)
    inner, outer = random.choice(MARKS)
    for _ in range(3):
        while "{" in template:
            before, _, rest = template.partition("{")
            name, _, after = rest.partition("}")
            values: dict[str, Callable[[], str]] = {
                "o": lambda: opening, "c": lambda: closing, "p": lambda: inner, "q": lambda: outer,
                "name": lambda: random.choice(NAMES), "place": lambda: random.choice(PLACES),
                "body": lambda: random.choice(BODIES), "role": lambda: random.choice(ROLES),
                "verb": lambda: random.choice(VERBS), "tone": lambda: random.choice(TONES),
                "clause": lambda: random.choice(CLAUSES), "compound": lambda: compound(random),
            }  # fmt: skip
            template = before + values[name]() + after
    return template


def compound(random: Random) -> str:
    """Return a long word such as "Hochwasserschutzgrößenmaß"."""
    return "".join(random.choice(STEMS) for _ in range(random.randint(2, 7))).capitalize()


def _wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _with_odd_characters(random: Random, text: str) -> str:
    for _ in range(random.randint(1, 6)):
        place = random.randint(0, len(text))
        text = text[:place] + random.choice(ODD) + text[place:]
    return text


def _broken_off(random: Random, text: str) -> str:
    """Return a text up to one of its words, as teasers end."""
    words = text.split(" ")
    return " ".join(words[: random.randint(1, len(words))]) + random.choice(("", "", " …", "...", "."))


def _without_a_piece(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    return text[:start] + text[start + random.randint(0, 40) :]


def _repeated(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    piece = text[start : start + random.randint(1, 30)]
    return text[:start] + piece * random.randint(2, 60) + text[start:]


def _without(characters: str) -> Callable[[Random, str], str]:
    return lambda random, text: "".join(char for char in text if char not in characters)


ACCIDENTS: Sequence[Callable[[Random, str], str]] = (
    _with_odd_characters,
    _with_odd_characters,
    _without_a_piece,
    _broken_off,
    _repeated,
    lambda random, text: text.upper(),
    lambda random, text: text.replace("\n\n", "\n"),
    lambda random, text: text.replace("\n", "\r\n"),
    lambda random, text: unicodedata.normalize("NFD", text),
    lambda random, text: text.replace("en ", "\u00aden "),
    lambda random, text: text.replace("-", "-\n"),
    _without(".!?"),
    _without('“«»”"'),
    _without(" "),
)
"""What happens to texts, from copying to character recognition."""
