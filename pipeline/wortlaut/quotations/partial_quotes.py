"""Find partial quotations: a judgement, named words or part of a sentence in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wortlaut.german.function_words import ANAPHORIC_PRONOUNS, JUDGEMENT_OPENERS, NAMING_PARTICLES
from wortlaut.german.verbs import FORMS_OF_SEIN
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import is_finite
from wortlaut.nlp.noun_phrases import NounPhrase, first_phrase, noun_phrases, phrase_at
from wortlaut.quotations.candidates import Context, QuotationCandidate
from wortlaut.quotations.cues import Cue
from wortlaut.quotations.direct import direct_candidate
from wortlaut.quotations.frames import medium_of_noun
from wortlaut.quotations.indirect import frame_start
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import SentenceGroup, TokenRange
from wortlaut.quotations.speaker_attribution import (
    holder_of,
    is_general,
    is_holder,
    is_time,
    names_somebody,
    subject_phrase,
)
from wortlaut.quotations.topics import topic

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_JUDGING_STANCES = frozenset({"calling", "criticising", "praising", "denying"})
_SPEAKING = frozenset({"sprechen", "die Rede sein"})
_OF = frozenset({("von",), ("von", "einem"), ("von", "einer")})
_LINKS = frozenset({"als", "von", "einem", "einer"})
"""Words before words in marks that belong to the verb that they share with others: `…, Lind als „feige“`."""
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_NAME_TAGS = frozenset({"NN", "NE", "FM", "XY"})
_PIECE_OPENERS = frozenset({
    "ART", "APPR", "APPRART", "ADJA", "ADJD", "ADV", "KOUS", "PDAT", "PIAT", "PPOSAT", "PRELS", "PTKNEG", "PTKZU",
})  # fmt: skip
"""Tags of words that open a part of a sentence; in lower case they rarely open a title or a name."""
_MIN_PIECE_WORDS = 3
"""Words. Shorter pieces are as often irony or a term as quoted words."""
_MIN_NAMED_WORDS = 2
"""Words. A single word after such a noun is mentioned, not quoted: `das Wort „Krise“`."""
_MAX_NAMING_TOKENS = 12
"""Maximum number of tokens of a noun phrase before quoted words."""


def find_marked_phrases(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield quoted words that a reporting verb of the same clause attributes: `nannte das „grob falsch“`."""
    cues = [cue for cue in group.cues if cue.verb.takes_quoted_words]
    previous: QuotationCandidate | None = None
    for tokens in group.terms:
        segment = _governing_segment(group, tokens)
        cue = next((cue for cue in cues if cue.segment == segment), None)
        if cue is not None and _is_statement(group, tokens, cue) and not _is_source(group, tokens):
            frame = (frame_start(group, cue.segment), max(group.segments[cue.segment].end, tokens[1]))
            previous = direct_candidate(group, cue, frame, "direct-phrase", tokens)
            if not _is_mere_name(group, cue, previous):
                yield previous
        elif previous is not None and _is_coordinated(group, previous, tokens):
            previous = replace(previous, quote=(tokens,))
            yield previous
        elif previous is not None and (other := _speaker_of_gapped(group, previous, tokens)) is not None:
            previous = replace(previous, quote=(tokens,), speaker=other)
            yield previous


