"""Determine whether a noun phrase names a person or an organisation, and whose words it stands for."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from wortlaut.entities.role_nouns import role_noun
from wortlaut.german.function_words import AMBIGUOUS_PRONOUNS, GENITIVE_DETERMINERS, NOMINATIVE_PRONOUNS
from wortlaut.nlp.noun_phrases import noun_phrases
from wortlaut.quotations.lexicon import reporting_noun
from wortlaut.quotations.sentence_groups import TokenRange

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc


def names_somebody(doc: Doc, phrase: TokenRange) -> bool:
    """Return whether a noun phrase names a person (by name, role or pronoun) or an organisation (by name)."""
    core = next(noun_phrases(doc, *phrase), None)
    if core is None:
        return False
    if doc[core.head].lower_ in NOMINATIVE_PRONOUNS | AMBIGUOUS_PRONOUNS:
        return True
    if doc[core.head].ent_type_ in {"PER", "ORG"}:
        return True
    chain = list(takewhile(lambda token: token.tag_ in {"NN", "NE"}, doc[core.head : phrase[1]]))
    if any(role_noun(token.text) is not None for token in chain):
        return True
    is_genitive = bool(chain) and chain[-1].text.endswith("s")  # `Rücktritt Ada Brunners`
    return not is_genitive and any(token.ent_type_ in {"PER", "ORG"} for token in chain)


def holder_of(doc: Doc, phrase: TokenRange) -> TokenRange | None:
    """Return whose words a noun phrase stands for, a genitive or `von` attribute: `das Fazit von Ada Brunner`.

    Args:
        doc: The document.
        phrase: A noun phrase; if its head is not a reporting noun, there is no holder.
    """
    core = next(noun_phrases(doc, *phrase), None)
    if core is None or reporting_noun(doc[core.head].text) is None:
        return None
    for index in range(core.head + 1, phrase[1]):
        token = doc[index]
        if token.lower_ in {"von", "vom"} and index + 1 < phrase[1]:
            return index + 1, phrase[1]
        if token.lower_ in GENITIVE_DETERMINERS:
            return index, phrase[1]
    return None
