"""Makes the examples that the network is trained on, in the order in which it sees them."""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import spacy
from spacy.language import Language

from training import corpora, lemma_rules
from training.augment import Variation, in_subjunctive
from training.convert import gold_sentences
from training.examples import TONES, UNKNOWN, Encoder, Example, batches, joined, labels_of
from training.packed import packed_model
from training.sentences import Sentence, Token
from training.vocabulary import chosen
from wortlaut.nlp.pieces import PieceTokenizer

# Pieces beside single characters.
N_PIECES = 50_000
PIECES_PER_BATCH = 1200
SILVER_WEIGHT = 0.3
# How often the treebanks, GermEval, and the texts with a tone are passed.
GOLD_PASSES, NAME_PASSES, TONE_PASSES = 12, 3, 4
# Raw sentences, which teach little that the others do not; they are seen in this part of the run only.
N_RAW = 6_000
RAW_PART = 0.6
# Sentences with silver annotation of which a copy has its verbs in the subjunctive.
N_SUBJUNCTIVE = 2_600
_LONGEST = 400


class _Placed(NamedTuple):
    """An example, and when it is seen, from 0 to 1."""

    place: float
    example: Example


def placed(examples: Iterable[Example], start: float, end: float, random: Random) -> list[_Placed]:
    """Spread examples over a part of the run."""
    return [_Placed(start + (end - start) * random.random(), example) for example in examples]


def tone_examples(nlp: Language, encoder: Encoder) -> list[Example]:
    """Read the texts whose tone is known; where their sentences begin is not."""
    examples = []
    for row in corpora.read_tones(corpora.TONE_TRAIN):
        words = tuple(Token(t.text, bool(t.whitespace_)) for t in nlp.make_doc(row.text) if not t.is_space)
        example = encoder.example([words], [], SILVER_WEIGHT)
        if len(example.pieces) <= _LONGEST:
            example.tone = TONES.index(row.label)
            example.targets["start"] = [UNKNOWN] * len(words)
            examples.append(example)
    return examples


def prepare(output: Path, silver: Path, seed: int) -> None:
    """Write examples in batches, labels and vocabulary.

    Args:
        output: The directory.
        silver: What `training.silver_syntax` wrote.
        seed: Seed of chance.
    """
    nlp = spacy.blank("de")
    random = Random(seed)
    gold = gold_sentences(nlp.make_doc)
    annotated = pickle.loads(silver.read_bytes())
    named: list[Sentence] = annotated["named"]
    raw: list[Sentence] = annotated["raw"]
    packed = packed_model()
    kept = chosen(packed, (token.text for each in gold + named + raw for token in each), N_PIECES)
    pieces = [packed.pieces[number] for number in kept]
    settings = packed.settings
    labels = labels_of(gold, named + raw)
    tokenizer = PieceTokenizer(pieces, settings.unknown)
    encoder = Encoder(tokenizer, labels, settings.first, settings.last)
    examples: list[_Placed] = []

    def passes(sentences: Sequence[Sentence], n: int, weight: float, part: float = 1.0) -> None:
        for number in range(n):
            order = list(sentences)
            random.shuffle(order)
            found = joined(order, encoder, random, weight=weight, variation=Variation())
            examples.extend(placed(found, part * number / n, part * (number + 1) / n, random))

    passes(gold, GOLD_PASSES, 1.0)
    passes(named, NAME_PASSES, SILVER_WEIGHT)
    passes(random.sample(raw, min(N_RAW, len(raw))), 1, SILVER_WEIGHT, RAW_PART)
    copies = [(each, in_subjunctive(each, random)) for each in named + raw]
    changed = [copy for each, copy in copies if copy != each]
    random.shuffle(changed)
    passes(changed[:N_SUBJUNCTIVE], 1, SILVER_WEIGHT)
    tones = tone_examples(nlp, encoder)
    for number in range(TONE_PASSES):
        examples += placed(tones, number / TONE_PASSES, (number + 1) / TONE_PASSES, random)
    order = [each.example for each in sorted(examples, key=lambda each: each.place)]
    groups = batches(order, PIECES_PER_BATCH, random)
    output.mkdir(parents=True, exist_ok=True)
    labels.save(output / "labels.json")
    vocabulary = json.dumps({"kept": kept, "pieces": pieces}, ensure_ascii=False)
    (output / "vocabulary.json").write_text(vocabulary, encoding="utf-8")
    rules = json.dumps(lemma_rules.learnt(gold, named + raw), ensure_ascii=False)
    (output / "lemma_rules.json").write_text(rules, encoding="utf-8")
    (output / "examples.pkl").write_bytes(pickle.dumps({"examples": order, "groups": groups}))


def main() -> None:
    """Prepare the training."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("silver", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    prepare(arguments.output, arguments.silver, arguments.seed)


if __name__ == "__main__":
    main()
