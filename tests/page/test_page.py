from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise, takewhile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import article
from tests.page.reading_page import (
    BERG,
    BRIDGE,
    HOSTILE,
    KLEIN,
    Rows,
    bridge,
    build,
    build_pages,
    ferry,
    hostile,
    write_corpus,
)
from tests.rows import row
from wortlaut.locales import labels
from wortlaut.page import index, search_data, speakers
from wortlaut.page.addresses import fragment, page_address, speaker_address
from wortlaut.page.index import PER_PAGE, page_numbers
from wortlaut.page.markup import Piece, mark_up, to_html
from wortlaut.page.passages import Marking, passages
from wortlaut.page.rendering import CONTENT_SECURITY_POLICY
from wortlaut.page.speakers import QuotedArticle, month_tones
from wortlaut.page.tones import SentenceTones, common_label
from wortlaut.tables import schemas
from wortlaut.tables.schemas import FEW_ARTICLES, SentenceRow, SentenceSentimentRow
from wortlaut.text.article import Aside, Section, write_articles
from wortlaut.text.spans import Span
from wortlaut.utils.errors import WortlautError

VOID = {"meta", "link", "input", "br", "img", "rect", "path", "circle", "polyline"}
ELEMENTS = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "a",
        "header",
        "nav",
        "small",
        "main",
        "p",
        "bdi",
        "time",
        "div",
        "section",
        "h1",
        "h2",
        "span",
        "mark",
        "table",
        "thead",
        "tr",
        "th",
        "tbody",
        "td",
        "code",
        "i",
        "b",
        "svg",
        "rect",
        "path",
        "circle",
        "aside",
        "form",
        "label",
        "input",
        "button",
        "output",
        "details",
        "summary",
        "fieldset",
        "legend",
        "ol",
        "li",
        "ul",
        "template",
        *("dl", "dt", "dd", "h3", "text", "polyline", "select", "option", "datalist"),
    ]
)
IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")


