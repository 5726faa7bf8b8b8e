"""Exports the trained network to ONNX with weights of eight bits, inside a spaCy pipeline.

The graph is written operator by operator, with those of ONNX Runtime that quantize the input of each multiplication
(`DynamicQuantizeMatMul`). Weights are signed and have seven bits: the sums of products then fit on processors without
VNNI as well, which add them in pairs of sixteen bits.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training import names
from training.examples import Example, Labels, batch
from training.network import ARC_WIDTH, Network
from training.packed import packed_model
from wortlaut.nlp.analyser import NAME

MAX_POSITIONS = 512
HEADS = 12
OPSET = 18
# Inputs of each feed-forward layer that are multiplied apart; one to three are ten times as large as all others.
OUTLIERS = 4
# Texts by which the largest inputs of each multiplication are known.
CALIBRATION_EXAMPLES = 100


class Graph:
    """An ONNX graph that is being written.

    Args:
        bits: Bits of quantized weights, 0 for floating-point numbers.
    """

    def __init__(self, bits: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._bits = bits

    def constant(self, value: np.ndarray) -> str:
        """Add a constant and return its name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, operator: str, *inputs: str, domain: str = "", outputs: int = 1, name: str = "", **attributes: Any
    ) -> Any:
        """Add a node and return the name of its output, or their names."""
        found = [name or f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, found, domain=domain, **attributes))
        return found[0] if outputs == 1 else found

    def linear(
        self,
        vectors: str,
        weight: np.ndarray,
        bias: np.ndarray | None,
        quantized: bool = True,
        largest: np.ndarray | None = None,
    ) -> Any:
        """Multiply by the transpose of a weight, as PyTorch keeps it, and add a bias.

        The few inputs with by far the largest numbers are multiplied apart, in floating-point numbers (LLM.int8(),
        Dettmers et al. 2022): otherwise they take the digits of all others.
        """
        matrix = weight.T.astype(np.float32)
        if quantized and self._bits and largest is not None:
            places = np.sort(np.argsort(largest)[-OUTLIERS:])
            inside = np.ones(len(matrix), np.float32)
            inside[places] = 0
            apart = self.add("Gather", vectors, self.constant(places), axis=-1)
            rest = self.linear(self.add("Mul", vectors, self.constant(inside)), weight * inside, bias)
            return self.add("Add", rest, self.add("MatMul", apart, self.constant(matrix[places])))
        if not (quantized and self._bits):
            product = self.add("MatMul", vectors, self.constant(matrix))
            return product if bias is None else self.add("Add", product, self.constant(bias.astype(np.float32)))
        most = 2 ** (self._bits - 1) - 1
        scale = np.maximum(np.abs(matrix).max(axis=0) / most, 1e-12).astype(np.float32)
        numbers = np.clip(np.rint(matrix / scale), -most, most).astype(np.int8)
        zero = np.zeros(scale.shape, np.int8)
        inputs = [vectors, self.constant(numbers), self.constant(scale), self.constant(zero)]
        if bias is not None:
            inputs.append(self.constant(bias.astype(np.float32)))
        return self.add("DynamicQuantizeMatMul", *inputs, domain="com.microsoft")


def embeddings(graph: Graph, pieces: str, kept: Sequence[int]) -> str:
    """Add the pieces' vectors, in the blocks of four-bit numbers that they come in."""
    packed = packed_model()
    rows = packed.blocks("emb.word", packed.settings.width)[list(kept)]
    numbers = graph.add("Gather", graph.constant(rows["numbers"]), pieces)
    scales = graph.add("Gather", graph.constant(rows["scale"]), pieces)
    low = graph.add("BitwiseAnd", numbers, graph.constant(np.array(15, np.uint8)))
    high = graph.add("BitShift", numbers, graph.constant(np.array(4, np.uint8)), direction="RIGHT")
    both = graph.add("Cast", graph.add("Concat", low, high, axis=-1), to=TensorProto.FLOAT)
    centred = graph.add("Sub", both, graph.constant(np.array(8, np.float32)))
    scale = graph.add("Unsqueeze", graph.add("Cast", scales, to=TensorProto.FLOAT), graph.constant(np.array([2])))
    vectors = graph.add("Mul", centred, scale)
    return str(graph.add("Reshape", vectors, graph.constant(np.array([-1, packed.settings.width]))))


