"""What holds for every input: the promises of the table contract, checked over whole runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests import contract
from wortlaut import stages
from wortlaut.ingest import Rejected, find_files, read_files
from wortlaut.params import IngestParams, Params, RunParams
from wortlaut.stages import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.article import Article, read_articles
from wortlaut.text.spans import Span, covered_text, from_cell

_PARTS = {"quote_spans": "quote_text", "cue_spans": "cue_text", "speaker_spans": "speaker_text"}
_OTHER_SPANS = ("addressee_spans", "frame_spans")


def check_reading(folder: Path) -> int:
    """Read a folder of files and check the articles; return how many there were.

    Raises:
        AssertionError: A file is lost, or an article's sections do not fit its text.
    """
    files = find_files(folder)
    items = list(read_files(files, folder, IngestParams()))
    check_all_are_told_of(files, folder, [item.path for item in items])
    articles = [item for item in items if not isinstance(item, Rejected)]
    for article in articles:
        check_sections(article)
    assert all(item.reason.endswith(".") for item in items if isinstance(item, Rejected))
    return len(articles)


def check_sections(article: Article) -> None:
    """Check that the sections lie in the text, in order and apart, and begin with their headings and paragraphs."""
    assert article.sections or article.asides, article.article_id
    ends = [0]
    for section in article.sections:
        assert ends[-1] <= section.start < section.end <= len(article.text), section
        assert section.paragraphs[0] == section.start, section
        assert all(one < other for one, other in pairwise([*section.paragraphs, section.end])), section
        assert article.text.startswith(section.heading or "", section.start), section
        ends.append(section.end)
    for aside in article.asides:
        assert 0 <= aside.start < aside.end <= len(article.text), aside


def check_run(source: Path, output: Path) -> int:
    """Analyse a folder from end to end and check all tables; return how many articles there were.

    Raises:
        AssertionError: An offset is wrong, a file is lost, a reference leads nowhere, or nesting is impossible.
    """
    stages.run(source, output, Params())
    paths = Paths.run(source, output)
    texts = {article.article_id: article.text for article in read_articles(paths.articles)}
    found = {schema.name: list(csv_files.rows(schema, paths.processed)) for schema in schemas.TABLES}
    for schema in schemas.TABLES:
        contract.read(schema, paths.processed)  # checks each column against the contract
    told = [row.path for name in ("articles", "rejected") for row in found[name]]
    check_all_are_told_of(find_files(source), source, told)
    check_offsets(texts, found)
    check_references(found)
    check_quotations(texts, found["quotations"])
    assert (paths.reports / "report.md").stat().st_size
    return len(texts)


Rows = Mapping[str, list[Any]]
"""The rows of each table by its name."""


def check_all_are_told_of(files: Iterable[Path], source: Path, told: Iterable[str]) -> None:
    """Check that each file gives an article or a rejection, and each row of a corpus one of them.

    Args:
        files: The files.
        source: The folder they are in.
        told: The paths of articles and rejections; those of rows have the number of the row behind `#`.
    """
    counts = Counter(told)
    assert max(counts.values(), default=1) == 1, counts.most_common(3)
    expected = {path.relative_to(source).as_posix() for path in files}
    found = {path.partition("#")[0] for path in counts}
    assert found == expected, f"not told of: {expected - found}; told of too much: {found - expected}"


def check_offsets(texts: Mapping[str, str], found: Rows) -> None:
    """Check that every text cell is the text at its offsets."""
    for name in ("asides", "sentences", "tokens", "entities"):
        for row in found[name]:
            assert texts[row.article_id][row.start : row.end] == row.text, (name, row)
    for row in found["sections"]:
        assert 0 <= row.start < row.end <= len(texts[row.article_id]), row
        assert texts[row.article_id].startswith(row.heading or "", row.start), row


def check_references(found: Rows) -> None:
    """Check that every id leads to a row."""
    ids = {
        name: {getattr(row, name) for row in found[table]}
        for table, name in (("articles", "article_id"), ("sections", "section_id"), ("sentences", "sentence_id"))
    }
    known = {row.canonical_id for row in found["canonical_entities"]}
    for table, rows in found.items():
        for row in rows:
            for name in ids.keys() & set(row._fields):
                is_outside = table == "asides" and getattr(row, name) is None  # what interrupts no section is in none
                assert is_outside or getattr(row, name) in ids[name], (table, row)
            if table in {"entities", "entity_sentiment", "speaker_sentiment", "speakers"}:
                assert row.canonical_id in known, (table, row)
            if table == "quotations" and row.speaker_id:
                assert row.speaker_id in known, (table, row)


def check_quotations(texts: Mapping[str, str], rows: Iterable[QuotationRow]) -> None:
    """Check that quotations lie in the text, in order, and nested ones inside those around them."""
    extents: dict[str, Span] = {}
    by_article = defaultdict(list)
    for row in rows:
        text = texts[row.article_id]
        for spans, cell in _PARTS.items():
            assert covered_text(text, from_cell(getattr(row, spans))) == (getattr(row, cell) or ""), row
        for name in (*_PARTS, *_OTHER_SPANS):
            points = [point for span in from_cell(getattr(row, name)) for point in span]
            assert points == sorted(points), (name, row)
            assert all(0 <= point <= len(text) for point in points), (name, row)
        quote = from_cell(row.quote_spans)
        extents[row.quotation_id] = Span(quote[0].start, quote[-1].end)
        by_article[row.article_id].append(quote[0].start)
        if around := row.nested_in:
            outer, inner = extents[around], extents[row.quotation_id]
            assert outer.start <= inner.start, row
            assert inner.end <= outer.end, row
    assert all(starts == sorted(starts) for starts in by_article.values())


def check_same_output(source: Path, output: Path, other: Path) -> None:
    """Analyse a folder again, in batches of another size, and check that each byte is the same.

    Raises:
        AssertionError: A file differs.
    """
    stages.run(source, other, Params(run=RunParams(batch_size=3)))
    for folder in ("processed", "reports"):
        first, second = (_contents(root / folder) for root in (output, other))
        assert first.keys() == second.keys()
        assert [name for name in first if first[name] != second[name]] == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
