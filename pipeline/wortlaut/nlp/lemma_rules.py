"""Turn forms into lemmas by rules that were learnt for tags and endings.

A rule is an edit tree (Chrupała 2008), as spaCy's trainable lemmatizer builds them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Tree: TypeAlias = "list[Any]"
"""The form's whole text and the lemma's, or the lengths of what stands before and after the middle that form and lemma
share, and the trees of both (None if they are the same in form and lemma)."""
START = "^"
"""Stands before a word, so that a whole word is an ending of its own."""
LONGEST_ENDING = 8
"""Characters of the longest ending that is not a whole word."""
_CAPITALISED = frozenset({"NN", "NE", "FM", "XY"})
_CACHE_SIZE = 100_000


def normalised(form: str, tag: str) -> str:
    """Return a form in lower case, unless words with its tag (STTS) are capitalised."""
    return form if tag in _CAPITALISED else form.lower()


def lemma_of(tree: Tree, form: str) -> str | None:
    """Return the lemma that a tree makes of a form, or None if the tree does not fit it."""
    if len(tree) == 2:
        return tree[1] if tree[0] == form else None
    before, after, first, last = tree
    if before + after > len(form):
        return None
    middle = len(form) - after
    start = form[:before] if first is None else lemma_of(first, form[:before])
    end = form[middle:] if last is None else lemma_of(last, form[middle:])
    return None if start is None or end is None else start + form[before:middle] + end


class LemmaRules:
    """Finds the lemmas of forms.

    Args:
        trees: Edit trees.
        rules: By tag, the number of the tree for each ending.
    """

    def __init__(self, trees: Sequence[Tree], rules: Mapping[str, Mapping[str, int]]) -> None:
        self._trees = trees
        self._rules = rules
        self._known: dict[tuple[str, str], str] = {}

    def lemma(self, form: str, tag: str) -> str:
        """Return the lemma that the longest known ending gives, or else the form.

        Args:
            form: A word.
            tag: Its tag (STTS).
        """
        key = form, tag
        if key not in self._known:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[key] = self._found(normalised(form, tag), tag)
        return self._known[key]

    def _found(self, form: str, tag: str) -> str:
        rules = self._rules.get(tag, {})
        whole = START + form
        for length in (len(whole), *range(min(LONGEST_ENDING, len(whole) - 1), -1, -1)):
            number = rules.get(whole[len(whole) - length :])
            if number is not None and (found := lemma_of(self._trees[number], form)):
                return found
        return form
