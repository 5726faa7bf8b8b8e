"""Measures lemmas on the treebanks: the spaCy pipeline's, the dictionary's, and those that Wortlaut chooses from both.

    python -m training.lemmas

Needs the treebanks (`WORTLAUT_CORPORA`). Counted are the words that the pipeline's tokenizer cuts as the treebank does.
PUD's lemmas are partly in the spelling before 1996 (`Einfluß` for "Einfluss"); the columns `today` take them for equal.
The bundled pipeline was trained on all sentences but the part `PUD held out`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import simplemma

from training.corpora import GSD_DEV, GSD_TEST, PUD, PUD_HELD_OUT, TreebankSentence, Word, read_treebank
from wortlaut.evaluate import analysed
from wortlaut.nlp import model
from wortlaut.params import Lemmas, ModelParams, Params

CLASSES = ("NOUN", "VERB", "ADJ", "PROPN")


class Score(NamedTuple):
    """How many lemmas are right.

    Attributes:
        words: Number of words.
        exact: Lemmas as in the treebank.
        today: Those, and lemmas that differ from it in ß and ss only.
    """

    words: int
    exact: int
    today: int


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
    """Count the right lemmas by the treebank's part of speech."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for word, _, lemma in found:
        is_same = lemma == word.lemma
        is_same_today = lemma.replace("ß", "ss") == word.lemma.replace("ß", "ss")
        counts[word.upos] = [old + new for old, new in zip(counts[word.upos], (1, is_same, is_same_today), strict=True)]
    return {name: Score(*counts[name]) for name in CLASSES}


def main() -> None:
    """Print a table."""
    pud = read_treebank(PUD)
    parts = {
        "PUD held out": pud[PUD_HELD_OUT:],
        "PUD 1-550": pud[:PUD_HELD_OUT],
        "GSD": read_treebank(GSD_DEV) + read_treebank(GSD_TEST),
    }
    print(f"{'part':13} {'lemmas':10}", *(f"{name:>6} exact today" for name in CLASSES), sep="  ")
    for part, sentences in parts.items():
        own = list(pairs(sentences, "model"))
        alternatives = {
            "model": own,
            "simplemma": [(word, form, simplemma.lemmatize(form, lang="de")) for word, form, _ in own],
            "both": list(pairs(sentences, "dictionary")),
        }
        for name, found in alternatives.items():
            cells = (
                f"{score.words:6} {score.exact / score.words:.3f}  {score.today / score.words:.3f}"
                for score in scores(found).values()
            )
            print(f"{part:13} {name:10}", *cells, sep="  ")


if __name__ == "__main__":
    main()
