"""Measures how fast the reading page opens and searches, in Chromium, on files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks import texts
from benchmarks.setting import Setting, middle
from tests.page import chromium
from tests.page.reading_page import Rows, build, entity
from wortlaut.page.addresses import page_address
from wortlaut.utils.errors import WortlautError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_QUERIES = ("wasser", "hochwasser stadt", "brucke")
"""What is searched: a frequent word, two words, and one in another spelling."""
_EVERY = 3
"""Every third sentence is quoted."""
_LONG = "langer-artikel"
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
_SEARCH = """query => new Promise(done => {
    const input = document.querySelector("#search");
    const output = document.querySelector(".search output");
    const start = performance.now();
    const painted = () => done((performance.now() - start) / 1000);
    new MutationObserver((_, observer) => {
        if (output.textContent === output.dataset.loading) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(painted));
    }).observe(output, { childList: true });
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
})"""
"""Searches, and gives the seconds until the result is painted."""


def measure(setting: Setting) -> dict[str, Any]:
    """Write the pages of invented articles, of which every third sentence is quoted; open them and search.

    Returns:
        Medians in seconds, each until the page is painted: `list` with `listed` articles, `article` with `words` words;
        `first`, a search over `searched` articles right after the list was opened, which loads the data, and `next`,
        another search; `first_listed` and `next_listed`, the same over `listed` articles.

    Raises:
        WortlautError: There is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    program = chromium.find()
    if program is None:
        raise WortlautError(chromium.MISSING)
    sizes = setting.sizes
    few, many = (_pages(setting.folder / f"pages-{n}", n, sizes.words) for n in (sizes.articles, sizes.listed))
    figures: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        for _ in range(sizes.rounds):
            for name, value in _round(browser, few, many):
                figures.setdefault(name, []).append(value)
        browser.close()
    medians = {name: middle(values) for name, values in figures.items()}
    return {"listed": sizes.listed, "searched": sizes.articles, "words": sizes.words, **medians}


def _round(browser: Browser, few: Path, many: Path) -> Iterator[tuple[str, float]]:
    for name, address in (("list", "index.html"), ("article", page_address(_LONG))):
        page, seconds = _open(browser, many / address)
        yield name, seconds
        page.close()
    for suffix, folder in (("", few), ("_listed", many)):
        page, _ = _open(browser, folder / "index.html")
        first, *others = (page.evaluate(_SEARCH, query) for query in _QUERIES)
        yield f"first{suffix}", first
        yield f"next{suffix}", max(others)
        page.close()


def _open(browser: Browser, path: Path) -> tuple[Page, float]:
    page = browser.new_page()
    start = perf_counter()
    page.goto(path.as_uri())
    page.evaluate(_PAINTED)
    return page, perf_counter() - start


def _pages(folder: Path, n: int, n_words: int) -> Path:
    """Write the pages of articles, the last one a long one; return their folder."""
    short = (_article(f"artikel-{number}", text, number) for number, text in enumerate(texts.read_texts(None, n - 1)))
    articles = [*short, _article(_LONG, texts.long_text(None, n_words), n)]
    names = {
        (quotation.speaker_id or "", quotation.speaker_name or "") for each in articles for quotation in each.quotations
    }
    return build(folder, articles, entities=[entity(key, name, gender="f") for key, name in sorted(names)])


def _article(article_id: str, text: str, number: int) -> Rows:
    rows = Rows(article_id, text, published_at=f"2024-{1 + number % 12:02}-01", outlet=f"Blatt {number % 7}")
    for place, sentence in enumerate(_sentences(text.splitlines())):
        speaker = f"Person {(number + place) // 4}"
        rows.quotation(sentence, speaker_id=f"PER:{speaker}", speaker_name=speaker, speaker_kind="citizens")
    return rows


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    """Yield the sentences that are quoted, each once."""
    sentences = dict.fromkeys(part for line in lines for part in line.split(". ") if " " in part)
    return islice(sentences, 0, None, _EVERY)
