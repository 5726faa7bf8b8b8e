from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

from tests.report.corpus import report
from wortlaut.locales import Locale
from wortlaut.report import figures
from wortlaut.report.details import Article
from wortlaut.report.entities import NamedEntity
from wortlaut.report.figures import canvas
from wortlaut.report.figures.entities_over_time import draw_timeline, period_rows
from wortlaut.report.figures.figure import MAX_ROWS
from wortlaut.report.figures.group_shares import draw_shares
from wortlaut.report.figures.group_tones import draw_tones
from wortlaut.report.figures.intervals import IntervalRow
from wortlaut.report.figures.kinds import KindRow, describe_kinds, draw_kinds
from wortlaut.report.figures.matrix import CountRow
from wortlaut.report.figures.places import draw_places, place_rows
from wortlaut.report.figures.section_tones import draw_tone, tone_rows
from wortlaut.report.figures.speakers import draw_speakers, word_rows
from wortlaut.report.figures.speakers_over_time import SpeakerRow, describe_speakers
from wortlaut.report.figures.speakers_over_time import draw_speakers as draw_over_time
from wortlaut.report.over_time import Month
from wortlaut.report.sections import NO_TONE, Section, Tone
from wortlaut.report.speakers import Place, Speaker
from wortlaut.report.timeline import Period
from wortlaut.tables import schemas
from wortlaut.utils.errors import WortlautError
from wortlaut.utils.languages import Language

LONG_NAME = "Bundesvereinigung der Deutschen Arbeitgeberverbände und Großherzogenräte zu Hohenlohe-Schillingsfürst"
HOSTILE = "$\\frac{1}{0}$ \u202e漢字\ud83c\x00 %s {} \\n $^ <b> -->"
NAMES = [LONG_NAME, LONG_NAME.replace(" ", ""), HOSTILE, "Anna Berg"]
EN, DE = Locale("en"), Locale("de", Path(canvas.__file__).parents[1])


def section(value: float | None, n_sentences: int, name: str = "Streit") -> Section:
    label = "no evidence" if value is None else "positive" if value > 0 else "negative"
    interval = None if value is None else (max(value - 0.2, -1.0), min(value + 0.2, 1.0))
    tone = Tone(value, label, n_sentences, 3, schemas.evidence(n_sentences), interval)
    return Section("a", "a#sec1", "body", name, tone, NO_TONE, NO_TONE, ())


def article(*sections: Section, title: str = "Hochwasser") -> Article:
    return Article(
        number=1,
        article_id="a",
        title=title,
        path="a.txt",
        published_at="",
        language="de",
        n_sections=len(sections),
        n_sentences=9,
        n_quotations=0,
        n_words_quoted=0,
        n_names=0,
        sections=sections,
        voices=(),
        names=(),
        places=(),
        pairs=(),
    )


def tone_figure(*articles: Article, locale: Locale = EN) -> Figure:
    return draw_tone([*tone_rows(articles, locale)], locale)


def speaker(words_by_type: Mapping[str, int], name: str = "Anna Berg", role: str = "") -> Speaker:
    n_words = sum(words_by_type.values())
    return Speaker(f"PER:{name}", name, role, len(words_by_type), 1, n_words, words_by_type, NO_TONE)


def speakers_figure(*speakers: Speaker, locale: Locale = EN) -> Figure:
    return draw_speakers([*word_rows(speakers)], locale)


def place(title: str | None, words: Mapping[str, int], heading: str = "Lob") -> Place:
    return Place(title, "body", heading, 1, {f"PER:{name}": n_words for name, n_words in words.items()})


def places_figure(*places: Place, names: Sequence[str] = ("Anna Berg",), locale: Locale = EN) -> Figure:
    rows = [*place_rows([speaker({}, name) for name in names], places, locale)]
    return draw_places(rows, names, locale)


def timeline_figure(*starts: str, names: Sequence[str] = ("Anna Berg",), locale: Locale = EN) -> Figure:
    mentions = {f"PER:{name}": number for number, name in enumerate(names, start=3)}
    periods = tuple(Period(start, 1, 2, 30, mentions) for start in starts)
    followed = [NamedEntity(f"PER:{name}", name, "PER", "Ministerin", "", 9, 9) for name in names]
    rows = [*period_rows(followed, periods)]
    return draw_timeline(rows, [*map(locale.date, starts)], locale)


def kinds_figure(*names: str, words: Mapping[str, int], locale: Locale = EN) -> Figure:
    n_words = sum(words.values())
    return draw_kinds([KindRow(name, n_words, 1 / len(names), (0.0, 0.9), words) for name in names], locale)


