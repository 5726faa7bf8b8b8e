"""The reading page in a real browser: Chromium, without a window, on files as a reader opens them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.page.reading_page import BERG, HOSTILE, KLEIN, Rows, bridge, build, ferry, hostile
from wortlaut.page.addresses import page_address, speaker_address
from wortlaut.page.index import PER_PAGE

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=700)
PATIENCE = 15_000
"""Milliseconds to wait for what must come; a machine that is busy with other things takes its time."""
VIEWS = ("text", "quotations", "names", "tone")
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages of two pages of articles, which begin with `bridge` and `hostile`."""
    many = [Rows(f"meldung-{number:03}", f"Die Meldung {number} ist kurz.") for number in range(PER_PAGE + 20)]
    return build(tmp_path_factory.mktemp("english"), [bridge(), hostile(), long_article(), *many])


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pages of three articles that differ in outlet, month and speakers."""
    articles = [
        bridge("a", published_at="2025-03-14", outlet="Tagblatt"),
        bridge("b", published_at="2025-02-01", outlet="Tagblatt"),
        ferry(),
    ]
    return build(tmp_path_factory.mktemp("mixed"), articles)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("german"), [bridge()], "de")


def long_article() -> Rows:
    """Return an article of many paragraphs, with a pronoun far from its name and one long word."""
    paragraphs = "\n\n".join(f"Absatz {n}. {'Hier steht etwas mehr Text. ' * 12}" for n in range(60))
    rows = Rows("lang", f"Anna Berg geht. {'Donaudampfschifffahrt' * 30}\n\n{paragraphs}\n\nAm Ende kommt sie an.")
    rows.mention("Anna Berg", "PER:anna-berg")
    rows.mention("sie", "PER:anna-berg", "pronoun")
    rows.quotation("Am Ende kommt sie an.", speaker="sie")
    return rows


@pytest.fixture(scope="module")
def usual(browser: Browser) -> BrowserContext:
    """Return what the pages of most tests are opened in: a window on a desktop, light, with a mouse."""
    expect.set_options(timeout=PATIENCE)
    return browser.new_context(viewport=DESKTOP, color_scheme="light")


@pytest.fixture
def visit(browser: Browser, usual: BrowserContext, html: Path) -> Iterator[Open]:
    """Return what opens a page; in the end nothing may have gone wrong in any, nor been loaded from elsewhere."""
    opened: list[Page | BrowserContext] = []
    faults: list[str] = []
    loaded: list[str] = []

    def visit(address: str, folder: Path = html, **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESKTOP} | options)) if options else usual
        page = context.new_page()
        opened.append(context if options else page)
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(f"{folder.as_uri()}/{address}")
        return page

    yield visit
    for page in opened:
        page.close()
    assert faults == []
    assert [address for address in loaded if not address.startswith("file:///")] == []


ARTICLE = page_address("bruecke-lauen")


def ending_in(address: str) -> re.Pattern[str]:
    """Return what an address has to match, which a page changes after what was done on it."""
    return re.compile(f"{re.escape(address)}$")


def marks(page: Page) -> list[str]:
    """Return the numbers of the quotations that are marked in the text."""
    numbers: list[str] = page.locator("mark.q:not(.off)").evaluate_all("all => all.map(one => one.dataset.q)")
    return sorted(set(numbers))


def place(page: Page, words: str) -> tuple[float, float]:
    """Return where the middle of words of the text is in the window, after scrolling there."""
    middle: tuple[float, float] = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && !walker.currentNode.data.includes(words));
            walker.currentNode.parentElement.scrollIntoView({ block: "center" });
            const range = new Range();
            const start = walker.currentNode.data.indexOf(words);
            range.setStart(walker.currentNode, start);
            range.setEnd(walker.currentNode, start + words.length);
            const box = range.getClientRects()[0];
            return [box.x + box.width / 2, box.y + box.height / 2];
        }""",
        words,
    )
    return middle


