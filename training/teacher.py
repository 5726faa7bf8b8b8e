"""Trains a large name recogniser, the teacher: multilingual-e5-small fine-tuned on GermEval 2014.

It is too large and too slow to ship. What it has learned about names from web texts is passed on to the small
recogniser through the sentences that it labels (knowledge distillation: Hinton et al. 2015), see `silver_names`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import spacy
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import corpora, names
from training.encoder import Encoder, PieceTokenizer
from training.packed import PackedModel, packed_model
from training.sentences import Sentence
from training.tag_paths import best_path

# Derived and partial names ("deutsch", "EU-Budget") have separate labels here, to distinguish them from names.
LABELS = {f"{tag}{kind}": f"{label}{kind}" for tag, label in names.LABELS.items() for kind in ("", "deriv", "part")}
TAGS = ("O", *(f"{position}-{label}" for label in LABELS.values() for position in "BI"))
NAMES = frozenset(names.LABELS.values())
UNKNOWN = -100  # ignored by PyTorch's loss
# A batch has up to this many pieces; longer sentences form a batch alone, truncated to the encoder's maximum.
PIECES_PER_BATCH = 1500
MAX_PIECES = 510
EPOCHS = 2
DROPOUT = 0.1
ENCODER_RATE, HEAD_RATE, WARM_UP = 1e-4, 1e-3, 0.1


class Batch(NamedTuple):
    """A batch of sentences as input of the encoder.

    Attributes:
        sentences: Their indices in the original list.
        pieces: Ids of the pieces, shape (sentences, longest), shorter ones padded with zeros.
        lengths: Number of pieces per sentence.
        words: The index of each word's first piece, shape (sentences, most words), padded with zeros.
        n_words: Number of words per sentence.
    """

    sentences: list[int]
    pieces: Tensor
    lengths: Tensor
    words: Tensor
    n_words: list[int]


class Labelled(NamedTuple):
    """The teacher's labels of a sentence.

    Attributes:
        tags: An IOB tag for each token.
        certainty: The probability of the least probable of them, from 0 to 1.
    """

    tags: list[str]
    certainty: float


class Teacher(nn.Module):
    """The encoder with a layer that predicts the tag of each word from its first piece."""

    def __init__(self, packed: PackedModel) -> None:
        super().__init__()
        self.encoder = Encoder(packed)
        self.head = nn.Linear(packed.settings.width, len(TAGS))
        self._settings = packed.settings
        self._tokenizer = PieceTokenizer(packed)

    def forward(self, batch: Batch, dropout: float = 0.0) -> Tensor:
        """Compute the scores of the tags, shape (sentences, most words, tags)."""
        vectors = self.encoder(batch.pieces, batch.lengths, dropout)
        firsts = batch.words[:, :, None].expand(-1, -1, vectors.shape[2])
        return self.head(functional.dropout(vectors.gather(1, firsts), dropout))

    def batches(self, sentences: Sequence[Sentence], random: Random | None = None) -> Iterator[Batch]:
        """Yield batches of sentences of similar length.

        Args:
            sentences: The sentences.
            random: Source of chance for the order of the batches; None orders them from short to long.
        """
        encoded = [self._encoded(sentence) for sentence in sentences]
        order = sorted(range(len(encoded)), key=lambda number: len(encoded[number][0]))
        groups: list[list[int]] = [[]]
        for number in order:
            if groups[-1] and (len(groups[-1]) + 1) * len(encoded[number][0]) > PIECES_PER_BATCH:
                groups.append([])
            groups[-1].append(number)
        if random:
            random.shuffle(groups)
        for group in groups:
            pieces = [torch.tensor(encoded[number][0]) for number in group]
            words = [torch.tensor(encoded[number][1], dtype=torch.long) for number in group]
            yield Batch(
                group,
                nn.utils.rnn.pad_sequence(pieces, batch_first=True),
                torch.tensor([len(each) for each in pieces]),
                nn.utils.rnn.pad_sequence(words, batch_first=True),
                [len(each) for each in words],
            )

    def _encoded(self, sentence: Sentence) -> tuple[list[int], list[int]]:
        """Return the pieces of a sentence, and the index of each word's first one; truncated words have none."""
        pieces, words = [self._settings.first], []
        follows_space = True
        for token in sentence:
            found = self._tokenizer.pieces(token.text, follows_space)
            if len(pieces) + len(found) > MAX_PIECES:
                break
            words.append(len(pieces))
            pieces += found
            follows_space = token.space
        return [*pieces, self._settings.last], words

    @torch.inference_mode()
    def label(self, sentences: Sequence[Sentence]) -> list[Labelled]:
        """Label the names in sentences, on their tokens, without derived and partial names.

        Args:
            sentences: The sentences; their annotation is ignored.
        """
        labelled = [Labelled([], 1.0)] * len(sentences)
        for batch in self.batches(sentences):
            scores = functional.log_softmax(self(batch), dim=-1).numpy()
            for row, number in enumerate(batch.sentences):
                path, certainty = best_path(scores[row, : batch.n_words[row]], TAGS)
                tags = [TAGS[tag] for tag in path] + ["O"] * (len(sentences[number]) - len(path))
                labelled[number] = Labelled(
                    [tag if tag[2:] in names.LABELS.values() else "O" for tag in tags], certainty
                )
        return labelled

    def save(self, path: Path) -> None:
        """Write the trained weights as plain arrays."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = {name: value.numpy() for name, value in self.state_dict().items() if name != "encoder.words.weight"}
        np.savez(path, **arrays)

    @classmethod
    def restored(cls, path: Path) -> Teacher:
        """Load the teacher that `save` wrote."""
        teacher = cls(packed_model())
        with np.load(path, allow_pickle=False) as arrays:
            teacher.load_state_dict({name: torch.from_numpy(arrays[name]) for name in arrays}, strict=False)
        return teacher


def train(teacher: Teacher, sentences: Sequence[Sentence], seed: int) -> None:
    """Fine-tune the teacher, and print the loss of each epoch.

    Args:
        teacher: The teacher.
        sentences: Sentences with entity tags of `LABELS`.
        seed: Seed of chance.
    """
    number_of = {tag: number for number, tag in enumerate(TAGS)}
    gold = [torch.tensor([number_of.get(token.entity, UNKNOWN) for token in sentence]) for sentence in sentences]
    random = Random(seed)
    trained = [parameter for parameter in teacher.encoder.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": trained, "lr": ENCODER_RATE}, {"params": teacher.head.parameters(), "lr": HEAD_RATE}]
    )
    n_steps = EPOCHS * sum(1 for _ in teacher.batches(sentences))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM_UP * n_steps), (n_steps - step) / ((1 - WARM_UP) * n_steps))
    )
    for epoch in range(1, EPOCHS + 1):
        losses = []
        for batch in teacher.batches(sentences, random):
            scores = teacher(batch, DROPOUT)
            rows = [gold[number][:n] for number, n in zip(batch.sentences, batch.n_words, strict=True)]
            target = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=UNKNOWN)
            loss = functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch}: mean loss {np.mean(losses):.4f}", flush=True)


def main() -> None:
    """Fine-tune the teacher on the training part of GermEval and write it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    make_doc = spacy.blank("de").make_doc
    sentences = names.read_sentences(corpora.GERMEVAL_TRAIN, make_doc, LABELS)
    teacher = Teacher(packed_model())
    train(teacher, sentences, arguments.seed)
    teacher.save(arguments.output)


if __name__ == "__main__":
    main()
