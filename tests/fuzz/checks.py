"""What holds for every input: the promises of the table contract, checked over whole runs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tests import contract
from wortlaut import stages
from wortlaut.corrections import records
from wortlaut.ingest import Rejected, find_files, read_files
from wortlaut.params import IngestParams, Params, RunParams
from wortlaut.stages import Paths
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.article import Article, read_articles
from wortlaut.text.spans import Span, covered_text, from_cell
from wortlaut.utils.errors import WortlautError
from wortlaut.validation import sheet
from wortlaut.validation.corrections import add_corrections
from wortlaut.validation.report import validation_report

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
    check_turns(found)
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
                # What interrupts no section is in none, and a correction may be about no article that there is.
                may_miss = (table == "asides" and getattr(row, name) is None) or table == "corrections"
                assert may_miss or getattr(row, name) in ids[name], (table, row)
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


def check_turns(found: Rows) -> None:
    """Check that the turns of an article lie in its sections, in order and apart."""
    sections = {row.section_id: row for row in found["sections"]}
    ends: dict[str, list[int]] = {}
    for row in found["turns"]:
        section, before = sections[row.section_id], ends.setdefault(row.article_id, [])
        assert row.turn == len(before) + 1, row
        assert max(section.start, *before, 0) <= row.start < row.end <= section.end, row
        before.append(row.end)


def check_components(source: Path, nlp: Language) -> int:
    """Analyse the articles of a folder by a pipeline with Wortlaut's components; return how many there were.

    Raises:
        AssertionError: A sentence is no tree or has no tone, or a quotation is other than its row says, or something is
            lost when a document is written and read.
    """
    items = list(read_files(find_files(source), source, IngestParams()))
    texts = [item.text for item in items if isinstance(item, Article)]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        assert doc.text == text
        for sent in doc.sents:
            assert sum(token.head == token for token in sent) == 1, sent.text
            assert all(token.head.sent == sent for token in sent), sent.text
            assert sent._.tone is not None, sent.text
        for quotation in doc._.quotations:
            row = quotation.row
            assert covered_text(text, from_cell(row.quote_spans)) == quotation.text, row
            assert len(quotation.quote) == len(from_cell(row.quote_spans)), row
            assert (quotation.entity is None) == (row.speaker_id is None), row
        again = Doc(doc.vocab).from_bytes(doc.to_bytes())
        assert [each.row for each in again._.quotations] == [each.row for each in doc._.quotations]
    return len(texts)


def check_edited(source: Path, output: Path) -> int:
    """Read files that a person has edited; return how many are valid.

    Raises:
        AssertionError: What was read differs after it was written.
        Exception: A file is neither read nor refused.
    """
    n_valid = 0
    for path in find_files(source):
        with suppress(WortlautError):
            n_valid += _check_sheet(path, output) if ".sheet." in path.name else _check_corrections(path, output)
    return n_valid


def _check_sheet(path: Path, output: Path) -> bool:
    rows = sheet.read(path)
    copy = output / f"{path.stem}.csv"
    sheet.write(rows, copy)
    assert sheet.read(copy) == rows
    validation_report(rows, "de")
    folder = output / f"{path.stem}-corrections"
    n_added = add_corrections(rows, folder, path.name)
    assert len(records.read(folder).quotations) == n_added
    assert add_corrections(rows, folder, path.name) == 0
    return True


def _check_corrections(path: Path, output: Path) -> bool:
    for name in (records.ENTITIES, records.QUOTATIONS):
        if path.name.endswith(f".{name}"):
            folder = output / path.stem
            folder.mkdir()
            (folder / name).write_bytes(path.read_bytes())
            found = records.read(folder)
            assert records.Corrections.from_json(found.to_json()) == found
            return any(found)
    return False


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
