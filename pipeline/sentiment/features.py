"""Describes a passage for the label model: what its polar words come to, near the target and around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import fsum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline import syntax
from pipeline.german import polarity as german
from pipeline.german.marks import MARKS
from pipeline.sentiment.hits import Hit
from pipeline.sentiment.tone import THRESHOLD

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 3.0
"""Summed polarity above which more makes no difference."""
_VERBAL = frozenset({"VERB", "AUX"})
_CONTENT = frozenset({"ADJ", "ADP", "ADV", "AUX", "NOUN", "PRON", "VERB"})
"""Names are left out: whom the training texts speak well of says nothing of others."""
_FAR = 8
"""Tokens. Polar words farther from the target count as far."""


class Passage(NamedTuple):
    """What is to be labelled.

    Attributes:
        tokens: The words and marks of a sentence, or those of it that are quoted.
        hits: The polar words among them.
        around: The polar words of the sentences right before and after.
        target: Indices in the document of the words that the label is about; empty where it is about the sentence.
        homes: With a target, the clause that each token stands in, see `syntax.clause_heads`.
    """

    tokens: Sequence[Token]
    hits: Sequence[Hit]
    around: Sequence[Hit] = ()
    target: Collection[int] = ()
    homes: Mapping[int, int] = MappingProxyType({})


def features(passage: Passage) -> dict[str, float]:
    """Return the features of a passage by name, those of value 0 left out.

    Scores have the names `<scope>.<figure>`. Scopes are `sentence`, `around`, and with a target its `clause`, the
    words that depend on it (`phrase`), itself (`target`), its `verb`, and what stands `near`, `before` and `after` it.
    `word.<lemma>` is the word's share of the passage's length as a vector.
    """
    found = {
        **_scores("sentence", passage.hits),
        **_scores("around", passage.around),
        **_style(passage.tokens),
        **_words(passage),
    }
    if passage.target:
        found |= _of_target(passage)
    return {name: value for name, value in found.items() if value}


def _scores(scope: str, hits: Iterable[Hit]) -> dict[str, float]:
    weighted = [(hit.polarity * hit.weight, hit.weight) for hit in hits]
    if not weighted:
        return {}
    gain = fsum(value for value, _ in weighted if value > 0)
    loss = -fsum(value for value, _ in weighted if value < 0)
    mean = (gain - loss) / fsum(weight for _, weight in weighted)
    return {
        f"{scope}.any": 1.0,
        f"{scope}.mean": mean,
        f"{scope}.gain": min(gain, _MOST),
        f"{scope}.loss": min(loss, _MOST),
        f"{scope}.positive": float(mean >= THRESHOLD),
        f"{scope}.negative": float(mean <= -THRESHOLD),
    }


def _words(passage: Passage) -> dict[str, float]:
    lemmas = {
        token.lemma_.lower() for token in passage.tokens if token.pos_ in _CONTENT and token.i not in passage.target
    }
    return {f"word.{lemma}": len(lemmas) ** -0.5 for lemma in lemmas}


def _style(tokens: Sequence[Token]) -> Mapping[str, float]:
    forms = [token.lower_ for token in tokens]
    n = len(forms) or 1
    return {
        "style.question": float("?" in forms),
        "style.exclamation": float("!" in forms),
        "style.bullet": float("▶" in forms),
        "style.quoted": float(any(form in MARKS for form in forms)),
        "style.first_person": float(any(form in german.FIRST_PERSON for form in forms)),
        "style.negations": min(sum(form in german.NEGATORS for form in forms), 3.0),
        "style.hypothetical": float(any(form in german.HYPOTHETICAL for form in forms)),
        "style.numbers": sum(token.like_num for token in tokens) / n,
        "style.length": min(n / 50, 2.0),
    }


def _of_target(passage: Passage) -> dict[str, float]:
    first = min(passage.target)
    doc = passage.tokens[0].doc
    head = next((doc[i] for i in sorted(passage.target) if doc[i].head.i not in passage.target), doc[first])
    last = max(passage.target)
    hits = passage.hits
    inside = {hit.token for hit in hits if hit.token in passage.target}
    home = doc[passage.homes[head.i]]
    clause = [hit for hit in hits if passage.homes[hit.token] == home.i]
    phrase = {token.i for token in head.subtree}
    verb = {part.i for part in syntax.verb_group(home)} if home.pos_ in _VERBAL else {home.i}
    found = {
        "target.given": 1.0,
        **_scores("clause", clause),
        **_scores("phrase", [hit for hit in hits if hit.token in phrase and hit.token not in inside]),
        **_scores("target", [hit for hit in hits if hit.token in inside]),
        **_scores("verb", [hit for hit in hits if hit.token in verb]),
        **_scores("near", [hit for hit in hits if first - _FAR <= hit.token <= last + _FAR]),
        **_scores("before", [hit for hit in hits if hit.token < first]),
        **_scores("after", [hit for hit in hits if hit.token > last]),
        f"target.{head.pos_}": 1.0,
        f"target.{head.ent_type_ or 'no_name'}": 1.0,
        "target.place": (head.i - passage.tokens[0].i) / len(passage.tokens),
    }
    role = _role(head, home)
    found[f"role.{role}"] = 1.0
    for scope in ("clause", "verb"):
        found[f"role.{role}.{scope}"] = found.get(f"{scope}.mean", 0.0)
    return found


def _role(head: Token, home: Token) -> str:
    """Return what the target is in its clause: subject, object or other."""
    agent = syntax.subject(home)
    if head.i in {token.i for token in syntax.objects(home)}:
        return "object"
    return "subject" if agent is not None and agent.i == head.i else "other"
