"""Attribute a quotation to a speaker: whom the noun phrases of its frame name, and whose words they stand for."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from wortlaut.entities.nominals import person_noun
from wortlaut.entities.organisation_nouns import organisation_noun
from wortlaut.entities.pronouns import FEMININE_ENDINGS
from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import (
    AGENT_PREPOSITIONS,
    AMBIGUOUS_PRONOUNS,
    AUDIENCE_DETERMINERS,
    AUTHOR_PRONOUNS,
    FEMININE_MEDIA,
    GENITIVE_DETERMINERS,
    GIVER_PREPOSITIONS,
    HOUSE_PREPOSITIONS,
    NOMINATIVE_PRONOUNS,
    NOT_SPEAKERS,
    OBLIQUE_ARTICLES,
    OBLIQUE_PRONOUNS,
    PLACE_PREPOSITIONS,
    QUESTION_NOUNS,
    RESPONSES,
    TIME_NOUNS,
)
from wortlaut.german.marks import MARKS
from wortlaut.german.verbs import FORMS_OF_SEIN, GIVING_VERBS
from wortlaut.nlp import syntax
from wortlaut.nlp.clauses import is_finite
from wortlaut.nlp.dictionary import is_form
from wortlaut.nlp.noun_phrases import NounPhrase, first_phrase, noun_phrases, phrase_at, phrase_start
from wortlaut.quotations.cues import IMPERSONAL, Cue
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import TokenRange

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

_CITING = "zitieren"
_WITH_SOURCE = IMPERSONAL | {"stehen", "hervorgehen", "bekannt werden"}
"""Verbs with a place as source: `In dem Bericht heißt es, …`, `Im Bericht steht, dass …`, `Das geht daraus hervor`."""

_ABOUT = frozenset({"ausgehen", "sprechen", "die Rede sein"})
"""Verbs with which `von` names the topic, not the speaker: `Von Verrat wurde gesprochen`."""
_SUBJECT_TAGS = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "FM", "XY", "ADJA", "CARD"})
"""Tags (STTS) of what may head a subject."""
_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PPOSAT"})
_CLAUSE_ENDS = frozenset(";:")
_LONGEST_PHRASE = 40
"""Tokens of a subject after its head."""
_OPENER_TAGS = frozenset({"KOUS", "KOKOM", "PWAV", "PRELS"})
"""Tags (STTS) of words after which the subject of the clause before is none."""


def names_somebody(doc: Doc, phrase: TokenRange) -> bool:
    """Return whether a noun phrase denotes a person (by name, role or pronoun) or an organisation (by name or noun)."""
    core = first_phrase(doc, *phrase)
    if core is None:
        return False
    if doc[core.head].lower_ in NOMINATIVE_PRONOUNS | AMBIGUOUS_PRONOUNS:
        return True
    if doc[core.head].ent_type_ in {"PER", "ORG"}:
        return True
    if doc[core.head].tag_ == "PIS" and any(token.ent_type_ == "PER" for token in doc[core.head : phrase[1]]):
        return True  # `einer der Elektriker, Ronny Falk,`
    chain = list(takewhile(lambda token: token.tag_ in {"NN", "NE"}, doc[core.head : phrase[1]]))
    if any(role_noun(token.text) is not None for token in chain):
        return True
    if person_noun(doc[core.head].text, doc[core.start].lower_) is not None:
        return True
    if doc[core.head].tag_ == "NN" and (organisation_noun(doc[core.head].text) or _has_feminine(doc[core.head])):
        return True
    # `Rücktritt Ada Brunners`, but not `Rentnerin Hilde Ahrens`
    is_genitive = bool(chain) and chain[-1].text.endswith("s") and chain[-1].morph.get("Case", []) != ["Nom"]
    return not is_genitive and any(token.ent_type_ in {"PER", "ORG"} for token in chain)


def _has_feminine(token: Token) -> bool:
    """Return whether a noun is one of a pair such as `Besucher`, `Besucherin`; only nouns for persons are."""
    noun, stem = token.text, token.text.removesuffix("in")
    if token.morph.get("Gender", []) != ["Masc" if stem == noun else "Fem"]:
        return False
    pairs = (f"{stem}in", f"{stem.removesuffix('e')}in")
    others = pairs if stem == noun else (stem, f"{stem}e")
    return any(other != noun and is_form(other) for other in others)


def holder_of(doc: Doc, phrase: TokenRange) -> TokenRange | None:
    """Return whose words a noun phrase stands for, a genitive or `von` attribute: `das Fazit von Ada Brunner`.

    Args:
        doc: The document.
        phrase: A noun phrase; if its head is not a reporting noun, there is no holder.
    """
    core = first_phrase(doc, *phrase)
    if core is None or reporting_noun(doc[core.head].text) is None:
        return None
    named = [index for index in range(core.start, core.head) if doc[index].ent_type_ in {"PER", "ORG", "LOC"}]
    if named and not doc[core.head].ent_type_:  # `Brunners Fazit`, but not `der Hessische Rundfunk`
        return named[0], named[-1] + 1
    for index in range(core.head + 1, phrase[1]):
        token = doc[index]
        if token.lower_ in {"von", "vom"} and index + 1 < phrase[1]:
            return index + 1, phrase[1]
        if token.lower_ in GENITIVE_DETERMINERS:
            attribute = first_phrase(doc, index, phrase[1])
            return None if attribute is not None and is_time(doc, attribute) else (index, phrase[1])
    return None


def giver_of(doc: Doc, region: TokenRange) -> TokenRange | None:
    """Return from whom words come: `Kritik kam von Ada Brunner`, `Von der Polizei gab es die Information, …`.

    Args:
        doc: The document.
        region: The tokens of a clause; without a verb for coming or giving and a noun for words there is no giver.
    """
    tokens = doc[region[0] : region[1]]
    verbs = {token.i for token in tokens if token.tag_.startswith("V") and token.lemma_ in GIVING_VERBS}
    if not verbs:
        return None
    nouns = {token.i for token in tokens if token.text in RESPONSES or reporting_noun(token.text) is not None}
    if not nouns:
        return None
    for phrase in noun_phrases(doc, *region):
        preposition = doc[phrase.preposition].lower_ if phrase.preposition is not None else None
        is_from = preposition in GIVER_PREPOSITIONS and doc[phrase.head].head.i in verbs | nouns
        is_from = is_from and (preposition != "aus" or names_somebody(doc, phrase.tokens))  # `aus der SPD-Fraktion`
        if is_from and not is_time(doc, phrase):
            return phrase.tokens
    return None


def is_holder(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether `für` presents what follows as somebody's view: `Für Ida Falk war das …`."""
    preposition = doc[phrase.preposition].lower_ if phrase.preposition is not None else None
    return preposition == "für" and names_somebody(doc, phrase.tokens)


