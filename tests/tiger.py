"""A stand-in for `de_core_news_md`: a component that turns the bundled pipeline's trees into those of TIGER.

The bundled pipeline has trees and labels of Universal Dependencies, `de_core_news_*` those of TIGER. They differ in
what heads what: in TIGER a finite auxiliary or copula heads its clause, a preposition its noun, the last part of a name
the others. Sources: Albert et al. (2003), TIGER Annotationsschema; Seeker and Kuhn (2012), Making Ellipses Explicit in
Dependency Conversion for a German Treebank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

NAME = "tiger_stand_in"
_AUXILIARIES = frozenset({"aux", "aux:pass"})
_OF_CLAUSE = frozenset({
    "cc", "csubj", "csubj:pass", "discourse", "dislocated", "expl", "mark", "nsubj", "nsubj:pass", "parataxis", "punct",
    "vocative",
})  # fmt: skip
"""What depends on the finite verb in TIGER, and on the lexical verb or predicate in Universal Dependencies."""
_OF_COPULA = _OF_CLAUSE | {"advcl", "advmod", "ccomp", "obl", "obl:agent", "obl:arg"}
_PREPOSITIONS = frozenset({"APPO", "APPR", "APPRART", "APZR"})
_LABELS = {
    "ROOT": "ROOT", "acl": "oc", "acl:relcl": "rc", "advcl": "mo", "advmod": "mo", "amod": "nk", "appos": "app",
    "case": "cm", "cc": "ju", "ccomp": "oc", "compound": "nk", "compound:prt": "svp", "conj": "cj", "csubj": "sb",
    "csubj:pass": "sb", "dep": "dep", "det": "nk", "det:poss": "nk", "discourse": "dm", "expl": "ep", "expl:pv": "oa",
    "fixed": "mo", "flat": "pnc", "mark": "cp", "nsubj": "sb", "nsubj:pass": "sb", "nummod": "nk", "obl": "mo",
    "obl:agent": "sbp", "obl:arg": "op", "orphan": "nk", "parataxis": "dm", "punct": "punct", "vocative": "vo",
    "xcomp": "oc",
}  # fmt: skip


class _Trees:
    """The trees of a document while they are changed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [token.head.i for token in doc]
        self.labels = [token.dep_ for token in doc]
        self.new: dict[int, str] = {}

    def children(self) -> defaultdict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, head in enumerate(self.heads):
            if i != head:
                found[head].append(i)
        return found

    def replace(self, old: int, new: int) -> None:
        """Put a word in the place of the one that it depends on, which then has no head."""
        is_root = self.heads[old] == old
        self.heads[new] = new if is_root else self.heads[old]
        self.labels[new] = self.labels[old]
        if old in self.new:
            self.new[new] = self.new.pop(old)

    def attach(self, word: int, head: int, label: str) -> None:
        self.heads[word] = head
        self.labels[word] = self.new[word] = label

    def move(self, words: Iterable[int], head: int) -> None:
        for word in words:
            self.heads[word] = head


@Language.component(NAME, assigns=["token.dep", "token.head"])
def tiger_stand_in(doc: Doc) -> Doc:
    """Replace the trees of a document that the bundled pipeline has annotated."""
    trees = _Trees(doc)
    starts = [sentence.start for sentence in doc.sents]
    _raise_names(trees)
    _raise_verbs(trees)
    _raise_prepositions(trees)
    _chain_conjuncts(trees)
    labels = [trees.new.get(i) or _label(trees, i) for i in range(len(doc))]
    labels = ["ROOT" if trees.heads[i] == i else label for i, label in enumerate(labels)]
    strings, offset = doc.vocab.strings, 2**64
    values = [[strings.add(label), (trees.heads[i] - i) % offset] for i, label in enumerate(labels)]
    if values:
        doc.from_array(["DEP", "HEAD"], np.array(values, np.uint64))  # type: ignore[arg-type]  # spaCy's stubs lack NumPy
    assert [sentence.start for sentence in doc.sents] == starts
    return doc