def is_in_sight(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    size = page.viewport_size
    assert size is not None
    return 0 <= box["y"] <= size["height"] and 0 <= box["x"] <= size["width"]


def rows(page: Page, table: str) -> list[str]:
    """Return the first cells of the rows of a table that are shown."""
    return [
        text.strip() for text in page.locator(f"table.{table} tbody tr:not([hidden]) > :first-child").all_inner_texts()
    ]


def test_pointing_at_a_quotation_shows_what_was_found(visit: Open) -> None:
    page = visit(ARTICLE)

    page.mouse.move(*place(page, "die Stadt habe"))

    card = page.locator("#card")
    expect(card).to_be_visible()
    for words in ("Quotation 2", "indirect", "Anna Berg", "Bürgermeisterin", "Sie", "erklärte", "0.87", "0.76"):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("indirect-subjunctive")
    expect(card).to_contain_text("corrected by hand: speaker_text")
    expect(page.locator(".cue.on")).to_have_text("erklärte")
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_the_inner_one_of_nested_quotations_is_meant(visit: Open) -> None:
    page = visit(ARTICLE)

    page.mouse.move(*place(page, "genug Geld"))

    expect(page.locator("#card")).to_contain_text("Quotation 3")
    expect(page.locator("#card")).to_contain_text("in 2")


def test_a_click_keeps_the_card_and_escape_closes_it(visit: Open) -> None:
    page = visit(ARTICLE)
    card = page.locator("#card")

    page.mouse.click(*place(page, "die Stadt habe"))
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)  # longer than a card stays without a click
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    page.mouse.click(*place(page, "die Stadt habe"))
    page.locator("h1").click(position={"x": 500, "y": 10})
    expect(card).to_be_hidden()


def test_a_tap_shows_the_card(visit: Open) -> None:
    page = visit(ARTICLE, viewport=PHONE, has_touch=True, is_mobile=True)

    page.touchscreen.tap(*place(page, "die Stadt habe"))

    expect(page.locator("#card")).to_contain_text("indirect-subjunctive")
    page.locator("#card .close").tap()
    expect(page.locator("#card")).to_be_hidden()


def test_all_quotations_can_be_reached_by_keyboard(visit: Open) -> None:
    page = visit(ARTICLE)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement.dataset.n")
        if number:
            reached.append(number)
            expect(page.locator("#card")).to_contain_text(f"Quotation {number}")

    assert reached[:5] == ["1", "3", "2", "4", "5"]


def test_enter_goes_into_the_card_and_escape_back(visit: Open) -> None:
    page = visit(ARTICLE)
    page.locator(".ref[data-n='1']").focus()
    expect(page.locator("#card")).to_be_visible()

    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_focused()
    for _ in ("close", "speaker", "row"):
        page.keyboard.press("Tab")
    expect(page.locator("#card .ways a").first).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(".ref[data-n='1']")).to_be_focused()
    expect(page.locator("#card")).to_be_hidden()