def speaker_of_verb(doc: Doc, cue: Cue, region: TokenRange, quote: TokenRange | None = None) -> TokenRange | None:
    """Return the noun phrase that names the speaker of a reporting verb.

    Args:
        doc: The document.
        cue: The reporting verb.
        region: The tokens of the frame.
        quote: Quoted tokens that may lie in it, where no speaker is looked for.

    Returns:
        The phrase's tokens, or None if the frame names no speaker (passive, impersonal).
    """
    if cue.verb.lemma in _WITH_SOURCE:
        is_heard = doc[cue.main].tag_ == "VVINF"  # `Falk war im Radio zu hören`
        named = subject_phrase(doc, cue.finite, region, quote) if is_heard and cue.finite is not None else None
        is_inside = named is not None and region[0] <= named[0]
        return named if is_inside else _source(doc, cue, region, is_impersonal=True)
    subject = subject_phrase(doc, cue.finite if cue.finite is not None else cue.main, region, quote)
    subject = _without_addressee(doc, subject) if subject is not None else None
    if subject is None and is_general(doc, region):
        return house_of(doc, region)
    if cue.verb.lemma == _CITING:
        cited = _before_agent(doc, subject) if is_passive(doc, cue) else _cited_person(doc, cue.main, region, subject)
        return cited or subject
    return _agent(doc, cue, region) if is_passive(doc, cue) else subject


def house_of(doc: Doc, region: TokenRange) -> TokenRange | None:
    """Return where somebody speaks who is just `man`: `Beim Mieterbund befürchtet man, …`; None if nowhere."""
    for phrase in noun_phrases(doc, *region):
        preposition = doc[phrase.preposition].lower_ if phrase.preposition is not None else None
        if preposition in HOUSE_PREPOSITIONS and names_somebody(doc, phrase.tokens):
            return phrase.tokens
    return None


