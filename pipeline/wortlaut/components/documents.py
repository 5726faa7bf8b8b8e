"""Turn spaCy's annotated documents into those that the rules read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wortlaut.german.parts_of_speech import UNIVERSAL
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.lemmas import lemmas
from wortlaut.nlp.plain_doc import Annotation, Doc
from wortlaut.text import layout
from wortlaut.text.article import Article

if TYPE_CHECKING:
    import spacy.tokens

ARTICLE_ID = "doc"
"""The article_id of every document: ids of its entities that end in `@doc` hold in that document only."""
_SHOWN = 3
"""Number of tags shown in an error."""
_NEEDED = {"TAG": "a tagger", "DEP": "a parser"}


def to_document(doc: spacy.tokens.Doc) -> Document:
    """Return the article that a document is.

    Its sections are those that the layout of the text shows. Sentences are cut at the ends of paragraphs, which no
    sentence of an article crosses. Lemmas are chosen from the dictionary and the pipeline's, as in `annotate`. The text
    is not normalised, because its tokens are given.

    Args:
        doc: The document; it is not modified.

    Raises:
        ValueError: It has no tags, other tags than those of STTS, or no dependencies.
    """
    missing = [f"{name} ({gives})" for name, gives in _NEEDED.items() if not doc.has_annotation(name)]
    if len(doc) and missing:
        raise ValueError(
            f"The document has no {' and no '.join(missing)}. Wortlaut's components need a tagger, a parser and "
            "an ner before them; `nlp.analyze_pipes()` shows what is missing."
        )
    text = doc.text
    sections, _ = layout.divide(ARTICLE_ID, text)
    article = Article(ARTICLE_ID, "", "", "text", None, None, "de", text, sections)
    annotation = Annotation.of(doc)
    plain = Doc(text, annotation.with_sentence_starts(_paragraph_starts(article, Doc(text, annotation))))
    _check_tags(plain)
    plain.set_lemmas(lemmas(plain))
    return Document(article, plain)


def _check_tags(plain: Doc) -> None:
    # By majority: some tag sets have a tag more, and a few tags of others have the same names (ADV).
    tags = {token.tag_ for token in plain if not token.is_space}
    others = sorted(tags - UNIVERSAL.keys())
    if 2 * len(others) > len(tags):
        raise ValueError(
            f"The document's tags are not those of STTS ({', '.join(others[:_SHOWN])} …). Wortlaut's components need a "
            "pipeline with these tags, such as de_core_news_md or the bundled one."
        )


def _paragraph_starts(article: Article, plain: Doc) -> Iterator[int]:
    """Yield the first word of each paragraph, and the one after each section."""
    offsets = {section.end for section in article.sections}
    offsets |= {start for section in article.sections for start in section.paragraphs}
    characters = [token.idx for token in plain]
    for offset in offsets:
        following = range(bisect_left(characters, offset), len(characters))
        token = next((i for i in following if not plain[i].is_space), None)
        if token is not None:
            yield token
