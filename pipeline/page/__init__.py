"""Writes the reading page: a list of the articles, and each article with what was found in it, to check against."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, islice, tee
from pathlib import Path

from pipeline import files
from pipeline.addresses import FOLDER, page_address
from pipeline.articles import measure_articles
from pipeline.entities.records import read_entities
from pipeline.locales import Locale
from pipeline.locales.labels import TYPE_NAMES
from pipeline.page.article import Quotation, view
from pipeline.page.index import PER_PAGE, IndexWriter, entry, file_name
from pipeline.page.reading import Findings, read_findings
from pipeline.page.rendering import environment
from pipeline.params import Language

_HERE = Path(__file__).parent


def write_pages(articles: Path, processed: Path, folder: Path, language: Language) -> Path:
    """Write the list of the articles and a page for each of them.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.
        folder: Folder of the pages; what was there before is gone once all pages are there.
        language: What the pages speak.

    Returns:
        The path of the list's first page, `index.html`.

    Raises:
        WortlautError: A table is missing, or the folder cannot be written.
    """
    locale = Locale(language, _HERE)
    templates = environment(locale)
    article_page = templates.get_template("article.html.j2")
    known = read_entities(processed)
    with files.replacing(folder) as draft:
        shutil.copytree(_HERE / "static", draft / "static")
        (draft / FOLDER).mkdir()
        index = IndexWriter(templates, locale, draft, measure_articles(articles).articles)
        found = _with_neighbours(read_findings(articles, processed))
        for number, (previous, findings, following) in enumerate(found):
            shown = view(findings, known, lambda quotation: _described(quotation, locale))
            html = article_page.render(
                view=shown,
                root="../",
                previous=previous and _address(previous),
                following=following and _address(following),
                listed=file_name(number // PER_PAGE + 1),
            )
            (draft / _address(findings)).write_text(html, encoding="utf-8", newline="")
            index.add(entry(shown))
        index.finish(processed)
    return folder / file_name(1)


def _address(findings: Findings) -> str:
    return page_address(findings.article.article_id)


def _with_neighbours(
    stream: Iterable[Findings],
) -> Iterator[tuple[Findings | None, Findings, Findings | None]]:
    before, here, behind = tee(stream, 3)
    return zip(chain([None], before), here, chain(islice(behind, 1, None), [None]), strict=False)


def _described(quotation: Quotation, locale: Locale) -> str:
    """Say which quotation it is, for those who hear the page instead of seeing it."""
    kind = locale.gettext(TYPE_NAMES[quotation.type])
    name = quotation.name or locale.gettext("nobody named")
    message = locale.gettext("Quotation %(number)s, %(type)s: %(speaker)s")
    return message % {"number": quotation.number, "type": kind, "speaker": name}