def _without_addressee(doc: Doc, subject: TokenRange) -> TokenRange:
    """Return a subject without a dative that looks like a genitive: `eine Sprecherin der Stadt der „Moorpost“`."""
    start, end = subject
    for index in range(start + 2, end - 1):
        audience = first_phrase(doc, index, end) if doc[index].lower_ in AUDIENCE_DETERMINERS else None
        if audience is None or audience.start != index:
            continue
        is_audience = doc[index + 1].text in MARKS or doc[audience.head].lower_.endswith(FEMININE_MEDIA)
        has_genitive = any(token.lower_ in GENITIVE_DETERMINERS for token in doc[start + 1 : index])
        is_whole = has_genitive or doc[index - 1].ent_type_ == "PER" or doc[start].tag_ == "PPOSAT"
        if is_audience and is_whole:
            return start, index
    return subject


def citing_medium(doc: Doc, cue: Cue, region: TokenRange, speaker: TokenRange | None) -> TokenRange | None:
    """Return who cites the speaker: `zitiert der Kurier die Ministerin`, `wird sie vom Kurier zitiert`.

    Args:
        doc: The document.
        cue: The reporting verb.
        region: The tokens of the frame, without the quotation.
        speaker: The noun phrase that names the person cited.

    Returns:
        The phrase's tokens, or None if the verb is not `zitieren` or nobody else is named.
    """
    if cue.verb.lemma != _CITING or speaker is None:
        return None
    if is_passive(doc, cue):
        medium = _agent(doc, cue, region)
    else:
        medium = subject_phrase(doc, cue.finite if cue.finite is not None else cue.main, region)
    return medium if medium != speaker else None


def _before_agent(doc: Doc, subject: TokenRange | None) -> TokenRange | None:
    """Return the subject of a passive without the agent, the medium: `wird die Ministerin vom Kurier zitiert`."""
    if subject is None:
        return None
    agent_starts = (index for index in range(*subject) if doc[index].lower_ in AGENT_PREPOSITIONS)
    return subject[0], next(agent_starts, subject[1])


def _cited_person(doc: Doc, verb: int, region: TokenRange, subject: TokenRange | None) -> TokenRange | None:
    """Return whom `zitieren` cites: a person among the phrases, else the parsed object, unless it is a text."""
    objects = {token.i for token in syntax.objects(doc[verb])}
    others = [
        phrase for phrase in noun_phrases(doc, *region) if phrase.preposition is None and phrase.tokens != subject
    ]
    persons = (phrase for phrase in others if _is_person(doc, phrase))
    parsed = (phrase for phrase in others if phrase.head in objects and reporting_noun(doc[phrase.head].text) is None)
    cited = next(persons, None) or next(parsed, None)
    return cited.tokens if cited is not None else None


def _is_person(doc: Doc, phrase: NounPhrase) -> bool:
    head = doc[phrase.head]
    return head.tag_ in {"NE", "PPER"} or head.ent_type_ == "PER" or role_noun(head.text) is not None


def subject_phrase(doc: Doc, verb: int, region: TokenRange, quote: TokenRange | None = None) -> TokenRange | None:
    """Return the noun phrase that is the subject of a finite verb.

    The parse decides, also if an insertion separates the subject from the rest of its clause. Where it has none, order
    and form do: a nominative next to the verb, governed by no preposition. In a main clause everything before the
    finite verb is one constituent (Vorfeld; Duden, Die Grammatik, on Stellungsfelder), so a subject that opens the
    clause extends to the verb.

    Args:
        doc: The document.
        verb: Index of the finite verb.
        region: The tokens of its clause.
        quote: Quoted tokens among them, where the subject is not.
    """
    head = _pronoun_beside(doc, verb, region) or _subject_within(doc, verb, region)
    if head is not None and head.i == verb + 1 and head.lower_ in AMBIGUOUS_PRONOUNS:
        somebody = first_phrase(doc, verb + 2, region[1])  # `würdigte sie Ida Falk`
        if somebody is not None and somebody.start == verb + 2 and _is_named_person(doc, somebody):
            return somebody.tokens
    if head is not None and head.tag_ == "PRELS" and head.i < verb and not _is_relative_object(doc, head, verb):
        return head.i, head.i + 1
    parsed = _phrase_of(doc, head, verb, region, quote) if head is not None else None
    if parsed is not None:
        return parsed.start, _extended_to_verb(doc, parsed, verb, min(region[0], parsed.start))
    start, end = quote if quote is not None else (region[1], region[1])
    parts = (region[0], min(start, region[1])), (max(end, region[0]), region[1])
    phrases = [phrase for part in parts for phrase in noun_phrases(doc, *part)]
    phrases = [phrase for phrase in phrases if phrase.start > verb or not _is_object(doc, phrase, verb, region[1])]
    scored = [(_subject_score(doc, phrase, verb), phrase) for phrase in phrases]
    scored = [(score, phrase) for score, phrase in scored if score > 0]
    if not scored:
        return None
    best = max(scored, key=lambda pair: (pair[0], -pair[1].start))[1]
    return best.start, _extended_to_verb(doc, best, verb, region[0])


