"""Prints F1 of names on GermEval 2014: by the recogniser, by the pipeline, and without each part of its knowledge.

    python -m training.known_names [dev|train]

Unlike `training.evaluate`, the texts are analysed as articles. Not counted are currencies and names that are part of a
word ("NATO-Chef"), which are no names to the one or no separate names to the other, and names outside of the analysed
text ("Berlin (dpa)").
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple
from unittest.mock import patch

from training.corpora import GERMEVAL_DEV, GERMEVAL_TRAIN, read_entity_tags
from training.evaluate import LABELS, Counts, count_names
from training.names import NamedSentence, to_text
from wortlaut.entities import find_mentions, known_names, name_joining, ner_postprocessing
from wortlaut.evaluate import analysed
from wortlaut.german.names import CURRENCIES
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document
from wortlaut.params import Params

PARTS = {"dev": GERMEVAL_DEV, "train": GERMEVAL_TRAIN}
NOT_NAMES = CURRENCIES | {"$", "€", "CHF", "DM", "D-Mark", "EUR", "Mark", "Schilling", "USD"}
Found = set[tuple[int, int, str]]
Finder = Callable[[Document], Found]


class _Text(NamedTuple):
    article_id: str
    text: str


def by_recogniser(document: Document) -> Found:
    """Return the names as the model recognises them, with offsets in the original text."""
    entities = document.doc.ents
    spans = [document.article.kept_spans(entity.start_char, entity.end_char)[0] for entity in entities]
    return {(*span, entity.label_) for span, entity in zip(spans, entities, strict=True)}


def by_pipeline(document: Document) -> Found:
    """Return the names in `entities.csv`."""
    return {(*mention.span, mention.label) for mention in find_mentions(document) if mention.kind == "name"}


def without(target: object, name: str, replacement: object, document: Document) -> Found:
    """Return the names that the pipeline finds with a function replaced."""
    with patch.object(target, name, replacement):
        return by_pipeline(document)


def scores(documents: Iterable[tuple[Document, NamedSentence]], find: Finder) -> Iterator[float]:
    """Yield F1 in percent for all names and for each label."""
    totals = dict.fromkeys(LABELS, Counts(0, 0, 0))
    for document, sentence in documents:
        counted = partial(_is_counted, document)
        gold = set(filter(counted, ((name.start, name.end, name.label) for name in sentence.names)))
        for label, counts in count_names(gold, set(filter(counted, find(document)))).items():
            totals[label] = totals[label].plus(counts)
    everything = Counts(*map(sum, zip(*totals.values(), strict=True)))
    yield from (counts.scores()["f"] for counts in (everything, *totals.values()))


def _is_counted(document: Document, name: tuple[int, int, str]) -> bool:
    start, end, _ = name
    text = document.article.kept_text
    is_analysed = any(section.start <= start < section.end for section in document.article.sections)
    return is_analysed and text[start:end] not in NOT_NAMES and text[end : end + 1] != "-"


def documents(part: str) -> Iterator[tuple[Document, NamedSentence]]:
    """Yield the sentences of GermEval as annotated articles, with their gold names."""
    sentences = [to_text(sentence) for sentence in read_entity_tags(PARTS[part])]
    texts = [_Text(f"{part}{number}", sentence.text) for number, sentence in enumerate(sentences)]
    annotated = analysed(texts, model.load(model.find("auto")), Params())
    yield from zip((document for document, _ in annotated), sentences, strict=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, default="dev")
    analysed = list(documents(parser.parse_args().part))

    def show(title: str, find: Finder) -> None:
        print(f"{title:28}", *(f"{score:8.2f}" for score in scores(analysed, find)))

    print(f"{'':28}", *(f"{label:>8}" for label in ("all", *LABELS)))
    show("recogniser", by_recogniser)
    show("pipeline", by_pipeline)
    for name in ("listed_names", "territories", "cities"):
        known_names.clear()
        with patch.object(known_names, "SOURCES", [s for s in known_names.SOURCES if s.__name__ != name]):
            show(f"without {name}", by_pipeline)
        known_names.clear()
    for rule in name_joining.RULES:
        rules = [other for other in name_joining.RULES if other is not rule]
        show(f"without {rule.__name__}", partial(without, name_joining, "RULES", rules))
    show("without the dictionary", partial(without, ner_postprocessing, "is_known_word", lambda _: True))


if __name__ == "__main__":
    main()