def test_the_card_leads_to_the_row_and_the_row_back_to_the_text(visit: Open) -> None:
    page = visit(ARTICLE)
    page.locator(".ref[data-n='4']").click()
    page.locator("#card").get_by_text("Row in the table").click()

    expect(page.locator("#quotations")).to_be_visible()
    expect(page.locator("#text")).to_be_hidden()
    expect(page.locator("#row-q-4 th a")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_visible()
    expect(page).to_have_url(ending_in("#q-4"))
    assert is_in_sight(page, "#q-4")
    expect(page.locator("#card")).to_contain_text("reported-verb")

    page.go_back()
    expect(page.locator("#row-q-4")).to_be_visible()


@pytest.mark.parametrize(
    ("place", "view"),
    [("q-5", "text"), ("m-7", "text"), ("sent-5", "text"), ("sec-3", "text"), ("row-q-5", "quotations"),
     ("e-2", "names"), ("tone", "tone"), ("nowhere", "text")],
)  # fmt: skip
def test_an_address_shows_its_place(place: str, view: str, visit: Open) -> None:
    page = visit(f"{ARTICLE}#{place}", viewport={"width": 1280, "height": 300})

    assert [name for name in VIEWS if page.locator(f"#{name}").is_visible()] == [view]
    if place != "nowhere":
        assert is_in_sight(page, f"#{place}")


def test_rows_of_names_lead_to_mentions(visit: Open) -> None:
    page = visit(f"{ARTICLE}#names")

    page.locator("#e-1 .places").get_by_text("Die Bürgermeisterin").click()

    expect(page).to_have_url(ending_in("#m-7"))
    expect(page.locator("#m-7")).to_be_visible()


def test_types_and_speakers_filter_text_and_table(visit: Open) -> None:
    page = visit(ARTICLE)
    status = page.locator(".result output")
    assert marks(page) == ["1", "2", "3", "4", "5"]

    page.get_by_label("direct 2", exact=True).check()
    assert marks(page) == ["1", "3"]
    expect(status).to_have_text("Quotations: 2 of 5")
    page.get_by_label("reported 1").check()
    assert marks(page) == ["1", "3", "4"]
    page.get_by_label("Otto Klein 1").check()
    assert marks(page) == ["4"]

    page.get_by_role("link", name="Quotations 5").click()
    assert rows(page, "quotations") == ["4"]
    page.get_by_label("reported 1").uncheck()
    assert rows(page, "quotations") == []
    expect(page.get_by_text("No quotation matches the filter.")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(status).to_have_text("")
    assert rows(page, "quotations") == ["1", "2", "3", "4", "5"]
    page.get_by_label("no speaker named 1").check()
    assert rows(page, "quotations") == ["5"]


def test_what_is_filtered_away_leaves_no_gap(visit: Open) -> None:
    page = visit(ARTICLE)
    frame = "document.querySelector('.ref[data-n=\"2\"]').getClientRects().length"
    assert page.evaluate(frame) == 1

    page.get_by_label("reported 1").check()

    assert page.evaluate(frame) == 0


def test_the_filters_are_in_the_address(visit: Open) -> None:
    page = visit(f"{ARTICLE}#quotations")
    page.get_by_label("reported 1").check()
    page.get_by_label("Otto Klein 1").check()
    expect(page).to_have_url(ending_in("#quotations&type=Reported&speaker=2"))
    page.get_by_role("link", name="Text", exact=True).click()
    expect(page).to_have_url(ending_in("#text&type=Reported&speaker=2"))

    sent = visit(f"{ARTICLE}#quotations&type=Reported&speaker=2")
    assert rows(sent, "quotations") == ["4"]
    expect(sent.get_by_label("reported 1")).to_be_checked()
    sent.get_by_role("button", name="Clear").click()
    expect(sent.locator(".result output")).to_have_text("")
    expect(sent).to_have_url(ending_in("#quotations"))


def test_search_finds_words_across_marks_and_lines(visit: Open) -> None:
    page = visit(ARTICLE)
    field, status = page.get_by_label("Search the text"), page.locator(".search output")

    field.fill("anna berg")
    expect(status).to_have_text("Hits: 1 of 2")
    field.press("Enter")
    expect(status).to_have_text("Hits: 2 of 2")
    page.get_by_label("Next hit").click()
    expect(status).to_have_text("Hits: 1 of 2")
    page.get_by_label("Previous hit").click()
    expect(status).to_have_text("Hits: 2 of 2")
    painted = "name => [...CSS.highlights.get(name) ?? []].map(String)"
    assert page.evaluate(painted, "hit") == ["Anna Berg", "Anna Berg"]

    field.fill("Brücke“, sagte Anna")  # the end of a quotation, a cue, a speaker
    expect(status).to_have_text("Hits: 1 of 1")
    assert page.evaluate(painted, "hit-now") == ["Brücke“, sagte Anna"]
    field.fill("(.*")
    expect(status).to_have_text("no hit")
    assert page.evaluate(painted, "hit-now") == []
    field.fill("")
    expect(status).to_have_text("")


def test_search_goes_to_the_text_and_to_the_hit(visit: Open) -> None:
    page = visit(f"{page_address('lang')}#names")

    page.get_by_label("Search the text").fill("Am Ende")

    expect(page.locator("#text")).to_be_visible()
    assert is_in_sight(page, "#q-1")


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        ("No.", "12345", "54321"),
        ("Confidence", "43521", "12534"),
        ("Type", "13254", "45213"),
        ("Speaker", "12345", "41235"),
    ],
)
def test_tables_sort(column: str, up: str, down: str, visit: Open) -> None:
    page = visit(f"{ARTICLE}#quotations")
    head = page.locator("table.quotations thead th", has_text=re.compile(rf"^{column}"))

    head.get_by_role("button").click()
    assert "".join(rows(page, "quotations")) == up
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    assert "".join(rows(page, "quotations")) == down
    expect(head).to_have_attribute("aria-sort", "descending")


