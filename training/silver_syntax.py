"""Annotates sentences of the training corpora with silver tags, features, lemmas, and the trees of a trained pipeline.

That pipeline is the one that Wortlaut ships at the time; for the weights of 3.1.0 it was that of version 3.0.0.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from HanTa.HanoverTagger import HanoverTagger
from spacy.language import Language
from spacy.tokens import Doc

from training import corpora, names
from training.evaluate import prepared
from training.sentences import Sentence, Token
from training.silver import SilverTagger
from wortlaut.nlp.model import BUNDLED

_LONGEST = 120  # tokens; longer "sentences" are lists and tables


def parsed(sentences: Sequence[Sentence], nlp: Language, tagger: SilverTagger) -> Iterator[Sentence]:
    """Yield the sentences with silver annotation.

    A tag is kept where HanTa and the pipeline agree, features where the form of a finite verb is unambiguous.
    """
    docs = []
    for sentence in sentences:
        doc = Doc(nlp.vocab, [token.text for token in sentence], [token.space for token in sentence])
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
    for sentence, doc in zip(sentences, nlp.pipe(docs), strict=True):
        silver = tagger.annotated(sentence)
        yield tuple(
            token._replace(
                tag=token.tag if token.tag == parse.tag_ else "",
                pos=token.pos or (parse.pos_ if token.tag == parse.tag_ else ""),
                head=parse.head.i,
                dep=parse.dep_,
            )
            for token, parse in zip(silver, doc, strict=True)
        )


def split(texts: Sequence[str], nlp: Language) -> Iterator[Sentence]:
    """Yield the sentences of running texts, without annotation."""
    for text in texts:
        for paragraph in text.split("\n"):
            if not paragraph.strip():
                continue
            for sent in nlp(prepared(nlp, paragraph.strip())).sents:
                if len(sent) <= _LONGEST:
                    yield tuple(Token(token.text, bool(token.whitespace_)) for token in sent if not token.is_space)


def main() -> None:
    """Annotate GermEval's sentences, and those of news texts."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    nlp = spacy.load(BUNDLED)
    tagger = SilverTagger(HanoverTagger("morphmodel_ger.pgz").tag_sent)
    named = names.read_sentences(corpora.GERMEVAL_TRAIN, nlp.make_doc, names.ALL_LABELS)
    texts = corpora.read_target_texts(corpora.GERNTSA_TRAIN) + corpora.read_news_texts(corpora.QUOTES_TRAIN)
    raw = [sentence for sentence in split(texts, nlp) if len(sentence) > 1]
    result = {"named": list(parsed(named, nlp, tagger)), "raw": list(parsed(raw, nlp, tagger))}
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_bytes(pickle.dumps(result))


if __name__ == "__main__":
    main()
