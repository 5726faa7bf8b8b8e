from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import cmarkgfm
import pytest
import yaml
from markdown_it import MarkdownIt

from tests.conftest import ROOT
from tests.report.corpus import (
    MODEL,
    VERSIONS,
    mention_rows,
    quotation_rows,
    report,
    tone_rows,
    write_corpus,
    write_json,
)
from wortlaut.cache import memo
from wortlaut.cache.payload import Payload
from wortlaut.locales import Locale
from wortlaut.page.addresses import page_address
from wortlaut.params import Params, SentimentParams, score_parameters
from wortlaut.report import figures, write_report
from wortlaut.report.environment import environment
from wortlaut.report.figures.figure import ReportFigure
from wortlaut.report.markdown import Markdown, breakable, elide, escape
from wortlaut.report.overview import read_overview
from wortlaut.report.scores import BUNDLED
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.columns import Table
from wortlaut.utils.errors import WortlautError

PRF = {"p": 75.82, "r": 72.3, "f": 74.02}
SYNTAX = {"tag": 95.8, "pos": 93.6, "morph": 78.8, "lemma": 92.79, "uas": 81.4, "las": 74.8, "sentence_f": 89.7}
MODEL_SCORES = {
    "names_germeval_dev": {"all": PRF, "PER": PRF},
    "syntax_pud_held_out": SYNTAX,
    "syntax_gsd_held_out": SYNTAX,
}
METRICS = {
    "model": MODEL,
    "params": score_parameters(Params()),
    "quotations": {
        "data": "quotes/dev.jsonl.gz",
        "articles": 150,
        **{name: {"p": 0.61, "r": 0.52, "f1": 0.5614} for name in ("message", "source", "cue", "joint")},
        "types": {name: {"gold": 7, "found": 5, "speaker": 0.8} for name in schemas.QUOTATION_TYPES},
    },
    "tone": {
        "data": "gold/tone",
        "texts": 510,
        "mixed": {"texts": 10, "neutral": 0.5},
        "labels": "model",
        "accuracy": 0.41,
        "macro_f1": 0.4,
        "model": {"accuracy": 0.41, "macro_f1": 0.4, "calibration": {"expected_error": 0.0432}},
        "lexicon": {"accuracy": 0.39, "macro_f1": 0.38},
        "textblob": {"accuracy": 0.31, "macro_f1": 0.3},
        "always_neutral": {"accuracy": 0.6, "macro_f1": 0.25},
    },
    "sentiment": {
        "data": "sentiment/dev.jsonl.gz",
        **{name: {"accuracy": 0.5, "macro_f1": 0.351} for name in ("model", "lexicon", "textblob", "always_neutral")},
    },
    "identity": {
        "own": {
            "data": "gold",
            "articles": 15,
            "names": {"b_cubed": {"p": 0.9, "r": 0.8, "f1": 0.847}, "conll": 0.81},
            "speaker_pronouns": {"gold": 60, "accuracy": 0.7},
        },
        "with_corpus": None,
    },
}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!-- kein Kommentar",
    "&lt;b&gt; &#60;b&#62;",
    "[Klick](javascript:alert(1))",
    "![Bild](https://bild.example/x.png)",
    "<https://netz.example> https://netz.example ",
    "www.netz.example post@netz.example ",
    "mailto:post@netz.example ",
    "[^1] [x]: https://netz.example [x][x] ",
    "a | b || c |",
    "|---|---|",
    "`Code` ``Code`` ```",
    "*kursiv* **fett** _kursiv_ __fett__ ***",
    "~~gestrichen~~ ~~~",
    "# Titel #",
    "Titel\n===\n\n# Titel\n\n---\n\n    Code",
    "- Punkt",
    "+ Punkt",
    "1. Punkt",
    "2) Punkt",
    "> Zitat",
    "=== und ---",
    "$a$ $$b$$",
    ":tada: {{ 7 * 7 }} {% raw %} {: .x}",
    "\\*kursiv\\* \\",
    "</td></table></a><a id='article-1'>",
    "https:\u200b//netz.example \u202etfel\u202c \u2066x\u2069 \u0007\u0001\x1b[31m rot",
    '=HYPERLINK("https://netz.example";"Klick")',
    "von rechts: שלום עולם (12) مرحبا ١٢",
    "\u200b\u200d\ufeff\u00ad\u034f",
]
RENDERERS: dict[str, Callable[[str], str]] = {
    "GitHub": cmarkgfm.github_flavored_markdown_to_html,
    "CommonMark": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
}
READ_A1 = "[Read the annotated article](html/articles/a1.html)"
LAYOUTS = [("data/processed", "reports"), ("out/processed", "out/reports"), ("lauf (1)/processed", "lauf (1)/r")]