def test_what_is_missing_is_sorted_to_the_end(visit: Open) -> None:
    page = visit(f"{ARTICLE}#tone")
    head = page.locator("table.tones thead th", has_text="Tone").get_by_role("button")

    for order in (["Lead", "Streit im Rat", "Headline"], ["Streit im Rat", "Lead", "Headline"]):
        head.click()
        assert rows(page, "tones") == order


def test_a_line_leads_from_a_pronoun_to_the_name(visit: Open) -> None:
    page = visit(ARTICLE)
    page.locator("#m-4").hover()

    line = page.locator("svg.lines path")
    expect(line).to_have_count(1)
    box, name = line.bounding_box(), page.locator("#m-3").bounding_box()
    assert box is not None
    assert name is not None
    middle = name["x"] + name["width"] / 2
    assert min(abs(box["x"] - middle), abs(box["x"] + box["width"] - middle)) < 5
    expect(page.locator(".m.on")).to_have_count(5)
    expect(page.locator("#card")).to_contain_text("Anna Berg")


def test_lines_can_be_shown_everywhere(visit: Open) -> None:
    page = visit(ARTICLE)

    page.get_by_label("Show who is meant everywhere").check()
    expect(page.locator("svg.lines path")).to_have_count(3)
    page.get_by_label("Show who is meant everywhere").uncheck()
    expect(page.locator("svg.lines path")).to_have_count(0)


def test_a_pronoun_is_a_link_to_the_name(visit: Open) -> None:
    page = visit(page_address("lang"))

    page.locator("#m-2").click()

    expect(page).to_have_url(ending_in("#m-1"))
    assert is_in_sight(page, "#m-1")


@pytest.mark.parametrize("address", [ARTICLE, page_address("lang"), page_address(hostile().article.article_id)])
def test_nothing_is_wider_than_a_phone(address: str, visit: Open) -> None:
    page = visit(address, viewport=PHONE)
    for view in VIEWS:
        page.goto(f"{page.url.partition('#')[0]}#{view}")
        expect(page.locator(f"#{view}")).to_be_visible()
        assert width(page) <= PHONE["width"]
    page.goto(f"{page.url.partition('#')[0]}#q-1")
    expect(page.locator("#card")).to_be_visible()
    assert width(page) <= PHONE["width"]


@pytest.mark.parametrize(
    "address", [*(f"{ARTICLE}#{view}" for view in VIEWS), "index.html", "speakers.html", speaker_address(BERG)]
)
def test_nothing_is_wider_than_its_column(address: str, visit: Open, german: Path) -> None:
    page = visit(address, german)

    tables = "all => all.map(one => one.getBoundingClientRect().right)"
    edge = page.locator("main").evaluate("main => main.getBoundingClientRect().right")
    assert [right for right in page.locator("main table:visible").evaluate_all(tables) if right > edge + 1] == []


def width(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize(
    "address",
    [
        *("index.html", "index.html#find=geld&speaker=Berg", "index.html#find=hacked", "speakers.html"),
        *(speaker_address(BERG), speaker_address(HOSTILE)),
    ],
)
def test_neither_are_lists_and_speakers(address: str, visit: Open) -> None:
    page = visit(address, viewport=PHONE)
    if "#" in address:
        expect(page.locator(".found li").first).to_be_visible()
    assert width(page) <= PHONE["width"]


def test_light_and_dark_follow_the_system_and_the_button(visit: Open) -> None:
    page = visit(ARTICLE, color_scheme="dark")
    brightness = "() => Number(/\\d+/.exec(getComputedStyle(document.body).backgroundColor)[0])"
    assert page.evaluate(brightness) < 60

    page.get_by_label("Light or dark").click()
    assert page.evaluate(brightness) > 200
    page.goto(page.url.replace(ARTICLE, "index.html"))
    assert page.evaluate(brightness) > 200, "the choice holds on other pages"


@pytest.mark.parametrize(
    "address",
    [
        *(f"{ARTICLE}#{view}" for view in (*VIEWS, "q-2")),
        *("index.html", "index.html#find=geld", "speakers.html", speaker_address(BERG)),
    ],
)
def test_axe_finds_nothing_serious(address: str, visit: Open, german: Path) -> None:
    # The page's own policy would keep axe from being put in.
    page = visit(address, german, bypass_csp=True, color_scheme="light")
    if "find" in address:
        expect(page.locator("mark.hit").first).to_be_visible()

    # `preload` would fetch the stylesheet, which a file may not.
    options = {"resultTypes": ["violations"], "preload": False}
    violations = Axe().run(page, options=options).response["violations"]
    page.emulate_media(color_scheme="dark")
    violations += Axe().run(page, options=options).response["violations"]

    serious = [fault for fault in violations if fault["impact"] in ("serious", "critical")]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in serious] == []


