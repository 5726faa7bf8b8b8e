"""Finds the words that tell a section or a speaker from the others: the rows of `keywords.csv`."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer

from pipeline import tables
from pipeline.spans import from_cell

KeywordRow = tuple[str, str, int, str, int, float]
"""Values in the order of the columns of `keywords.csv`."""
TOP = 10
"""Keywords of a section or speaker, at most."""
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SHORTEST = 2
_DIGITS = 4


def keyword_rows(processed: Path) -> Iterator[KeywordRow]:
    """Yield the keywords of all sections in reading order, then those of all speakers by canonical_id.

    Args:
        processed: Folder of the tables `tokens`, `sentences` and `quotations`.

    Raises:
        WortlautError: A table is missing.
    """
    sections, speakers = _counts(processed)
    yield from _rows("section", sections)
    yield from _rows("speaker", dict(sorted(speakers.items())))


def _counts(processed: Path) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Count the lemmas of each section and of what each speaker is quoted with; each word there counts once."""
    section_of = {row["sentence_id"]: row["section_id"] for row in tables.rows(tables.SENTENCES, processed)}
    quotations = groupby(tables.rows(tables.QUOTATIONS, processed), itemgetter("article_id"))
    quoted = {article_id: _spans_by_speaker(rows) for article_id, rows in quotations}
    sections: defaultdict[str, Counter[str]] = defaultdict(Counter)
    speakers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article_id, rows in groupby(tables.rows(tables.TOKENS, processed), itemgetter("article_id")):
        words = [row for row in rows if _is_telling(row)]
        for row in words:
            sections[section_of[row["sentence_id"]]][row["lemma"]] += 1
        starts = [int(row["start"]) for row in words]
        for speaker, spans in quoted.get(article_id, {}).items():
            inside = {i for start, end in spans for i in range(bisect_left(starts, start), bisect_left(starts, end))}
            speakers[speaker].update(words[i]["lemma"] for i in inside)
    return dict(sections), {speaker: counts for speaker, counts in speakers.items() if counts}


def _spans_by_speaker(quotations: Iterable[Mapping[str, str]]) -> dict[str, list[tuple[int, int]]]:
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in quotations:
        if row["speaker_id"]:
            found[row["speaker_id"]] += from_cell(row["quote_spans"])
    return dict(found)


def _is_telling(row: Mapping[str, str]) -> bool:
    return row["pos"] in _TELLING and len(row["lemma"]) >= _SHORTEST and any(map(str.isalpha, row["lemma"]))


def _rows(scope: str, counts: Mapping[str, Counter[str]]) -> Iterator[KeywordRow]:
    """Yield the keywords of each text, by TF-IDF with the logarithm of the frequency."""
    if not counts:
        return
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(list(counts.values()))
    scores = TfidfTransformer(sublinear_tf=True).fit_transform(matrix)
    lemmas = vectorizer.get_feature_names_out()
    for (name, found), row in zip(counts.items(), scores, strict=True):
        scored = {lemmas[i]: round(float(value), _DIGITS) for i, value in zip(row.indices, row.data, strict=True)}
        ranked = sorted(scored.items(), key=lambda item: (-item[1], -found[item[0]], item[0]))
        for rank, (lemma, value) in enumerate(ranked[:TOP], start=1):
            yield scope, name, rank, lemma, found[lemma], value