def intervals(*names: str, value: float = 0.4) -> list[IntervalRow]:
    return [
        IntervalRow(name, name, name, value, (value - 0.3, 1.0), is_few, 850)
        for name in names
        for is_few in (True, False)
    ]


def over_time_figure(*names: str, n_months: int, locale: Locale = EN) -> Figure:
    months = [Month(99_999, 1.0, (-1.0, 1.0)), Month(1, -1.0, None), Month(0, None, None), None] * n_months
    rows = [SpeakerRow(name, name, months[:n_months]) for name in names]
    return draw_over_time(rows, [f"Dez. {2000 + number}" for number in range(n_months)], locale)


Draw = Callable[[], Figure]
FIGURES: dict[str, Draw] = {
    "tone of one section": lambda: tone_figure(article(section(None, 0))),
    "tone of one article": lambda: tone_figure(article(section(0.4, 9), section(-0.3, 2), section(None, 0))),
    "tone of many articles": lambda: tone_figure(*[article(*[section(-1.0, 1)] * 7)] * 50),
    "long titles": lambda: tone_figure(article(section(1.0, 12_345, name=LONG_NAME), title=LONG_NAME * 2)),
    "hostile titles": lambda: tone_figure(article(section(0.4, 9, name=HOSTILE), title=HOSTILE)),
    "speaker without words": lambda: speakers_figure(speaker({})),
    "one speaker": lambda: speakers_figure(speaker({"Direct": 4, "Reported": 2})),
    "many speakers": lambda: speakers_figure(*[speaker({"Indirect": 99_999})] * 1_000),
    "long and hostile names": lambda: speakers_figure(*(speaker({"Direct": 1}, name, name) for name in NAMES)),
    "one place": lambda: places_figure(place(None, {"Anna Berg": 1})),
    "places with long and hostile names": lambda: places_figure(
        *(place(name, {name: 99_999}, name) for name in NAMES), names=NAMES
    ),
    "places with many speakers": lambda: places_figure(
        *[place("Hochwasser", {"Anna 1": 9})] * 24, names=[f"Anna {number}" for number in range(12)]
    ),
    "timeline": lambda: timeline_figure("2024-10", "2024-11", names=NAMES),
    "one kind of speaker": lambda: kinds_figure("politics", words={"f": 1}),
    "kinds of speakers": lambda: kinds_figure(
        *NAMES, words={"f": 99_999, "m": 1, "other": 1, "": 1, "nobody": 1}, locale=DE
    ),
    "shares of groups": lambda: draw_shares(intervals(*NAMES), DE),
    "one tone of a group": lambda: draw_tones([IntervalRow("Tageblatt", "A", "", -1.0, None, True, 1)], EN),
    "tones of groups": lambda: draw_tones(intervals(*NAMES), DE),
    "one speaker over time": lambda: over_time_figure("Anna Berg", n_months=2),
    "speakers over time": lambda: over_time_figure(*NAMES, n_months=36, locale=DE),
    "long timeline": lambda: timeline_figure(*(f"{year:04}" for year in range(1, 2_025))),
}
METADATA = {"metadata", "RDF", "Work", "type", "format"}
SHAPES = {"svg", "defs", "style", "g", "path", "use", "clipPath", "rect", "pattern"}
drawings = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def chunks(png: bytes) -> list[bytes]:
    """Return the names of a PNG file's chunks."""
    names, position = [], 8
    while position < len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        names.append(png[position + 4 : position + 8])
        position += length + 12
    return names


@pytest.mark.slow
@drawings
def test_figures_are_pictures_of_bounded_size(draw: Draw, tmp_path: Path) -> None:
    with canvas.style():
        figures.write_pictures(tmp_path / "figures", "figure", canvas.pictures(draw()))

    height, width, _ = imread(tmp_path / "figures" / "figure.png").shape
    assert width == 1200
    assert 100 < height < 3_000
    assert sorted(path.name for path in (tmp_path / "figures").iterdir()) == ["figure.png", "figure.svg"]


@pytest.mark.slow
@drawings
def test_svg_files_are_valid_and_hold_nothing_but_shapes(draw: Draw, tmp_path: Path) -> None:
    with canvas.style():
        figures.write_pictures(tmp_path, "figure", canvas.pictures(draw()))

    root = ET.parse(tmp_path / "figure.svg").getroot()
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= METADATA | SHAPES


@drawings
def test_texts_stay_inside_the_figure(draw: Draw) -> None:
    with canvas.style():
        figure = draw()
        figure.draw_without_rendering()
        shown = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
        boxes = [text.get_window_extent() for text in shown if text.get_visible()]

    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= figure.bbox.width
    assert min(box.y0 for box in boxes) >= 0
    assert max(box.y1 for box in boxes) <= figure.bbox.height


