"""Trains the joint network, in a run that continues where it was stopped."""

from __future__ import annotations

import argparse
import gc
import json
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import torch

from training.examples import Labels, batch
from training.network import TASK_WEIGHTS, Network
from training.packed import packed_model

ENCODER_RATE, HEAD_RATE, WARM_UP = 1.5e-4, 1.2e-3, 0.05
WEIGHT_DECAY, MAX_NORM = 0.01, 2.0
DROPOUT = 0.1
# How much silver trees count at the start of the run; less and less, and not at all after two thirds of it.
SILVER_TREES = 0.4
CHECKPOINT_STEPS, REPORT_STEPS = 150, 50


def train(data: Path, output: Path, n_layers: int, seed: int) -> None:
    """Train a network, or continue to train it from the checkpoint beside it.

    Args:
        data: Directory that `training.prepare` wrote.
        output: The file of its weights.
        n_layers: How many layers of the encoder it has.
        seed: Seed of chance.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    content: dict[str, Any] = pickle.loads((data / "examples.pkl").read_bytes())
    examples, groups = content["examples"], content["groups"]
    gc.collect()
    gc.freeze()  # the examples are a million lists, which need not be looked at again
    labels = Labels.read(data / "labels.json")
    kept = json.loads((data / "vocabulary.json").read_text(encoding="utf-8"))["kept"]
    network = Network(packed_model(), kept, labels, n_layers)
    encoder = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in encoder}
    heads = [each for each in network.parameters() if each.requires_grad and id(each) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=WEIGHT_DECAY,
        fused=True,
    )
    n_steps = len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM_UP * n_steps), (n_steps - step) / ((1 - WARM_UP) * n_steps))
    )
    checkpoint = output.with_suffix(".checkpoint")
    parts = {"network": network, "optimizer": optimizer, "schedule": schedule}
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        torch.set_rng_state(state["random"])
        first = state["step"]
    network.train()
    sums: Counter[str] = Counter()
    for step in range(first, n_steps):
        trees = max(0.0, SILVER_TREES * (1 - 1.5 * step / n_steps))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = network.losses(batch([examples[number] for number in groups[step]]), DROPOUT, trees)
            loss = sum(TASK_WEIGHTS[task] * each for task, each in losses.items())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder + heads, MAX_NORM)
        optimizer.step()
        schedule.step()
        sums.update({task: each.item() for task, each in losses.items()})
        if (step + 1) % REPORT_STEPS == 0:
            print(step + 1, n_steps, {task: round(each / REPORT_STEPS, 3) for task, each in sums.items()}, flush=True)
            sums.clear()
        if (step + 1) % CHECKPOINT_STEPS == 0:
            state = {name: part.state_dict() for name, part in parts.items()}
            unfinished = checkpoint.with_suffix(".new")
            torch.save({**state, "random": torch.get_rng_state(), "step": step + 1}, unfinished)
            unfinished.replace(checkpoint)
    torch.save(network.state_dict(), output)


def main() -> None:
    """Train the network."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    train(arguments.data, arguments.output, arguments.layers, arguments.seed)


if __name__ == "__main__":
    main()
