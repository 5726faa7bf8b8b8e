"""Turns annotated sentences into the numbers that the joint network is trained on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training import augment
from training.augment import Variation, varied
from training.names import TAGS
from training.sentences import Sentence
from wortlaut.nlp.pieces import PieceTokenizer

UNKNOWN = -100
"""A value that is not trained on (PyTorch's)."""
TASKS = ("entity", "tag", "pos", "morph", "dep", "head", "start")
TONES = ("negative", "neutral", "positive", "mixed")
SEPARATORS = (" ",) * 6 + ("\n\n", "\n\n", "\n")
MAX_PIECES = 400
_MIN_FEATURES = 2


@dataclass(frozen=True)
class Labels:
    """The labels of each task, in the order of the network's outputs."""

    entity: tuple[str, ...]
    tag: tuple[str, ...]
    pos: tuple[str, ...]
    morph: tuple[str, ...]
    dep: tuple[str, ...]
    tone: tuple[str, ...] = TONES

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        return cls(**{name: tuple(each) for name, each in json.loads(path.read_text(encoding="utf-8")).items()})


def labels_of(gold: Sequence[Sentence], silver: Sequence[Sentence]) -> Labels:
    """Collect the labels of gold sentences, and of silver ones the features."""
    tokens = [token for sentence in gold for token in sentence]
    more = [token for sentence in silver for token in sentence]
    morphs = Counter(token.morph for token in tokens if token.morph is not None)
    return Labels(
        entity=TAGS,
        tag=tuple(sorted({token.tag for token in tokens} - {"", "_SP"})),
        pos=tuple(sorted({token.pos for token in tokens} - {""})),
        morph=tuple(
            sorted(
                {morph for morph, n in morphs.items() if n >= _MIN_FEATURES}
                | {token.morph for token in more if token.morph is not None}
            )
        ),
        dep=tuple(sorted({token.dep for token in tokens} - {""})),
    )


@dataclass
class Example:
    """A text of one or more sentences.

    Attributes:
        pieces: Ids of its pieces.
        first, last: Index of each word's first and last piece.
        sentence: Number of each word's sentence.
        targets: By task, a number for each word; a head is the index of a word in the text.
        weight: How much its annotation of tags and trees counts.
        tone: Its tone, UNKNOWN if unknown.
    """

    pieces: list[int]
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    targets: dict[str, list[int]] = field(default_factory=lambda: {task: [] for task in TASKS})
    weight: float = 1.0
    tone: int = UNKNOWN


class Encoder:
    """Encodes sentences as examples.

    Args:
        tokenizer: Splits words into pieces.
        labels: The labels.
        first, last: Ids of the pieces at a text's start and end; the latter is also a line break.
    """

    def __init__(self, tokenizer: PieceTokenizer, labels: Labels, first: int, last: int) -> None:
        self._tokenizer = tokenizer
        self._numbers: dict[str, Mapping[object, int]] = {
            name: {label: number for number, label in enumerate(getattr(labels, name))}
            for name in ("entity", "tag", "pos", "morph", "dep")
        }
        self._first, self._last = first, last

    def example(self, sentences: Sequence[Sentence], separators: Sequence[str], weight: float = 1.0) -> Example:
        """Encode consecutive sentences as one example.

        Args:
            sentences: The sentences.
            separators: The white space after each but the last.
            weight: How much their annotation counts.
        """
        result = Example([self._first], weight=weight)
        for number, (sentence, separator) in enumerate(zip(sentences, ["", *separators], strict=True)):
            if "\n" in separator:
                result.pieces.append(self._last)
            self._append(result, number, sentence)
        result.pieces.append(self._last)
        return result

    def _append(self, result: Example, number: int, sentence: Sentence) -> None:
        offset = len(result.first)
        follows_blank = True
        for place, token in enumerate(sentence):
            found = self._tokenizer.pieces(token.text, follows_blank)
            follows_blank = token.space
            result.first.append(len(result.pieces))
            result.pieces += found
            result.last.append(len(result.pieces) - 1)
            result.sentence.append(number)
            values: dict[str, object] = {
                "entity": token.entity or None,
                "tag": token.tag or None,
                "pos": token.pos or None,
                "morph": token.morph,
                "dep": token.dep or None,
            }
            for task, value in values.items():
                result.targets[task].append(self._numbers[task].get(value, UNKNOWN))
            result.targets["head"].append(UNKNOWN if token.head is None else offset + token.head)
            result.targets["start"].append(int(place == 0))


def joined(
    sentences: Sequence[Sentence],
    encoder: Encoder,
    random: Random,
    *,
    weight: float = 1.0,
    variation: Variation | None = None,
    most: int = 4,
) -> Iterator[Example]:
    """Yield examples of consecutive sentences, some of them on separate lines.

    Args:
        sentences: The sentences, in order.
        encoder: Encodes them.
        random: Source of chance.
        weight: How much their annotation counts.
        variation: How to vary them; None leaves them as they are.
        most: The most sentences of an example.
    """
    rest = list(sentences)
    place = 0
    while place < len(rest):
        size = random.randint(1, most)
        group = rest[place : place + size]
        while len(group) > 1 and sum(map(len, group)) > MAX_PIECES // 3:
            group.pop()
        place += len(group)
        separators = [random.choice(SEPARATORS) if variation else " " for _ in group[1:]]
        if variation:
            group = [varied(sentence, variation, random) for sentence in group]
            for index, separator in enumerate(separators):
                if separator == "\n\n" and random.random() < variation.heading:
                    group[index] = augment.heading(group[index])
        yield encoder.example(group, separators, weight)


class Batch(NamedTuple):
    """Several examples as tensors; shapes (examples, longest), or (examples, most words) for what words have."""

    pieces: Tensor
    lengths: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    targets: dict[str, Tensor]
    weight: Tensor
    tone: Tensor


def batch(examples: Sequence[Example]) -> Batch:
    """Pad examples to a batch; the sentence of padding is -1."""

    def padded(rows: Iterable[list[int]], value: int) -> Tensor:
        return nn.utils.rnn.pad_sequence(
            [torch.tensor(row, dtype=torch.long) for row in rows], batch_first=True, padding_value=value
        )

    return Batch(
        padded((each.pieces for each in examples), 0),
        torch.tensor([len(each.pieces) for each in examples]),
        padded((each.first for each in examples), 0),
        padded((each.last for each in examples), 0),
        padded((each.sentence for each in examples), -1),
        {task: padded((each.targets[task] for each in examples), UNKNOWN) for task in TASKS},
        torch.tensor([each.weight for each in examples]),
        torch.tensor([each.tone for each in examples]),
    )


def batches(examples: Sequence[Example], most_pieces: int, random: Random, chunk: int = 40) -> list[list[int]]:
    """Group examples of similar length, within stretches of about `chunk` batches, so that the order is kept roughly.

    Returns:
        Indices of the examples of each batch.
    """
    groups: list[list[int]] = []
    place = 0
    while place < len(examples):
        end, size = place, 0
        while end < len(examples) and size < chunk * most_pieces:
            size += len(examples[end].pieces)
            end += 1
        order = sorted(range(place, end), key=lambda number: (len(examples[number].pieces), number))
        local: list[list[int]] = [[]]
        for number in order:
            if local[-1] and (len(local[-1]) + 1) * len(examples[number].pieces) > most_pieces:
                local.append([])
            local[-1].append(number)
        random.shuffle(local)
        groups += local
        place = end
    return groups
