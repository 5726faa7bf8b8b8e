"""Give the rules the names that were found, in place of those that the recogniser marked.

The mentions are joined, trimmed and corrected, and the tagger may see an article or a verb in a name (`von der Aue`,
`van den Berg`). While the rules read the document, the tokens of each name are one name to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wortlaut.entities import Mention

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Doc, Token

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
    before = [(token, token.tag_, token.ent_type_) for token in doc]
    for token in doc:
        token.ent_type_ = ""
    for mention in mentions:
        if mention.kind in {"name", "organisation"}:
            _mark(doc, mention)
    try:
        yield
    finally:
        for token, tag, label in before:
            token.tag_, token.ent_type_ = tag, label


def _mark(doc: Doc, mention: Mention) -> None:
    span = doc.char_span(*mention.span, alignment_mode="expand")
    if span is None:
        return
    for token in span:
        token.ent_type_ = mention.label
        if (
            mention.kind == "name"
            and _is_part(token, mention)
            and (mention.label == _PERSONS or token.tag_ not in _NOMINAL_TAGS)
        ):
            token.tag_ = _NAME_TAG


def _is_part(token: Token, mention: Mention) -> bool:
    """Return whether a token is a word of the name, not a compound that begins with it: `SPD-Chefin`."""
    is_inside = mention.span.start <= token.idx and token.idx + len(token.text) <= mention.span.end
    return is_inside and not token.is_punct and not token.is_space
