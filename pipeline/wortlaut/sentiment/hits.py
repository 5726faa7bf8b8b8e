"""Find the polar words of a sentence and modify their polarity by degree, negation and shifters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german import polarity as german
from wortlaut.german.marks import MARKS
from wortlaut.nlp import syntax
from wortlaut.nlp.syntax import SEPARATED_PARTICLE, joined_lemmas
from wortlaut.sentiment.assertion import weights
from wortlaut.sentiment.lexicon import Entry, Lexicon
from wortlaut.sentiment.shifters import Shift, find_shifts
from wortlaut.tables.schemas import POLARITY_CHANGES

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Span, Token

LABEL_THRESHOLD = 0.1
"""Absolute mean polarity from which hits together are positive or negative. On the training texts with labelled tone
the macro F1 of such labels is highest, and flat, from 0.05 to 0.2 (`docs/sentiment.md`)."""
NEGATED = -0.5
"""Factor for a negated word, as in textblob-de: not good is less negative than bad."""
WEAKLY_NEGATED = -0.3
"""Factor for a word after `kaum`: its intensity in textblob-de's lexicon, with the sign of a negation."""
SHIFTED = -0.5
"""Factor for a word that a shifter reverses, as for a negated word."""
INTENSIFIED, DOWNTONED = 2.0, 0.5
"""Factors of degree: those of the degree words in textblob-de's lexicon (extrem, viel; wenig)."""
_POLAR_POS = frozenset({"ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB"})
_NAMES = frozenset({"PER", "ORG", "LOC"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PHRASE = "phrase"
"""The part of speech of a phrase's entry."""
_PARTICIPLES = frozenset({"VVPP", "ADJA", "ADJD"})
_ADJECTIVES = frozenset({"ADJA", "ADJD"})
"""Tags of adjectives, also where they stand for a noun: den Ärmsten."""
_INFINITIVE_PARTICLE, _NUMERAL = "PTKZU", "CARD"
_DEGREES = german.INTENSIFIERS | german.DOWNTONERS
_BORDERS = german.CLAUSE_CONJUNCTIONS | german.CLAUSE_MARKS | MARKS
_NEGATING = german.NEGATORS | german.WEAK_NEGATORS | {"noch", german.ANYTHING_BUT[-1]}
_PREDICATIVE_ADJECTIVE = "ADJD"


class Hit(NamedTuple):
    """A polar word in its sentence.

    Attributes:
        token: Its index in the document.
        polarity: From -1 to 1, after degree, negation and shifters.
        subjectivity: From 0 to 1, the highest in the lexicon of the word and its degree words.
        weight: Its weight as evidence, above 0 and up to 1.
        sense: Its sense in `polar_words.csv` or `polar_phrases.csv`, or "".
        value: Its polarity before degree, negation and shifters.
        changes: What changed it or made it polar: see `wortlaut.tables.schemas.POLARITY_CHANGES`.
        start: Index of the first token of its phrase; a single word's is `token`.
    """

    token: int
    polarity: float
    subjectivity: float
    weight: float = 1.0
    sense: str = ""
    value: float = 0.0
    changes: tuple[str, ...] = ()
    start: int = -1

    @property
    def is_turned(self) -> bool:
        """Whether a negation or a shifter gave it the opposite sign."""
        return self.value * self.polarity < 0 and not {"negation", "shifter"}.isdisjoint(self.changes)


class _Degree(NamedTuple):
    factor: float
    subjectivity: float


class _Word(NamedTuple):
    token: Token
    form: str
    entry: Entry | None
    negation: float | None
    shift: float = 1.0
    start: int = -1


def find_hits(sentence: Span, lexicon: Lexicon, *, negation_window: int) -> tuple[Hit, ...]:
    """Return the polar words of a sentence in reading order.

    The following are not hits: words with polarity 0, words in names of persons, organisations and places, separated
    verb particles (they are looked up with their verb), and degree words immediately before a word that they modify.

    Args:
        sentence: Tokens with lemma, part of speech, tag, head and entity type.
        lexicon: Polarity by word.
        negation_window: How many tokens a negation reaches, within its clause; as the subject, or with a verb of
            existence, it reaches further. 0 disables negation.
    """
    tokens = [token for token in sentence if not token.is_space]
    lemmas = joined_lemmas(tokens)
    phrases = _phrases(tokens, lemmas)
    entries = _entries(tokens, lemmas, lexicon, phrases)
    if not entries:
        return ()
    sentence_shifts = list(find_shifts(tokens, lemmas, entries))
    hits: list[Hit] = []
    for clause in _clauses(tokens, entries, phrases):
        words = _apply_shifts(clause, sentence_shifts, negation_window) if sentence_shifts else clause
        hits += _clause_hits(tokens, words, lexicon, negation_window)
    return tuple(hits)


def _phrases(tokens: Sequence[Token], lemmas: Mapping[int, str]) -> dict[int, tuple[int, german.Phrase]]:
    """Return the phrases of `polar_phrases.csv` in a sentence: position of the last word by that of each of its words.

    Of overlapping phrases the first counts, of several with the same beginning the longest.
    """
    by_begin = german.polar_phrases()
    forms = [token.lower_ for token in tokens]
    begins = [start for start, begin in enumerate(pairwise(forms)) if begin in by_begin]
    found: dict[int, tuple[int, german.Phrase]] = {}
    for start in begins:
        if start in found:
            continue
        for phrase in by_begin[forms[start], forms[start + 1]]:
            end = start + len(phrase.forms)
            if tuple(forms[start:end]) == phrase.forms and (
                not phrase.verbs or any(lemmas.get(token.i, token.lemma_) in phrase.verbs for token in tokens)
            ):
                found.update(dict.fromkeys(range(start, end), (end - 1, phrase)))
                break
    return found


def _entries(
    tokens: Sequence[Token],
    lemmas: Mapping[int, str],
    lexicon: Lexicon,
    phrases: Mapping[int, tuple[int, german.Phrase]],
) -> dict[int, Entry]:
    """Return the entries of the polar words and, at their last word, of phrases, by token index in the document."""
    entries = {}
    for position, token in enumerate(tokens):
        if position in phrases:
            end, phrase = phrases[position]
            if position == end and phrase.word.polarity:
                entries[token.i] = Entry(_PHRASE, phrase.word.polarity, 0.0, 1.0, phrase.word.sense)
            continue
        pos = "ADJ" if token.tag_ in _ADJECTIVES or syntax.is_adverbial_superlative(token) else token.pos_
        if pos not in _POLAR_POS or token.ent_type_ in _NAMES or token.tag_ == SEPARATED_PARTICLE:
            continue
        form, lemma = token.text, token.lemma_
        if token.i in lemmas:
            form = lemma = lemmas[token.i]
        entry = lexicon.find(form, lemma, pos)
        if entry is not None and entry.polarity and not _is_measure(tokens, position):
            entries[token.i] = entry
    return entries


def _is_measure(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a word gives a measure or a degree, no judgement: gut 200, zwei Tonnen schwer, stark gestiegen."""
    token = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is not None:
        if token.lower_ in german.ABOUT and _is_number(following):
            return True
        if token.tag_ == _PREDICATIVE_ADJECTIVE and token.lemma_.lower() in _DEGREES and following.tag_ in _PARTICIPLES:
            return True
    return token.lemma_.lower() in german.MEASURES and position > 1 and _is_number(tokens[position - 2])


def _is_number(token: Token) -> bool:
    return token.like_num or token.tag_ == _NUMERAL


def _clauses(
    tokens: Sequence[Token], entries: Mapping[int, Entry], phrases: Mapping[int, tuple[int, german.Phrase]]
) -> Iterator[list[_Word]]:
    """Yield the clauses that contain a polar word."""
    forms = [token.lower_ for token in tokens]
    negations = {i: factor for i, factor in _negation_factors(tokens, forms).items() if i not in phrases}
    starts = {end: tokens[position].i for position, (end, _) in reversed(list(phrases.items()))}
    is_negated = False
    for clause in _clause_ranges(forms, negations):
        shift = NEGATED if is_negated else 1.0
        if clause:
            is_negated = _negates_next([(forms[i], i in negations) for i in clause])
        if any(tokens[position].i in entries for position in clause):
            yield [
                _Word(
                    tokens[position],
                    forms[position],
                    entries.get(tokens[position].i),
                    negations.get(position),
                    shift,
                    starts.get(position, tokens[position].i),
                )
                for position in clause
            ]


def _negates_next(clause: Sequence[tuple[str, bool]]) -> bool:
    """Return whether a clause ends in `darum` after `nicht`, which negates the next one; see `NOT_ABOUT`.

    Args:
        clause: Its forms, each with whether it is a negator.
    """
    _, about = german.NOT_ABOUT
    words = tuple(form for form, is_negator in clause if is_negator or form == about)
    return clause[-1][0] == about and words[-2:] == german.NOT_ABOUT


def _negation_factors(tokens: Sequence[Token], forms: Sequence[str]) -> dict[int, float]:
    """Return the factors of the negators in a sentence, by position."""
    factors: dict[int, float] = {}
    for position, form in enumerate(forms):
        if form not in _NEGATING:
            continue
        preceding, following = forms[max(position - 1, 0) : position], forms[position + 1 : position + 2]
        if tuple(forms[max(position - 2, 0) : position + 1]) == german.ANYTHING_BUT:
            factors[position] = NEGATED
        elif tokens[position].tag_ != SEPARATED_PARTICLE and not _is_non_negating(preceding, form, following):
            negation = _negation_factor(form, "weder" in forms[:position])
            if negation is not None:
                factors[position] = negation
    return factors


def _is_non_negating(preceding: Sequence[str], form: str, following: Sequence[str]) -> bool:
    return (form, *following) in german.NOT_NEGATING or (*preceding, form) in german.NOT_NEGATING_AFTER


def _negation_factor(form: str, after_weder: bool) -> float | None:
    if form in german.NEGATORS or (form == "noch" and after_weder):
        return NEGATED
    return WEAKLY_NEGATED if form in german.WEAK_NEGATORS else None


def _clause_ranges(forms: Sequence[str], negations: Collection[int]) -> Iterator[range]:
    """Split a sentence where the scope of a negation ends: at marks, conjunctions, and `noch` after `weder`."""
    start = 0
    for position, form in enumerate(forms):
        is_border = form in _BORDERS
        if is_border or (form == "noch" and position in negations):
            yield range(start, position)
            start = position + is_border
    yield range(start, len(forms))


def _apply_shifts(clause: Sequence[_Word], shifts: Sequence[Shift], window: int) -> list[_Word]:
    """Apply the shifters to a clause: reverse the words that depend on them and drop the shifters' own polarity.

    A negated shifter reverses nothing, and its negator negates nothing else: in *die Krise nicht beenden* the crisis
    remains a crisis.
    """
    words = list(clause)
    positions = {word.token.i: position for position, word in enumerate(words)}
    for shifter, shifted in shifts:
        if shifter in positions:
            words[positions[shifter]] = words[positions[shifter]]._replace(entry=None)
        negator = _negator_of(words, positions[shifter], window) if shifter in positions else None
        if negator is not None:
            words[negator] = words[negator]._replace(negation=None)
            continue
        for position in (positions[i] for i in shifted if i in positions):
            words[position] = words[position]._replace(shift=words[position].shift * SHIFTED)
    return words


def _negator_of(words: Sequence[_Word], shifter: int, window: int) -> int | None:
    """Return the position of the adverb that negates a shifter, or None; a determiner negates its noun instead."""
    near = range(max(shifter - window, 0), min(shifter + window + 1, len(words)))
    adverbs = [i for i in near if words[i].negation is not None and words[i].form not in german.FORWARD_NEGATORS]
    return adverbs[0] if adverbs and words[shifter].token.pos_ != "NOUN" else None


def _clause_hits(tokens: Sequence[Token], clause: Sequence[_Word], lexicon: Lexicon, window: int) -> Iterator[Hit]:
    degrees = _degrees(clause, lexicon)
    negations = _negation_products(clause, degrees, window)
    is_denied = _denies_its_predicate(clause, negations)
    clause_tokens = [word.token for word in clause]
    for position, weight in zip(degrees, weights(tokens, clause_tokens, degrees), strict=True):
        word, degree = clause[position], degrees[position]
        if word.entry is not None:
            negation = negations.get(position, 1.0)
            polarity = _modified_polarity(word.entry.polarity * word.shift, degree.factor, negation)
            subjectivity = max(word.entry.subjectivity, degree.subjectivity)
            if is_denied and polarity < 0 and position not in negations:
                continue
            yield Hit(
                word.token.i,
                polarity,
                subjectivity,
                weight,
                word.entry.sense,
                word.entry.polarity,
                _changes(word, degree.factor, negation),
                word.start,
            )


def _denies_its_predicate(clause: Sequence[_Word], negations: Mapping[int, float]) -> bool:
    """Return whether a subject such as `niemand` negates a polar predicate.

    Then what else is bad is only the occasion of what did not happen, and no hit: Niemand starb bei dem *Brand*.
    """
    if not any(word.form in german.SUBJECT_NEGATORS and word.negation is not None for word in clause):
        return False
    return any(_is_predicate(clause[position]) for position in negations)


def _changes(word: _Word, degree: float, negation: float) -> tuple[str, ...]:
    """Return what changed the polarity of a word, in the order of `wortlaut.tables.schemas.POLARITY_CHANGES`."""
    assert word.entry is not None
    applies = (negation != 1, degree != 1, word.shift != 1, word.entry.pos == _PHRASE)
    return tuple(change for change, is_one in zip(POLARITY_CHANGES, applies, strict=True) if is_one)


def _degrees(clause: Sequence[_Word], lexicon: Lexicon) -> dict[int, _Degree]:
    """Return the degree of each polar word and negator, by position; degree words that modify one have none."""
    degrees = {}
    start = len(clause)
    for position in reversed(range(len(clause))):
        word = clause[position]
        if position < start and (word.entry is not None or word.negation is not None):
            start = position
            factor, subjectivity = 1.0, 0.0
            while start > 0 and (degree := _degree(clause, start - 1, lexicon)) is not None:
                factor, subjectivity = factor * degree.factor, max(subjectivity, degree.subjectivity)
                start -= 1
            degrees[position] = _Degree(factor, subjectivity)
    return dict(reversed(degrees.items()))


def _degree(clause: Sequence[_Word], position: int, lexicon: Lexicon) -> _Degree | None:
    """Return the effect of a degree word on the next word; the lexicon takes precedence over the word lists."""
    token, form = clause[position].token, clause[position].form
    if clause[position].negation is not None:
        return None
    if form == german.NEGATED_TIME and position > 0 and clause[position - 1].negation is not None:
        return None
    lemma = token.lemma_.lower()
    entry = lexicon.find(form, lemma, "ADV")
    if entry is not None and entry.intensity != 1:
        return _Degree(entry.intensity, entry.subjectivity)
    if form in german.INTENSIFIERS or lemma in german.INTENSIFIERS:
        return _Degree(INTENSIFIED, 0.0)
    if form in german.DOWNTONERS or lemma in german.DOWNTONERS:
        return _Degree(DOWNTONED, 0.0)
    return None


def _negation_products(clause: Sequence[_Word], degrees: Mapping[int, _Degree], window: int) -> dict[int, float]:
    """Return the product of the negations of each negated polar word, by position."""
    polar = [position for position in degrees if clause[position].entry is not None]
    factors: dict[int, float] = {}
    for position, degree in degrees.items():
        negation = clause[position].negation
        if negation is not None:
            for negated in _negated_positions(clause, position, polar, window):
                factors[negated] = factors.get(negated, 1.0) * negation * degree.factor
    return factors


def _negated_positions(clause: Sequence[_Word], negator: int, polar: Sequence[int], window: int) -> list[int]:
    """Return the positions that a negator negates: the polar words after it, else the predicate before it."""
    form = clause[negator].form
    end = negator + window
    if form in german.PHRASE_NEGATORS:
        end = min(end, _phrase_end(clause, negator))
    following = [position for position in polar if negator < position <= end]
    if window and form in german.SUBJECT_NEGATORS and _is_in_subject(clause[negator].token):
        # The predicate stands at the other end of the clause: Niemand wurde am Montag im Tal verletzt.
        following += [p for p in polar if p > end and _is_predicate(clause[p])]
    if following or form in german.FORWARD_NEGATORS:
        return following
    preceding = [position for position in polar if negator - window <= position < negator]
    if window and any(word.token.lemma_ in german.EXISTENCE_VERBS for word in clause):
        return [position for position in polar if position < negator][-1:]
    return [position for position in preceding[-1:] if _is_predicate(clause[position])]


def _phrase_end(clause: Sequence[_Word], preposition: int) -> int:
    """Return the position of the noun that ends the phrase of `ohne` or `statt`; before `zu`, the end of the clause."""
    for position in range(preposition + 1, len(clause)):
        token = clause[position].token
        if token.tag_ == _INFINITIVE_PARTICLE:
            return len(clause)
        is_last = position + 1 == len(clause) or clause[position + 1].token.pos_ not in _NOUNS
        if token.pos_ in _NOUNS and is_last:
            follows = [word.token for word in clause[position + 1 :]]
            return len(clause) if any(other.tag_ == _INFINITIVE_PARTICLE for other in follows) else position
    return len(clause)


def _is_in_subject(token: Token) -> bool:
    """Return whether a negator is the subject or belongs to it: *Keiner* der Gäste, *kein* Mensch."""
    return syntax.is_subject(token) or syntax.is_subject(token.head)


def _is_predicate(word: _Word) -> bool:
    is_phrase = word.entry is not None and word.entry.pos == _PHRASE
    return is_phrase or word.token.pos_ == "VERB" or word.token.tag_ == _PREDICATIVE_ADJECTIVE


def _modified_polarity(polarity: float, degree: float, negation: float) -> float:
    """Return a polarity after degree and negation, clipped to -1 … 1.

    A negated high degree leaves little polarity (nicht sehr gut: 1 * -0.5 / 2). A negated low degree is a high one, so
    the polarity is unchanged (nicht wenig erfolgreich, kein kleiner Erfolg).
    """
    if negation > 0:
        shifted = polarity * degree * negation
    elif degree < 1:
        shifted = polarity
    else:
        shifted = polarity * negation / degree
    return max(-1.0, min(1.0, shifted))