def find_named_words(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield quoted words after a noun that presents them as such: `Der Satz „Wir schaffen das“ blieb.`."""
    for tokens in (*group.speech, *group.terms):
        phrase = _naming_phrase(group, tokens)
        if phrase is None or len(_words(group, tokens)) < _MIN_NAMED_WORDS:
            continue
        noun = reporting_noun(group.doc[phrase.head].text)
        yield QuotationCandidate(
            type="Direct",
            rule="direct-noun",
            groups=(group,),
            quote=(tokens,),
            cue=(phrase.head,),
            cue_lemma=noun.lemma if noun is not None else None,
            medium=medium_of_noun(noun),
            speaker=holder_of(group.doc, phrase.tokens) or _accompanied(group, phrase, tokens),
        )


def _accompanied(group: SentenceGroup, phrase: NounPhrase, tokens: TokenRange) -> TokenRange | None:
    """Return who does something with words: `Mit den Worten „Auf geht's“ eröffnete Ida Falk das Fest.`."""
    number = group.segment_at(phrase.head)
    if number is None or phrase.preposition is None or group.doc[phrase.preposition].lower_ != "mit":
        return None
    clause = (group.segments[number].start, max(group.segments[number].end, _clause_end_after(group, tokens)))
    verb = next((i for i in range(*clause) if not tokens[0] <= i < tokens[1] and is_finite(group.doc[i])), None)
    return subject_phrase(group.doc, verb, clause, tokens) if verb is not None else None


def _clause_end_after(group: SentenceGroup, tokens: TokenRange) -> int:
    """Return the end of the segment after words in marks, or of these words if none follows."""
    number = group.segment_at(tokens[1]) if tokens[1] < group.end else None
    return group.segments[number].end if number is not None else tokens[1]


def _naming_phrase(group: SentenceGroup, tokens: TokenRange) -> NounPhrase | None:
    """Return the noun phrase before quoted words (and before particles such as `wie`) if its noun stands for words."""
    end = tokens[0]
    while end > group.start and group.doc[end - 1].lower_ in NAMING_PARTICLES:
        end -= 1
    phrases = list(noun_phrases(group.doc, max(group.start, end - _MAX_NAMING_TOKENS), end))
    phrase = phrases[-1] if phrases and phrases[-1].end == end else None
    noun = reporting_noun(group.doc[phrase.head].text) if phrase is not None else None
    return phrase if noun is not None and noun.takes_quoted_words else None


def find_views(group: SentenceGroup, _context: Context) -> Iterator[QuotationCandidate]:
    """Yield quoted words that a sentence with `für` presents as a view: `Für sie war das „bitter“.`."""
    for tokens in group.terms:
        number = _governing_segment(group, tokens)
        if number is None or _is_name(group, tokens):
            continue
        clause = group.segments[number]
        before = noun_phrases(group.doc, clause.start, tokens[0])
        holder = next((phrase for phrase in before if is_holder(group.doc, phrase)), None)
        if holder is not None and any(token.lower_ in FORMS_OF_SEIN for token in group.doc[clause.start : clause.end]):
            yield QuotationCandidate(
                type="Direct",
                rule="direct-für",
                groups=(group,),
                quote=(tokens,),
                speaker=holder.tokens,
                medium="ST",
            )


def find_pieces(group: SentenceGroup, context: Context) -> Iterator[QuotationCandidate]:
    """Yield longer quoted parts of a sentence without a cue: `Der Umbau sei „mit heißer Nadel gestrickt“.`.

    Args:
        group: The group.
        context: The quotation before it, whose speaker is taken if it is adjacent.
    """
    for tokens in group.terms:
        if _is_piece(group, tokens):
            yield QuotationCandidate(
                type="Direct",
                rule="direct-piece",
                groups=(group,),
                quote=(tokens,),
                speaker=topic(group) or context.adjacent_speaker,
            )


def is_term(group: SentenceGroup, tokens: TokenRange) -> bool:
    """Return whether quoted words are just a name, title or term: nothing but nouns and names."""
    return all(token.tag_ in _NAME_TAGS or token.ent_type_ for token in _words(group, tokens))


def _is_name(group: SentenceGroup, tokens: TokenRange) -> bool:
    """Return whether quoted words are just a name: no common noun, nor any other word."""
    return all(token.tag_ in _NAME_TAGS - {"NN"} or token.ent_type_ for token in _words(group, tokens))


def _words(group: SentenceGroup, tokens: TokenRange) -> list[Token]:
    return [token for token in group.doc[tokens[0] : tokens[1]] if token.is_alpha]


def _governing_segment(group: SentenceGroup, tokens: TokenRange) -> int | None:
    """Return the number of the segment whose verb governs quoted words: their own, or the one before a colon."""
    number = group.segment_at(tokens[0])
    if number is None:
        return None
    segment = group.segments[number]
    if segment.opener == ":" and segment.start == tokens[0]:
        return number - 1
    if segment.kind == "fragment" and group.doc[segment.start].lower_ == "als":  # `nannte das, was geschah, als „…“`
        return next((i for i in range(number - 1, -1, -1) if group.segments[i].kind == "finite"), number)
    is_rest = segment.kind == "fragment" and segment.opener == "," and number > 1
    judges = any(cue.segment == number - 2 and cue.verb.stance in _JUDGING_STANCES for cue in group.cues)
    if is_rest and judges and group.segments[number - 1].kind == "fragment":
        return number - 2  # `nannte Ida Falk, die Chefin, den Plan „unreif“`
    return number


def _is_statement(group: SentenceGroup, tokens: TokenRange, cue: Cue) -> bool:
    """Return whether quoted words are a judgement, not a title or a term: no noun names them, and not all are names."""
    if all(token.tag_ in _DETERMINERS for token in _words(group, tokens)):  # `von „seinem“ Minister enttäuscht`
        return False
    if cue.verb.stance == "accusing":  # `warf ihm „Wortbruch“ vor`
        return not _is_name(group, tokens)
    before = group.doc[tokens[0] - 1] if tokens[0] > group.start else None
    is_thing = before is not None and before.lower_ in ANAPHORIC_PRONOUNS  # `nannte das „Unsinn“`
    if _is_called(group, tokens, cue) and (is_thing or _follows_subject(group, tokens, cue)):
        return True
    if before is not None and before.tag_ in {"NN", "NE"} and not _is_apart(group, before, cue):
        is_predicate = _ends_in_predicate(group, tokens) or _is_called(group, tokens, cue)
        return cue.verb.stance in _JUDGING_STANCES and is_predicate
    if before is not None and before.lower_ in JUDGEMENT_OPENERS and cue.verb.stance in _JUDGING_STANCES:
        return bool(_words(group, tokens))
    if cue.verb.lemma == "warnen" and before is not None and before.lower_ == "vor":  # `warnte vor „Panik“`
        return bool(_words(group, tokens))
    if cue.verb.lemma in _SPEAKING:  # `sprach von einer „Katastrophe“`
        opening = tuple(token.lower_ for token in group.doc[max(group.start, tokens[0] - 2) : tokens[0]])
        if opening in _OF or opening[1:] in _OF:
            return bool(_words(group, tokens))
    return not is_term(group, tokens)


def _is_apart(group: SentenceGroup, noun: Token, cue: Cue) -> bool:
    """Return whether a noun before quoted words does not name them: a person, a time, or one after a preposition."""
    start = group.segments[cue.segment].start
    phrase = phrase_at(group.doc, noun.i, start, noun.i + 1)
    if phrase is None:
        return False
    text = reporting_noun(noun.text)
    is_title = text is not None and text.tells_medium  # `schreibt zu unserem Artikel „Tempo 30“`
    return noun.ent_type_ == "PER" or is_time(group.doc, phrase) or (phrase.preposition is not None and not is_title)


def _is_source(group: SentenceGroup, tokens: TokenRange) -> bool:
    """Return whether words in marks name who or what speaks: `Die „Zeit im Blick“ schreibt`, `In der „Post“ steht`."""
    root = group.doc[tokens[0] + 1 : tokens[1]].root
    preposition = syntax.preposition_of(root)
    is_place = preposition is not None and preposition.lower_ in {"in", "im"} and preposition.i >= tokens[0] - 2
    follows_wie = tokens[0] > group.start and group.doc[tokens[0] - 1].lower_ == "wie"  # `Wie „heute live“ berichtet`
    follows_person = tokens[0] > group.start and group.doc[tokens[0] - 1].ent_type_ == "PER"
    return is_place or follows_wie or (syntax.is_subject(root) and root.tag_ in _NAME_TAGS and not follows_person)


def _is_mere_name(group: SentenceGroup, cue: Cue, candidate: QuotationCandidate) -> bool:
    """Return whether nobody in particular uses a name: `Das nennt man „Sonnenwind“`, `wird „der Dicke“ genannt`."""
    part = group.segments[cue.segment]
    return cue.verb.stance == "calling" and (candidate.speaker is None or is_general(group.doc, (part.start, part.end)))


def _ends_in_predicate(group: SentenceGroup, tokens: TokenRange) -> bool:
    """Return whether an uninflected adjective or participle ends the words: `nannte den Plan „völlig unreif“`."""
    words = _words(group, tokens)
    return bool(words) and words[-1].tag_ in {"ADJD", "VVPP"}


def _is_called(group: SentenceGroup, tokens: TokenRange, cue: Cue) -> bool:
    """Return whether `nennen` has no predicate but the words in marks: `nannte die Kritik „Unsinn“`."""
    end = group.segments[cue.segment].end
    rest = [token for token in group.doc[tokens[1] : end] if not token.is_punct]
    return cue.verb.lemma == "nennen" and not rest and bool(_words(group, tokens))


def _follows_subject(group: SentenceGroup, tokens: TokenRange, cue: Cue) -> bool:
    """Return whether who calls a thing something is right before the words: `Die Kritik nannte Falk „Unsinn“`."""
    segment = group.segments[cue.segment]
    subject = (
        subject_phrase(group.doc, cue.finite, (segment.start, tokens[0]), tokens) if cue.finite is not None else None
    )
    return subject is not None and subject[1] == tokens[0] and subject[0] > cue.main == cue.finite


def _is_coordinated(group: SentenceGroup, candidate: QuotationCandidate, tokens: TokenRange) -> bool:
    """Return whether quoted words are coordinated with a quotation and share its speaker: `… und „unreif“`."""
    between = group.doc[candidate.end : tokens[0]]
    return 0 < len(between) <= 3 and all(token.tag_ in {"KON", "ART", "$,", "ADV"} for token in between)


def _speaker_of_gapped(group: SentenceGroup, candidate: QuotationCandidate, tokens: TokenRange) -> TokenRange | None:
    """Return who else is before quoted words that share the verb of others: `Falk nannte das „mutig“, Lind „feige“`."""
    doc, start = group.doc, candidate.end
    is_next = doc[start].text in {",", ";", "und"} and not any(map(is_finite, doc[start : tokens[0]]))
    phrase = first_phrase(doc, start + 1, tokens[0]) if is_next else None
    if phrase is None or phrase.start != start + 1 or not names_somebody(doc, phrase.tokens):
        return None
    rest = [token for token in doc[phrase.end : tokens[0]] if token.tag_ not in {"ADV", "PROAV", "PAV"}]
    return phrase.tokens if all(token.lower_ in _LINKS for token in rest) else None


def _is_piece(group: SentenceGroup, tokens: TokenRange) -> bool:
    words = _words(group, tokens)
    before = group.doc[tokens[0] - 1] if tokens[0] > group.start else None
    is_named = before is not None and before.tag_ in {"NN", "NE"}
    return (
        len(words) >= _MIN_PIECE_WORDS
        and not is_named
        and words[0].tag_ in _PIECE_OPENERS
        and words[0].is_lower
        and not any(word.tag_ == "FM" for word in words)
    )
