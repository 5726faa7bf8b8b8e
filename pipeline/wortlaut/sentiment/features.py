"""Compute the features of a passage for the label model: its polar words, their position and its wording."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from wortlaut.german import polarity as german
from wortlaut.german.marks import MARKS
from wortlaut.nlp import syntax
from wortlaut.sentiment.hits import Hit
from wortlaut.sentiment.tone import THRESHOLD

if TYPE_CHECKING:
    from wortlaut.nlp.plain_doc import Token

_MAX_SUM = 3.0
"""Upper limit of a summed polarity."""
_VERBAL = frozenset({"VERB", "AUX"})
_CONTENT = frozenset({"ADJ", "ADP", "ADV", "AUX", "NOUN", "PRON", "VERB"})
"""Names are excluded, so that the model does not learn whom the training texts speak well of."""
_CACHE_SIZE = 100_000
"""Number of entries in each cache: feature names by lemma, and scores by the polar words of a scope."""
_WINDOW = 8
"""Tokens. Polar words farther from the target are not near."""


class Wording:
    """Words of a text with those features of the label model that do not depend on a target.

    Args:
        tokens: The words and punctuation marks of a sentence, or just the quoted ones.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def content(self) -> Mapping[int, str]:
        """The names of the features of its content words, by token index in the document."""
        return {token.i: _word_feature(token.lemma_) for token in self.tokens if token.pos_ in _CONTENT}

    @cached_property
    def style(self) -> Mapping[str, float]:
        """The features of its marks, pronouns, negations, verb forms and numbers, including those of value 0."""
        forms = [token.lower_ for token in self.tokens]
        n = len(forms) or 1
        return {
            "style.question": float("?" in forms),
            "style.exclamation": float("!" in forms),
            "style.bullet": float("▶" in forms),
            "style.quoted": float(not MARKS.isdisjoint(forms)),
            "style.first_person": float(not german.FIRST_PERSON.isdisjoint(forms)),
            "style.negations": min(sum(map(german.NEGATORS.__contains__, forms)), 3.0),
            "style.hypothetical": float(not german.HYPOTHETICAL.isdisjoint(forms)),
            "style.numbers": sum([token.like_num for token in self.tokens]) / n,
            "style.length": min(n / 50, 2.0),
        }


@lru_cache(_CACHE_SIZE)
def _word_feature(lemma: str) -> str:
    return f"word.{lemma.lower()}"


class Passage(NamedTuple):
    """A passage to be labelled.

    Attributes:
        wording: The words and punctuation marks of a sentence, or just the quoted ones.
        hits: The polar words among them.
        around: The polar words of the adjacent sentences.
        target: Token indices of the words that the label is about; empty if it is about the sentence.
        clause_of: If there is a target, the clause of each token; see `syntax.clause_heads`.
    """

    wording: Wording
    hits: Sequence[Hit]
    around: Sequence[Hit] = ()
    target: Collection[int] = ()
    clause_of: Mapping[int, int] = MappingProxyType({})


def features(passage: Passage) -> dict[str, float]:
    """Return the features of a passage by name, without those of value 0.

    Scores are named `<scope>.<figure>`. Scopes are `sentence`, `around` and, with a target, its `clause`, the words
    that depend on it (`phrase`), the target itself (`target`), its `verb`, and the words `near`, `before` and `after`
    it. `word.<lemma>` is the value of a word in the passage's vector of words, which has length 1.
    """
    values = {
        **scores("sentence", passage.hits),
        **scores("around", passage.around),
        **passage.wording.style,
        **words(passage.wording, passage.target),
    }
    if passage.target:
        values |= target_features(passage)
    return {name: value for name, value in values.items() if value}


def scores(scope: str, hits: Sequence[Hit]) -> Mapping[str, float]:
    """Return the features that sum up the hits of a scope, without those of value 0."""
    return _scores(scope, tuple([(hit.polarity, hit.weight) for hit in hits])) if hits else {}


@lru_cache(_CACHE_SIZE)
def _scores(scope: str, weighted: Sequence[tuple[float, float]]) -> Mapping[str, float]:
    values = [polarity * weight for polarity, weight in weighted]
    gain = fsum([value for value in values if value > 0])
    loss = -fsum([value for value in values if value < 0])
    mean = (gain - loss) / fsum([weight for _, weight in weighted])
    figures = {
        "any": 1.0,
        "mean": mean,
        "gain": min(gain, _MAX_SUM),
        "loss": min(loss, _MAX_SUM),
        "positive": float(mean >= THRESHOLD),
        "negative": float(mean <= -THRESHOLD),
    }
    return {f"{scope}.{name}": value for name, value in figures.items() if value}


def words(wording: Wording, target: Collection[int] = ()) -> dict[str, float]:
    """Return the features of the content words, without those of the target."""
    names = {name for i, name in wording.content.items() if i not in target}
    return dict.fromkeys(names, len(names) ** -0.5) if names else {}


def target_features(passage: Passage) -> dict[str, float]:
    """Return the features that a passage has only with a target, including those of value 0."""
    first = min(passage.target)
    tokens = passage.wording.tokens
    doc = tokens[0].doc
    head = next((doc[i] for i in sorted(passage.target) if doc[i].head.i not in passage.target), doc[first])
    last = max(passage.target)
    hits = passage.hits
    target_hits = {hit.token for hit in hits if hit.token in passage.target}
    clause_head = doc[passage.clause_of[head.i]]
    clause_hits = [hit for hit in hits if passage.clause_of[hit.token] == clause_head.i]
    phrase = {token.i for token in head.subtree}
    verb = {part.i for part in syntax.verb_group(clause_head)} if clause_head.pos_ in _VERBAL else {clause_head.i}
    values = {
        "target.given": 1.0,
        **scores("clause", clause_hits),
        **scores("phrase", [hit for hit in hits if hit.token in phrase and hit.token not in target_hits]),
        **scores("target", [hit for hit in hits if hit.token in target_hits]),
        **scores("verb", [hit for hit in hits if hit.token in verb]),
        **scores("near", [hit for hit in hits if first - _WINDOW <= hit.token <= last + _WINDOW]),
        **scores("before", [hit for hit in hits if hit.token < first]),
        **scores("after", [hit for hit in hits if hit.token > last]),
        f"target.{head.pos_}": 1.0,
        f"target.{head.ent_type_ or 'no_name'}": 1.0,
        "target.place": (head.i - tokens[0].i) / len(tokens),
    }
    role = _role(head, clause_head)
    values[f"role.{role}"] = 1.0
    for scope in ("clause", "verb"):
        values[f"role.{role}.{scope}"] = values.get(f"{scope}.mean", 0.0)
    return values


def _role(head: Token, clause_head: Token) -> str:
    """Return the role of the target in its clause: subject, object or other."""
    subject = syntax.subject(clause_head)
    if head.i in {token.i for token in syntax.objects(clause_head)}:
        return "object"
    return "subject" if subject is not None and subject.i == head.i else "other"
