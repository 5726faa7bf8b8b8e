"""Measures lemmas on the treebanks: the spaCy pipeline's, the dictionary's, and those that Wortlaut chooses from both.

    python -m training.lemmas

Needs the treebanks (`WORTLAUT_CORPORA`). Counted are the words that the pipeline's tokenizer cuts as the treebank does.
PUD's lemmas are partly in the spelling before 1996 (`Einfluß` for "Einfluss"); the columns `today` take them for equal.
The bundled pipeline was trained on all sentences but the part `PUD held out`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import simplemma

from training.corpora import GSD_DEV, GSD_TEST, PUD, PUD_HELD_OUT, TreebankSentence, Word, read_treebank
from wortlaut.evaluate import analysed
from wortlaut.nlp import model
from wortlaut.params import Lemmas, ModelParams, Params

CLASSES = ("NOUN", "VERB", "ADJ", "PROPN")
SCORES = Path(__file__).with_name("lemma_scores.json")


class Score(NamedTuple):
    """How many lemmas are right.

    Attributes:
        words: Number of words.
        exact: Share of the lemmas as in the treebank.
        today: Share of those and of lemmas that differ from it in ß and ss only.
    """

    words: int
    exact: float
    today: float


class Text(NamedTuple):
    """The text of a treebank sentence.

    Attributes:
        article_id: Its number.
        text: The text.
        words: The words by first character and end (exclusive); contractions ("im") are left out.
    """

    article_id: str
    text: str
    words: Mapping[tuple[int, int], Word]


def to_text(number: int, sentence: TreebankSentence) -> Text:
    """Return the text of a sentence with its words."""
    text, words = "", {}
    for surface in sentence.surfaces:
        if len(surface.words) == 1:
            words[len(text), len(text) + len(surface.form)] = sentence.words[surface.words[0]]
        text += surface.form + (" " if surface.space else "")
    return Text(str(number), text, words)


def pairs(sentences: Sequence[TreebankSentence], lemmas: Lemmas) -> Iterator[tuple[Word, str, str]]:
    """Yield the words of sentences with the form in the text and the lemma that an annotation gives."""
    params = Params(model=ModelParams(lemmas=lemmas))
    texts = [to_text(number, sentence) for number, sentence in enumerate(sentences)]
    for document, text in analysed(texts, model.load(model.find(params.model.name)), params):
        for token in document.doc:
            word = text.words.get((token.idx, token.idx + len(token.text)))
            if word is not None:
                yield word, token.text, token.lemma_


def scores(found: Iterable[tuple[Word, str, str]]) -> dict[str, Score]:
    """Return the shares of right lemmas by the treebank's part of speech.

    Args:
        found: Words with the form in the text and the lemma.
    """
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for word, _, lemma in found:
        is_same_today = lemma.replace("ß", "ss") == word.lemma.replace("ß", "ss")
        hits[word.upos].append((lemma == word.lemma, is_same_today))
    return {
        name: Score(len(hits[name]), *(round(sum(column) / len(column), 4) for column in zip(*hits[name], strict=True)))
        for name in CLASSES
    }


def main() -> None:
    """Measure, and write the shares to `lemma_scores.json`; `make docs` shows them in docs/lemmas.md."""
    pud = read_treebank(PUD)
    parts = {
        "PUD, held out": pud[PUD_HELD_OUT:],
        "PUD, rest": pud[:PUD_HELD_OUT],
        "GSD, dev and test": read_treebank(GSD_DEV) + read_treebank(GSD_TEST),
    }
    measured = {
        part: {
            source: {name: score._asdict() for name, score in found.items()}
            for source, found in alternatives(sentences).items()
        }
        for part, sentences in parts.items()
    }
    SCORES.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")


def alternatives(sentences: Sequence[TreebankSentence]) -> dict[str, dict[str, Score]]:
    """Return the scores of each source of lemmas by the treebank's part of speech."""
    own = list(pairs(sentences, "model"))
    return {
        "pipeline": scores(own),
        "simplemma": scores((word, form, simplemma.lemmatize(form, lang="de")) for word, form, _ in own),
        "both": scores(pairs(sentences, "dictionary")),
    }


if __name__ == "__main__":
    main()
