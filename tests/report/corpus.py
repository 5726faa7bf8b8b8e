"""Writes the tables of a small corpus to write a report from: invented rows, the same for each article."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, starmap
from pathlib import Path
from typing import Any

from tests.rows import row
from wortlaut.entities import CanonicalEntity, entity_rows
from wortlaut.params import Params, ReportParams
from wortlaut.quotations.speaker_totals import speaker_rows
from wortlaut.report import write_report
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.tables.schemas import (
    ArticleRow,
    GenderBalanceRow,
    KeywordRow,
    MentionRow,
    PolarWordRow,
    QuotationRow,
    SectionRow,
    SectionSentimentRow,
    SpeakersByGroupRow,
    ToneByGroupRow,
)
from wortlaut.utils.languages import Language

STATUSES = ("applied", "unmatched")
VERSIONS = {schemas.VERSION_KEY: schemas.SCHEMA_VERSION, schemas.PROGRAM_VERSION_KEY: "0.2.0"}
"""What the stage `model` adds to the description of the model."""
MODEL = {"name": "de_probe", "version": "1.2.3", "source": "path", "spacy_version": "3.8.0", "sha256": "0" * 64}
Dress = Callable[[str], str]
"""Changes all strings of an article."""


def article_row(article_id: str, dress: Dress) -> ArticleRow:
    return row(
        schemas.ARTICLES,
        article_id=article_id,
        path=dress("text.txt"),
        sha256="0" * 64,
        format="text",
        title=dress("Hochwasser"),
        published_at="2025-03-14T17:30",
        language="de",
        n_sections=4,
        n_sentences=20,
        n_tokens=400,
    )


def section_rows(article_id: str, dress: Dress) -> Iterator[SectionRow]:
    parts = [("headline", None), ("lead", None), ("body", dress("Lob")), ("body", dress("Streit"))]
    for position, (kind, heading) in enumerate(parts, start=1):
        start = position * 100
        yield SectionRow(article_id, f"{article_id}#sec{position}", position, kind, heading, start, start + 90, None)


def tone_rows(article_id: str, dress: Dress) -> Iterator[SectionSentimentRow]:
    none = {"author_label": "no evidence", "quoted_label": "no evidence"}

    def tone(number: int, label: str, n_sentences: int, evidence: str, **cells: Any) -> SectionSentimentRow:
        ids = {"article_id": article_id, "section_id": f"{article_id}#sec{number}"}
        said = {"label": label, "n_sentences": n_sentences, "n_hits": 2 * n_sentences, "evidence": evidence}
        return row(schemas.SECTION_SENTIMENT, **ids, **said, **(none | cells))

    yield tone(1, "no evidence", 0, "none")
    yield tone(2, "positive", 4, "few", tone=0.9)
    probabilities = {"p_negative": 0.1, "p_neutral": 0.2, "p_positive": 0.7}
    author = {"author_tone": 0.7, "author_label": "positive", "author_n_sentences": 8}
    quoted = {"quoted_tone": 0.4, "quoted_label": "positive", "quoted_n_sentences": 3}
    sure = {**probabilities, "low": 0.3, "high": 0.8, **author, **quoted}
    yield tone(3, "positive", 11, "enough", heading=dress("Lob"), tone=0.61, **sure)
    yield tone(4, "negative", 12, "enough", heading=dress("Streit"), tone=-0.44)


def polar_word_rows(article_id: str, dress: Dress) -> Iterator[PolarWordRow]:
    place = {"article_id": article_id, "section_id": f"{article_id}#sec4", "sentence_id": f"{article_id}#sent1"}
    yield row(schemas.POLAR_WORDS, **place, text=dress("Streit"), polarity=-1.0, listed=-1.0)
    yield row(schemas.POLAR_WORDS, **place, start=9, text="gut", polarity=-0.5, listed=1.0, changes="negation")


def keyword_rows(article_id: str, dress: Dress) -> Iterator[KeywordRow]:
    for rank, lemma in enumerate(("Deich", "Helfer"), start=1):
        yield KeywordRow("section", f"{article_id}#sec3", rank, dress(lemma), 2, 0.5)


def entities(dresses: Iterable[Dress]) -> list[CanonicalEntity]:
    """Return a person and an organisation for each article; those of equal names are one."""
    named = Counter(name for dress in dresses for name in (("PER", dress("Anna Berg")), ("ORG", dress("Feuerwehr"))))
    return [
        CanonicalEntity(
            canonical_id=f"{label}:{name}",
            name=name,
            label=label,
            aliases=(name,),
            n_mentions=2 * n,
            n_articles=n,
            role=name.replace("Anna Berg", "Ministerin") if label == "PER" else None,
            gender="f" if label == "PER" else None,
        )
        for (label, name), n in sorted(named.items())
    ]


def mention_rows(article_id: str, dress: Dress) -> Iterator[MentionRow]:
    names = [("PER", "Anna Berg"), ("ORG", "Feuerwehr"), ("PER", "Anna Berg")]
    mentions = [(label, name, "name", name) for label, name in names] + [("ORG", "sie", "pronoun", "Feuerwehr")] * 2
    for number, (label, text, kind, name) in enumerate(mentions):
        place = (article_id, f"{article_id}#sec3", f"{article_id}#sent1", f"{article_id}#m{number}")
        yield MentionRow(*place, number, number + 1, dress(text), label, kind, f"{label}:{dress(name)}")


def quotation(article_id: str, number: int, kind: str, text: str, **cells: str | None) -> QuotationRow:
    return row(
        schemas.QUOTATIONS,
        article_id=article_id,
        quotation_id=f"{article_id}#q{number}",
        section_id=f"{article_id}#sec3",
        sentence_id=f"{article_id}#sent{number}",
        type=kind,
        medium="Speech",
        quote_spans="0:9",
        quote_text=text,
        rule="probe",
        confidence=0.9,
        **cells,
    )


def quotation_rows(article_id: str, dress: Dress) -> Iterator[QuotationRow]:
    name = dress("Anna Berg")
    anna = {"speaker_id": f"PER:{name}", "speaker_name": name, "speaker_role": dress("Ministerin")}
    anna["speaker_kind"] = "politics"
    cue = {"cue_text": dress("sagte")}
    yield quotation(article_id, 1, "Direct", dress("Das Wasser kam in der Nacht"), **cue, **anna)
    yield quotation(article_id, 2, "Indirect", dress("niemand sei verletzt"), speaker_text=dress("die Polizei"))
    yield quotation(article_id, 3, "Indirect", dress("dass alles gut werde"), **cue, **anna)
    yield quotation(article_id, 4, "Direct", dress("gut"), nested_in=f"{article_id}#q3", **anna)
    yield quotation(article_id, 5, "FreeIndirect", dress("Die Kritik wächst"))


def gender_rows(dresses: Iterable[Dress]) -> Iterator[GenderBalanceRow]:
    yield from _balance("all", None, 3, 5, "few")
    names = dict.fromkeys(dress("Tageblatt") for dress in dresses)
    for name in names:
        yield from _balance("outlet", name, 0, 7, "enough")


def _balance(scope: str, group: str | None, women: int, articles: int, evidence: str) -> Iterator[GenderBalanceRow]:
    for measure, n in (("people", women), ("words", 10 * women)):
        bounds = {"low": 0.1, "high": 0.9} if evidence == "enough" else {}
        cells = {"n_women": n, "n_men": 1, "share_women": round(n / (n + 1), 4), "n_articles": articles, **bounds}
        yield row(schemas.GENDER_BALANCE, scope=scope, group_name=group, measure=measure, evidence=evidence, **cells)


def groups(dresses: Iterable[Dress]) -> list[tuple[str, int, Dress]]:
    """Return a few groups with their number of articles."""
    names = {dress(outlet): dress for dress in islice(dresses, 4) for outlet in ("Tageblatt", "Woche")}
    return [(name, 20 - number, dress) for number, (name, dress) in enumerate(names.items())]


MONTHS = ("2024-12", "2025-03")


def months(dresses: Iterable[Dress]) -> list[tuple[str, Dress]]:
    """Return months for the speakers of a few articles."""
    distinct = {dress("Anna Berg"): dress for dress in islice(dresses, 4)}
    return [(month, dress) for month in MONTHS for dress in distinct.values()]


def group_rows(dresses: Iterable[Dress]) -> Iterator[SpeakersByGroupRow]:
    for name, n_articles, dress in groups(dresses):
        who = {"canonical_id": f"PER:{dress('Anna Berg')}", "name": dress("Anna Berg"), "role": dress("Ministerin")}
        counts = {"n_words": 9, "share": 0.4, "low": 0.2, "high": 0.6, "n_articles": 5, "n_group_articles": n_articles}
        yield row(schemas.SPEAKERS_BY_GROUP, group_name=name, **who, **counts, evidence="enough")
    for month, dress in months(dresses):
        who = {"canonical_id": f"PER:{dress('Anna Berg')}", "name": dress("Anna Berg")}
        counts = {"n_words": 15, "share": 0.4, "n_articles": 2, "n_group_articles": 2}
        yield row(schemas.SPEAKERS_BY_GROUP, group_by="month", group_name=month, **who, **counts, evidence="few")


def group_tone_rows(dresses: Iterable[Dress]) -> Iterator[ToneByGroupRow]:
    for name, _, dress in groups(dresses):
        voices: list[tuple[str, float, dict[str, str]]] = [("author", 0.25, {})]
        voices.append(("speaker", -0.5, {"canonical_id": f"PER:{dress('Anna Berg')}", "name": dress("Anna Berg")}))
        for voice, tone, who in voices:
            counts = {"n_sentences": 3, "n_hits": 3, "n_articles": 3, "evidence": "few"}
            yield row(schemas.TONE_BY_GROUP, group_name=name, voice=voice, tone=tone, **who, **counts)
    for month, dress in months(dresses):
        who = {"canonical_id": f"PER:{dress('Anna Berg')}", "name": dress("Anna Berg")}
        counts = {"n_sentences": 3, "n_hits": 3, "n_articles": 2, "evidence": "few"}
        yield row(schemas.TONE_BY_GROUP, group_by="month", group_name=month, voice="speaker", tone=0.3, **who, **counts)


def write_corpus(folder: Path, *dresses: Dress) -> Path:
    """Write the tables of a corpus with an article for each function, which changes all strings of that article."""
    named = entities(dresses)
    people = [entity for entity in named if entity.label == "PER"]
    tones = [
        {"canonical_id": one.canonical_id, "name": one.name, "n": 3, "tone": 0.5, "label": "positive", "n_hits": 3}
        for one in people
    ]
    of_speakers = [
        KeywordRow("speaker", one.canonical_id, 1, one.name.replace("Anna Berg", "Wasser"), 1, 0.7) for one in people
    ]
    corpus = [(f"a{number}", dress) for number, dress in enumerate(dresses, start=1)]
    content: list[tuple[Table[Any], Iterable[Any]]] = [
        (schemas.ARTICLES, starmap(article_row, corpus)),
        (schemas.SECTIONS, chain.from_iterable(starmap(section_rows, corpus))),
        (schemas.SECTION_SENTIMENT, chain.from_iterable(starmap(tone_rows, corpus))),
        (schemas.POLAR_WORDS, chain.from_iterable(starmap(polar_word_rows, corpus))),
        (schemas.QUOTATIONS, chain.from_iterable(starmap(quotation_rows, corpus))),
        (schemas.ENTITIES, chain.from_iterable(starmap(mention_rows, corpus))),
        (schemas.CANONICAL_ENTITIES, entity_rows(named)),
        (schemas.SPEAKER_SENTIMENT, [row(schemas.SPEAKER_SENTIMENT, **cells, evidence="few") for cells in tones]),
        (schemas.ENTITY_SENTIMENT, [row(schemas.ENTITY_SENTIMENT, **cells, evidence="few") for cells in tones]),
        (schemas.KEYWORDS, [*chain.from_iterable(starmap(keyword_rows, corpus)), *of_speakers]),
        (schemas.REJECTED, [("leer.txt", "The file is empty.")]),
        *((schema, []) for schema in (schemas.ASIDES, schemas.SENTENCES, schemas.TOKENS, schemas.SENTENCE_SENTIMENT)),
        (schemas.TURNS, []),
        (schemas.CORRECTIONS, [row(schemas.CORRECTIONS, line=n, status=status) for n, status in enumerate(STATUSES)]),
        (schemas.GENDER_BALANCE, gender_rows(dresses)),
        (schemas.SPEAKERS_BY_GROUP, group_rows(dresses)),
        (schemas.TONE_BY_GROUP, group_tone_rows(dresses)),
    ]
    for schema, rows in content:
        csv_files.write(schema, rows, folder)
    quotations = csv_files.rows(schemas.QUOTATIONS, folder)
    speakers = speaker_rows(quotations, {entity.canonical_id: entity for entity in named})
    csv_files.write(schemas.SPEAKERS, speakers, folder)
    write_json(folder / "model.json", MODEL | VERSIONS)
    return folder


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def report(folder: Path, *dresses: Dress, top: int = 15, language: Language = "en") -> str:
    processed = write_corpus(folder / "processed", *dresses)
    params = Params(report=ReportParams(top=top, language=language))
    return write_report(processed, folder / "reports" / "html", folder / "reports", params).read_text(encoding="utf-8")
