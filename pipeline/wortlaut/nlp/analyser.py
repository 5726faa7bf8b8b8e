"""Analyse texts with one network: tags, features, lemmas, sentences, trees, names, and the tone of sentences.

The network, in ONNX format, scores a window of a text; here its scores become annotation. ONNX Runtime computes it in
one thread and one window after the other, since the last digits of a result depend on all pieces that it sees at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy import util
from spacy.language import Language
from spacy.pipeline.pipe import Pipe
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span

from wortlaut.nlp.lemma_rules import LemmaRules
from wortlaut.nlp.pieces import PieceTokenizer
from wortlaut.nlp.trees import best_tags, best_tree
from wortlaut.nlp.windows import windows

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray
    from spacy.training import Example
    from spacy.vocab import Vocab

NAME = "wortlaut_analyser"
"""The component's name for spaCy (an entry point in `pyproject.toml`)."""
_NETWORK, _LABELS, _RELATIONS = "network.onnx", "labels.json", "relations.f32"
_FILES = (_NETWORK, _LABELS, _RELATIONS)
_ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE")
_TAG_OF_SPACE, _CLASS_OF_SPACE, _RELATION_OF_SPACE = "_SP", "SPACE", "dep"
_ROOT = "ROOT"
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2
"""Values of ENT_IOB."""
_LEAST_START = -1.5
"""Log odds above which a word begins a sentence if no rule is sure of it. Of all words, which the network is trained
on, few begin one; GermEval's sentences, joined at random, are divided best by this (F1 97.9, and 97.0 by 0)."""
_FIRST, _LAST, _UNKNOWN = 0, 2, 3
"""Ids of the pieces at a window's start, at its end and at line breaks, and for unknown characters."""


