"""Scores the assembled pipeline on held-out data, in percent.

The model gets texts as `wortlaut.nlp.annotate` passes them: tokenized, with the sentence starts that
rules are sure of.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np
import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin, Token
from spacy.training import Example

from training import corpora, konjunktiv
from wortlaut.nlp.boundaries import set_boundaries

TONES = ("negative", "neutral", "positive")
LABELS = ("PER", "ORG", "LOC", "MISC")
# spaCy's names of the scores, and ours.
SYNTAX_SCORES = {
    "tag_acc": "tag",
    "pos_acc": "pos",
    "morph_acc": "morph",
    "lemma_acc": "lemma",
    "dep_uas": "uas",
    "dep_las": "las",
    "sents_f": "sentence_f",
}
SPEED_TEXTS = 600


class Counts(NamedTuple):
    """Numbers of correct, predicted and gold items."""

    right: int
    predicted: int
    gold: int

    def plus(self, other: Counts) -> Counts:
        """Return the sum of both."""
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    def scores(self) -> dict[str, float]:
        """Compute precision, recall and F1 in percent; 0 if nothing was predicted or nothing is in gold."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        return {"p": percent(precision), "r": percent(recall), "f": percent(f1)}


def percent(share: float) -> float:
    """Convert a share to percent with two decimals."""
    return round(100 * share, 2)


def count_names(gold: set[tuple[int, int, str]], predicted: set[tuple[int, int, str]]) -> dict[str, Counts]:
    """Count names per label; one is correct if start, end and label are."""
    return {
        label: Counts(
            *(len([name for name in names if name[2] == label]) for names in (gold & predicted, predicted, gold))
        )
        for label in LABELS
    }


def prepared(nlp: Language, text: str) -> Doc:
    """Tokenize a text, and set the sentence starts that are certain by rule."""
    doc = nlp.tokenizer(text)
    set_boundaries(doc, text, ())
    return doc


