"""Query dependency parses; this is the only module that knows dependency labels.

Two label schemes are supported: TIGER's (`de_core_news_*`: sb, oc, app, …) and that of Universal Dependencies
(the bundled model: nsubj, aux, appos, …). No label means different things in the two, so no switch is needed.

Sources: Brants et al. (2004), TIGER: Linguistic interpretation of a German corpus, and Albert et al. (2003),
TIGER Annotationsschema; universaldependencies.org/u/dep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_SUBJECT = frozenset({"sb", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
"""TIGER's `sbp` is not among them: it is the agent of a passive."""
_SAME_PHRASE = frozenset({"app", "pnc", "cj", "cd", "appos", "flat", "flat:name", "conj"})
"""Relations of the parts of a name, of appositions and of conjuncts to the head of their phrase."""
_MAX_DEPTH = 4
"""The number of such relations that are followed."""
_OBJECT = frozenset({"oa", "oa2", "da", "og", "obj", "iobj"})
_ATTRIBUTE = frozenset({"ag", "pg", "nmod", "nmod:poss"})
_RELATIVE_CLAUSE = frozenset({"rc", "acl:relcl", "acl"})
_CONJUNCT = frozenset({"conj", "cj"})
_NEXT_CLAUSE = frozenset({"conj", "cj", "parataxis", "rs", "par"})
_PREPOSITION = frozenset({"case"})
PREPOSITION_TAGS = frozenset({"APPR", "APPRART"})
_DETERMINER_TAGS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PIS", "PDS", "PPOSAT"})
SEPARATED_PARTICLE = "PTKVZ"
"""The tag (STTS) of a separated verb particle."""
FINITE_TAGS = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
_AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
_PREDICATE = "pd"
"""TIGER; in Universal Dependencies the noun itself heads the clause and has the verb as its `cop`."""
_VERBAL_COMPLEMENT = "oc"
"""TIGER: the lexical verb is the clausal object of its auxiliary."""
_AUXILIARY_TAGS = ("VA", "VM")
_VERBAL_TAGS = frozenset({"VVPP", "VVINF", "VVIZU", "VAPP", "VAINF", "VMPP", "VMINF"})


def verb_group(verb: Token) -> tuple[Token, ...]:
    """Return a verb with its auxiliaries (or an auxiliary with its lexical verbs), in text order."""
    group = {verb.i: verb}
    pending = [verb]
    while pending:
        token = pending.pop()
        linked = [child for child in token.children if _in_group(child, token)]
        if _in_group(token, token.head):
            linked.append(token.head)
        new = [other for other in linked if other.i not in group]
        group.update((other.i, other) for other in new)
        pending += new
    return tuple(group[i] for i in sorted(group))


def _in_group(child: Token, head: Token) -> bool:
    if child.i == head.i:
        return False
    if child.dep_ in _AUXILIARY:
        return True
    return child.dep_ == _VERBAL_COMPLEMENT and child.tag_ in _VERBAL_TAGS and head.tag_.startswith(_AUXILIARY_TAGS)


def subject(verb: Token) -> Token | None:
    """Return the head of a verb's subject, to whichever word of the verb group the parse attaches it, or None."""
    return next(subjects(verb), None)


def subjects(verb: Token) -> Iterator[Token]:
    """Yield the heads of all subjects that the parse gives a verb; of several, at most one is right."""
    return (child for part in verb_group(verb) for child in part.children if child.dep_ in _SUBJECT)


def leftmost_dependent(noun: Token) -> int:
    """Return the index of the first token before a noun that depends on it, or of the noun."""
    first = noun
    while first.children and first.children[0].i < first.i:
        first = first.children[0]
    return first.i


def shared_subject(verb: Token) -> Token | None:
    """Return the head of a verb's subject, or of that which it shares with the verb before it: `Er kam und sagte`."""
    for _ in range(_MAX_DEPTH):
        found, top = subject(verb), clause_head(verb)
        if found is not None or not is_coordinated(top):
            return found
        verb = top.head
    return None


def is_subject(token: Token) -> bool:
    """Return whether the parse makes a token the head of a subject, or a part or an apposition of one."""
    for _ in range(_MAX_DEPTH):
        if token.dep_ not in _SAME_PHRASE or token.head.i == token.i:
            break
        token = token.head
    return token.dep_ in _SUBJECT


def is_argument(token: Token) -> bool:
    """Return whether the parse makes a token the head of a subject or of an object without preposition."""
    return token.dep_ in _SUBJECT or token.dep_ in _OBJECT


def antecedent(pronoun: Token) -> Token | None:
    """Return the noun that the clause of a relative pronoun modifies, or None."""
    token = pronoun
    while token.dep_ not in _RELATIVE_CLAUSE and token.head is not token:
        token = token.head
    return token.head if token.dep_ in _RELATIVE_CLAUSE else None


def is_determiner(token: Token) -> bool:
    """Return whether the parse makes a token the determiner of a noun: an article or a pronoun such as `einer`."""
    return token.dep_ == "det" or (token.dep_ == "nk" and token.tag_ in _DETERMINER_TAGS)