class Page(HTMLParser):
    """The tags of a page with where they lead, and its text on one line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.targets: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._text).replace("\u2060", "").split())

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "wbr":
            return  # where a long word may break
        values = dict(attrs)
        targets = [value for name in ("href", "src", "id") if (value := values.get(name))]
        self.tags.append((tag, *targets))
        self.targets += targets
        self._text.append(f" {values.get('alt') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self._text.append(data)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report on three articles."""
    return report(tmp_path_factory.mktemp("usual"), str, str, str)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the same report in German."""
    return report(tmp_path_factory.mktemp("german"), str, str, str, language="de")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the report on an article for each hostile string, which stands before all of its strings."""
    return report(tmp_path_factory.mktemp("hostile"), *(text.__add__ for text in HOSTILE), top=1_000)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the same report with harmless strings in place of the hostile ones."""
    folder = tmp_path_factory.mktemp("harmless")
    return report(folder, *(f"{number}".__add__ for number in range(len(HOSTILE))), top=1_000)


def test_report_begins_with_a_summary(usual: str) -> None:
    summary = usual.split("\n## ")[0].splitlines()

    first, *lines = (line for line in summary if line.startswith(("**", "- ")))
    assert first == (
        "**3 articles** (Mar 14, 2025) · **15 quotations** · **48 words quoted** · **1 identified speaker**"
    )
    assert lines == [
        "- **Who is heard:** 4 appearances of people quoted by name. Women: *75%* of them, and *97%* of the words.",
        "- **Most quoted:** Anna Berg (30 words, 62.5%). The speaker of 6 quotations is not identified.",
        "- **For whom they speak:** politics *62%*, unknown *38%*.",
        "- **Most mentioned:** Feuerwehr (6 times), Anna Berg (6 times, tone +0.50).",
        "- **In what tone:** *+0.19* on average, from −1 (negative) to +1 (positive); authors’ words *+0.70*, quoted "
        "words *+0.40*.",
        "- **What differs between outlets:** Nothing stands out; the intervals overlap.",
        "- **What differs between months:** Too few articles to tell.",
        "- **Corrected by hand:** 1 correction was applied. 1 matches nothing any more, see "
        "[corrections.csv](../processed/corrections.csv).",
        "- **Not analysed:** 1 file; the reasons are in [rejected.csv](../processed/rejected.csv).",
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("| Anna Berg, Ministerin | 30 (62.5%) | 60% | 9 | 3 | *▲\u00a0positive +0.50* |", id="speaker"),
        pytest.param("| ▲ positive | 6 | *50%* |", id="tones"),
        pytest.param(
            "| Lob<br><small>Deich, Helfer</small> | ▲\u00a0positive +0.61 (+0.30\u00a0to\u00a0+0.80) | +0.70 | "
            "*+0.40* | 11 |",
            id="section",
        ),
        pytest.param("| Streit | ▼\u00a0negative −0.44 | – | – | 12 |", id="negative section"),
        pytest.param("| Lead | *▲\u00a0positive +0.90* | – | – | 4 |", id="few sentences"),
        pytest.param("| Headline | no evidence | – | – | 0 |", id="no evidence is not neutral"),
        pytest.param(
            "**Anna Berg**, Ministerin · 10 words, 62% of the words quoted here, 60% direct", id="identified speaker"
        ),
        pytest.param(
            "**die Polizei** (not identified) · 3 words, 19% of the words quoted here", id="unidentified speaker"
        ),
        pytest.param("**Speaker not named** · 3 words, 19% of the words quoted here", id="no speaker"),
        pytest.param("- *direct*, “sagte”: Das Wasser kam in der Nacht", id="direct quotation"),
        pytest.param("- *direct*, nested: gut", id="nested quotation"),
        pytest.param("- *indirect*, “sagte”: dass alles gut werde", id="indirect quotation"),
        pytest.param("| Anna Berg | person | Ministerin | 2 |", id="mentions in an article"),
        pytest.param("| Feuerwehr | 6 | 3 | no evidence |", id="organisation without tone"),
        pytest.param("| Feuerwehr | Anna Berg | 3 | 3 |", id="named together"),
        pytest.param("**Named together:** Anna Berg and Feuerwehr (1 section)", id="named together in an article"),
        pytest.param("Deich (3) · Helfer (3)", id="keywords"),
        pytest.param(
            '| <time datetime="2025-03-14">Mar 14, 2025</time> | 3 | 15 | 48 | Anna Berg (6), Feuerwehr (3) |',
            id="timeline",
        ),
        pytest.param(f"{READ_A1} · File: text.txt · Mar 14, 2025, 5:30\u202fPM", id="file"),
    ],
)
def test_report_tells(line: str, usual: str) -> None:
    assert line in usual.splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "# Wer sagt was, und in welchem Ton",
        "| Anna Berg, Ministerin | 30 (62,5\u00a0%) | 60\u00a0% | 9 | 3 | *▲\u00a0positiv +0,50* |",
        "| Lob<br><small>Deich, Helfer</small> | ▲\u00a0positiv +0,61 (+0,30\u00a0bis\u00a0+0,80) | +0,70 | *+0,40* | "
        "11 |",
        "| Überschrift | kein Beleg | – | – | 0 |",
        "- *direkt*, „sagte“: Das Wasser kam in der Nacht",
        '| <time datetime="2025-03-14">14.03.2025</time> | 3 | 15 | 48 | Anna Berg (6), Feuerwehr (3) |',
    ],
)
def test_report_is_german_where_it_is_wanted(line: str, german: str) -> None:
    assert line in german.splitlines()


def test_both_languages_have_the_same_structure(usual: str, german: str) -> None:
    english_tags, german_tags = (Page(RENDERERS["GitHub"](text)).tags for text in (usual, german))

    assert german_tags == english_tags


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_figure_has_a_text_that_tells_what_it_shows(renderer: str, usual: str) -> None:
    images = re.findall('<img src="([^"]+)" alt="([^"]+)"', RENDERERS[renderer](usual))

    told = {Path(source).stem: text for source, text in images}
    assert {name: told[name].partition(". ")[2] for name in told} == {
        "words_by_kind": "politics: 62% (women 30); unknown: 38% (organisations and speakers without a name 18).",
        "speakers_by_words": "Anna Berg: 30 words (direct 18, indirect 12).",
        "speakers_over_time": "Anna Berg: Dec 2024 15, +0.30, Mar 2025 15, +0.30.",
        "speakers_by_section": "; ".join(["Lob: 10 (Anna Berg)"] * 3) + ".",
        "tone_by_section": "; ".join(["Hochwasser, Headline: no evidence; Lead: +0.90; Lob: +0.61; Streit: −0.44"] * 3)
        + ".",
        "women_by_group": "Women among people, Tageblatt: 0% (10–90%); Women’s share of words, Tageblatt: 0% (10–90%).",
        "tone_by_group": "authors' words, Tageblatt: +0.25; authors' words, Woche: +0.25.",
        "speakers_by_group": "Tageblatt, Anna Berg: 40% (20–60%); Woche, Anna Berg: 40% (20–60%).",
    }


def test_sections_of_few_sentences_do_not_stand_out(tmp_path: Path) -> None:
    text = report(tmp_path, str)

    pattern = r"^\| (\w+)<br><small>Hochwasser</small> \| (.)\u00a0[^|]+ \| \d+ \| ([^|]*) \|$"
    # The words are the reasons, with what changed them.
    assert re.findall(pattern, text, re.MULTILINE) == [
        ("Lob", "▲", ""),
        ("Streit", "▼", "Streit −1.00, gut −0.50\u00a0(negated)"),
    ]


@pytest.mark.parametrize("n_articles", [12, 13])
def test_how_polarity_spreads_is_told_where_not_all_sections_are_in_the_figure(n_articles: int, tmp_path: Path) -> None:
    text = report(tmp_path, *[str] * n_articles)

    told = "The tone of the 26 sections with at least 5 sentences:" in text
    rows = ["| −0.70 to −0.40 | 13 | 50% | ████████████████████ |", "| −0.10 to +0.10 | 0 | 0% |  |"]
    assert [told, *(row in text.splitlines() for row in rows)] == [n_articles == 13] * 3


@pytest.mark.parametrize(("n_articles", "shown"), [(1, 1), (3, 3), (40, 5)])
def test_only_the_top_is_shown(n_articles: int, shown: int, tmp_path: Path) -> None:
    text = report(tmp_path, *[str] * n_articles, top=5)

    assert len(re.findall(r"^### \d+\. ", text, re.MULTILINE)) == shown
    assert ("Shown: 5 of 40 articles, those with the most words quoted" in text) == (n_articles > shown)
    assert re.findall("^## .*", text, re.MULTILINE) == [
        "## Who is heard",
        "## Who speaks most",
        "## Who is written about",
        "## Tone",
        "## Comparison: Outlet",
        "## Timeline",
        "## Keywords",
        "## Articles",
        "## Method and scores",
        "## Limits",
        "## How to cite",
        "## Tables",
    ]


def test_what_is_left_out_of_an_article_is_told(tmp_path: Path) -> None:
    text = report(tmp_path, str, top=1)

    assert "Shown: 1 of 5; all are in [quotations.csv]" in text
    assert "Shown: 1 of 4; all are in [section_sentiment.csv]" in text
    assert "Shown: 1 of 2; all are in [entities.csv]" in text


def test_scores_follow_the_parameters_with_which_they_were_measured(tmp_path: Path) -> None:
    def text(**sentiment: Any) -> str:
        params = Params(sentiment=SentimentParams(**sentiment))
        return write_report(processed, reports / "html", reports, params).read_text(encoding="utf-8")

    processed, reports = write_corpus(tmp_path / "processed", str), tmp_path / "reports"
    write_json(reports / "metrics.json", METRICS)
    assert "on 500 news texts with an annotated tone, 41% are right" in text()
    assert "| the lexicon | 39.0% | 38.0% | 50.0% | 35.1% |" in text()
    for other in ({"negation_window": 3}, {"labels": "lexicon"}):
        assert "are right" not in text(**other)
        assert "with this model and these parameters was not measured" in text(**other)
        assert "all parts together" in text(**other)


def test_without_scores_of_its_own_a_report_has_those_shipped_for_the_bundled_model(tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    shipped = json.loads(BUNDLED.read_text(encoding="utf-8"))
    write_json(processed / "model.json", shipped["model"] | VERSIONS)
    path = write_report(processed, tmp_path / "reports" / "html", tmp_path / "reports", Params())
    assert f"{100 * shipped['tone']['accuracy']:.0f}% are right" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("processed", "reports"), LAYOUTS)
def test_links_lead_to_files(processed: str, reports: str, tmp_path: Path) -> None:
    path = write_report(
        write_corpus(tmp_path / processed, str, str, str),
        tmp_path / reports / "html",
        tmp_path / reports,
        Params(),
    )

    text = path.read_text(encoding="utf-8")
    page = Page(RENDERERS["GitHub"](text))
    assert f"html/{page_address('a1')}" in page.targets
    files = [target for target in page.targets if "/" in target and not target.startswith("html/")]
    assert len(files) > len(schemas.TABLES)
    assert [target for target in files if not (path.parent / unquote(target)).is_file()] == []
    anchors = {f"#{name}" for name in re.findall('^<a id="([^"]+)"></a>$', text, re.MULTILINE)}
    assert {f"#article-{number}" for number in (1, 2, 3)} <= anchors
    assert {target for target in page.targets if target.startswith("#")} == anchors


@pytest.mark.parametrize("renderer", RENDERERS)
def test_text_from_articles_is_never_markup(renderer: str, hostile: str, harmless: str) -> None:
    # Which articles come first depends on the words, so the pages that are linked to are others.
    assert tags_of(RENDERERS[renderer](hostile)) == tags_of(RENDERERS[renderer](harmless))


def tags_of(html: str) -> list[tuple[str, ...]]:
    return [tuple(re.sub(r"^html/articles/a\d+\.html$", "page", part) for part in tag) for tag in Page(html).tags]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_text_from_articles_is_shown_as_it_is(renderer: str, hostile: str) -> None:
    text = Page(RENDERERS[renderer](hostile)).text

    words = ["Hochwasser", "Lob", "Anna Berg", "Ministerin", "Feuerwehr", "die Polizei", "sagte", "text.txt", "gut"]
    expected = [" ".join(f"{visible(string)}{word}".split()) for string in HOSTILE for word in words]
    assert [shown for shown in expected if shown not in text] == []


def visible(text: str) -> str:
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf"))


def test_no_invisible_character_comes_from_articles(hostile: str) -> None:
    invisible = {char for char in hostile if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}

    assert invisible == {"\n", "\u2060", "\u2068", "\u2069"}


def test_text_from_right_to_left_does_not_reorder_what_stands_beside_it(hostile: str) -> None:
    lines = [line for line in hostile.splitlines() if any(map(is_right_to_left, line))]

    assert len(lines) > 20
    assert [
        line for line in lines if any(map(is_right_to_left, re.sub("\u2068[^\u2068\u2069]*\u2069", "", line)))
    ] == []


def is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL", "AN")


def test_report_without_quotations_and_names(tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    empty: tuple[Table[Any], ...] = (
        schemas.QUOTATIONS,
        schemas.SPEAKERS,
        schemas.SPEAKER_SENTIMENT,
        schemas.ENTITIES,
        schemas.CANONICAL_ENTITIES,
        schemas.ENTITY_SENTIMENT,
        schemas.GENDER_BALANCE,
        schemas.SPEAKERS_BY_GROUP,
        schemas.TONE_BY_GROUP,
    )
    for schema in empty:
        csv_files.write(schema, [], processed)

    path = write_report(processed, tmp_path / "reports" / "html", tmp_path / "reports", Params())

    text = path.read_text(encoding="utf-8")
    assert "No quotation with an identified speaker was found." in text
    assert "No section names two people or organisations." in text
    assert text.count("None found.") == 4
    assert "](figures/speakers" not in text
    assert {figure.stem for figure in (path.parent / "figures").iterdir()} == {"tone_by_section"}


def test_figures_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    report(tmp_path, str)
    csv_files.write(schemas.QUOTATIONS, [], tmp_path / "processed")
    tables: tuple[Table[Any], ...] = (schemas.SPEAKERS, schemas.SPEAKERS_BY_GROUP, schemas.TONE_BY_GROUP)
    for schema in tables:
        csv_files.write(schema, [], tmp_path / "processed")
    write_report(tmp_path / "processed", tmp_path / "reports" / "html", tmp_path / "reports", Params())

    assert {figure.stem for figure in (tmp_path / "reports" / "figures").iterdir()} == {"tone_by_section"}


def test_only_figures_that_show_something_else_are_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def noted(figure: ReportFigure, *others: Any) -> Payload:
        names.append(figure.name)
        return drawn(figure, *others)

    def written() -> tuple[list[str], dict[str, bytes]]:
        names.clear()
        with monkeypatch.context() as patch, memo.opened(tmp_path / "kept.sqlite", figures.LIBRARIES) as results:
            patch.setattr(figures, "_draw", noted)
            write_report(processed, reports / "html", reports, Params(), results.get_or_compute)
        return [*names], {path.name: path.read_bytes() for path in (reports / "figures").iterdir()}

    drawn = figures._draw
    processed, reports = write_corpus(tmp_path / "processed", str), tmp_path / "reports"
    made, first = written()
    assert {f"{name}.{form}" for name in made for form in ("png", "svg")} == first.keys()
    assert written() == ([], first)
    csv_files.write(schemas.KEYWORDS, [], processed)  # no figure shows them
    assert written() == ([], first)
    more_hits = [tone._replace(n_hits=tone.n_hits + 1) for tone in tone_rows("a1", str)]
    csv_files.write(schemas.SECTION_SENTIMENT, more_hits, processed)
    assert written()[0] == ["tone_by_section"]


def test_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    reports = []
    for name in ("one", "two"):
        report(tmp_path / name, str)
        written = sorted(path for path in (tmp_path / name / "reports").rglob("*") if path.is_file())
        reports.append([(path.name, path.read_bytes()) for path in written])

    assert reports[0] == reports[1]
    names = sorted(figure.name for figure in figures.FIGURES if figure.name != "entities_over_time")
    pictures = [f"{name}.{form}" for name in names for form in ("png", "svg")]
    assert [name for name, _ in reports[0]] == [*pictures, "report.html", "report.md"]


def test_scores_of_a_foreign_model_are_not_measured(usual: str) -> None:
    assert "**de_probe** 1.2.3" in usual
    assert "The model's scores were not measured by Wortlaut" in usual
    assert "Scores for quotations: not measured." in usual


def test_scores_of_the_bundled_model_are_shown(tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    write_json(processed / "model.json", MODEL | {"source": "bundled", "scores": MODEL_SCORES})

    text = write_report(processed, tmp_path / "reports" / "html", tmp_path / "reports", Params()).read_text(
        encoding="utf-8"
    )

    assert "| person | 75.8% | 72.3% | 74.0% |" in text
    assert "| lemmas | 92.8% | 92.8% |" in text


def test_measured_scores_are_shown(tmp_path: Path) -> None:
    write_json(tmp_path / "reports" / "metrics.json", METRICS)

    text = report(tmp_path, str)

    assert "on 150 manually annotated articles (quotes/dev.jsonl.gz)" in text
    assert "| speaker | 61.0% | 52.0% | 56.1% |" in text
    assert "| indirect, continued | 7 | 5 | 80.0% |" in text
    assert "| the classifier | 41.0% | 40.0% | 50.0% | 35.1% |" in text
    assert "| neutral for every text | 60.0% | 25.0% | 50.0% | 35.1% |" in text
    assert "calibration error of the classifier's probabilities is 0.043" in text
    assert "41% are right (macro F1 40.0%)" in text
    assert (
        "on 15 manually annotated articles (gold): names have a B-cubed F1 of 84.7% and a CoNLL score of 81.0%" in text
    )
    assert "of 60 pronouns that are the speaker of a quotation, 70.0% are resolved correctly" in text


def test_identity_is_shown_without_the_corpora(tmp_path: Path) -> None:
    write_json(tmp_path / "reports" / "metrics.json", METRICS | {"quotations": None, "sentiment": None})

    text = report(tmp_path, str)

    assert "Scores for quotations: not measured." in text
    assert "B-cubed F1 of 84.7%" in text


def test_scores_of_another_model_are_not_shown(tmp_path: Path) -> None:
    write_json(tmp_path / "reports" / "metrics.json", METRICS | {"model": MODEL | {"version": "1.2.2"}})

    assert "Scores for quotations: not measured." in report(tmp_path, str)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        pytest.param("processed/model.json", None, "model.json: cannot be read", id="no model.json"),
        pytest.param("processed/model.json", [], "model.json: is not a JSON object", id="model.json is a list"),
        pytest.param(
            "reports/metrics.json", {"model": MODEL}, "metrics.json: is damaged or of another version", id="old metrics"
        ),
    ],
)
def test_damaged_files_are_named(file: str, content: object, message: str, tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    if content is None:
        (tmp_path / file).unlink()
    else:
        write_json(tmp_path / file, content)

    with pytest.raises(WortlautError, match=message):
        write_report(processed, tmp_path / "reports" / "html", tmp_path / "reports", Params())


@pytest.mark.parametrize(
    ("schema", "rows"),
    [
        pytest.param(schemas.SECTION_SENTIMENT, tone_rows("b1", str), id="sections"),
        pytest.param(schemas.QUOTATIONS, quotation_rows("b1", str), id="quotations"),
        pytest.param(schemas.ENTITIES, mention_rows("b1", str), id="entities"),
    ],
)
def test_tables_of_different_runs_are_refused(schema: Table[Any], rows: Iterable[Any], tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    csv_files.write(schema, rows, processed)

    with pytest.raises(WortlautError, match=r"from different runs"):
        write_report(processed, tmp_path / "reports" / "html", tmp_path / "reports", Params())


@pytest.mark.parametrize(("n_articles", "expected"), [(3, "Hochwasser"), (26, None)])
def test_many_sections_are_told_by_their_place_in_the_article(
    n_articles: int, expected: str | None, tmp_path: Path
) -> None:
    corpus = read_overview(write_corpus(tmp_path, *[str] * n_articles), top=5, copies="once")

    assert [(place.title, place.number) for place in corpus.quotations.places] == (
        [("Hochwasser", 0)] * n_articles if expected else [(None, 1)]
    )
    assert sum(sum(place.words.values()) for place in corpus.quotations.places) == 10 * n_articles


def test_women_and_groups_are_shown_with_intervals_and_few_articles_marked(usual: str) -> None:
    assert "| all articles | 3 | 1 | 0 | *75%* | *97%* | 5 |" in usual
    assert "| Outlet: Tageblatt | 0 | 1 | 0 | 0% (10–\u206090%) | 0% (10–\u206090%) | 7 |" in usual
    assert "| Tageblatt | 20 | *+0.25* | – | Anna Berg (40%) |" in usual


def test_one_group_is_not_compared_with_itself(tmp_path: Path) -> None:
    processed = write_corpus(tmp_path / "processed", str)
    rows = [each for each in csv_files.rows(schemas.SPEAKERS_BY_GROUP, processed) if each.group_name == "Woche"]
    csv_files.write(schemas.SPEAKERS_BY_GROUP, rows, processed)
    csv_files.write(schemas.TONE_BY_GROUP, [], processed)
    text = write_report(processed, tmp_path / "html", tmp_path / "reports", Params()).read_text("utf-8")
    assert "## Comparison" not in text
    assert "(#comparison)" not in text


def test_report_cites_what_the_citation_file_says(usual: str) -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert f"*{citation['title']}*, version {citation['version']}" in usual
    assert citation["authors"][0]["name"] in usual


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Müller (CDU), 50 %", "Müller (CDU), 50 %"),
        ("a|b", "a&#124;b"),
        ("zwei\r\n\r\nZeilen", "zwei Zeilen"),
        ("1. Mai", "&#49;. Mai"),
        ("Am 1. Mai um 1.30 Uhr", "Am 1. Mai um 1.30 Uhr"),
        ("1.30 Uhr", "1.30 Uhr"),
        ("de_news_md", "de_news_md"),
        ("_ja_ a__b", "&#95;ja&#95; a&#95;&#95;b"),
        ("https://a.de", "https&#58;//a.de"),
        ("a@b.de", "a\u2060@b.de"),
        ("weich\u00adgetrennt", "weichgetrennt"),
        ("\u202e", "\ufffd"),
        ("", ""),
        (12, "12"),
        ("ab שלום", "\u2068ab שלום\u2069"),
        (Markdown("*kursiv*"), "*kursiv*"),
        (Markdown("*a*") + "|", "&#42;a&#42;&#124;"),
    ],
)
def test_escape(value: object, expected: str) -> None:
    assert escape(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg", "Anna Berg"),
        ("Bundeswirtschaftsministerin a|b", "Bundeswirtschaftsministerin a&#124;b"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschi<wbr>fffahrtsgesell<wbr>schaft"),
        ("x" * 27 + "<b>", "x" * 14 + "<wbr>" + "x" * 13 + "&#60;<wbr>b&#62;"),
        pytest.param("שלום" * 8, "\u2068" + "שלום" * 8 + "\u2069", id="the order of other scripts stays"),
    ],
)
def test_breakable(text: str, expected: str) -> None:
    assert breakable(text) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{{ text }}",
        "{{ text | safe }}",
        "{{ '' ~ text }}",
        "{{ 0.5 | percent ~ text }}",
        "{{ [text] }}",
        "{{ [text] | listed }}",
        "{{ _('%(text)s', text=text) }}",
        "{{ ngettext('%(text)s', '%(text)s', 1, text=text) }}",
        "{% trans text %}{{ text }}{% endtrans %}",
    ],
)
def test_no_template_can_forget_to_escape(template: str) -> None:
    shown = environment(Locale("en")).from_string(template).render(text="<b>*x*</b>|")

    assert not set("<>*|") & set(shown)


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Anna Berg", 9, "Anna Berg"),
        ("Anna Berg und Otto", 12, "Anna Berg…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrt", 10, "A Donauda…"),
    ],
)
def test_elide(text: str, length: int, expected: str) -> None:
    assert elide(text, length) == expected