def name_scores(nlp: Language, path: Path) -> dict[str, object]:
    """Score names by exact character offsets, overall and per label.

    Args:
        nlp: The pipeline.
        path: Texts with gold entities, one JSON object per line.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    totals = dict.fromkeys(LABELS, Counts(0, 0, 0))
    for doc, row in zip(nlp.pipe(prepared(nlp, row["text"]) for row in rows), rows, strict=True):
        gold = {(start, end, label) for start, end, label in row["entities"]}
        predicted = {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
        for label, counts in count_names(gold, predicted).items():
            totals[label] = totals[label].plus(counts)
    overall = Counts(0, 0, 0)
    for counts in totals.values():
        overall = overall.plus(counts)
    return {"all": overall.scores(), **{label: counts.scores() for label, counts in totals.items()}}


def is_subjunctive(token: Token) -> bool:
    """Return whether a token has the feature Mood=Sub."""
    return token.morph.get("Mood", []) == ["Sub"]


def count_subjunctives(examples: Iterable[Example]) -> Counts:
    """Count tokens with Mood=Sub; gold and predicted tokens are the same."""
    counts = Counts(0, 0, 0)
    for example in examples:
        pairs = [
            (is_subjunctive(x), is_subjunctive(y)) for x, y in zip(example.reference, example.predicted, strict=True)
        ]
        counts = counts.plus(
            Counts(*(sum(column) for column in zip(*((g and p, p, g) for g, p in pairs), strict=True)))
        )
    return counts


def syntax_scores(nlp: Language, docs: Sequence[Doc]) -> tuple[dict[str, float], Counts]:
    """Score tagger, morphologizer, lemmatizer and parser with spaCy's scorer, and count subjunctives.

    The attachment scores exclude punctuation, as always in spaCy.

    Args:
        nlp: The pipeline.
        docs: Gold documents; the pipeline only sees their text.
    """
    examples = [
        Example(predicted, doc)
        for predicted, doc in zip(nlp.pipe(prepared(nlp, doc.text) for doc in docs), docs, strict=True)
    ]
    scores = Scorer(nlp).score(examples)
    return {ours: percent(scores[theirs]) for theirs, ours in SYNTAX_SCORES.items()}, count_subjunctives(examples)


def konjunktiv_scores(nlp: Language) -> dict[str, float]:
    """Score the mood of verb forms in the sentences of `training.konjunktiv`.

    Args:
        nlp: The pipeline.

    Returns:
        Precision, recall and F1 of subjunctives in percent, their number, and that of their indicative twins.
    """
    cases = list(konjunktiv.cases())
    counts = Counts(0, 0, 0)
    for doc, case in zip(nlp.pipe(prepared(nlp, case.text) for case in cases), cases, strict=True):
        found = next(is_subjunctive(token) for token in doc if token.idx == case.place)
        counts = counts.plus(Counts(found and case.is_subjunctive, found, case.is_subjunctive))
    n = sum(case.is_subjunctive for case in cases)
    return {**counts.scores(), "n": n, "twins": len(cases) - n}


def tone_score(nlp: Language, texts: Sequence[corpora.ToneText]) -> dict[str, float]:
    """Score the tone of texts as a whole: the mean of their sentences' probabilities, by length.

    Texts that are mixed are left out, as in the sentiment's own scores.

    Args:
        nlp: The pipeline.
        texts: Texts with their tones.

    Returns:
        F1 of each tone and their mean, in percent.
    """
    texts = [text for text in texts if text.label in TONES]
    counts = dict.fromkeys(TONES, Counts(0, 0, 0))
    for doc, text in zip(nlp.pipe(prepared(nlp, text.text) for text in texts), texts, strict=True):
        total = np.sum([len(sent) * np.array(sent._.model_tone[: len(TONES)]) for sent in doc.sents], axis=0)
        found = TONES[int(total.argmax())]
        for tone in TONES:
            pair = Counts(found == tone == text.label, found == tone, text.label == tone)
            counts[tone] = counts[tone].plus(pair)
    scores = {tone: each.scores()["f"] for tone, each in counts.items()}
    return {"macro_f": round(sum(scores.values()) / len(scores), 2), **scores}


def words_per_second(nlp: Language, path: Path) -> int:
    """Measure the tokens annotated per second by one process, to the nearest hundred."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:SPEED_TEXTS]]
    start = perf_counter()
    n_tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return round(n_tokens / (perf_counter() - start) / 100) * 100


def megabytes(directory: Path) -> float:
    """Compute the size of all files below a directory in megabytes (10^6 bytes)."""
    return round(sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) / 1e6, 2)


def evaluate(model: Path, data: Path) -> dict[str, object]:
    """Compute all scores of a pipeline.

    Args:
        model: Its directory.
        data: Directory of the converted corpora.
    """
    nlp = spacy.load(model)
    parts = {name: list(DocBin().from_disk(data / f"{name}_test.spacy").get_docs(nlp.vocab)) for name in ("pud", "gsd")}
    pud, pud_subjunctives = syntax_scores(nlp, parts["pud"])
    gsd, gsd_subjunctives = syntax_scores(nlp, parts["gsd"])
    return {
        "names_germeval_dev": name_scores(nlp, data / "germeval_dev.jsonl"),
        "syntax_pud_held_out": pud,
        "syntax_gsd_held_out": gsd,
        "subjunctive_held_out": {
            **pud_subjunctives.plus(gsd_subjunctives).scores(),
            "n": pud_subjunctives.gold + gsd_subjunctives.gold,
        },
        "konjunktiv": konjunktiv_scores(nlp),
        "tone_gold_dev": tone_score(nlp, corpora.read_tones(corpora.TONE_DEV)),
        "words_per_second": words_per_second(nlp, data / "germeval_dev.jsonl"),
        "size_mb": megabytes(model),
    }


def main() -> None:
    """Write the scores as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    metrics = evaluate(arguments.model, arguments.data)
    arguments.output.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
