"""Implements the text encoder multilingual-e5-small as a PyTorch module."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.packed import PackedModel, Settings


class _Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self, settings: Settings, tensor: Callable[..., Tensor]) -> None:
        super().__init__()
        width, self.n_heads = settings.width, settings.n_heads
        self.attention_in = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=settings.epsilon)
        self.hidden_in = nn.Linear(width, settings.hidden)
        self.hidden_out = nn.Linear(settings.hidden, width)
        self.hidden_norm = nn.LayerNorm(width, eps=settings.epsilon)
        weights = torch.cat([tensor(f"{part}.w", width) for part in "qkv"])
        _fill(self.attention_in, weights, torch.cat([tensor(f"{part}.b") for part in "qkv"]))
        _fill(self.attention_out, tensor("ao.w", width), tensor("ao.b"))
        _fill(self.attention_norm, tensor("aln.w"), tensor("aln.b"))
        _fill(self.hidden_in, tensor("fi.w", width), tensor("fi.b"))
        _fill(self.hidden_out, tensor("fo.w", settings.hidden), tensor("fo.b"))
        _fill(self.hidden_norm, tensor("oln.w"), tensor("oln.b"))

    def forward(self, vectors: Tensor, mask: Tensor, dropout: float) -> Tensor:
        batch, length, width = vectors.shape
        shape = batch, length, 3, self.n_heads, width // self.n_heads
        query, key, value = self.attention_in(vectors).view(shape).permute(2, 0, 3, 1, 4)
        # Written out, since PyTorch's fused attention is slow on processors for short texts.
        weights = query @ key.transpose(2, 3) * (width // self.n_heads) ** -0.5
        seen = weights.masked_fill(~mask, -1e4).softmax(dim=-1).to(value.dtype) @ value
        attended = self.attention_out(seen.transpose(1, 2).reshape(batch, length, width))
        vectors = self.attention_norm(vectors + functional.dropout(attended, dropout))
        hidden = self.hidden_out(functional.gelu(self.hidden_in(vectors)))
        return self.hidden_norm(vectors + functional.dropout(hidden, dropout))


class Encoder(nn.Module):
    """The encoder; its piece embeddings are frozen during training.

    Args:
        packed: The weights.
    """

    def __init__(self, packed: PackedModel) -> None:
        super().__init__()
        settings = packed.settings
        width = settings.width

        def tensor(name: str, columns: int | None = None) -> Tensor:
            return torch.from_numpy(packed.tensor(name, columns))

        self.words = nn.Embedding.from_pretrained(tensor("emb.word", width), freeze=True)
        self.positions = nn.Parameter(tensor("emb.pos", width) + tensor("emb.type", width)[:1])
        self.norm = nn.LayerNorm(width, eps=settings.epsilon)
        _fill(self.norm, tensor("emb.ln.w"), tensor("emb.ln.b"))
        self.layers = nn.ModuleList(
            _Layer(settings, lambda name, columns=None, n=number: tensor(f"l{n}.{name}", columns))
            for number in range(settings.n_layers)
        )

    def forward(self, pieces: Tensor, lengths: Tensor, dropout: float = 0.0) -> Tensor:
        """Compute the vectors of pieces in context.

        Args:
            pieces: Ids of the pieces, shape (texts, longest text), including start and end pieces.
            lengths: Number of pieces per text.
            dropout: Share of numbers that are set to zero, for training.

        Returns:
            Shape (texts, longest text, width).
        """
        longest = pieces.shape[1]
        mask = (torch.arange(longest)[None] < lengths[:, None])[:, None, None]
        vectors = self.norm(self.words(pieces) + self.positions[:longest][None])
        vectors = functional.dropout(vectors, dropout)
        for layer in self.layers:
            vectors = layer(vectors, mask, dropout)
        return vectors


def _fill(module: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
    module.weight = nn.Parameter(weight)
    module.bias = nn.Parameter(bias)