def largest_inputs(trained: Network, examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return the largest absolute number of each input of each linear layer.

    Args:
        trained: The network.
        examples: Texts to compute.
    """
    found: dict[str, np.ndarray] = {}

    def hook(name: str) -> Callable[[Any, tuple[torch.Tensor, ...], Any], None]:
        def note(_: Any, inputs: tuple[torch.Tensor, ...], __: Any) -> None:
            most = inputs[0].abs().flatten(0, -2).max(dim=0).values.numpy()
            found[name] = np.maximum(found.get(name, most), most)

        return note

    for name, module in trained.named_modules():
        if isinstance(module, nn.Linear):
            module.register_forward_hook(hook(name))
    trained.eval()
    with torch.inference_mode():
        for example in examples:
            trained.scores(trained.words(batch([example])))
    return found


def network(
    state: Mapping[str, np.ndarray], kept: Sequence[int], labels: Labels, bits: int, largest: Mapping[str, np.ndarray]
) -> onnx.ModelProto:
    """Return the network as an ONNX model.

    Args:
        state: Its weights by PyTorch's names.
        kept: Ids of the pieces in its vocabulary.
        labels: The labels.
        bits: Bits of its weights, 0 for floating-point numbers.
        largest: What `largest_inputs` found.
    """
    g = Graph(bits)
    epsilon = packed_model().settings.epsilon

    def norm(vectors: str, name: str, residual: str | None = None) -> str:
        scale, shift = g.constant(state[f"{name}.weight"]), g.constant(state[f"{name}.bias"])
        if residual is None:
            return str(g.add("LayerNormalization", vectors, scale, shift, axis=-1, epsilon=epsilon))
        return str(
            g.add("SkipLayerNormalization", vectors, residual, scale, shift, domain="com.microsoft", epsilon=epsilon)
        )

    vectors = embeddings(g, "pieces", kept)
    length = g.add("Shape", "pieces")
    positions = g.add(
        "Slice", g.constant(state["encoder.positions"][:MAX_POSITIONS]), g.constant(np.array([0])), length
    )
    vectors = norm(g.add("Add", vectors, positions), "encoder.norm")
    vectors = g.add("Unsqueeze", vectors, g.constant(np.array([0])))
    n_layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    for number in range(n_layers):
        prefix = f"encoder.layers.{number}"

        def linear(inputs: str, name: str, prefix: str = prefix) -> str:
            key = f"{prefix}.{name}"
            found = largest[key] if name in {"hidden_in", "hidden_out"} else None
            return str(g.linear(inputs, state[f"{key}.weight"], state[f"{key}.bias"], largest=found))

        query, key, value = g.add("Split", linear(vectors, "attention_in"), axis=-1, outputs=3, num_outputs=3)
        seen = g.add("MultiHeadAttention", query, key, value, domain="com.microsoft", num_heads=HEADS)
        vectors = norm(linear(seen, "attention_out"), f"{prefix}.attention_norm", vectors)
        hidden = g.add("Gelu", linear(vectors, "hidden_in"), domain="com.microsoft")
        vectors = norm(linear(hidden, "hidden_out"), f"{prefix}.hidden_norm", vectors)
    vectors = g.add("Squeeze", vectors, g.constant(np.array([0])))
    words = g.add("Concat", g.add("Gather", vectors, "first"), g.add("Gather", vectors, "last"), axis=-1)

    def head(name: str, quantized: bool = True) -> str:
        return str(g.linear(words, state[f"{name}.weight"], state.get(f"{name}.bias"), quantized))

    outputs: list[onnx.ValueInfoProto] = []

    def output(name: str, value: str, kind: int = TensorProto.FLOAT) -> None:
        g.add("Identity", value, name=name)
        shape = [None] if name in {"tag", "pos", "morph", "start"} else [None, None]
        outputs.append(helper.make_tensor_value_info(name, kind, shape))

    # A combination's score is its own and those of its features; all are linear, so they are added up here.
    morph = state["heads.morph.weight"] + state["feature_values"] @ state["features.weight"]
    for name in ("tag", "pos"):
        output(name, g.add("ArgMax", head(f"heads.{name}"), axis=-1, keepdims=0), TensorProto.INT64)
    output(
        "morph",
        g.add(
            "ArgMax",
            g.linear(words, morph, state["heads.morph.bias"]),
            axis=-1,
            keepdims=0,
        ),
        TensorProto.INT64,
    )
    output("start", g.add("Squeeze", head("heads.start", False), g.constant(np.array([-1]))))
    output("tone", head("heads.tone", False))
    output("entity", g.add("LogSoftmax", head("heads.entity", False), axis=-1))
    dependent = g.add("Gelu", head("arc_dependent"), domain="com.microsoft")
    governor = g.add("Gelu", head("arc_head"), domain="com.microsoft")
    # The bias of heads depends on the head alone, so it is a further column of the dependents' side.
    weights = state["arc_weights"] * ARC_WIDTH**-0.5
    left = g.add("Add", g.add("MatMul", dependent, g.constant(weights)), g.constant(state["arc_bias.weight"][0]))
    arcs = g.add("MatMul", left, g.add("Transpose", governor, perm=[1, 0]))
    n_words = g.add("Squeeze", g.add("Shape", "first"))
    places = g.add("Range", g.constant(np.array(0)), n_words, g.constant(np.array(1)))
    rows, columns = (g.add("Unsqueeze", places, g.constant(np.array([axis]))) for axis in (1, 0))
    own = g.add("Equal", rows, columns)
    root = g.add("Sub", head("root", False), g.constant(state["arc_bias.bias"]))
    output("head", g.add("Where", own, root, arcs))
    output("dependent", head("label_dependent"))
    output("governor", head("label_head"))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [None]) for name in ("pieces", "first", "last")]
    graph = helper.make_graph(g.nodes, "wortlaut", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def export(run: Path, data: Path, output: Path, bits: int) -> None:
    """Write the pipeline.

    Args:
        run: Directory of the trained network.
        data: Directory of its labels and vocabulary.
        output: The pipeline's directory.
        bits: Bits of the weights, 0 for floating-point numbers.
    """
    labels = Labels.read(data / "labels.json")
    vocabulary = json.loads((data / "vocabulary.json").read_text(encoding="utf-8"))
    state = torch.load(run, weights_only=True)
    n_layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    trained = Network(packed_model(), vocabulary["kept"], labels, n_layers)
    trained.load_state_dict(state)
    examples = pickle.loads((data / "examples.pkl").read_bytes())["examples"][:CALIBRATION_EXAMPLES]
    arrays = {name: value.numpy() for name, value in state.items()}
    model = network(arrays, vocabulary["kept"], labels, bits, largest_inputs(trained, examples))
    onnx.checker.check_model(model)
    content = {
        "entity": labels.entity,
        "names": sorted(names.LABELS.values()),
        "tag": labels.tag,
        "pos": labels.pos,
        "morph": labels.morph,
        "lemma": json.loads((data / "lemma_rules.json").read_text(encoding="utf-8")),
        "dep": labels.dep,
        "tone": labels.tone,
        "pieces": [[text, round(score, 4)] for text, score in vocabulary["pieces"]],
    }
    relations = np.concatenate([arrays["label.weight"].T, arrays["label.bias"][None]])
    nlp = spacy.blank("de")
    analyser = nlp.add_pipe(NAME, name="analyser")
    analyser.load(  # type: ignore[attr-defined]
        {
            "network.onnx": model.SerializeToString(),
            "labels.json": json.dumps(content, ensure_ascii=False).encode(),
            "relations.f32": relations.astype("<f4").tobytes(),
        }
    )
    shutil.rmtree(output, ignore_errors=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)


def main() -> None:
    """Export the network."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--bits", type=int, default=7)
    arguments = parser.parse_args()
    export(arguments.network, arguments.data, arguments.output, arguments.bits)


if __name__ == "__main__":
    main()