def test_hostile_text_does_nothing(visit: Open) -> None:
    page = visit(page_address(hostile().article.article_id))
    page.locator(".ref").first.focus()
    expect(page.locator("#card")).to_contain_text("<script>hacked=1</script>")
    page.goto(page.url.partition("articles/")[0] + "index.html")
    page.get_by_label("Search headlines").fill("hacked")
    expect(page.locator("table.articles tbody tr")).to_have_count(1)
    expect(page.locator("table.articles .hidden").first).to_have_attribute("data-code", "U+202E")
    expect(page.locator("table.articles .found")).to_contain_text("<script>")
    page.locator(".tools summary").click()
    page.locator(".top").get_by_text("hacked").click()
    expect(page.locator("h1")).to_contain_text("<script>hacked=1</script>")

    assert page.evaluate("typeof hacked") == "undefined"


def test_the_browser_keeps_every_character_of_the_text(visit: Open) -> None:
    page = visit(page_address(hostile().article.article_id))

    without_notes = """() => {
        const text = document.querySelector(".text").cloneNode(true);
        for (const note of text.querySelectorAll(".note")) note.remove();
        return text.textContent;
    }"""
    assert page.evaluate(without_notes) == hostile().article.text


def test_the_policy_stops_what_is_put_in(browser: Browser, html: Path) -> None:
    page = browser.new_page()
    page.goto(f"{html.as_uri()}/{ARTICLE}")

    blocked = page.evaluate("""async () => {
        const blocked = [];
        addEventListener("securitypolicyviolation", (event) => {
            blocked.push(event.effectiveDirective);
        });
        const style = document.createElement("style");
        style.textContent = "p { color: red }";
        document.head.append(style);
        const image = document.createElement("img");
        image.src = "https://example.org/x.png";
        document.body.append(image);
        try { document.body.innerHTML = "<b>x</b>"; } catch (error) { blocked.push(error.name); }
        await new Promise((resolve) => setTimeout(resolve, 100));
        return blocked.sort();
    }""")

    page.close()
    assert blocked == ["TypeError", "img-src", "require-trusted-types-for", "style-src-elem"]


def test_without_scripts_all_can_be_read(visit: Open) -> None:
    page = visit(ARTICLE, java_script_enabled=False)

    for view in VIEWS:
        expect(page.locator(f"#{view}")).to_be_visible()
    expect(page.locator(".tools form").first).to_be_hidden()
    page.locator(".ref[data-n='2']").click()
    expect(page).to_have_url(ending_in("#row-q-2"))


def test_the_list_searches_all_its_pages(visit: Open) -> None:
    page = visit("index-2.html")
    field, status = page.get_by_label("Search headlines"), page.locator(".search output")
    total = PER_PAGE + 23

    field.fill("brücke berg")
    expect(status).to_contain_text(f"Articles: 1 of {total}")
    expect(page.locator("table.articles tbody tr")).to_contain_text("Anna Berg will die Brücke bauen")
    expect(page.locator(".pager").first).to_be_hidden()
    field.fill("meldung")
    expect(status).to_have_text(f"Articles: {PER_PAGE + 20} of {total}")
    expect(page.locator("table.articles tbody tr")).to_have_count(PER_PAGE)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("table.articles tbody tr")).to_have_count(PER_PAGE + 20)
    field.fill("")
    expect(page.locator("table.articles tbody tr")).to_have_count(23)