class Page(HTMLParser):
    """Reads HTML, and checks that its elements nest.

    Attributes:
        text: Its text, without that of the notes in the margin.
        elements: Name and attributes of its elements.
        covered: The text within the elements of each class that stands for a finding, by `data-q` and `data-e`.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.covered: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        assert [name for name, _ in self._open] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        assert not (tag == "a" and any(name == "a" for name, _ in self._open)), "links do not nest"
        if tag not in VOID:
            self._open.append((tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        name, _ = self._open.pop()
        assert name == tag

    def handle_data(self, data: str) -> None:
        if any(attributes.get("role") == "note" for _, attributes in self._open):
            return
        self.text += data
        for _, attributes in self._open:
            for name in ("data-q", "data-e", "data-test"):
                if name in attributes:
                    key = f"{attributes.get('class', '')} {attributes[name]}"
                    self.covered[key] = self.covered.get(key, "") + data

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def without_surrogates(text: str) -> str:
    return IMPOSSIBLE.sub("\ufffd", text)


texts = st.text(
    st.one_of(
        st.sampled_from("ab \n\r<>&\"'`|=\u202e\u2067\u200f\u00ad\u0308\ufeff\x00\x1b\x85\ud800"), st.characters()
    ),
    max_size=60,
)


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    return text, [Span(min(pair), max(pair)) for pair in pairs]


@given(texts)
def test_shown_text_is_the_text(text: str) -> None:
    html = to_html(text)

    assert Page(html).text == without_surrogates(text)
    assert "\r" not in html  # a browser would turn it into a line feed
    assert not re.search(r"[\x00\x1b\u202e\u2067](?!</bdi>)", html)


@given(text_and_spans(), st.data())
def test_any_spans_nest_and_keep_the_text(drawn: tuple[str, list[Span]], data: st.DataObject) -> None:
    text, spans = drawn
    spans = [span for span in spans if span.start < span.end]
    ranks = data.draw(st.lists(st.integers(0, 2), min_size=len(spans), max_size=len(spans)))
    links = data.draw(st.lists(st.sampled_from(["", "#x"]), min_size=len(spans), max_size=len(spans)))
    pieces = [
        Piece(span, rank, "span", f' data-test="{n}"', first=f' id="i{n}"', href=link, tail="<i></i>")
        for n, (span, rank, link) in enumerate(zip(spans, ranks, links, strict=True))
    ]

    page = Page(mark_up(text, Span(0, len(text)), pieces, {span.start: "<b></b>" for span in spans}))

    assert page.text == without_surrogates(text)
    assert sorted(page.ids) == sorted(f"i{n}" for n in range(len(spans)))
    assert page.covered == {f" {n}": without_surrogates(text[slice(*span)]) for n, span in enumerate(spans)}
    assert [tag for tag, _ in page.elements].count("i") == len(spans)
    assert [tag for tag, _ in page.elements].count("b") == len({span.start for span in spans})


@given(text_and_spans())
def test_passages_are_the_whole_text(drawn: tuple[str, list[Span]]) -> None:
    text, spans = drawn
    markings = [Marking([span], 0, "mark", f' data-test="{n}"', first=f' id="i{n}"') for n, span in enumerate(spans)]

    page = Page("".join(passage.html for passage in passages(article(text), markings, {})))

    assert page.text == without_surrogates(text)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([], "a &lt; b", id="nothing is marked"),
        pytest.param([(0, 5, 0)], "<q>a &lt; b</q>", id="all is marked"),
        pytest.param([(0, 5, 0), (2, 3, 0)], "<q>a <q>&lt;</q> b</q>", id="nested"),
        pytest.param([(0, 3, 0), (2, 5, 0)], "<q>a <q>&lt;</q></q><q> b</q>", id="crossing, the first stays whole"),
        pytest.param(
            [(0, 3, 1), (2, 5, 0)], "<q>a </q><q><q>&lt;</q> b</q>", id="crossing, the lower rank stays whole"
        ),
        pytest.param([(2, 3, 0), (2, 3, 0)], "a <q><q>&lt;</q></q> b", id="the same span twice"),
    ],
)
def test_marked(pieces: list[tuple[int, int, int]], expected: str) -> None:
    marked_pieces = [Piece(Span(start, end), rank, "q", "") for start, end, rank in pieces]

    assert mark_up("a < b", Span(0, 5), marked_pieces, {}) == expected


@pytest.mark.parametrize("filler", [" ", "\n", "\r\n", " \n", "<", "\t\r"])
def test_long_runs_of_one_character_take_no_long_time(filler: str) -> None:
    text = f"Anfang{filler * 100_000}Ende"

    assert Page("".join(passage.html for passage in passages(article(text), [], {}))).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_within_a_paragraph_do_not_part_it(end: str) -> None:
    text = f"Eine Zeile{end}und noch eine.{end}{end}Stand: 01.01.2025"
    section = Section("a#sec1", "body", None, 0, len(text), (0,))

    (passage,) = passages(replace(article(text), sections=(section,)), [], {})

    assert passage.html == f"<p>Eine Zeile{to_html(end)}und noch eine.</p>{to_html(end * 2)}" + (
        '<p class="beside">Stand: 01.01.2025</p>'
    )


def test_asides_stand_beside_the_text_even_within_a_paragraph() -> None:
    text = "Erster Satz.\nLesen Sie auch: Zweites\nDritter Satz."
    section = Section("a#sec1", "body", None, 0, len(text), (0, text.index("Dritter")))
    aside = Aside("related", text.index("Lesen"), text.index("\nDritter"))

    (passage,) = passages(replace(article(text), sections=(section,), asides=(aside,)), [], {})

    assert passage.html == ('<p>Erster Satz.</p>\n<p class="beside">Lesen Sie auch: Zweites</p>\n<p>Dritter Satz.</p>')


def test_hidden_characters_are_told() -> None:
    assert to_html("a\u202eb\r") == 'a<bdi class="hidden" data-code="U+202E">\u202e</bdi>b&#13;'


@pytest.mark.parametrize(
    ("article_id", "address"),
    [
        ("wahl-2024", r"articles/wahl-2024\.html"),
        ("index", r"articles/index\.html"),
        ("con", r"articles/con_[a-z2-7]{16}\.html"),
        ("Com1", r"articles/com1_[a-z2-7]{16}\.html"),
        ("2024/Wahl in München", r"articles/2024-wahl-in-muenchen_[a-z2-7]{16}\.html"),
        ("../../etc/passwd", r"articles/etc-passwd_[a-z2-7]{16}\.html"),
        ('"><script>', r"articles/script_[a-z2-7]{16}\.html"),
        ("Прага", r"articles/article_[a-z2-7]{16}\.html"),
        ("", r"articles/article_[a-z2-7]{16}\.html"),
        ("a" * 300, r"articles/a{60}_[a-z2-7]{16}\.html"),
    ],
)
def test_page_address(article_id: str, address: str) -> None:
    assert re.fullmatch(address, page_address(article_id))


@given(st.lists(st.one_of(st.text(max_size=80), st.text("aAäÄ-_/.", max_size=5)), unique=True, max_size=20))
def test_no_two_articles_share_a_page_on_any_file_system(ids: list[str]) -> None:
    addresses = [page_address(article_id) for article_id in ids]

    assert len({address.casefold() for address in addresses}) == len(ids)
    assert all(re.fullmatch(r"articles/[a-z0-9_-]{1,77}\.html", address) for address in addresses)


@pytest.mark.parametrize(
    ("row_id", "place"),
    [
        ("wahl#q12", "q-12"),
        ("wahl#m3", "m-3"),
        ("wahl#sent7", "sent-7"),
        ("wahl#sec1", "sec-1"),
        ("a#q1#q2", "q-2"),  # an article's id may hold the sign
    ],
)
def test_a_row_has_a_place_on_the_page(row_id: str, place: str) -> None:
    assert fragment(row_id) == place


def test_the_page_shows_the_text_with_what_was_found(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    assert BRIDGE in page.text
    assert page.covered["q Direct 1"] == "„Wir bauen die Brücke“„und zwar bald.“"
    assert page.covered["q Indirect 2"] == "die Stadt habe „genug Geld“ dafür"
    assert page.covered["q Direct 3"] == "„genug Geld“"
    assert page.covered["speaker 1"] == "Anna Berg"
    assert page.covered["cue 2"] == "erklärte"
    assert page.covered["m PER pronoun 1"] == "Sieihr"
    assert page.covered["m LOC name 2"] == "Lauen"
    assert page.covered["q Reported 4"] == "Otto Klein widersprach ihr."
    assert page.covered["addressee 4"] == "ihr"


def test_every_row_has_its_place_in_the_text(tmp_path: Path) -> None:
    rows = bridge()
    page = read(build(tmp_path, [rows]) / page_address("bruecke-lauen"))

    ids = [each.quotation_id for each in rows.quotations] + [each.mention_id for each in rows.mentions]
    ids += [each.sentence_id for each in rows.sentences()] + [section.section_id for section in rows.article.sections]
    assert {fragment(row_id) for row_id in ids} <= {*page.ids}
    assert len(page.ids) == len(set(page.ids))


def test_links_within_a_page_lead_somewhere(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    targets = {attributes["href"] for tag, attributes in page.elements if tag == "a"}
    inner = {target[1:] for target in targets if target.startswith("#")}
    assert inner <= {*page.ids}
    assert {"q-1", "row-q-1", "m-1", "e-1", "sec-1"} - {"e-1"} <= inner


def test_pronouns_and_descriptions_lead_to_the_name_before_them(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    links = {
        attributes["id"]: attributes["href"]
        for tag, attributes in page.elements
        if tag == "a" and attributes.get("class", "").startswith("m ")
    }
    assert links == {"m-4": "#m-3", "m-6": "#m-3", "m-7": "#m-3"}


def test_a_pronoun_before_any_name_leads_to_the_first_one_and_without_names_to_the_row(tmp_path: Path) -> None:
    rows = Rows("a", "Sie geht. Anna Berg geht. Er bleibt.")
    rows.mention("Sie", "PER:anna-berg", "pronoun")
    rows.mention("Anna Berg", "PER:anna-berg")
    rows.mention("Er", "PER:otto-klein", "pronoun")

    page = read(build(tmp_path, [rows]) / page_address("a"))

    links = [
        attributes.get("href")
        for _, attributes in page.elements
        if attributes.get("class", "").startswith("m ") and "id" in attributes
    ]
    assert links == ["#m-2", None, "#e-2"]


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    html = build(tmp_path, [hostile(), bridge()])

    pages = [html / "index.html", html / "speakers.html"]
    pages += [html / page_address(rows.article.article_id) for rows in (hostile(), bridge())]
    pages += [html / speaker_address(canonical_id) for canonical_id in (HOSTILE, BERG, KLEIN)]
    assert sorted(html.rglob("*.html")) == sorted(pages)
    for path in pages:
        page = read(path)
        assert {tag for tag, _ in page.elements} <= ELEMENTS
        assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
        for tag, attributes in page.elements:
            if tag == "script":
                assert re.fullmatch(r"(\.\./)?static/\w+\.js|data/facets\.js", attributes["src"])
            assert not re.match(r"\s*(javascript|data|https?|//)", attributes.get("href", ""))
    shown_there = read(html / page_address(hostile().article.article_id)).text
    assert shown_there.count(HOSTILE) >= 8  # headline, text, table: words, speaker, role, rule, name, organisation
    assert HOSTILE in read(html / "index.html").text
    assert read(html / "speakers.html").text.count(HOSTILE) == 3  # name, role, party
    # Name, role, organisation, party, headline, role in the article, quoted words, role in the table of roles
    assert read(html / speaker_address(HOSTILE)).text.count(HOSTILE) >= 8


def test_hidden_marks_of_direction_reach_no_further_than_their_element(tmp_path: Path) -> None:
    html = build(tmp_path, [hostile()])
    source = (html / page_address(hostile().article.article_id)).read_text(encoding="utf-8")

    page = re.sub(r'<title>.*?</title>|<[^>]*="[^"]*"[^>]*>', lambda tag: tag[0].replace("\u202e", ""), source)
    isolated = page.count('<bdi class="hidden" data-code="U+202E">\u202e</bdi>')

    assert isolated == page.count("\u202e") >= 10


def test_pages_use_nothing_but_the_files_beside_them(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge()])

    files = {path.relative_to(html).as_posix() for path in html.rglob("*") if path.is_file()}
    for path in (html / "index.html", html / page_address("bruecke-lauen")):
        page = read(path)
        policies = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [CONTENT_SECURITY_POLICY]
        used = [a.get("src") or a["href"] for tag, a in page.elements if tag in ("script", "link")]
        assert len(used) >= 2
        assert {(path.parent / name).resolve().relative_to(html.resolve()).as_posix() for name in used} <= files
        assert [a for _, a in page.elements if "style" in a] == []
    styles = (html / "static" / "page.css").read_text(encoding="utf-8")
    fonts = {f"static/{name}" for name in re.findall(r'url\("([^"]+)"\)', styles)}
    assert set() < fonts <= files
    assert "@import" not in styles
    scripts = [html / name for name in files if name.endswith(".js")]
    assert scripts
    for script in scripts:
        code = script.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|https?:|fetch\(", code
        )


@pytest.mark.parametrize("policy", ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"])
def test_the_policy_is_strict(policy: str) -> None:
    assert policy in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_the_page_speaks_german(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge()], "de")

    page = read(html / page_address("bruecke-lauen"))
    assert page.elements[0] == ("html", {"lang": "de"})
    for words in ("Zitate", "indirekt, fortgesetzt", "niemand genannt", "0,87", "14.03.2025, 17:30"):
        assert words in page.text
    assert "Quotation" not in page.text
    assert "5 Zitate" in read(html / "index.html").text


def test_the_article_is_marked_as_german_on_an_english_page(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    assert page.elements[0] == ("html", {"lang": "en"})
    assert [a["lang"] for tag, a in page.elements if a.get("class") == "text"] == ["de"]


@pytest.mark.parametrize(
    ("text", "title", "headings"),
    [
        pytest.param(BRIDGE, "Anna Berg will die Brücke bauen", ["h1", "h2"], id="headline"),
        pytest.param("Nur ein Satz.", "Nur ein Satz.", ["h1"], id="no headline"),
        pytest.param("Ein langer Satz ohne Ende. " * 9, f"{'Ein langer Satz ohne Ende. ' * 2}Ein langer Satz ohne …",
                     ["h1"], id="no headline, long text"),
        pytest.param("a" * 500, f"{'a' * 80} …", ["h1"], id="one long word"),
    ],
)  # fmt: skip
def test_titles_and_headings(text: str, title: str, headings: list[str], tmp_path: Path) -> None:
    html = build(tmp_path, [Rows("a", text)])

    page = read(html / page_address("a"))
    before_legend = takewhile(lambda element: element[0] != "aside", page.elements)
    tags = [tag for tag, attributes in before_legend if tag in ("h1", "h2") and "id" not in attributes]
    assert tags == headings
    assert f"<title>{title} – Wortlaut</title>" in (html / page_address("a")).read_text(encoding="utf-8")
    assert title in read(html / "index.html").text


def test_pages_lead_to_their_neighbours(tmp_path: Path) -> None:
    html = build(tmp_path, [Rows(name, "Ein Satz.") for name in ("a", "b", "c")])

    steps = {
        name: {
            a["rel"]: a["href"]
            for _, a in read(html / page_address(name)).elements
            if a.get("rel") in ("prev", "next")
        }
        for name in ("a", "b", "c")
    }  # fmt: skip
    assert steps == {
        "a": {"next": "../articles/b.html"},
        "b": {"prev": "../articles/a.html", "next": "../articles/c.html"},
        "c": {"prev": "../articles/b.html"},
    }


def test_the_list_is_paged_and_its_data_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PER_FILE", 200)
    monkeypatch.setattr(search_data, "PER_FILE", 200)
    names = [f"a{number:04}" for number in range(2 * PER_PAGE + 50)]
    html = build(tmp_path, [Rows(name, f"Satz {name}.") for name in names])

    pages = [html / "index.html", *(html / f"index-{number}.html" for number in range(2, 4))]
    assert sorted(pages) == sorted(html.glob("index*.html"))
    listed = [a["href"] for path in pages for _, a in read(path).elements if a.get("href", "").startswith("articles/")]
    assert listed == [page_address(name) for name in names]
    data = [(html / "data" / f"articles-{number}.js").read_text(encoding="ascii") for number in range(2)]
    entries = [entry for part in data for entry in json.loads(re.fullmatch(r"wortlaut\.add\(\d,(.*)\);\n", part)[1])]  # type: ignore[index]
    assert [entry[2] for entry in entries] == names
    assert 'data-files="2"' in pages[1].read_text(encoding="utf-8")
    back = [a["href"] for _, a in read(html / page_address(names[PER_PAGE])).elements if "index" in a.get("href", "")]
    assert "../index-2.html" in back


@pytest.mark.parametrize(
    ("number", "n_pages", "expected"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 50, [1, 2, 3, 0, 50]),
        (25, 50, [1, 0, 23, 24, 25, 26, 27, 0, 50]),
        (50, 50, [1, 0, 48, 49, 50]),
    ],
)
def test_page_numbers(number: int, n_pages: int, expected: list[int]) -> None:
    assert page_numbers(number, n_pages) == expected


def test_rejected_files_are_counted_and_named(tmp_path: Path) -> None:
    text = read(build(tmp_path, [bridge()], n_rejected=60) / "index.html").text

    assert "60 files" in text
    assert "49<script>" in text
    assert "50<script>" not in text
    assert "The full list is in rejected.csv." in text


def test_pages_of_articles_that_are_gone_vanish(tmp_path: Path) -> None:
    build(tmp_path, [Rows("a", "Ein Satz."), Rows("b", "Ein Satz.")])
    html = build(tmp_path, [Rows("b", "Ein Satz.")])

    assert [path.name for path in (html / "articles").iterdir()] == ["b.html"]
    assert not html.with_name("html.part").exists()


def test_pages_that_were_left_half_written_are_swept_away(tmp_path: Path) -> None:
    (tmp_path / "html.part" / "articles").mkdir(parents=True)
    (tmp_path / "html.part" / "articles" / "old.html").touch()

    html = build(tmp_path, [bridge()])

    assert [path.name for path in (html / "articles").iterdir()] == ["bruecke-lauen.html"]


def test_pages_stay_as_they_were_when_writing_fails(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge()])
    before = {path: path.read_bytes() for path in html.rglob("*.html")}
    assert len(before) == 5  # two lists, an article, two speakers
    (tmp_path / "processed" / "quotations.csv").unlink()

    with pytest.raises(WortlautError, match=r"quotations\.csv"):
        build_pages(tmp_path)

    assert {path: path.read_bytes() for path in html.rglob("*.html")} == before
    assert not html.with_name("html.part").exists()


def test_tables_of_other_articles_are_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path, [bridge()])
    write_articles([Rows("a", "Ein Satz.").article], tmp_path / "articles.jsonl")

    with pytest.raises(WortlautError, match="are from different runs"):
        build_pages(tmp_path)


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (build(tmp_path / name, [hostile(), bridge()]) for name in ("a", "b"))

    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert Path("index.html") in files
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [name for name in files if (first / name).read_bytes() != (second / name).read_bytes()] == []


def test_sections_stand_in_their_order_with_their_tone(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    kinds = [a["class"] for tag, a in page.elements if tag == "section" and a.get("id", "").startswith("sec-")]
    assert kinds == ["headline", "lead", "body"]
    assert all(a < b for a, b in pairwise(page.ids.index(f"sec-{n}") for n in (1, 2, 3)))
    assert "−0.50 to −0.25" in page.text


def test_polar_words_are_marked_with_their_polarity_and_what_changed_it(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))
    marked = [
        (a["class"], a["title"]) for _, a in page.elements if a.get("class", "").startswith("w ") and "title" in a
    ]
    assert marked == [
        ("w minus", "−0.50 · negated · graded"),
        ("w plus", "+1.00"),
        ("w minus", "−0.50 · negated · graded"),
    ]


def test_turns_of_an_interview_are_marked_and_named_where_the_text_does_not(tmp_path: Path) -> None:
    labelled = Rows("b", "Titel\n\nFrage: Und jetzt?\n\nKlein: Nichts.")
    labelled.turn("question", "Und jetzt?", label="Frage")
    labelled.turn("answer", "Nichts.", label="Klein")
    html = build(tmp_path, [ferry(), labelled, bridge()])

    def turns(article_id: str) -> list[tuple[str, str | None]]:
        elements = [a for tag, a in read(html / page_address(article_id)).elements if tag == "span"]
        in_text = takewhile(lambda attributes: "chip" not in attributes.get("class", ""), elements)
        return [(a["class"], a.get("data-label")) for a in in_text if a.get("class", "").startswith("turn")]

    assert turns("faehre") == [("turn question", "Question"), ("turn answer", "Answer")] * 2
    assert turns("b") == [("turn question", None), ("turn answer", None)]
    assert "Interview" in read(html / page_address("faehre")).text
    assert "Interview" not in read(html / page_address("bruecke-lauen")).text


def test_rows_corrected_by_hand_are_marked(tmp_path: Path) -> None:
    rows = bridge()
    rows.quotations[3] = rows.quotations[3]._replace(corrected="added")
    html = build(tmp_path, [rows])

    page = read(html / page_address("bruecke-lauen"))
    corrected = [a["id"] for tag, a in page.elements if tag == "tr" and a.get("class") == "is-corrected"]
    assert corrected == ["row-q-2", "row-q-4", "e-3"]
    assert "corrected by hand: speaker_text" in page.text
    assert "corrected by hand: gender, party" in page.text
    assert "added" not in page.text
    assert "corrected by hand: gender, party" in read(html / speaker_address(KLEIN)).text


def test_both_confidences_are_told(tmp_path: Path) -> None:
    page = read(build(tmp_path, [bridge()]) / page_address("bruecke-lauen"))

    assert "0.87 quotation 0.76 speaker" in " ".join(page.text.split())
    assert "0.55 quotation" in page.text
    assert page.text.count("speaker\n") == 1


def sentence(tone: float | None, label: str, number: int = 1) -> SentenceSentimentRow:
    return row(schemas.SENTENCE_SENTIMENT, sentence_id=f"a#sent{number}", tone=tone, label=label)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([], "no evidence"),
        (["positive"], "positive"),
        (["positive", "negative", "negative"], "negative"),
        (["positive", "neutral"], "neutral"),
        (["positive", "negative"], "negative"),
    ],
)
def test_the_most_frequent_label_counts(labels: list[str], expected: str) -> None:
    assert common_label(sentence(0.1, label) for label in labels) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span(0, 3)], [1]),
        ([Span(9, 10)], [1]),
        ([Span(9, 11)], [1, 2]),
        ([Span(0, 1), Span(25, 26)], [1, 3]),
        ([Span(0, 3), Span(5, 8)], [1]),
        ([Span(30, 40)], []),  # without evidence
        ([], []),
    ],
)
def test_the_sentences_of_quoted_words_are_those_they_overlap(spans: list[Span], expected: list[int]) -> None:
    sentences: list[SentenceRow] = [
        row(schemas.SENTENCES, sentence_id=f"a#sent{number}", start=10 * number - 10, end=10 * number)
        for number in range(1, 5)
    ]
    tones = [sentence(None if number == 4 else 0.1, "neutral", number) for number in range(1, 5)]

    assert [*SentenceTones(sentences, tones).within(spans)] == [f"a#sent{number}" for number in expected]


def quoted_in(month: str, tone: int, n_sentences: int) -> QuotedArticle:
    return QuotedArticle("a.html", "A", month, "", month, [], tone, n_sentences, [])


def test_the_tone_of_a_month_is_the_mean_over_its_sentences() -> None:
    articles = [quoted_in("2025-03", 500, 1), quoted_in("2025-03", -1000, 2), quoted_in("2024-12", 300, 3)]
    articles += [quoted_in("", 900, 1), quoted_in("2025-01", 0, 0)]

    months = month_tones(iter(articles))

    assert [(month.month, month.n_sentences, month.tone.value) for month in months] == [
        ("2024-12", 3, 0.1),
        ("2025-03", 3, -0.1667),
    ]
    assert [month.place for month in months] == [0, 1]
    assert [month.tone.interval for month in months] == [None, None]


def test_months_of_many_articles_have_an_interval() -> None:
    (month,) = month_tones(iter([quoted_in("2025-03", 100 * number, 1) for number in range(FEW_ARTICLES)]))

    assert month.tone.interval is not None
    assert month.tone.interval.low < 0.2 < month.tone.interval.high


def test_labels_of_months_keep_their_distance() -> None:
    months = month_tones(iter([quoted_in(f"20{year}-{month:02}", 0, 1) for year in (23, 24) for month in range(1, 13)]))

    places = [month.place for month in months if month.is_labelled]
    assert places[0] == 0
    assert places[-1] == 1
    assert all(after - before >= 0.16 for before, after in pairwise(places))
    assert len(places) > 3


def test_nobody_who_is_quoted_has_no_months() -> None:
    assert month_tones(iter([])) == []


def test_the_page_of_a_speaker_has_all_quotations_the_latest_first(tmp_path: Path) -> None:
    articles = [
        bridge("alt", published_at="2023-05-01", outlet="Tagblatt"),
        bridge("neu", published_at="2025-05-01"),
        ferry(),
    ]
    html = build(tmp_path, articles)

    page = read(html / speaker_address(KLEIN))
    links = [a["href"] for _, a in page.elements if a.get("href", "").startswith("../articles/")]
    assert links == [
        *("../articles/neu.html", "../articles/neu.html#q-4", "../articles/alt.html", "../articles/alt.html#q-4"),
        *("../articles/faehre.html", "../articles/faehre.html#q-1", "../articles/faehre.html#q-2"),
    ]
    for words in ("May 1, 2023 · Tagblatt", "Die Blauen", "man", "Otto Klein widersprach ihr.", "Fährmann"):
        assert words in page.text
    assert {target[1:] for _, a in page.elements if (target := a.get("href", "")).startswith("#")} <= {*page.ids}
    assert "genug Geld" not in page.text  # somebody else says so


def test_a_speaker_without_dates_and_roles_has_neither_chart_nor_roles(tmp_path: Path) -> None:
    rows = Rows("a", "Otto Klein geht.", published_at=None)
    rows.quotation("geht.", speaker_id=KLEIN, speaker_name="Otto Klein")

    page = read(build(tmp_path, [rows]) / speaker_address(KLEIN))

    assert {"tone", "roles"} & {*page.ids} == set()
    assert "geht." in page.text


def test_the_list_of_speakers_is_paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speakers, "PER_PAGE", 1)
    html = build(tmp_path, [bridge()])

    listed = [
        [a["href"] for _, a in read(html / name).elements if a.get("href", "").startswith("speakers/")]
        for name in ("speakers.html", "speakers-2.html")
    ]
    assert listed == [[speaker_address(BERG)], [speaker_address(KLEIN)]]
    assert not (html / "speakers-3.html").exists()


def test_a_corpus_without_speakers_has_an_empty_list(tmp_path: Path) -> None:
    html = build(tmp_path, [Rows("a", "Ein Satz.")])

    assert "No speaker was identified." in read(html / "speakers.html").text
    assert [*(html / "speakers").iterdir()] == []


def test_the_data_have_the_words_and_what_they_are_filtered_by(tmp_path: Path) -> None:
    html = build(tmp_path, [bridge("a", published_at="2025-02-03", outlet="Tagblatt"), ferry()])

    facets = json.loads((html / "data" / "facets.js").read_text("ascii").removeprefix("wortlaut.facets=")[:-2])
    assert facets["outlet"] == [["Der Bote", "Der Bote", "1"], ["Tagblatt", "Tagblatt", "1"]]
    assert facets["month"] == [["2025-02", "Feb 2025", "1"], ["", "not given", "1"]]
    assert ["f", "woman", "3"] in facets["gender"]
    assert ["other", "other", ""] in facets["gender"]
    assert [value for value, _, _ in facets["type"]] == [*labels.TYPE_NAMES]
    data = (html / "data" / "articles-0.js").read_text("ascii")
    (first, second) = json.loads(data.removeprefix("wortlaut.add(0,")[:-3])
    assert [quotation[-1] for quotation in second[-1]] == [quotation.quote_text for quotation in ferry().quotations]
    number, speaker, kind, type_, tone, _ = first[-1][1]
    assert (number, first[-2][speaker][0]) == (2, "Anna Berg")
    names = [facets[name][place][0] for name, place in (("kind", kind), ("type", type_), ("tone", tone))]
    assert names == ["politics", "Indirect", "negative"]
    assert speaker_address(BERG) == f"speakers/{first[-2][speaker][1]}.html"