class Analyser(Pipe):
    """Annotates texts by a network.

    Each sentence, a spaCy `Span`, gets `._.model_tone`: the probabilities of each tone of `tones`.

    Args:
        vocab: The pipeline's vocabulary.
        name: The component's name in the pipeline.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab = vocab
        self.name = name
        self._content: dict[str, bytes] = {}
        self._session: onnxruntime.InferenceSession | None = None
        self._labels: dict[str, Any] = {"tag": (), "tone": ()}
        if not Span.has_extension("model_tone"):
            Span.set_extension("model_tone", default=None)

    @property
    def tones(self) -> tuple[str, ...]:
        """The names of the tones: negative, neutral, positive, mixed."""
        return tuple(self._labels["tone"])

    @property
    def labels(self) -> tuple[str, ...]:
        """The tags (STTS)."""
        return tuple(self._labels["tag"])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a text; sentence starts that are already set are kept."""
        if self._session is None:
            raise ValueError(f"{self.name}: has no network. Load a trained pipeline.")
        if len(doc):
            self._annotate(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Annotate texts one by one."""
        yield from map(self, stream)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return spaCy's scores of all that is annotated but the tone."""
        pairs = list(examples)
        scores: dict[str, Any] = Scorer.score_token_attr(pairs, "tag")
        scores |= Scorer.score_token_attr(pairs, "lemma")
        for name in ("morphologizer", "parser", "ner"):
            scores |= util.registry.scorers.get(f"spacy.{name}_scorer.v1")()(pairs)
        return scores

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the component."""
        getters: dict[str, Callable[[], bytes]] = {name: partial(self._content.__getitem__, name) for name in _FILES}
        return bytes(util.to_bytes(getters, exclude))

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> Analyser:
        """Read what `to_bytes` wrote."""
        read: dict[str, bytes] = {}
        util.from_bytes(content, {name: partial(read.__setitem__, name) for name in _FILES}, exclude)
        self.load(read)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component to a directory."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            (folder / name).write_bytes(self._content[name])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Analyser:
        """Read what `to_disk` wrote."""
        self.load({name: (Path(path) / name).read_bytes() for name in _FILES})
        return self

    def load(self, content: Mapping[str, bytes]) -> None:
        """Take a network and what belongs to it.

        Args:
            content: The files that `to_disk` writes.
        """
        # ONNX Runtime reports its use to Microsoft unless this is set before it is imported (its file Privacy.md).
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        # Imported here, because most stages find everything they need in the store.
        import onnxruntime

        self._content = dict(content)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(content[_NETWORK], options, providers=["CPUExecutionProvider"])
        self._labels = json.loads(content[_LABELS])
        relations = np.frombuffer(content[_RELATIONS], "<f4").reshape(-1, len(self._labels["dep"]))
        self._relation_weights, self._relation_bias = relations[:-1], relations[-1]
        self._pieces = PieceTokenizer(((text, score) for text, score in self._labels["pieces"]), _UNKNOWN)
        self._lemmas = LemmaRules(**self._labels["lemma"])
        add = self.vocab.strings.add
        self._tags = np.array([add(tag) for tag in self._labels["tag"]], np.uint64)
        self._classes = np.array([add(label) for label in self._labels["pos"]], np.uint64)
        self._features = np.array([self.vocab.morphology.add(each) for each in self._labels["morph"]], np.uint64)
        self._relations = np.array([add(label) for label in self._labels["dep"]], np.uint64)
        self._root = self._labels["dep"].index(_ROOT)
        names = [label.partition("-")[2] for label in self._labels["entity"]]
        is_name = [name in self._labels["names"] for name in names]
        begins = [label.startswith("B-") for label in self._labels["entity"]]
        self._name_types = np.array([add(n) if ok else 0 for n, ok in zip(names, is_name, strict=True)], np.uint64)
        self._name_iob = np.array(
            [_OUTSIDE if not ok else _BEGINS if b else _INSIDE for ok, b in zip(is_name, begins, strict=True)],
            np.uint64,
        )
        self._space = [add(_TAG_OF_SPACE), add(_CLASS_OF_SPACE), self.vocab.morphology.add("")]
        self._relation_of_space = add(_RELATION_OF_SPACE)

    def _annotate(self, doc: Doc) -> None:
        # In columns, because spaCy creates an object for each token accessed.
        columns = np.asarray(doc.to_array(["IDX", "LENGTH", "SENT_START", "SPACY"])).astype(np.int64).T.tolist()
        offsets, lengths, starts, blanks = columns
        text = doc.text
        texts = [text[offset : offset + length] for offset, length in zip(offsets, lengths, strict=True)]
        pieces: list[tuple[int, ...]] = []
        follows_blank = True
        for word, blank in zip(texts, blanks, strict=True):
            is_space = word.isspace()
            pieces.append(((_LAST,) if "\n" in word else ()) if is_space else self._pieces.pieces(word, follows_blank))
            follows_blank = bool(blank) or is_space
        values = np.zeros((len(texts), len(_ATTRIBUTES)), np.uint64)
        heads = np.arange(len(texts))
        tones: dict[int, tuple[float, ...]] = {}
        for first, end in windows([len(each) for each in pieces], starts, texts):
            words = [i for i in range(first, end) if not texts[i].isspace()]
            if words:
                tones |= self._window(words, range(first, end), texts, pieces, starts, values, heads)
        self._attach_spaces(texts, heads, values)
        if self._set(doc, values, heads, texts) != [*tones]:
            _flatten(heads, [*tones, len(texts)])
            self._set(doc, values, heads, texts)
        for sentence in doc.sents:
            if words := _words(sentence, texts):
                sentence._.model_tone = tones[words[0]]

    @staticmethod
    def _set(doc: Doc, values: NDArray[np.uint64], heads: NDArray[np.int64], texts: Sequence[str]) -> list[int]:
        """Write the annotation into a document, and return the first word of each sentence that spaCy finds by it."""
        values[:, _ATTRIBUTES.index("HEAD")] = (heads - np.arange(len(heads))).astype(np.uint64)
        doc.from_array(list(_ATTRIBUTES), values)  # type: ignore[arg-type]  # spaCy's stubs lack NumPy
        return [words[0] for sentence in doc.sents if (words := _words(sentence, texts))]

    def _window(
        self,
        words: Sequence[int],
        window: range,
        texts: Sequence[str],
        pieces: Sequence[tuple[int, ...]],
        starts: Sequence[int],
        values: NDArray[np.uint64],
        heads: NDArray[np.int64],
    ) -> dict[int, tuple[float, ...]]:
        """Fill in the values and heads of a window's words, and return the tone of each sentence by its first word."""
        ids = [_FIRST]
        first, last = [], []
        for i in window:
            if pieces[i] and not texts[i].isspace():
                first.append(len(ids))
                last.append(len(ids) + len(pieces[i]) - 1)
            ids += pieces[i]
        ids.append(_LAST)
        assert self._session is not None
        output = dict(
            zip(
                _OUTPUTS,
                self._session.run(
                    _OUTPUTS,
                    {"pieces": np.array(ids), "first": np.array(first), "last": np.array(last)},
                ),
                strict=True,
            )
        )
        begins = [
            place == 0 or starts[i] == 1 or (starts[i] == 0 and score > _LEAST_START)
            for place, (i, score) in enumerate(zip(words, output["start"].tolist(), strict=True))
        ]
        bounds = [place for place, begin in enumerate(begins) if begin] + [len(words)]
        local = np.empty(len(words), np.int64)
        tags: list[int] = []
        for start, end in pairwise(bounds):
            local[start:end] = start + best_tree(output["head"][start:end, start:end])
            tags += best_tags(output["entity"][start:end], self._labels["entity"])
        hidden = np.maximum(output["dependent"] + output["governor"][local], 0)
        scores = hidden @ self._relation_weights + self._relation_bias
        scores[:, self._root] = -np.inf
        relations = scores.argmax(axis=1)
        relations[local == np.arange(len(words))] = self._root
        index = np.array(words)
        heads[index] = index[local]
        add, names = self.vocab.strings.add, self._labels["tag"]
        columns = {
            "TAG": self._tags[output["tag"]],
            "POS": self._classes[output["pos"]],
            "MORPH": self._features[output["morph"]],
            "LEMMA": [
                add(self._lemmas.lemma(texts[i], names[tag]))
                for i, tag in zip(words, output["tag"].tolist(), strict=True)
            ],
            "DEP": self._relations[relations],
            "ENT_IOB": self._name_iob[tags],
            "ENT_TYPE": self._name_types[tags],
        }
        for name, column in columns.items():
            values[index, _ATTRIBUTES.index(name)] = column
        result = {}
        for start, end in pairwise(bounds):
            tone = np.exp(output["tone"][start:end].mean(axis=0))
            result[words[start]] = tuple((tone / tone.sum()).tolist())
        return result

    def _attach_spaces(self, texts: Sequence[str], heads: NDArray[np.int64], values: NDArray[np.uint64]) -> None:
        """Annotate white space: it belongs to the word before it, or at a text's start to the one after it."""
        word = next((i for i, text in enumerate(texts) if not text.isspace()), 0)
        for i, text in enumerate(texts):
            if not text.isspace():
                word = i
                continue
            heads[i] = word
            relation = self._relation_of_space if i != word else self._relations[self._root]
            lemma = self.vocab.strings.add(text)
            values[i] = [*self._space, lemma, relation, 0, _OUTSIDE, 0]


def _words(sentence: Span, texts: Sequence[str]) -> list[int]:
    return [i for i in range(sentence.start, sentence.end) if not texts[i].isspace()]


def _flatten(heads: NDArray[np.int64], bounds: Sequence[int]) -> None:
    """Attach all words to their sentence's root, so that spaCy sees where sentences begin.

    It concludes that from the trees, and gives up on those of which many arcs cross, which only texts have that are no
    sentences.

    Args:
        heads: The head of each word; changed.
        bounds: The first word of each sentence, and the text's end.
    """
    for start, end in pairwise(bounds):
        words = np.arange(start, end)
        (root,) = words[heads[start:end] == words]
        heads[start:end] = root


_OUTPUTS = ("tag", "pos", "morph", "start", "tone", "entity", "head", "dependent", "governor")


@Language.factory(
    NAME,
    assigns=[
        "token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start",
        "doc.sents", "doc.ents",
    ],
    default_score_weights={"tag_acc": 0.2, "morph_acc": 0.2, "dep_las": 0.3, "ents_f": 0.3},
)  # fmt: skip
def make_analyser(nlp: Language, name: str) -> Analyser:
    """Create the component without a network, which a trained pipeline brings."""
    return Analyser(nlp.vocab, name)
