"""Give the rules the names that were found, in place of those that the recogniser marked.

The mentions are joined, trimmed and corrected, and the tagger may see an article or a verb in a name (`von der Aue`,
`van den Berg`). While the rules read the document, the tokens of each name are one name to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wortlaut.entities import Mention
from wortlaut.entities.records import NAMING_KINDS

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Span, Token

_NAME_TAG = "NE"
_NOMINAL_TAGS = frozenset({"NE", "NN", "ADJA", "CARD", "TRUNC", "$(", "FM"})
"""Tags (STTS) that words of a name keep: `Vereinte Nationen`, `Bündnis 90/Die Grünen`."""
_PERSONS = "PER"


@contextmanager
def named_tokens(doc: Doc, mentions: Sequence[Mention]) -> Iterator[None]:
    """Let the tokens of names have the label of the mention and the tag of a name; restore them afterwards.

    Args:
        doc: The document, whose tokens change.
        mentions: The mentions in its text.
    """
    spans = [
        (span, mention)
        for mention in mentions
        if mention.kind in NAMING_KINDS
        if (span := doc.char_span(*mention.span, alignment_mode="expand")) is not None
    ]
    named = {token.i: token for span, _ in spans for token in span}
    named.update((token.i, token) for token in doc if token.ent_type_)
    before = [(token, token.tag_, token.ent_type_) for token in named.values()]
    for token in named.values():
        token.ent_type_ = ""
    for span, mention in spans:
        _mark(span, mention)
    try:
        yield
    finally:
        for token, tag, label in before:
            token.tag_, token.ent_type_ = tag, label


def _mark(span: Span, mention: Mention) -> None:
    for token in span:
        token.ent_type_ = mention.label
        is_noun = mention.label != _PERSONS and token.tag_ in _NOMINAL_TAGS
        if mention.kind == "name" and _is_part(token, mention) and not is_noun:
            token.tag_ = _NAME_TAG


def _is_part(token: Token, mention: Mention) -> bool:
    """Return whether a token is a word of the name, not a compound that begins with it: `SPD-Chefin`."""
    is_inside = mention.span.start <= token.idx and token.idx + len(token.text) <= mention.span.end
    return is_inside and not token.is_punct and not token.is_space