@pytest.mark.parametrize("name", ["hostile titles", "long and hostile names", "timeline"])
def test_same_content_gives_the_same_bytes_whatever_the_settings(name: str, tmp_path: Path) -> None:
    draw = FIGURES[name]
    with canvas.style():
        figures.write_pictures(tmp_path, "one", canvas.pictures(draw()))
    with matplotlib.rc_context({"font.size": 20, "savefig.dpi": 30, "axes.facecolor": "black", "svg.hashsalt": "x"}):
        with canvas.style():
            figures.write_pictures(tmp_path, "two", canvas.pictures(draw()))
        assert matplotlib.rcParams["font.size"] == 20

    png, svg = ((tmp_path / f"one.{form}").read_bytes() for form in ("png", "svg"))
    assert (png, svg) == tuple((tmp_path / f"two.{form}").read_bytes() for form in ("png", "svg"))
    assert not {b"tEXt", b"tIME", b"iTXt"} & set(chunks(png))
    assert b"<dc:date>" not in svg


def test_tone_figure_tells_tone_label_and_evidence() -> None:
    figure = tone_figure(article(section(0.64, 8, "Lob"), section(-0.8, 1, "Streit"), section(None, 0, "Lead")))

    shown = texts(figure)
    assert {"Hochwasser", "Lob", "Streit", "Lead", "+0.64", "▲ positive", "8", "−0.80", "▼ negative", "1", "0"} <= {
        *shown
    }
    assert shown.count("no evidence") == 1


def test_bars_of_few_sentences_are_pale() -> None:
    figure = tone_figure(article(section(0.5, 5), section(0.5, 4), section(-0.5, 5), section(-0.5, 4)))

    strong_positive, pale_positive, strong_negative, pale_negative = (
        np.mean(bars[0].get_facecolor()[:3]) for bars in figure.axes[0].containers
    )
    assert pale_positive > strong_positive + 0.2
    assert pale_negative > strong_negative + 0.2


def test_bars_add_up_to_the_words_of_a_speaker() -> None:
    words = {name: number for number, name in enumerate(schemas.QUOTATION_TYPES, start=10)}
    figure = speakers_figure(speaker(words, "Anna Berg", "Ministerin"))

    widths = [bars[0].get_width() for bars in figure.axes[0].containers]
    assert sorted(widths) == sorted(words.values())
    shown = texts(figure)
    assert {"Anna Berg", "Ministerin", "60"} <= set(shown)
    assert {"direct", "indirect", "indirect, continued", "free indirect", "reported"} <= set(shown)


def test_legend_has_only_types_that_occur() -> None:
    figure = speakers_figure(speaker({"Direct": 3, "Indirect": 0}))

    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["direct"]


def test_types_are_told_apart_in_grey() -> None:
    figure = speakers_figure(speaker(dict.fromkeys(schemas.QUOTATION_TYPES, 5)))

    looks = {(bars[0].get_hatch(), round(grey(bars[0].get_facecolor()), 1)) for bars in figure.axes[0].containers}
    assert len(looks) == len(schemas.QUOTATION_TYPES)


def test_genders_are_told_apart_in_grey() -> None:
    figure = kinds_figure("politics", words=dict.fromkeys(("f", "m", "other", "", "nobody"), 5))

    looks = {(bars[0].get_hatch(), round(grey(bars[0].get_facecolor()), 1)) for bars in figure.axes[0].containers}
    assert len(looks) == 5


def test_kinds_are_divided_by_gender_and_have_intervals() -> None:
    row = KindRow("politics", 40, 0.5, (0.25, 0.75), {"f": 30, "nobody": 10})
    figure = draw_kinds([row], EN)

    assert [bars[0].get_width() for bars in figure.axes[0].containers] == pytest.approx([0.375, 0.125])
    assert [np.asarray(line.get_xdata()).tolist() for line in figure.axes[0].lines] == [[0.25, 0.75]]
    assert {"politics", "50%", "40", "women", "organisations and speakers without a name"} <= set(texts(figure))
    assert "men" not in texts(figure)
    assert describe_kinds([row], EN).endswith("politics: 50% (women 30, organisations and speakers without a name 10).")


def test_months_have_their_words_and_their_tone() -> None:
    months = [Month(12, -0.5, (-0.75, -0.25)), None, Month(1_500, 0.25, None)]
    rows, columns = [SpeakerRow("Anna Berg", "Ministerin", months)], ["Oct 2024", "…", "Mar 2025"]
    words, tone = draw_over_time(rows, columns, EN).axes

    assert [bars[0].get_height() for bars in words.containers] == [12, 1_500]
    points = [line for line in tone.lines if line.get_marker() == "o"]
    assert [np.asarray(line.get_xydata()).tolist() for line in points] == [[[0, -0.5]], [[2, 0.25]]]
    assert [line.get_markerfacecolor() == "white" for line in points] == [False, True]  # without an interval
    assert describe_speakers(rows, columns, EN).endswith("Anna Berg: Oct 2024 12, −0.50, Mar 2025 1,500, +0.25.")