def _raise_names(trees: _Trees) -> None:
    """Make the last part of a name its head, and the head of the noun before it: Kanzlerin Angela **Merkel**."""
    for head, children in list(trees.children().items()):
        parts = [i for i in children if trees.labels[i] == "flat" and i > head]
        if not parts or trees.doc[parts[-1]].tag_ not in {"NE", "NN", "FM"}:
            continue
        last = parts[-1]
        noun = trees.doc[head].tag_ == "NN"
        trees.replace(head, last)
        trees.attach(head, last, "nk" if noun else "pnc")
        trees.move((i for i in children if i not in {last, *trees.children()[last]} and i != head), last)
        for part in parts[:-1]:
            trees.attach(part, last, "pnc")


def _raise_verbs(trees: _Trees) -> None:
    """Make finite auxiliaries and copulas the heads of their clauses: **hat** … gesagt, **ist** … Minister."""
    for word, children in sorted(trees.children().items()):
        copulas = [i for i in children if trees.labels[i] == "cop"]
        auxiliaries = [i for i in children if trees.labels[i] in _AUXILIARIES]
        verbs = [*copulas, *auxiliaries]
        if not verbs:
            continue
        finite = next((i for i in verbs if trees.doc[i].tag_.endswith(("FIN", "IMP"))), None)
        rest = sorted((i for i in verbs if i != finite), reverse=True)
        chain = [*([] if finite is None else [finite]), *rest]
        if copulas:  # the copula is the lexical verb: the last of the chain
            chain = [*(i for i in chain if i != copulas[0]), copulas[0]]
        top = chain[0]
        trees.replace(word, top)
        for upper, lower in pairwise(chain):
            trees.attach(lower, upper, "oc")
        trees.attach(word, chain[-1], "pd" if copulas else "oc")
        others = [i for i in children if i not in verbs]
        trees.move((i for i in others if trees.labels[i] in _OF_CLAUSE), top)
        if copulas:
            trees.move((i for i in others if trees.labels[i] in _OF_COPULA - _OF_CLAUSE), chain[-1])
        trees.move((i for i in others if trees.labels[i] == "conj" and _is_clause(trees, i)), top)


def _is_clause(trees: _Trees, word: int) -> bool:
    kinds = {trees.labels[i] for i in trees.children()[word]}
    return trees.doc[word].tag_.endswith("FIN") or bool(kinds & {"nsubj", "nsubj:pass", "cop", *_AUXILIARIES})


def _raise_prepositions(trees: _Trees) -> None:
    """Make prepositions the heads of their nouns."""
    for noun, children in sorted(trees.children().items()):
        found = [i for i in children if trees.labels[i] == "case" and trees.doc[i].tag_ in _PREPOSITIONS]
        if not found:
            continue
        label = trees.new.get(noun) or _label_of_phrase(trees, noun, trees.doc[found[0]])
        trees.replace(noun, found[0])
        trees.new[found[0]] = label
        trees.attach(noun, found[0], "nk")
        for other in found[1:]:
            trees.attach(other, found[0], "mo")


def _label_of_phrase(trees: _Trees, noun: int, preposition: Token) -> str:
    label = trees.labels[noun]
    if label in {"nmod", "acl", "dep"}:
        return "pg" if preposition.lower_ in {"von", "vom"} else "mnr"
    return {"obl:agent": "sbp", "obl:arg": "op", "xcomp": "mo"}.get(label) or _LABELS.get(label, "mo")


def _chain_conjuncts(trees: _Trees) -> None:
    """Attach each conjunct to the conjunction before it, and this to the conjunct before that."""
    for word, children in sorted(trees.children().items()):
        before = word
        for conjunct in (i for i in sorted(children) if trees.labels[i] == "conj" and trees.heads[i] == word):
            conjunction = next(
                (i for i in reversed(trees.children()[conjunct]) if trees.labels[i] == "cc" and i < conjunct), None
            )
            if conjunction is None:
                trees.attach(conjunct, before, "cj")
            else:
                trees.attach(conjunction, before, "cd")
                trees.attach(conjunct, conjunction, "cj")
            before = conjunct


def _label(trees: _Trees, word: int) -> str:
    token, label = trees.doc[word], trees.labels[word]
    case = token.morph.get("Case", [])
    if label in {"obj", "iobj", "obl:arg"}:
        return "da" if "Dat" in case else "og" if "Gen" in case else "oa"
    if label == "nmod":
        return "ag" if "Gen" in case else "nk"
    if label == "advmod" and token.lower_ == "nicht":
        return "ng"
    return _LABELS.get(label, "mo")
