"""Build documents from words in reading order, annotated as by a model."""

from __future__ import annotations

import spacy.tokens
from spacy.lang.de import German

from tests.conftest import article
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.plain_doc import Doc

VOCAB = German().vocab
TAGS = dict.fromkeys(("der", "die", "das", "den", "dem", "des", "ein", "eine", "Der", "Die"), "ART")
TAGS |= dict.fromkeys(("in", "In", "von", "mit", "Mit", "bei", "nach", "für"), "APPR") | {",": "$,", "und": "KON"}
TAGS |= dict.fromkeys((".", ":", "?", "!"), "$.") | dict.fromkeys(("(", ")", '"', "„", "“", "-", "|"), "$(")
TAGS |= dict.fromkeys(("er", "Er", "sie", "Sie", "ihm", "ihn", "Ihm", "Ihn", "es"), "PPER") | {"sich": "PRF"}
TAGS |= dict.fromkeys(("dem", "Dem", "Den", "Das", "Ein", "Eine", "einem", "einen"), "ART") | {"dass": "KOUS"}
TAGS |= dict.fromkeys(("beim", "zum", "vom"), "APPRART") | {"laut": "APPR", "Laut": "APPR"}
NO_BLANK_BEFORE = {",", ".", ":", "?", "!", ")", "“", "¶", "'"}
NO_BLANK_AFTER = {"(", "„", "¶"}


def annotated(markup: str, article_id: str = "a") -> Document:
    """Return a document from words in reading order, annotated as by a model.

    `[PER Mark Rutte ]` is an entity, `¶` ends a paragraph, `↵` a line, `Ruttes/NE+Gen` sets a word's tag and case,
    `habe/VAFIN=haben` its tag and lemma.
    Without a tag, words in brackets are NE, others with a capital NN and with a small letter VVFIN.
    """
    words: list[str] = []
    tags: list[str] = []
    cases: list[str] = []
    lemmas: list[str] = []
    entities: list[tuple[int, int, str]] = []
    label = None
    for item in markup.split():
        if item.startswith("["):
            label, first = item[1:], len(words)
        elif item == "]":
            entities.append((first, len(words), str(label)))
            label = None
        else:
            word, _, tag = item.partition("/") if len(item) > 1 else (item, "", "")
            tag, _, lemma = tag.partition("=")
            tag, _, case = tag.partition("+")
            lemmas.append(lemma)
            words.append({"¶": "\n\n", "↵": "\n"}.get(word, word))
            guessed = "NE" if label else "NN" if word[0].isupper() else "VVFIN"
            tags.append(tag or TAGS.get(word, guessed))
            cases.append(f"Case={case}" if case else "")
    starts: list[bool | int | None] = [
        not i or tags[i - 1] == "$." or words[i - 1] == "\n\n" for i in range(len(words))
    ]
    marks = [{"\n\n": "¶", "\n": "¶"}.get(word, word) for word in words] + ["¶"]
    spaces = [marks[i] not in NO_BLANK_AFTER and marks[i + 1] not in NO_BLANK_BEFORE for i in range(len(words))]
    doc = spacy.tokens.Doc(
        VOCAB, words=words, spaces=spaces, tags=tags, morphs=cases, lemmas=lemmas, sent_starts=starts
    )
    doc.ents = [spacy.tokens.Span(doc, start, end, label=name) for start, end, name in entities]
    return Document(article(doc.text, article_id), Doc.of(doc))