def titles(page: Page) -> list[str]:
    """Return the ids of the articles that the list shows."""
    return page.locator("table.articles tbody .id").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "articles", "quoted"),
    [
        pytest.param("genug geld", ["a", "b"], ["die Stadt habe „genug Geld“ dafür", "„genug Geld“"] * 2, id="quoted"),
        pytest.param("habe geld", ["a", "b"], ["die Stadt habe „genug Geld“ dafür"] * 2, id="one quotation"),
        pytest.param('"habe geld"', [], [], id="words that do not follow one another"),
        pytest.param("„habe genug“", [], [], id="a quotation mark between the words"),
        pytest.param("“genug Geld”", ["a", "b"], ["die Stadt habe „genug Geld“ dafür", "„genug Geld“"] * 2, id="next"),
        pytest.param("warten dafür", [], [], id="words of two quotations"),
        pytest.param("klein widersprach", ["a", "b"], ["Otto Klein widersprach ihr."] * 2, id="speaker and quotation"),
        pytest.param("fähre süden", ["faehre"], ["Die Fähre fährt auf der Straße nach Süden, heißt es.",
                     "Die Fähre fährt auf der Straße nach Süden"], id="headline and quotation"),
        pytest.param("STRASSE", ["faehre"], ["Die Fähre fährt auf der Straße nach Süden, heißt es.",
                     "Die Fähre fährt auf der Straße nach Süden"], id="ß, case"),
        pytest.param("will berg", ["a", "b"], [], id="headline"),
        pytest.param("(.*", [], [], id="no pattern"),
    ],
)  # fmt: skip
def test_the_search_finds_quoted_words(
    query: str, articles: list[str], quoted: list[str], visit: Open, mixed: Path
) -> None:
    page = visit("index.html", mixed)

    page.get_by_label("Search headlines").fill(query)

    expect(page.locator(".search output")).to_contain_text(f"Articles: {len(articles)} of 3")
    assert titles(page) == articles
    assert page.locator(".found .words").all_inner_texts() == quoted


def test_found_words_are_marked_and_lead_to_the_quotation(visit: Open, mixed: Path) -> None:
    page = visit("index.html", mixed)
    page.get_by_label("Search headlines").fill("suden")
    expect(page.locator("mark.hit")).to_have_text(["Süden", "Süden"])

    page.locator(".found a.words").first.click()

    expect(page).to_have_url(ending_in("articles/faehre.html#q-1"))
    expect(page.locator("#card")).to_contain_text("interview-answer")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Müller", "müller MÜLLER mueller muller Mu\u0308ller"),
        ("Mueller", "müller mueller MUELLER"),
        ("Mu\u0308ller", "müller mueller muller"),
        ("Straße", "straße strasse STRASSE"),
        ("Gasse", "gaße gasse"),
        ("Kovač", "kovac kovač KOVAČ"),
        ("Łódź", "lodz łódź"),
        ("Cham\u00adpions", "champions"),
        ("Maß-Nahme", "mass-nahme maß\u2010nahme"),
        ("Wie geht\u2019s", "geht's geht\u2019s"),
        ("a.b", "a.b"),
    ],
)
def test_spellings_of_a_word_are_one_word(text: str, found: str, visit: Open) -> None:
    page = visit("index.html")
    matches = """([text, query]) => wortlaut.patterns(query).every(one => new RegExp(one, "iu").test(text))"""

    assert [word for word in found.split() if not page.evaluate(matches, [text, word])] == []
    assert not page.evaluate(matches, ["Muller Steuer axb", text])


@pytest.mark.parametrize(
    ("filters", "articles", "n_quotations"),
    [
        ({"gender": "woman"}, ["a", "b"], 6),
        ({"gender": "man"}, ["a", "b", "faehre"], 4),
        ({"gender": "none shown"}, ["a", "b", "faehre"], 3),
        ({"kind": "politics"}, ["a", "b"], 6),
        ({"kind": "citizens"}, ["faehre"], 1),
        ({"kind": "unknown"}, ["a", "b", "faehre"], 6),
        ({"type": "reported"}, ["a", "b"], 2),
        ({"gender": "woman", "type": "indirect"}, ["a", "b"], 2),
        ({"gender": "woman", "type": "reported"}, [], 0),
        ({"outlet": "Der Bote"}, ["faehre"], 0),
        ({"month": "Feb 2025"}, ["b"], 0),
        ({"month": "not given"}, ["faehre"], 0),
        ({"month": "Mar 2025", "gender": "man"}, ["a"], 1),
        ({"tone": "negative"}, ["a", "b"], 6),
        ({"tone": "positive"}, ["faehre"], 2),
        ({"tone": "no evidence", "gender": "man"}, ["a", "b", "faehre"], 3),
    ],
)
def test_filters_of_the_list(
    filters: dict[str, str], articles: list[str], n_quotations: int, visit: Open, mixed: Path
) -> None:
    page = visit("index.html", mixed)

    for name, label in filters.items():
        option = page.locator(f"select[name={name}] option", has_text=re.compile(rf"^{label} \("))
        page.locator(f"select[name={name}]").select_option(option.inner_text())

    quotations = f" · quotations: {n_quotations}" if n_quotations else ""
    expect(page.locator(".search output")).to_have_text(f"Articles: {len(articles)} of 3{quotations}")
    assert titles(page) == articles


