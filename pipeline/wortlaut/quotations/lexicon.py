"""Look up reporting verbs and reporting nouns in the word lists of `wortlaut.german`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wortlaut.german import inflection, word_lists

_NOUN_ENDINGS = ("", "n", "en", "s", "es", "e", "se", "sen", "ses")
_LAST_VOWEL = re.compile(r"(?<![aeiouäöü])(au|[aou])(?=[^aeiouäöü]+\Z)")
_UMLAUTS = {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}
_MIN_HEAD_LETTERS = 5
"""Letters. Words of other meanings end in shorter nouns: Einsatz and Namenszusatz are not sentences (Satz)."""
_YES_NO = {"yes": True, "no": False}


class ReportingVerb(NamedTuple):
    """A verb that introduces speech, writing or thought: a row of `reporting_verbs.csv`.

    Attributes:
        lemma: The infinitive, including a separable particle: `ankündigen`.
        particle: What the verb is looked up with: a separable particle (`an`), the adverb or the words that it needs
            (`darauf bestehen`, `zum Ausdruck bringen`), or an empty string.
        medium: `speech`, `writing`, `thought`, or `open` if the words may be spoken or written.
        stance: The attitude to the words that the verb expresses: neutral, claiming, denying, accusing, …
        takes_subordinate_clause: Takes a clause with dass, ob or a w-word: `teilte mit, dass …`.
        takes_main_clause: Takes a main clause in the subjunctive: `sagte, er sei …`.
        takes_indicative: Also takes a main clause in the indicative: `sagte, er ist …`.
        takes_infinitive: Takes an infinitive with zu: `drohte, … zu …`.
        takes_quoted_words: Takes words in quotation marks, speech or a judgement: `sagte: „…“`, `nannte das „falsch“`.
        tells_speech_act: Takes just an object that summarises the words (type Reported): `kritisierte die Pläne`.
        addressee: The case of an object that is always the addressee: `accusative` (`auffordern`), `dative`
            (`vorwerfen`), or an empty string.
        source: Where the verb was found: `SpkAtt-2023`, the speech events in Bundestag debates annotated by Rehbein et
            al. (CC BY-SA 4.0), or `own`, the authors' knowledge of German.
    """

    lemma: str
    particle: str
    medium: str
    stance: str
    takes_subordinate_clause: bool = False
    takes_main_clause: bool = False
    takes_indicative: bool = False
    takes_infinitive: bool = False
    takes_quoted_words: bool = False
    tells_speech_act: bool = False
    addressee: str = ""
    source: str = "own"


class ReportingNoun(NamedTuple):
    """A noun that stands for words or views: a row of `reporting_nouns.csv`.

    Attributes:
        lemma: The noun; compounds that end in it count, too: `Polizeiangaben`.
        medium: `speech`, `writing`, `thought`, or `open` if the words may be spoken or written.
        in_prepositional_frame: Forms a frame with a preposition: `nach Angaben der Polizei`.
        takes_clause: Takes a clause with dass or ob, a main clause in the subjunctive or an infinitive with zu:
            `die Forderung, dass …`.
        takes_quoted_words: Takes words in quotation marks: `der Satz „…“`.
        tells_medium: Reveals the medium of the words: `in einem Brief`, `im Interview`.
        source: Where the noun was found, `SpkAtt-2023` or `own`, as for verbs.
    """

    lemma: str
    medium: str
    in_prepositional_frame: bool
    takes_clause: bool
    takes_quoted_words: bool
    tells_medium: bool
    source: str


class Frame(NamedTuple):
    """Words that mark others as reported without a reporting verb: a row of `frames.csv`.

    Attributes:
        trigger: The words, in lower case.
        position: `before` or `after` the noun phrase that names the source; or, if there is none, `adverb` for a word
            anywhere in the clause, and `opening adverb` for one that does so only at its beginning and with Konjunktiv
            I or a source in the sentence before (elsewhere, `danach` is temporal).
        source: What the noun phrase is: `any`; `words`, a reporting noun for words or views (`Angaben`); `view`, one
            for a point of view (`Sicht`); `somebody`, a person or organisation; or `none`.
        rule: The rule that it belongs to.
        example: An example.
    """

    trigger: str
    position: str
    source: str
    rule: str
    example: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the trigger."""
        return tuple(self.trigger.split())


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of `frames.csv`, those with more words first."""
    rows = (Frame(**row) for row in word_lists.rows("frames.csv"))
    return tuple(sorted(rows, key=lambda frame: -len(frame.words)))


def _fields(row: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a row by column, with True and False for `yes` and `no`."""
    return {column: _YES_NO.get(cell, cell) for column, cell in row.items()}


@cache
def verb_forms() -> Mapping[str, Mapping[str, ReportingVerb]]:
    """Return the reporting verbs by form and particle (or an empty string), both in lower case.

    The forms are those in the text: `kündigte` with the particle `an`; `angekündigt` and `anzukündigen` without.
    Words that a verb needs never join it: `deutlich machen`.
    """
    index: dict[str, dict[str, ReportingVerb]] = defaultdict(dict)
    for row in word_lists.rows("reporting_verbs.csv"):
        verb = ReportingVerb(**_fields(row))
        base = inflection.forms(verb.lemma.removeprefix(verb.particle).lstrip())
        forms = {*base.finite, base.participle, base.infinitive}
        forms |= {form.replace("ß", "ss") for form in forms}  # as in Switzerland
        if verb.lemma.startswith(f"{verb.particle} "):
            for form in forms:
                index[form][verb.particle.lower()] = verb
            continue
        for form in forms:
            index[verb.particle + form].setdefault("", verb)  # `gestanden` is of gestehen, not of stehen
        if verb.particle:
            for form in forms:
                index[form][verb.particle] = verb
            index[f"{verb.particle}zu{base.infinitive}"][""] = verb
    return dict(index)


@cache
def _nouns() -> dict[str, ReportingNoun]:
    """Return the nouns by their stems in lower case, with and without an umlaut: `plan`, `plän`."""
    nouns = [ReportingNoun(**_fields(row)) for row in word_lists.rows("reporting_nouns.csv")]
    stems = {noun.lemma.casefold(): noun for noun in nouns}
    return {_LAST_VOWEL.sub(lambda vowel: _UMLAUTS[vowel[0]], stem): noun for stem, noun in stems.items()} | stems


def reporting_noun(form: str) -> ReportingNoun | None:
    """Return the reporting noun that a word is a form of or a compound with, or None.

    Args:
        form: A form of a noun, e.g. `Angaben`, `Medienberichten`.
    """
    word = form.casefold()
    return _head_noun(word) if word[-_MIN_HEAD_LETTERS:] in _final_letters() else None


@cache
def _final_letters() -> frozenset[str]:
    """Return the last letters of all forms of reporting nouns, which rule out most words quickly."""
    return frozenset((noun + ending)[-_MIN_HEAD_LETTERS:] for noun in _nouns() for ending in _NOUN_ENDINGS)


@lru_cache(maxsize=10_000)
def _head_noun(word: str) -> ReportingNoun | None:
    for end in (word.removesuffix(ending) for ending in _NOUN_ENDINGS):
        for start in (0, *range(3, len(end) - _MIN_HEAD_LETTERS + 1)):
            noun = _nouns().get(end[start:])
            if noun is not None:
                return noun
    return None