def _is_relative_object(doc: Doc, pronoun: Token, verb: int) -> bool:
    """Return whether a relative clause has another nominative: `die Ida Falk nannte`."""
    others = (token for token in doc[pronoun.i + 1 : verb] if token.morph.get("Case", []) == ["Nom"])
    return any(token.tag_ in {"PPER", "NE"} for token in others)


def _phrase_of(doc: Doc, head: Token, verb: int, region: TokenRange, quote: TokenRange | None) -> NounPhrase | None:
    """Return the phrase of the head of a subject, or None if its form, the quotation or the clause excludes it."""
    if head.lower_ in NOT_SPEAKERS or head.tag_ not in _SUBJECT_TAGS:
        return None
    if head.i >= region[1] or (head.i < region[0] and not _goes_on(doc, head.i, verb, region[0])):
        return None
    start, end = phrase_start(head), verb
    if quote is not None and quote[0] <= head.i:
        if head.i < quote[1]:
            return None
        start = max(start, quote[1])
    if head.i > verb:
        stop = min(head.i + _LONGEST_PHRASE, len(doc) if quote is None or quote[0] <= head.i else quote[0])
        end = next((index for index in range(head.i + 1, stop) if doc[index].is_sent_start), stop)
    phrase = phrase_at(doc, head.i, start, end)
    if phrase is None or phrase.preposition is not None or _is_oblique(doc, phrase):
        return None
    return None if is_time(doc, phrase) or (head.i < verb and _is_object(doc, phrase, verb, region[1])) else phrase


def _is_object(doc: Doc, phrase: NounPhrase, verb: int, end: int) -> bool:
    """Return whether a phrase before a verb has the subject after it: `Die Frist nannte Falk albern`.

    It has if it is a thing and a named person follows, or several and a single somebody follows a verb in the singular.
    """
    following = first_phrase(doc, verb + 1, end) if doc[verb].morph.get("Number", []) == ["Sing"] else None
    if following is not None and following.start == verb + 1 and _is_plural(doc, phrase):
        return not _is_plural(doc, following) and names_somebody(doc, following.tokens)
    is_person = following is not None and following.start == verb + 1 and _is_named_person(doc, following)
    is_person = is_person and all(token.ent_type_ != "PER" for token in doc[phrase.start : verb])
    return is_person and not names_somebody(doc, phrase.tokens)