def test_a_filter_with_one_value_is_not_offered(visit: Open, german: Path) -> None:
    page = visit("index.html", german)

    expect(page.locator("select[name=outlet]")).to_be_hidden()
    expect(page.locator("select[name=type]")).to_be_visible()


@pytest.mark.parametrize(("speaker", "articles"), [("Otto Klein", 3), ("otto", 3), ("berg", 2), ("Bergmann", 0)])
def test_a_speaker_is_found_by_name_or_part_of_it(speaker: str, articles: int, visit: Open, mixed: Path) -> None:
    page = visit("index.html", mixed)

    page.get_by_label("Speaker", exact=True).fill(speaker)

    expect(page.locator(".search output")).to_contain_text(f"Articles: {articles} of 3")


def test_names_of_speakers_are_suggested(visit: Open, mixed: Path) -> None:
    page = visit("index.html", mixed)

    page.get_by_label("Speaker", exact=True).fill("e")
    expect(page.locator("#names option")).to_have_count(2)
    assert page.locator("#names option").evaluate_all("all => all.map(one => one.value)") == ["Anna Berg", "Otto Klein"]


def test_a_link_to_what_is_found_can_be_sent(visit: Open, mixed: Path) -> None:
    page = visit("index.html", mixed)
    page.get_by_label("Search headlines").fill("genug")
    page.locator("select[name=month]").select_option("2025-02")
    page.locator("thead").get_by_role("button", name="Date").click()
    page.wait_for_url("**/index.html#find=genug&month=2025-02&sort=published")

    sent = visit(page.url.rpartition("/")[2], mixed)
    expect(sent.locator(".search output")).to_have_text("Articles: 1 of 3 · quotations: 2")
    assert titles(sent) == ["b"]
    expect(sent.get_by_label("Search headlines")).to_have_value("genug")
    expect(sent.locator("thead [aria-sort]")).to_have_attribute("aria-sort", "ascending")
    sent.locator(".skip").focus()
    sent.keyboard.press("Enter")
    assert titles(sent) == ["b"], "a place on the page is no search"

    sent.get_by_role("button", name="Clear").click()
    expect(sent.locator("table.articles tbody .id")).to_have_count(3)
    assert titles(sent) == ["a", "b", "faehre"]
    sent.wait_for_url("**/index.html")


def test_further_quotations_are_shown_on_demand(visit: Open, mixed: Path) -> None:
    page = visit("index.html#find=otto+klein&outlet=Tagblatt", mixed)
    expect(page.locator(".found li")).to_have_count(2)
    page.goto(page.url.partition("#")[0] + "#type=Direct&find=br%C3%BCcke&outlet=Tagblatt&speaker=berg")
    expect(page.locator(".search output")).to_have_text("Articles: 2 of 3 · quotations: 4")
    page.goto(page.url.partition("#")[0] + "#speaker=berg&month=2025-02")
    expect(page.locator(".found li")).to_have_count(3)


def test_a_long_list_of_quotations_is_cut_and_opened(visit: Open, tmp_path: Path) -> None:
    rows = Rows("viel", " ".join(f"Satz {number} endet." for number in range(10, 15)))
    for number in range(10, 15):
        rows.quotation(f"Satz {number} endet.")
    page = visit("index.html#find=satz+endet", build(tmp_path, [rows]))
    expect(page.locator(".found .words")).to_have_count(3)

    page.get_by_role("button", name="2 more").click()

    expect(page.locator(".found .words")).to_have_count(5)
    expect(page.locator(".found .words").nth(3)).to_be_focused()


