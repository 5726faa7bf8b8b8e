"""Tests ordinary layouts of saved pages, all invented, by what is read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import asides, parts, read_one, written
from wortlaut.text.article import Article

LEAD = "Die Stadt will das Freibad schließen, doch die Bürger wehren sich mit einer Liste gegen den Plan."
BODY = [
    "Der Rat von Lindental hat am Montag stundenlang über das Freibad beraten, dessen Becken seit dem Winter leckt.",
    "Bürgermeister Karl Muster will es schließen, weil der Stadt für die Sanierung nach seinen Worten das Geld fehlt.",
    "Die Händler am Markt fürchten um ihre Kunden, und der Schwimmverein sammelt seit Wochen Unterschriften.",
    "Eine Entscheidung fällt frühestens im Mai, wenn das Gutachten vorliegt und das Land geantwortet hat.",
]
HEAD = "<title>Streit ums Freibad - Lindentaler Bote</title><meta property='og:site_name' content='Lindentaler Bote'>"


def page(root: Path, article: str, head: str = HEAD, around: str = "") -> Article:
    source = f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{around}{article}</body></html>"
    return read_one(written(root, "a.html", source))


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or BODY)


def body(article: Article) -> str:
    return "\n".join(text for kind, text in parts(article) if kind == "body")


@pytest.mark.parametrize(
    "lead",
    [
        f"<div class='articleHeader__teaserText'>{LEAD}</div>",
        f"<p class='entry-excerpt'>{LEAD}</p>",
        f"<span class='intro__text'>{LEAD}</span>",
        f"<div class='c-summary'><div>{LEAD}</div></div>",
        f"<h2 class='Subline'>{LEAD}</h2>",
        f"<header><p class='css-1k2x'>{LEAD}</p></header>",
        f"<p><strong>{LEAD}</strong></p>",
    ],
)
def test_the_lead_is_known_by_its_class_or_its_place(tmp_path: Path, lead: str) -> None:
    article = page(tmp_path, f"<article><h1>Streit ums Freibad</h1>{lead}{paragraphs()}</article>")
    assert parts(article)[:2] == [("headline", "Streit ums Freibad"), ("lead", LEAD)]
    assert article.text.count(LEAD) == 1


def test_the_lead_is_what_the_page_describes_itself_by(tmp_path: Path) -> None:
    head = f"{HEAD}<meta property='og:description' content='{LEAD[:70]}…'>"
    plain = (
        f"<article><h1>Streit ums Freibad</h1><div class='x1'>Lindental</div><div class='x2'>{LEAD}</div>{paragraphs()}"
    )
    article = page(tmp_path, f"{plain}</article>", head)
    assert [text for kind, text in parts(article) if kind == "lead"] == [LEAD]


@pytest.mark.parametrize(
    ("heading", "headings"),
    [
        ("<h3>Sorge am Markt</h3>", ["Sorge am Markt"]),
        ("<p class='article-interline'>Sorge am Markt</p>", ["Sorge am Markt"]),
        ("<p><strong>Sorge am Markt</strong></p>", ["Sorge am Markt"]),
        ("<h4><b>Sorge</b> am Markt</h4>", ["Sorge am Markt"]),
        ("<p><strong>Das sagte er am Montag in Lindental.</strong></p>", []),
        ("<h3><a href='/x'>Andere Städte, andere Bäder</a></h3>", []),
        ("<aside><h3>Zum Weiterlesen</h3></aside>", []),
        ("<h2>Streit ums Freibad</h2>", []),
    ],
)
def test_headings_are_read_off_the_page(tmp_path: Path, heading: str, headings: list[str]) -> None:
    middle = f"{paragraphs(*BODY[:2])}{heading}{paragraphs(*BODY[2:])}"
    article = page(tmp_path, f"<article><h1>Streit ums Freibad</h1><p class='lead'>{LEAD}</p>{middle}</article>")
    assert [part.heading for part in article.sections if part.heading] == headings


@pytest.mark.parametrize(
    ("headline", "kicker", "title"),
    [
        ("<h1><span class='dachzeile'>Lindental</span>: <span>Badstreit</span></h1>", "Lindental", "Badstreit"),
        ("<h1><span class='a'>Lindental</span><span class='b'>Badstreit</span></h1>", "Lindental", "Badstreit"),
        ("<h1><span class='a'>Lindental</span><span>: </span><span>Badstreit</span></h1>", "Lindental", "Badstreit"),
        ("<h1><span class='topic'>Lindental:</span> Streit ums Freibad</h1>", "Lindental", "Streit ums Freibad"),
        ("<p class='roofline'>Lindental</p><h1>Streit ums Freibad</h1>", "Lindental", "Streit ums Freibad"),
        ("<h1><em>Streit</em> ums Freibad</h1>", None, "Streit ums Freibad"),
        ("<h1>Streit ums <br>Freibad</h1>", None, "Streit ums Freibad"),
        ("<ol class='breadcrumb'><li><h1>Freibad</h1></li></ol><h2>Streit ums Bad</h2>", None, "Streit ums Bad"),
        ("", None, "Streit ums Freibad"),
    ],
)  # fmt: skip
def test_kicker_and_headline_are_told_apart(tmp_path: Path, headline: str, kicker: str | None, title: str) -> None:
    article = page(tmp_path, f"<article>{headline}<p class='lead'>{LEAD}</p>{paragraphs()}</article>")
    assert next((text for kind, text in parts(article) if kind == "kicker"), None) == kicker
    assert article.title == title
    assert [text for kind, text in parts(article) if kind == "headline"] == [title]


@pytest.mark.parametrize(
    "foreign",
    [
        "<p><a href='/a'>Wie andere Städte mit ihren alten Bädern umgehen und was das kostet</a></p>",
        "<div class='newsletter-box'><p>Der Morgen in Lindental: jeden Tag das Wichtigste.</p></div>",
        "<div class='Author__box'><p>Anna Beispiel berichtet seit Jahren über den Rat und die Stadt.</p></div>",
        "<figure><img src='x'><figcaption>Das Freibad im Winter, vom Sprungturm aus gesehen.</figcaption></figure>",
        "<aside><p>Das Freibad wurde 1962 gebaut und zuletzt vor dreißig Jahren für viel Geld erneuert.</p></aside>",
        "<div class='related-teaser'><h3>Brand</h3><p>In Moorburg brannte es in der Nacht zum Dienstag.</p></div>",
        "<p>An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.</p>",
        "<p>Folgen Sie dem Lindentaler Boten auf Instagram und verpassen Sie keine Nachricht mehr aus der Stadt.</p>",
        "<div class='paywall'><p>Weiterlesen mit dem Abo des Lindentaler Boten, jetzt kostenlos.</p></div>",
        "<p>Foto: Anna Beispiel/dpa</p>",
    ],
)  # fmt: skip
def test_what_stands_around_the_text_is_none(tmp_path: Path, foreign: str) -> None:
    middle = f"{paragraphs(*BODY[:2])}{foreign}{paragraphs(*BODY[2:])}"
    article = page(tmp_path, f"<article><h1>Streit ums Freibad</h1><p class='lead'>{LEAD}</p>{middle}</article>")
    kept = body(article)
    for _, text in asides(article):
        kept = kept.replace(text, "")
    assert [line.strip() for line in kept.split(" / ") if line.strip()] == BODY


def test_a_class_name_around_the_whole_article_does_not_hide_it(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        f"<div class='paywall teaser'><h1>Streit ums Freibad</h1><p class='lead'>{LEAD}</p>{paragraphs()}</div>",
    )
    assert body(article) == " / ".join(BODY)


def test_line_breaks_and_tails_separate_paragraphs(tmp_path: Path) -> None:
    text = f"<div class='text'>{'<br><br>'.join(BODY[:2])}<h2>Sorge</h2>{'<br /><br />'.join(BODY[2:])}</div>"
    article = page(tmp_path, f"<article><h1>Streit ums Freibad</h1><p class='lead'>{LEAD}</p>{text}</article>")
    assert [part.heading for part in article.sections] == [None, None, None, "Sorge"]
    assert [text for kind, text in parts(article) if kind == "body"] == [
        " / ".join(BODY[:2]),
        " / ".join(["Sorge", *BODY[2:]]),
    ]


def test_a_page_that_declares_latin_1_and_is_utf_8(tmp_path: Path) -> None:
    source = f"<html><meta charset='iso-8859-1'><body><article><h1>Bäder</h1>{paragraphs()}</article></html>"
    article = read_one(written(tmp_path, "a.html", source.encode("utf-8")))
    assert (article.encoding, article.title) == ("utf-8", "Bäder")
    article = read_one(written(tmp_path, "b.html", source.encode("cp1252")))
    assert (article.encoding, article.title) == ("cp1252", "Bäder")


@pytest.mark.parametrize(
    ("head", "published_at"),
    [
        ("<meta name='date' content='2024-06-11'>{ld}", "2024-06-11T08:15"),
        ("<meta property='article:published_time' content='2024-06-11T09:00:00+02:00'>{ld}", "2024-06-11T09:00"),
        ("<meta name='date' content='2024-06-11'>", "2024-06-11"),
        ("<script type='application/ld+json'>//<![CDATA[\n{json}\n//]]></script>", "2024-06-11T08:15"),
        ("<script type='application/ld+json'>kaputt</script>{ld}", "2024-06-11T08:15"),
        ("<meta name='article:published:time' content='2024-06-11T06:15:00Z'>", "2024-06-11T08:15"),
    ],
)
def test_the_date_with_a_time_is_preferred(tmp_path: Path, head: str, published_at: str) -> None:
    json = '{"@type": "NewsArticle", "datePublished": "2024-06-11T08:15:00+02:00", "author": {"name": "Anna Beispiel"}}'
    ld = f"<script type='application/ld+json'>{json}</script>"
    article = page(tmp_path, f"<article><h1>Streit</h1>{paragraphs()}</article>", head.format(ld=ld, json=json))
    assert article.published_at == published_at


@pytest.mark.parametrize(
    ("shown", "published_at"),
    [
        ("Di 11.06.24 | 8:15 Uhr", "2024-06-11T08:15"),
        ("11. Juni 2024, 8.15 Uhr", "2024-06-11T08:15"),
        ("12.06.2024, 9:00 Uhr", "2024-06-11"),
    ],
)
def test_a_time_that_the_page_shows_completes_the_date(tmp_path: Path, shown: str, published_at: str) -> None:
    head = "<meta name='date' content='2024-06-11'>"
    article = page(tmp_path, f"<article><h1>Streit</h1><div>{shown}</div>{paragraphs()}</article>", head)
    assert article.published_at == published_at


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        ('{"@type": "Person", "name": "Anna Beispiel"}', "", "Anna Beispiel"),
        ('[{"@type": "Person", "name": "Von Anna Beispiel"}, {"name": "dpa"}]', "", "Anna Beispiel|dpa"),
        ('{"@id": "#anna"}', "", "Anna Beispiel"),
        ('{"@type": "Organization", "name": "Lindentaler Bote"}', "", None),
        ('{"name": "Lindentaler Bote"}', "<i class='author'>Von Karl Probe, Bonn</i>", "Karl Probe"),
        ("null", "<a rel='author' href='/a'>Karl Probe</a>", "Karl Probe"),
        ("null", "<div>Von Karl Probe und Lea Muster</div>", "Karl Probe|Lea Muster"),
        ("null", "<span class='author'>Redaktion</span>", None),
    ],
)  # fmt: skip
def test_authors_are_persons_and_agencies(tmp_path: Path, head: str, byline: str, authors: str | None) -> None:
    person = '{"@type": "Person", "@id": "#anna", "name": "Anna Beispiel"}'
    json = f'{{"@graph": [{{"@type": "NewsArticle", "author": {head}}}, {person}]}}'
    script = f"<script type='application/ld+json'>{json}</script>"
    article = page(tmp_path, f"<article><h1>Streit</h1>{byline}{paragraphs()}</article>", HEAD + script)
    assert article.authors == authors


def test_quotations_that_the_page_marks_get_marks(tmp_path: Path) -> None:
    said = "Er rief: <q>Wir warten auf das Gutachten</q>, und sie: <q>„Nein“</q>."
    article = page(tmp_path, f"<article><h1>Streit</h1>{paragraphs(*BODY[:2], said, *BODY[2:])}</article>")
    assert "Er rief: „Wir warten auf das Gutachten“, und sie: „Nein“." in article.text


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("<p>Wir warten ab.</p><footer>— Karl Muster</footer>", "Karl Muster: „Wir warten ab.“"),
        ("„Wir warten ab.“ <cite>Karl Muster, Lindental</cite>", "Karl Muster, Lindental: „Wir warten ab.“"),
        ("<p>Wir warten ab.</p>", "Wir warten ab."),
    ],
)
def test_the_source_of_a_block_quotation_is_its_speaker(tmp_path: Path, quotation: str, text: str) -> None:
    middle = f"{paragraphs(*BODY[:2])}<blockquote>{quotation}</blockquote>{paragraphs(*BODY[2:])}"
    article = page(tmp_path, f"<article><h1>Streit</h1>{middle}</article>")
    assert text in article.text.split("\n\n")


def test_a_text_that_the_page_has_twice_is_read_once(tmp_path: Path) -> None:
    both = f"<div class='mobile'><p>{BODY[0]}</p></div><div class='text'>{paragraphs()}</div>"
    article = page(tmp_path, f"<article><h1>Streit</h1><p class='lead'>{LEAD}</p>{both}</article>")
    assert article.text.count(BODY[0]) == 1