def is_adjectival(token: Token) -> bool:
    """Return whether the parse makes a token, tagged as an adjective or a verb, the attribute of a noun."""
    return token.dep_ == "amod" or (token.dep_ == "nk" and token.tag_ == "ADJA")


def is_attribute(noun: Token) -> bool:
    """Return whether the parse makes a noun the attribute of another: `Angaben örtlicher Behörden`."""
    return noun.dep_ in _ATTRIBUTE


def is_predicate(token: Token) -> bool:
    """Return whether the parse makes a noun the predicate of a form of "sein": "ist der Minister"."""
    return token.dep_ == _PREDICATE or any(child.dep_ == "cop" for child in token.children)


def objects(verb: Token) -> tuple[Token, ...]:
    """Return the heads of a verb's objects without preposition; for a passive verb, the head of its subject."""
    group = verb_group(verb)
    if verb.tag_ == "VVPP" and any(part.lemma_.lower() == "werden" for part in group if part.i != verb.i):
        patient = subject(verb)
        return () if patient is None else (patient,)
    return tuple(child for part in group for child in part.children if child.dep_ in _OBJECT)


def prepositional(head: Token, preposition: str) -> tuple[Token, ...]:
    """Return the nouns that a preposition joins to a verb, noun or adjective.

    Args:
        head: The word; for a verb, its whole group is searched.
        preposition: The preposition's base form, e.g. `an` for `am`.
    """
    return tuple(
        noun
        for part in verb_group(head)
        for child in part.children
        for marker, noun in _prepositions(child)
        if preposition in (marker.lower_, marker.lemma_.lower())
    )


def _prepositions(child: Token) -> Iterator[tuple[Token, Token]]:
    """Yield preposition and noun of a phrase: TIGER attaches the noun to the preposition, UD vice versa."""
    if child.tag_ in PREPOSITION_TAGS:
        yield from ((child, noun) for noun in child.children)
    else:
        yield from ((marker, child) for marker in child.children if marker.dep_ in _PREPOSITION)


def preposition_of(noun: Token) -> Token | None:
    """Return the preposition that the parse attaches to a noun (Universal Dependencies), or None."""
    return next((child for child in noun.children if child.dep_ in _PREPOSITION), None)


def is_adverbial_superlative(token: Token) -> bool:
    """Return whether a word is an adverbial superlative, whatever its tag: am *besten*."""
    form = token.text
    if not form.endswith("sten") or not form.islower():
        return False
    return token.i > 0 and token.doc[token.i - 1].lower_ == "am"


def genitives(noun: Token) -> tuple[Token, ...]:
    """Return the genitive and `von` attributes of a noun: das Ende **des Krieges**."""
    attributes = [child for child in noun.children if child.dep_ in _ATTRIBUTE and child.tag_ not in PREPOSITION_TAGS]
    bare = [child for child in attributes if not any(marker.dep_ in _PREPOSITION for marker in child.children)]
    return (*bare, *prepositional(noun, "von"))


def clause_heads(sentence: Iterable[Token]) -> dict[int, int]:
    """Map each word of a sentence to the head of its clause, both as indices in the document.

    The head is the highest word of a verb group with a finite verb; words outside such groups have the sentence's root.
    """
    words = list(sentence)
    heads = {top: top for top in (clause_head(token).i for token in words if token.tag_ in FINITE_TAGS)}
    for token in words:
        path: list[int] = []
        while token.i not in heads and token.head.i != token.i:
            path.append(token.i)
            token = token.head
        head = heads.setdefault(token.i, token.i)
        for i in path:
            heads[i] = head
    return heads


def clause_head(verb: Token) -> Token:
    """Return the word of a verb's group on which the others, and so its whole clause, depend."""
    while _in_group(verb, verb.head):
        verb = verb.head
    return verb


def clause_above(token: Token) -> Token:
    """Return the head of the clause with a finite verb that a word belongs to, or of its sentence."""
    head = clause_head(token)
    while head.head.i != head.i and not any(part.tag_ in FINITE_TAGS for part in verb_group(head)):
        head = clause_head(head.head)
    return head


def is_main_clause(head: Token) -> bool:
    """Return whether the head of a clause depends on nothing, or just follows such a clause, joined or not."""
    for _ in range(_MAX_DEPTH):
        if head.dep_ not in _NEXT_CLAUSE or head.head.i == head.i:
            break
        head = head.head
    return head.head.i == head.i


def is_coordinated(token: Token) -> bool:
    """Return whether a word is a conjunct other than the first."""
    return token.dep_ in _CONJUNCT


def joined_lemmas(tokens: Iterable[Token]) -> dict[int, str]:
    """Return the lemmas of verbs joined with their separated particles ("lud … ein": einladen), by the verb's index.

    Args:
        tokens: The tokens of a sentence.
    """
    return {
        token.head.i: token.lower_ + token.head.lemma_
        for token in tokens
        if token.tag_ == SEPARATED_PARTICLE and token.head.pos_ == "VERB"
    }
