"""Implements the joint network: the encoder with a head for each task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Encoder
from training.examples import UNKNOWN, Batch, Labels
from training.packed import PackedModel

ARC_WIDTH, LABEL_WIDTH = 256, 192
WORD_DROPOUT = 0.25
# How much each task's mean loss counts.
TASK_WEIGHTS: Mapping[str, float] = {
    "entity": 2.0,
    "tag": 0.5,
    "pos": 0.5,
    "morph": 1.0,
    "head": 1.0,
    "dep": 0.7,
    "start": 0.3,
    "tone": 0.5,
}
# Losses are divided by at least this many words (or texts, for the tone), so that few words do not count as a batch.
_LEAST = {"tone": 4.0}
_LEAST_WORDS = 100.0


class Network(nn.Module):
    """The first layers of the encoder, and heads on the first and the last piece of each word.

    Args:
        packed: The encoder's weights.
        kept: Ids of the pieces of its vocabulary that are used, in order.
        labels: The labels of each task.
        n_layers: How many of its layers are used.
    """

    def __init__(self, packed: PackedModel, kept: Sequence[int], labels: Labels, n_layers: int) -> None:
        super().__init__()
        self.encoder = Encoder(packed)
        self.encoder.words = nn.Embedding.from_pretrained(self.encoder.words.weight[list(kept)].clone(), freeze=True)
        self.encoder.layers = self.encoder.layers[:n_layers]
        width = 2 * packed.settings.width
        self.heads = nn.ModuleDict(
            {name: nn.Linear(width, len(getattr(labels, name))) for name in ("entity", "tag", "pos", "morph")}
        )
        self.heads["start"] = nn.Linear(width, 1)
        self.heads["tone"] = nn.Linear(width, len(labels.tone))
        # A combination of features shares weights with all others that have the same value of a feature.
        values = sorted({pair for morph in labels.morph for pair in morph.split("|")})
        has = torch.tensor([[float(value in morph.split("|")) for value in values] for morph in labels.morph])
        self.register_buffer("feature_values", has)
        self.features = nn.Linear(width, len(values), bias=False)
        self.arc_dependent = nn.Linear(width, ARC_WIDTH)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc_weights = nn.Parameter(torch.zeros(ARC_WIDTH, ARC_WIDTH))
        nn.init.orthogonal_(self.arc_weights, 0.5)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.root = nn.Linear(width, 1)
        self.label_dependent = nn.Linear(width, LABEL_WIDTH)
        self.label_head = nn.Linear(width, LABEL_WIDTH)
        self.label = nn.Linear(LABEL_WIDTH, len(labels.dep))

    def words(self, batch: Batch, dropout: float = 0.0) -> Tensor:
        """Return the vectors of words, shape (texts, most words, width)."""
        vectors = self.encoder(batch.pieces, batch.lengths, dropout)

        def picked(index: Tensor) -> Tensor:
            return vectors.gather(1, index[:, :, None].expand(-1, -1, vectors.shape[2]))

        return torch.cat([picked(batch.first), picked(batch.last)], dim=-1)

    def scores(self, words: Tensor) -> dict[str, Tensor]:
        """Return the scores of each task but the relations; those of heads by (text, dependent, head).

        A word that is its own head is a sentence's root.
        """
        result = {name: head(words) for name, head in self.heads.items()}
        result["morph"] = result["morph"] + functional.linear(self.features(words), self.feature_values)
        dependent = functional.gelu(self.arc_dependent(words))
        head = functional.gelu(self.arc_head(words))
        if self.training:
            dependent, head = functional.dropout(dependent, WORD_DROPOUT), functional.dropout(head, WORD_DROPOUT)
        arcs = (dependent @ self.arc_weights) @ head.transpose(1, 2) * ARC_WIDTH**-0.5 + self.arc_bias(head).transpose(
            1, 2
        )
        own = torch.eye(words.shape[1], dtype=torch.bool)[None]
        result["head"] = torch.where(own, self.root(words), arcs)
        return result

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of relations, given each word's head."""
        head = self.label_head(words).gather(1, heads[:, :, None].expand(-1, -1, LABEL_WIDTH))
        return self.label(functional.relu(self.label_dependent(words) + head))

    def losses(self, batch: Batch, dropout: float, tree_weight: float) -> dict[str, Tensor]:
        """Return the mean loss of each task.

        Args:
            batch: Examples.
            dropout: Dropout of the encoder.
            tree_weight: How much trees of examples with silver annotation count.
        """
        words = self.words(batch, dropout).float()
        if self.training:
            words = functional.dropout(words, WORD_DROPOUT)
        scores = self.scores(words)
        other = batch.sentence[:, :, None] != batch.sentence[:, None, :]
        scores["head"] = scores["head"].masked_fill(other, -1e4)
        gold_heads = batch.targets["head"].clamp(min=0)
        scores["dep"] = self.relations(words, gold_heads)
        is_gold = batch.weight == 1.0
        plain, trees = batch.weight, torch.where(is_gold, 1.0, tree_weight)
        of_word = {"head": trees, "dep": trees, "entity": torch.ones_like(plain), "start": torch.ones_like(plain)}
        result = {}
        for task, target in batch.targets.items():
            if task == "start":
                found = batch.sentence >= 0
                loss = functional.binary_cross_entropy_with_logits(
                    scores["start"][:, :, 0], target.clamp(min=0).float(), reduction="none"
                )
                known = found.float()
            else:
                loss = functional.cross_entropy(
                    scores[task].flatten(0, 1), target.flatten(), ignore_index=UNKNOWN, reduction="none"
                ).view(target.shape)
                known = (target != UNKNOWN).float()
            known = known * of_word.get(task, plain)[:, None]
            result[task] = (loss * known).sum() / known.sum().clamp(min=_LEAST_WORDS)
        inside = (batch.sentence >= 0).float()[:, :, None]
        tone = (scores["tone"] * inside).sum(1) / inside.sum(1)
        loss = functional.cross_entropy(tone, batch.tone, ignore_index=UNKNOWN, reduction="none")
        n = (batch.tone != UNKNOWN).float().sum()
        result["tone"] = loss.sum() / n.clamp(min=_LEAST["tone"])
        return result
