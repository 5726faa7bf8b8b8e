"""Asks a parse for what the other modules need of it; the only module that knows dependency labels.

Two label schemes are understood: TIGER's (`de_core_news_*`: sb, oc, app, …) and that of Universal Dependencies
(the bundled model: nsubj, aux, appos, …). No label has different meanings in the two, so no switch is needed.

Sources: Brants et al. (2004), TIGER: Linguistic interpretation of a German corpus, and Albert et al. (2003),
TIGER Annotationsschema; universaldependencies.org/u/dep.
"""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECT = frozenset({"sb", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
"""TIGER's `sbp` is none of them: it is the agent of a passive."""
_SAME_PHRASE = frozenset({"app", "pnc", "cj", "cd", "appos", "flat", "flat:name", "conj"})
"""Relations of a name's parts, of appositions and of what "und" joins to the head of their phrase."""
_DEEPEST = 4
"""How many such relations are followed."""
_AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
_PREDICATE = "pd"
"""TIGER; in Universal Dependencies the noun itself heads the clause and has the verb as its `cop`."""
_VERBAL_COMPLEMENT = "oc"
"""TIGER: the lexical verb is the clausal object of its auxiliary."""
_AUXILIARY_TAGS = ("VA", "VM")
_VERBAL_TAGS = frozenset({"VVPP", "VVINF", "VVIZU", "VAPP", "VAINF", "VMPP", "VMINF"})


def verb_group(verb: Token) -> tuple[Token, ...]:
    """Return a verb with its auxiliaries (or an auxiliary with its lexical verbs), in the order of the text."""
    group = {verb.i: verb}
    waiting = [verb]
    while waiting:
        token = waiting.pop()
        linked = [child for child in token.children if _in_group(child, token)]
        if _in_group(token, token.head):
            linked.append(token.head)
        new = [other for other in linked if other.i not in group]
        group.update((other.i, other) for other in new)
        waiting += new
    return tuple(group[i] for i in sorted(group))


def _in_group(child: Token, head: Token) -> bool:
    if child.i == head.i:
        return False
    if child.dep_ in _AUXILIARY:
        return True
    return child.dep_ == _VERBAL_COMPLEMENT and child.tag_ in _VERBAL_TAGS and head.tag_.startswith(_AUXILIARY_TAGS)


def subject(verb: Token) -> Token | None:
    """Return the head of the subject of a verb, wherever in the verb's group the parse hangs it, or None."""
    return next((child for part in verb_group(verb) for child in part.children if child.dep_ in _SUBJECT), None)


def is_subject(token: Token) -> bool:
    """Tell whether the parse takes a token for the head of a subject, or for a part or an apposition of one."""
    for _ in range(_DEEPEST):
        if token.dep_ not in _SAME_PHRASE or token.head.i == token.i:
            break
        token = token.head
    return token.dep_ in _SUBJECT


def is_predicate(token: Token) -> bool:
    """Tell whether the parse takes a noun for what a form of "sein" says of its subject: "ist der Minister"."""
    return token.dep_ == _PREDICATE or any(child.dep_ == "cop" for child in token.children)