def test_a_long_quotation_is_shown_around_the_hit(visit: Open, tmp_path: Path) -> None:
    long = f"{'Davor steht viel. ' * 40}Hier ist das Ziel. {'Danach steht viel. ' * 40}".strip()
    rows = Rows("lang", f"Titel\n\n{long}")
    rows.quotation(long)
    page = visit("index.html#find=ziel", build(tmp_path, [rows]))

    words = page.locator(".found .words")
    expect(words).to_contain_text("Hier ist das Ziel.")
    assert re.fullmatch(r"… .{200,280} …", words.inner_text())


def test_pages_of_speakers_show_their_quotations_and_sort(visit: Open, mixed: Path) -> None:
    page = visit("speakers.html", mixed)
    page.locator("thead").get_by_role("button", name=re.compile("^Speaker")).click()
    assert rows(page, "heard") == ["Anna Berg\nBürgermeisterin", "Otto Klein"]
    page.get_by_role("link", name="Otto Klein").click()

    expect(page.locator(".source")).to_have_count(3)
    expect(page.locator(".source").first).to_contain_text("Mar 14, 2025 · Tagblatt")
    page.locator(".source").last.get_by_label("Quotation 2 in the text").click()
    expect(page).to_have_url(ending_in("articles/faehre.html#q-2"))
    expect(page.locator("#card")).to_contain_text("Otto Klein")
    page.locator("#card").get_by_role("link", name="Otto Klein").click()
    expect(page).to_have_url(ending_in(speaker_address(KLEIN)))


def test_the_tone_of_a_speaker_is_drawn_by_month(visit: Open, mixed: Path) -> None:
    page = visit(f"{speaker_address(BERG)}#tone", mixed)

    expect(page.locator(".chart circle")).to_have_count(2)
    expect(page.locator(".chart text").last).to_have_text("Mar 2025")
    page.locator("summary").click()
    assert rows(page, "months") == ["Feb 2025", "Mar 2025"]


@pytest.mark.parametrize("name", ["articles-0", "facets"])
def test_missing_data_is_told(name: str, browser: Browser, tmp_path: Path) -> None:
    folder = build(tmp_path, [bridge()])
    (folder / "data" / f"{name}.js").unlink()
    page = browser.new_page()
    page.goto(f"{folder.as_uri()}/index.html")

    page.get_by_label("Search headlines").fill("Berg")

    expect(page.locator(".search output")).to_have_text(f"A file is missing: data/{name}.js")
    page.close()


def test_an_id_of_a_row_leads_to_its_place(visit: Open) -> None:
    page = visit("index.html")

    page.get_by_label("Search headlines").fill("bruecke-lauen#q4")
    expect(page.locator("table.articles tbody th > a")).to_have_count(1)
    page.locator("table.articles tbody th > a").click()

    expect(page).to_have_url(ending_in(f"{ARTICLE}#q-4"))
    expect(page.locator("#card")).to_contain_text("reported-verb")


def test_a_speaker_of_the_list_leads_to_the_quotations(visit: Open) -> None:
    page = visit("index.html")

    page.locator(".top").get_by_text("Anna Berg").click()
    expect(page.locator("h1")).to_have_text("Anna Berg")
    page.get_by_text("Search and filter these quotations").click()

    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Anna Berg")
    expect(page.locator(".search output")).to_have_text(f"Articles: 1 of {PER_PAGE + 23} · quotations: 3")


def test_the_list_sorts_all_articles(visit: Open) -> None:
    page = visit("index.html")
    button = page.locator("thead").get_by_role("button", name="Words")

    button.click()
    expect(page.locator("table.articles tbody tr").first).to_contain_text("Meldung")
    button.click()
    expect(page.locator("table.articles tbody tr").first).to_contain_text("Anna Berg geht.")
    expect(page.locator("thead [aria-sort]")).to_have_attribute("aria-sort", "descending")


def test_the_page_works_in_german(visit: Open, german: Path) -> None:
    page = visit(ARTICLE, german)

    page.mouse.move(*place(page, "die Stadt habe"))
    expect(page.locator("#card")).to_contain_text(re.compile("Zitat 2.*Zitiert.*Einleitung.*0,87", re.DOTALL))
    page.get_by_label("Im Text suchen").fill("Rat")
    expect(page.locator(".search output")).to_have_text("Treffer: 1 von 1")
