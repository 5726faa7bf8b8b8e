"""A small corpus to write the reading page from: invented articles, and tables whose rows are set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.rows import row
from wortlaut.entities.records import read_entities
from wortlaut.page import write_pages
from wortlaut.quotations.speaker_totals import speaker_rows
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import (
    CanonicalEntityRow,
    MentionRow,
    PolarWordRow,
    QuotationRow,
    SectionSentimentRow,
    SentenceRow,
    SentenceSentimentRow,
    SpeakerRow,
    SpeakerSentimentRow,
    TurnRow,
)
from wortlaut.text import layout
from wortlaut.text.article import Article, write_articles
from wortlaut.text.spans import Span, covered_text, to_cell
from wortlaut.utils.languages import Language

BRIDGE = """Anna Berg will die Brücke bauen

Stand: 14.03.2025 17:30 Uhr

Die Stadt Lauen streitet über eine Brücke.

Streit im Rat

„Wir bauen die Brücke“, sagte Anna Berg, „und zwar bald.“ Sie erklärte, die Stadt habe „genug Geld“ dafür.

Otto Klein widersprach ihr. Die Bürgermeisterin lasse alle warten."""
HOSTILE = (
    '<script>hacked=1</script>"><img src=x onerror=hacked=1>[x](javascript:hacked=1)|`x`'
    '=HYPERLINK("http://a.de")\u202eabc\u200f\x1b[31m\x07&lt;b&gt;</script><!--{{7*7}}'
)
BERG, KLEIN, LAUEN = "PER:anna-berg", "PER:otto-klein", "LOC:lauen"


class Rows:
    """Collects the rows of one article; spans are told by the words they cover.

    Args:
        article_id: The article's id.
        text: Its text.
        published_at: Its date.
        outlet: Its publication.
    """

    def __init__(
        self, article_id: str, text: str, published_at: str | None = "2025-03-14T17:30", outlet: str | None = None
    ) -> None:
        sections, asides = layout.divide(article_id, text)
        self.article = Article(
            article_id=article_id,
            path=f"{article_id}.txt",
            sha256="0" * 64,
            format="text",
            title=layout.title(text, sections),
            published_at=published_at,
            outlet=outlet,
            language="de",
            text=text,
            sections=sections,
            asides=asides,
        )
        self.mentions: list[MentionRow] = []
        self.quotations: list[QuotationRow] = []
        self.turns: list[TurnRow] = []

    def span(self, words: str, number: int = 1) -> Span:
        """Return where words stand for the n-th time."""
        start = -1
        for _ in range(number):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mention(self, words: str, canonical_id: str, kind: str = "name", number: int = 1) -> None:
        span = self.span(words, number)
        mention_id = f"{self.article.article_id}#m{len(self.mentions) + 1}"
        self.mentions.append(
            row(schemas.ENTITIES, **self._ids(), mention_id=mention_id, start=span.start, end=span.end, text=words,
                label=canonical_id[:3], kind=kind, canonical_id=canonical_id)
        )  # fmt: skip

    def quotation(self, *quote: str, **values: Any) -> None:
        """Add a quotation; `cue`, `speaker` and `addressee` are words of the text, other values are cells."""
        spans = {"quote": [self.span(words) for words in quote]}
        for role in ("cue", "speaker", "addressee"):
            words = values.pop(role, None)
            spans[role] = [] if words is None else [words if isinstance(words, Span) else self.span(words)]
        cells = {f"{role}_spans": to_cell(found) or None for role, found in spans.items()}
        words_of = {
            f"{role}_text": covered_text(self.article.text, spans[role]) or None for role in ("quote", "cue", "speaker")
        }
        number = len(self.quotations) + 1
        fixed: dict[str, Any] = {
            "quotation_id": f"{self.article.article_id}#q{number}",
            "type": "Direct",
            "medium": "Speech",
        }
        fixed |= {"rule": "direct-verb", "confidence": 0.9}
        self.quotations.append(row(schemas.QUOTATIONS, **(self._ids() | fixed | cells | words_of | values)))

    def turn(self, kind: str, words: str, label: str | None = None) -> None:
        """Add a turn of an interview."""
        span = self.span(words)
        cells = {"turn": len(self.turns) + 1, "kind": kind, "label": label, "start": span.start, "end": span.end}
        ids = {name: self._ids()[name] for name in ("article_id", "section_id")}
        self.turns.append(row(schemas.TURNS, **(ids | cells)))

    def tones(self) -> Iterator[SectionSentimentRow]:
        """Yield a tone per section: none for the headline, else rising from negative to positive, again and again."""
        for place, section in enumerate(self.article.sections):
            ids = {"article_id": self.article.article_id, "section_id": section.section_id, "heading": section.heading}
            if place == 0:
                yield row(schemas.SECTION_SENTIMENT, **ids, label="no evidence", author_label="no evidence",
                          quoted_label="no evidence", evidence="none")  # fmt: skip
                continue
            tone = round(-0.8 + 0.4 * (place % 4), 2)
            yield row(schemas.SECTION_SENTIMENT, **ids, tone=tone, subjectivity=0.5, n_sentences=3 + place,
                      label="negative" if tone < 0 else "positive", low=tone - 0.1, high=tone + 0.15,
                      evidence="few" if place == 1 else "enough", author_tone=tone, quoted_tone=tone,
                      author_label="neutral", quoted_label="neutral")  # fmt: skip

    def polar_words(self) -> Iterator[PolarWordRow]:
        """Yield a polar word at the start of each section: good and negated ones in turn."""
        for place, section in enumerate(self.article.sections):
            span = {"start": section.start, "end": min(section.start + 3, section.end)}
            polarity, changes = (1.0, None) if place % 2 else (-0.5, "negation|degree")
            yield row(schemas.POLAR_WORDS, **(self._ids() | span), polarity=polarity, changes=changes)

    def sentences(self) -> Iterator[SentenceRow]:
        """Yield a sentence per paragraph."""
        starts = [start for section in self.article.sections for start in section.paragraphs]
        for number, (start, end) in enumerate(pairwise([*starts, len(self.article.text)]), start=1):
            sentence_id = f"{self.article.article_id}#sent{number}"
            cells = {"sentence_id": sentence_id, "start": start, "end": end, "text": self.article.text[start:end]}
            yield row(schemas.SENTENCES, **(self._ids() | cells))

    def sentence_tones(self) -> Iterator[SentenceSentimentRow]:
        """Yield the tones of the sentences: negative, none, positive in turn."""
        for number, sentence in enumerate(self.sentences()):
            tone, label = ((-0.5, "negative"), (None, "no evidence"), (0.25, "positive"))[number % 3]
            cells = {"sentence_id": sentence.sentence_id, "tone": tone, "label": label}
            yield row(schemas.SENTENCE_SENTIMENT, **(self._ids() | cells))

    def _ids(self) -> dict[str, Any]:
        article_id = self.article.article_id
        return {"article_id": article_id, "section_id": f"{article_id}#sec1", "sentence_id": f"{article_id}#sent1"}


def bridge(article_id: str = "bruecke-lauen", **described: str | None) -> Rows:
    """Return an article with every kind of finding: nested and interrupted quotations, pronouns, descriptions."""
    rows = Rows(article_id, BRIDGE, **described)
    rows.mention("Anna Berg", BERG)
    rows.mention("Lauen", LAUEN)
    rows.mention("Anna Berg", BERG, number=2)
    rows.mention("Sie", BERG, "pronoun")
    rows.mention("Otto Klein", KLEIN)
    rows.mention("ihr", BERG, "pronoun")
    rows.mention("Die Bürgermeisterin", BERG, "nominal")
    berg = {"speaker_id": BERG, "speaker_name": "Anna Berg", "speaker_role": "Bürgermeisterin"}
    berg |= {"speaker_kind": "politics"}
    rows.quotation("„Wir bauen die Brücke“", "„und zwar bald.“", cue="sagte", speaker=rows.span("Anna Berg", 2), **berg)
    rows.quotation(
        "die Stadt habe „genug Geld“ dafür", type="Indirect", cue="erklärte", speaker="Sie",
        rule="indirect-subjunctive", confidence=0.87, speaker_confidence=0.76, corrected="speaker_text", **berg,
    )  # fmt: skip
    rows.quotation(
        "„genug Geld“", nested_in=f"{article_id}#q2", rule="direct-nested", confidence=0.55, speaker="Sie", **berg
    )
    rows.quotation(
        "Otto Klein widersprach ihr.", type="Reported", cue="widersprach", speaker="Otto Klein", addressee="ihr",
        rule="reported-verb", confidence=0.5, speaker_id=KLEIN, speaker_name="Otto Klein",
    )  # fmt: skip
    rows.quotation(
        "Die Bürgermeisterin lasse alle warten.", type="IndirectFreeIndirect", rule="continuation-I", confidence=0.7
    )
    return rows


def ferry() -> Rows:
    """Return an interview without date and labels, in which somebody without a name is quoted, too."""
    questions = ("Herr Klein, fährt die Fähre noch?", "Und im Winter?")
    answers = ("Die Fähre fährt auf der Straße nach Süden, heißt es.", "Im Winter ruht sie.")
    text = "\n\n".join(["Die Fähre", *(turn for pair in zip(questions, answers, strict=True) for turn in pair)])
    rows = Rows("faehre", text, published_at=None, outlet="Der Bote")
    rows.mention("Herr Klein", KLEIN)
    for question, answer in zip(questions, answers, strict=True):
        rows.turn("question", question)
        rows.turn("answer", answer)
        rows.quotation(answer, rule="interview-answer", speaker="Herr Klein", speaker_id=KLEIN,
                       speaker_name="Otto Klein", speaker_role="Fährmann")  # fmt: skip
    rows.quotation(
        "Die Fähre fährt auf der Straße nach Süden", type="Indirect", nested_in="faehre#q1", speaker_kind="citizens"
    )
    return rows


def hostile() -> Rows:
    """Return an article that means harm: in its text, its id, its names and every other cell that is text."""
    text = f"{HOSTILE}\n\nStand: 01.01.2025\n\nEin Satz mit {HOSTILE}.\n\nNoch ein Satz."
    rows = Rows(f"böse/{HOSTILE}", text)
    rows.mention(HOSTILE, HOSTILE)
    rows.mentions[0] = rows.mentions[0]._replace(label="PER", kind="name", canonical_id=HOSTILE)
    rows.quotation(
        f"Ein Satz mit {HOSTILE}.", cue="Noch", speaker="Satz", addressee="ein", rule=HOSTILE, speaker_id=HOSTILE,
        speaker_name=HOSTILE, speaker_role=HOSTILE, cue_lemma=HOSTILE,
    )  # fmt: skip
    return rows


def entity(canonical_id: str, name: str, **values: Any) -> CanonicalEntityRow:
    """Return a row of `canonical_entities.csv`."""
    fixed = {"canonical_id": canonical_id, "name": name, "label": "PER", "aliases": name}
    return row(schemas.CANONICAL_ENTITIES, **(fixed | values))


def tone_of(speaker: SpeakerRow) -> SpeakerSentimentRow:
    """Return the row of `speaker_sentiment.csv` of a speaker."""
    ids = {"canonical_id": speaker.canonical_id, "name": speaker.name}
    return row(schemas.SPEAKER_SENTIMENT, **ids, tone=-0.2, low=-0.4, high=0.1, label="neutral", evidence="few")


def write_corpus(
    folder: Path, articles: list[Rows], *, n_rejected: int = 1, entities: Iterable[CanonicalEntityRow] = ()
) -> None:
    """Write articles and tables below a folder, as the stages before the page do.

    Args:
        folder: The folder.
        articles: The articles.
        n_rejected: Files that were not analysed.
        entities: What the articles mention besides the entities of `bridge`, `ferry` and `hostile`.
    """
    processed = folder / "processed"
    write_articles((rows.article for rows in articles), folder / "articles.jsonl")
    csv_files.write(schemas.SENTENCES, (cells for rows in articles for cells in rows.sentences()), processed)
    csv_files.write(schemas.ENTITIES, (cells for rows in articles for cells in rows.mentions), processed)
    csv_files.write(schemas.QUOTATIONS, (cells for rows in articles for cells in rows.quotations), processed)
    csv_files.write(schemas.POLAR_WORDS, (cells for rows in articles for cells in rows.polar_words()), processed)
    sentence_tones = (cells for rows in articles for cells in rows.sentence_tones())
    csv_files.write(schemas.SENTENCE_SENTIMENT, sentence_tones, processed)
    csv_files.write(schemas.TURNS, (cells for rows in articles for cells in rows.turns), processed)
    csv_files.write(schemas.SECTION_SENTIMENT, (cells for rows in articles for cells in rows.tones()), processed)
    all_entities = [
        *entities,
        entity(LAUEN, "Lauen", label="LOC"),
        entity(BERG, "Anna Berg", role="Bürgermeisterin", organisation="Lauen", gender="f", speaker_kind="politics"),
        entity(KLEIN, "Otto Klein", gender="m", party="Die Blauen", corrected="gender|party"),
        entity(HOSTILE, HOSTILE, role=HOSTILE, organisation=HOSTILE, party=HOSTILE),
    ]
    csv_files.write(schemas.CANONICAL_ENTITIES, all_entities, processed)
    quotations = (quotation for rows in articles for quotation in rows.quotations)
    speakers = speaker_rows(quotations, read_entities(processed))
    csv_files.write(schemas.SPEAKERS, speakers, processed)
    csv_files.write(schemas.SPEAKER_SENTIMENT, map(tone_of, speakers), processed)
    rejected = [row(schemas.REJECTED, path=f"{n}{HOSTILE}.pdf", reason=HOSTILE) for n in range(n_rejected)]
    csv_files.write(schemas.REJECTED, rejected, processed)


def build(folder: Path, articles: list[Rows], language: Language = "en", **corpus: Any) -> Path:
    """Write a corpus and its pages; return the folder of the pages."""
    write_corpus(folder, articles, **corpus)
    return build_pages(folder, language)


def build_pages(folder: Path, language: Language = "en") -> Path:
    """Write the pages of a corpus anew; return their folder."""
    articles, processed, pages, kept = (
        folder / name for name in ("articles.jsonl", "processed", "html", "pages.sqlite")
    )
    return write_pages(articles, processed, pages, kept, language).parent