def _is_plural(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether a phrase is in the plural: its first word and its noun are."""
    first, head = doc[phrase.start], doc[phrase.head]
    return head.tag_ == "NN" and all(token.morph.get("Number", []) == ["Plur"] for token in (first, head))


def _is_followed_by_somebody(doc: Doc, verb: int) -> bool:
    """Return whether a verb has its own subject after it: `Der Preis, sagt Ida Falk, sei hoch`."""
    stop = min(verb + _LONGEST_PHRASE, len(doc))
    end = next((index for index in range(verb + 1, stop) if doc[index].is_punct), stop)
    following = first_phrase(doc, verb + 1, end)
    return following is not None and following.start == verb + 1 and names_somebody(doc, following.tokens)


def _is_named_person(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether a phrase begins with the name of a person, or with a role and a name: `Trainer Falk`."""
    first, last = doc[phrase.start], doc[phrase.end - 1]
    is_role = role_noun(first.text) is not None and last.ent_type_ == "PER"
    return phrase.preposition is None and (first.ent_type_ == "PER" or is_role)


def _subject_within(doc: Doc, verb: int, region: TokenRange) -> Token | None:
    """Return the head of a verb's subject by the parse: of several, somebody behind it in the clause that it opens.

    `Wichtig sei die Brücke, sondern auch der Weg, sagt Ida Falk`
    """
    head = syntax.shared_subject(doc[verb])
    if head is None or head.i >= region[0] or verb != region[0]:
        return head
    behind = (other for other in syntax.subjects(doc[verb]) if verb < other.i < region[1])
    return next((other for other in behind if names_somebody(doc, (phrase_start(other), other.i + 1))), head)


def _pronoun_beside(doc: Doc, verb: int, region: TokenRange) -> Token | None:
    """Return a pronoun next to a verb that can be nothing but its subject: `Die Tat bezeichnete er als sinnlos`."""
    beside = (doc[index] for index in (verb + 1, verb - 1) if region[0] <= index < region[1])
    return next((token for token in beside if token.lower_ in NOMINATIVE_PRONOUNS), None)


def _goes_on(doc: Doc, head: int, verb: int, start: int) -> bool:
    """Return whether a clause goes on after an insertion: `Ida Falk, Chefin der Bahn, forderte …`."""
    marks = [token.text for token in doc[head:verb] if token.is_punct]
    is_inside = sum(mark in MARKS for mark in marks) % 2 == 0
    if [mark for mark in marks if mark not in MARKS] == [","] and verb == start and _is_followed_by_somebody(doc, verb):
        return False
    return is_inside and doc[start].tag_ not in _OPENER_TAGS and _CLAUSE_ENDS.isdisjoint(marks)


def _extended_to_verb(doc: Doc, phrase: NounPhrase, verb: int, start: int) -> int:
    """Extend a clause-initial subject to the verb, but not into a relative clause or an adverb; return its end."""
    opens_clause = all(token.tag_ in {"KON", "ADV"} or token.is_punct for token in doc[start : phrase.start])
    if not opens_clause or verb < phrase.end or doc[phrase.head].tag_ not in {"NN", "NE"}:
        return phrase.end
    if any(is_finite(token) or token.tag_ in {"PRELS", "PRELAT", "KOUS"} for token in doc[phrase.end : verb]):
        return phrase.end
    end = verb
    while end > phrase.end and (doc[end - 1].tag_ in {"ADV", "PROAV", "ADJD"} or doc[end - 1].text in {",", "–", "-"}):
        end -= 1
    return end


def is_passive(doc: Doc, cue: Cue) -> bool:
    """Return whether a reporting verb is in the passive: `wurde mitgeteilt`."""
    if cue.finite is None or cue.finite == cue.main:
        return False
    forms = {doc[cue.finite].lemma_.lower(), *(doc[i].lower_ for i in cue.tokens)}
    is_participle = doc[cue.main].tag_ == "VVPP"
    return is_participle and bool(forms & {"werden", "worden", "wurde", "wurden", "wird"})


def is_general(doc: Doc, region: TokenRange) -> bool:
    """Return whether nobody in particular speaks: `Das nennt man …`."""
    return any(token.lower_ == "man" for token in doc[region[0] : region[1]])


def is_author(doc: Doc, phrase: TokenRange | None) -> bool:
    """Return whether a phrase stands for the author or the reader, who are not quoted outside quotation marks."""
    if phrase is None or phrase[1] - phrase[0] != 1:
        return False
    token = doc[phrase[0]]
    is_polite = token.text == "Sie" and not token.is_sent_start and token.tag_ == "PPER"
    return is_polite or token.lower_ in AUTHOR_PRONOUNS


def is_state(doc: Doc, cue: Cue) -> bool:
    """Return whether a cue is no speech act: a stative or modal passive (`ist geplant`, `ist zu berichten`).

    Duden, Die Grammatik, on Zustandspassiv and modales Passiv.
    """
    if cue.finite is None or doc[cue.finite].lower_ not in FORMS_OF_SEIN:
        return False
    if doc[cue.main].tag_ == "VVIZU" or (cue.main > 0 and doc[cue.main - 1].tag_ == "PTKZU"):
        return True
    return doc[cue.main].tag_ == "VVPP" and all(doc[index].lower_ != "worden" for index in cue.tokens)


def _agent(doc: Doc, cue: Cue, region: TokenRange) -> TokenRange | None:
    """Return the agent of a passive (`wurde vom Verband gebeten`); before the finite verb, `von` is an attribute."""
    finite = cue.main if cue.finite is None else cue.finite
    is_last = finite >= cue.main
    ends = (token.i for token in doc[region[0] : cue.main - 1] if is_finite(token) and token.nbor().tag_ == "KON")
    start = max([region[0], *ends]) if is_last else region[0]  # `die von Nord ausgehen und „Wellen“ genannt werden`
    first = start if is_last else finite + 1
    for index in range(first, region[1] - 1):
        if doc[index].lower_ in AGENT_PREPOSITIONS and cue.verb.lemma not in _ABOUT:
            phrase = first_phrase(doc, index + 1, region[1])
            if phrase is not None and phrase.start == index + 1:
                return phrase.tokens
    return _source(doc, cue, (start, region[1]), is_impersonal=False)


def _source(doc: Doc, cue: Cue, region: TokenRange, *, is_impersonal: bool) -> TokenRange | None:
    """Return the source that replaces a personal subject: `in einer Mitteilung der Bahn heißt es`."""
    for phrase in noun_phrases(doc, *region):
        preposition = doc[phrase.preposition].lower_ if phrase.preposition is not None else None
        is_agent = preposition in AGENT_PREPOSITIONS and cue.verb.lemma not in _ABOUT
        if is_agent or (preposition in PLACE_PREPOSITIONS and _is_source(doc, phrase, is_impersonal)):
            return phrase.tokens
    return None


def _is_source(doc: Doc, phrase: NounPhrase, is_impersonal: bool) -> bool:
    """Return whether a phrase names a text or a medium; of an impersonal verb also an organisation or a capital."""
    head = doc[phrase.head]
    if head.lower_ in QUESTION_NOUNS:  # `heißt es auf Anfrage`
        return False
    if head.ent_type_ == "LOC":  # its government: `Aus Paris hieß es`, `hieß es bei der Stadt`
        is_source = phrase.preposition is not None and doc[phrase.preposition].lower_ == "aus"
        return is_impersonal and (is_source or head.tag_ == "NN")
    is_text = head.tag_ in {"NN", "PDS"}  # `In dem Bericht wird betont, …`, `In diesem heißt es, …`
    return not is_time(doc, phrase) and (is_text or (is_impersonal and head.ent_type_ == "ORG"))


def _subject_score(doc: Doc, phrase: NounPhrase, verb: int) -> float:
    head = doc[phrase.head]
    if _is_oblique(doc, phrase):
        return 0.0
    if phrase.preposition is not None or head.lower_ in NOT_SPEAKERS or is_time(doc, phrase):
        return 0.0
    case = head.morph.get("Case", [])
    score = 1.0
    if case == ["Nom"]:
        score += 1.5
    elif case:
        score -= 0.75
    if head.tag_ == "NE" or head.ent_type_ in {"PER", "ORG"}:
        score += 0.5
    if head.lower_ in NOMINATIVE_PRONOUNS:
        score += 4.0
    elif head.lower_ in AMBIGUOUS_PRONOUNS:
        score += 1.5
    if phrase.start == verb + 1 or phrase.end == verb:
        score += 1.5
    elif phrase.start in {verb + 2, verb + 3}:
        score += 0.5
    return score


def _is_oblique(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether the form of a phrase is that of an object: `dem Rat`, `ihm`, `der Zeitung` (feminine)."""
    head = doc[phrase.head]
    first = next((token for token in doc[phrase.start : phrase.end] if not token.is_punct), head)
    is_inflected = first.tag_ in _DETERMINERS and first.lower_.endswith(("en", "em"))  # `ihren Rivalen`, `einem Rat`
    is_inflected = is_inflected and first.lower_ not in {"deren", "dessen"}
    if is_inflected or first.lower_ in OBLIQUE_ARTICLES or head.lower_ in OBLIQUE_PRONOUNS:
        return True
    if first.tag_ != "ART" or first.lower_ not in {"der", "einer"}:
        return False
    nouns = (token for token in doc[first.i + 1 : phrase.end] if token.tag_ in {"NN", "NE"})
    noun = head if head.tag_ == "NN" else next(nouns, head)
    if noun.tag_ != "NN" or noun.morph.get("Number", []) == ["Plur"]:
        return False
    genders = first.morph.get("Gender", []), noun.morph.get("Gender", [])
    return noun.lower_.endswith(FEMININE_ENDINGS) or (genders[1] == ["Fem"] and genders[0] != ["Masc"])


def is_time(doc: Doc, phrase: NounPhrase) -> bool:
    """Return whether a noun phrase denotes a time: `19.22 Uhr`, `am Montag`."""
    head = doc[phrase.head]
    return head.lower_ in TIME_NOUNS or head.lemma_.lower() in TIME_NOUNS