@pytest.mark.slow
@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize(("n_articles", "n_figures"), [(0, 0), (1, 8), (3, 8), (850, 8)])
def test_figures_of_corpora_of_any_size(n_articles: int, n_figures: int, language: Language, tmp_path: Path) -> None:
    report(
        tmp_path,
        *(str if number % 2 else (lambda text: f"{LONG_NAME} {text}") for number in range(n_articles)),
        language=language,
    )

    pictures = {path.stem: imread(path).shape for path in (tmp_path / "reports").glob("figures/*.png")}
    assert len(pictures) == n_figures
    assert all(width == 1200 and 100 < height < 3_000 for height, width, _ in pictures.values())


def grey(color: Any) -> float:
    return float(np.dot(color[:3], (0.3, 0.59, 0.11)))


def test_more_is_darker_in_grey() -> None:
    figure = places_figure(place(None, {f"Anna {n}": n for n in range(9)}), names=[f"Anna {n}" for n in range(9)])
    figure.draw_without_rendering()

    shades = [grey(color) for color in figure.axes[0].collections[0].get_facecolor()]
    assert shades == sorted(shades, reverse=True)
    assert shades[0] == pytest.approx(1)
    assert len(set(shades)) == 9


def test_places_tell_who_is_quoted_where() -> None:
    first = place("Hochwasser", {"Anna Berg": 12}, "Lob")
    figure = places_figure(first, place("Hochwasser", {"Otto Kern": 1_500}, ""), names=["Anna Berg", "Otto Kern"])

    shown = texts(figure)
    assert {"Hochwasser", "Lob", "Text without heading", "Anna Berg", "Otto Kern", "12", "1,500"} <= set(shown)
    assert shown.count("Hochwasser") == 1


def test_timeline_leaves_out_who_is_never_named() -> None:
    followed = [NamedEntity(f"PER:{name}", name, "PER", "", "", 9, 9) for name in ("Anna Berg", "Otto Kern")]
    periods = (Period("2024", 1, 0, 0, {"PER:Anna Berg": 4}), Period("2025", 0, 0, 0, {}))

    assert [*period_rows(followed, periods)] == [CountRow(None, "Anna Berg", "", [4, 0])]


def test_words_and_numbers_are_those_of_the_language() -> None:
    tone = tone_figure(article(section(0.64, 8, "Lob")), locale=DE)
    quoted = speakers_figure(speaker({"Direct": 1_500}), locale=DE)
    named = timeline_figure("2024-10", "2024-12", locale=DE)

    assert {"Ton nach Abschnitt", "▲ positiv", "+0,64", "Sätze"} <= set(texts(tone))
    assert {"direkt", "1.500", "Wörter"} <= set(texts(quoted))
    assert {"Nennungen im Lauf der Zeit", "Okt. 2024", "Dez. 2024"} <= set(texts(named))


def test_formulas_in_names_are_shown_as_they_are() -> None:
    with canvas.style():
        figure = speakers_figure(speaker({"Direct": 1}, "$x^2$ AG"))

    names = [text for text in figure.findobj(Text) if isinstance(text, Text) and "AG" in text.get_text()]
    assert [(name.get_text(), name.get_parse_math()) for name in names] == [("$x^2$ AG", False)]


def test_characters_without_a_picture_become_boxes() -> None:
    assert "Li □ Wei" in texts(speakers_figure(speaker({"Direct": 1}, "Li 李\u202e Wei")))


def test_figures_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("no folder", encoding="utf-8")

    with pytest.raises(WortlautError, match=r"tone\.png: cannot be written"):
        figures.write_pictures(tmp_path / "figures", "tone", canvas.pictures(Figure()))


def test_figures_that_cannot_be_removed_are_named(tmp_path: Path) -> None:
    (tmp_path / "tone.png").mkdir()

    with pytest.raises(WortlautError, match=r"tone\.png: cannot be removed"):
        figures._remove(tmp_path, "tone")


def test_figures_end_after_the_rows_a_person_can_read() -> None:
    drawn = [
        tone_figure(*[article(*[section(0.5, 9)] * 30)] * 2),
        speakers_figure(*[speaker({"Direct": 1})] * 99),
    ]

    assert [len(figure.axes[0].containers) for figure in drawn] == [MAX_ROWS] * 2
