"""Write the reading page: lists of the articles and speakers, and a page for each of them with what was found."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice, tee
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wortlaut.cache import memo
from wortlaut.cache.payload import Payload
from wortlaut.entities.records import CanonicalEntity, read_entities
from wortlaut.locales import Locale
from wortlaut.locales.labels import CHANGE_NAMES, TURN_NAMES, TYPE_NAMES
from wortlaut.page import speakers
from wortlaut.page.addresses import FOLDER, page_address
from wortlaut.page.article import Quotation, view
from wortlaut.page.entries import Entry, entry
from wortlaut.page.index import PER_PAGE, IndexWriter, file_name
from wortlaut.page.reading import Source, read_sources
from wortlaut.page.rendering import environment
from wortlaut.tables.schemas import PolarWordRow
from wortlaut.text.article import count_articles
from wortlaut.utils import files
from wortlaut.utils.languages import Language

if TYPE_CHECKING:
    from jinja2 import Template

T = TypeVar("T")
_HERE = Path(__file__).parent
_LIBRARIES = ("jinja2", "markupsafe", "babel")
"""Distributions that affect a page, besides this package."""
_HTML = "html"


def write_pages(articles: Path, processed: Path, folder: Path, cache: Path, language: Language) -> Path:
    """Write the lists of the articles and the speakers and a page for each of them.

    Args:
        articles: The articles with their texts, `articles.jsonl`.
        processed: Folder of the tables.
        folder: Folder of the pages; its old content is replaced once all pages are written.
        cache: Cache of the pages; created if it does not exist.
        language: Language of the pages.

    Returns:
        The path of the list's first page, `index.html`.

    Raises:
        WortlautError: A table is missing, or the folder cannot be written.
    """
    locale = Locale(language, _HERE)
    templates = environment(locale)
    article_page = templates.get_template("article.html.j2")
    # Counts of mentions elsewhere are not shown, so they must not cause a page to be rebuilt.
    known_entities = {
        key: entity._replace(aliases=(), n_mentions=0, n_articles=0) for key, entity in read_entities(processed).items()
    }
    with (
        files.replacing(folder) as draft,
        memo.opened(cache, _LIBRARIES) as results,
        speakers.collecting() as speaker_pages,
    ):
        shutil.copytree(_HERE / "static", draft / "static")
        (draft / FOLDER).mkdir()
        index = IndexWriter(templates, locale, draft, count_articles(articles))
        sources = _with_neighbours(read_sources(articles, processed))
        for number, (previous, (article_id, source), following) in enumerate(sources):
            named = (row.canonical_id for row in source.mentions)
            quoted = (row.speaker_id for row in source.quotations if row.speaker_id)
            entities = {key: known_entities[key] for key in dict.fromkeys(chain(named, quoted))}
            links = {
                "previous": previous and page_address(previous[0]),
                "following": following and page_address(following[0]),
                "list_page": file_name(number // PER_PAGE + 1),
            }
            render = partial(_page, article_page, locale, source, entities, links)
            fields, parts = results.get_or_compute(article_id, (source, entities, links, language), render)
            address = page_address(article_id)
            files.write_or_link(draft / address, parts[_HTML], folder / address)
            listed = Entry.parse(fields)
            index.add(listed)
            speaker_pages.add(listed)
        index.finish(processed)
        speaker_pages.write(templates, draft, processed, known_entities)
    return folder / file_name(1)


def _page(
    template: Template,
    locale: Locale,
    source: Source,
    entities: Mapping[str, CanonicalEntity],
    links: Mapping[str, str | None],
) -> Payload:
    describe, explain = partial(_describe, locale=locale), partial(_explain, locale=locale)
    article_view = view(source, entities, describe, explain, lambda kind: locale.gettext(TURN_NAMES[kind]))
    return Payload(entry(article_view), {_HTML: template.render(view=article_view, root="../", **links).encode()})


def _with_neighbours(stream: Iterable[T]) -> Iterator[tuple[T | None, T, T | None]]:
    before, here, behind = tee(stream, 3)
    return zip(chain([None], before), here, chain(islice(behind, 1, None), [None]), strict=False)


def _describe(quotation: Quotation, locale: Locale) -> str:
    """Return a description of a quotation for screen readers."""
    kind = locale.gettext(TYPE_NAMES[quotation.type])
    name = quotation.name or locale.gettext("no speaker named")
    message = locale.gettext("Quotation %(number)s, %(type)s: %(speaker)s")
    return message % {"number": quotation.number, "type": kind, "speaker": name}


def _explain(row: PolarWordRow, locale: Locale) -> str:
    """Return the polarity of a word, and what changed it: `+0.35 · negated`."""
    changes = [locale.gettext(CHANGE_NAMES[change]) for change in (row.changes or "").split("|") if change]
    return " · ".join([locale.signed(row.polarity), *changes])
