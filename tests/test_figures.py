from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

from pipeline import tables
from pipeline.errors import WortlautError
from pipeline.report.details import Article
from pipeline.report.figures import MAX_ROWS, draw_speakers, draw_tone
from pipeline.report.overview import Speaker
from pipeline.report.sections import NO_TONE, Section, Tone

LONG_NAME = "Sabine Leutheusser-Schnarrenberger-Großherzogenrath von und zu Hohenlohe-Schillingsfürst"
HOSTILE = "$\\frac{1}{0}$ \u202e漢字\ud83c\x00 %s {} \\n $^ <b>"


def section(polarity: float | None, n_hits: int, name: str = "Streit") -> Section:
    label = "no evidence" if polarity is None else "positive" if polarity > 0 else "negative"
    return Section("a", name, Tone(polarity, label, n_hits, tables.evidence(n_hits)), NO_TONE, NO_TONE, 0.1, 3, ())


def article(*sections: Section, title: str = "Hochwasser") -> Article:
    return Article(
        article_id="a",
        title=title,
        path="a.txt",
        published_at="",
        language="de",
        n_sections=len(sections),
        n_sentences=9,
        n_quotations=0,
        n_words_quoted=0,
        n_entities=0,
        sections=sections,
        voices=(),
        entities=(),
    )


def speaker(words_by_type: Mapping[str, int], name: str = "Anna Berg", role: str = "") -> Speaker:
    return Speaker(name, role, len(words_by_type), 1, sum(words_by_type.values()), words_by_type, NO_TONE)


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Return the list to which each figure goes that is saved."""
    figures: list[Figure] = []
    save = Figure.savefig

    def keep(figure: Figure, *args: Any, **options: Any) -> None:
        figures.append(figure)
        save(figure, *args, **options)

    monkeypatch.setattr(Figure, "savefig", keep)
    return figures


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


DRAWINGS = [
    pytest.param(draw_tone, [], id="no article"),
    pytest.param(draw_tone, [article()], id="article without section"),
    pytest.param(draw_tone, [article(section(0.4, 9), section(None, 0))], id="one article"),
    pytest.param(draw_tone, [article(*[section(-1.0, 1)] * 7)] * 50, id="many articles"),
    pytest.param(draw_tone, [article(section(1.0, 12_345, name=LONG_NAME), title=LONG_NAME * 2)], id="long titles"),
    pytest.param(draw_tone, [article(section(0.4, 9, name=HOSTILE), title=HOSTILE)], id="hostile titles"),
    pytest.param(draw_speakers, [], id="no speaker"),
    pytest.param(draw_speakers, [speaker({})], id="no words"),
    pytest.param(draw_speakers, [speaker({"Direct": 4, "Reported": 2})], id="one speaker"),
    pytest.param(draw_speakers, [speaker({"Indirect": 99_999})] * 1_000, id="many speakers"),
    pytest.param(
        draw_speakers, [speaker({"Direct": 1}, LONG_NAME * 2, LONG_NAME), speaker({}, "Wu", LONG_NAME)], id="long names"
    ),
    pytest.param(draw_speakers, [speaker({"Direct": 1}, HOSTILE, HOSTILE)], id="hostile names"),
]


@pytest.mark.parametrize(("draw", "content"), DRAWINGS)
def test_figures_are_pictures_of_bounded_size(
    draw: Callable[[Sequence[Any], Path], None], content: Sequence[Any], tmp_path: Path
) -> None:
    draw(content, tmp_path / "figures" / "figure.png")

    height, width, _ = imread(tmp_path / "figures" / "figure.png").shape
    assert width == 1350
    assert 100 < height < 3_500
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["figure.png"]


@pytest.mark.parametrize(
    ("draw", "content"),
    [
        pytest.param(
            draw_tone, [article(section(0.4, 9, name=HOSTILE), section(-0.4, 2), section(None, 0))], id="tone"
        ),
        pytest.param(draw_speakers, [speaker({"Direct": 4, "Reported": 2}, HOSTILE, LONG_NAME)], id="speakers"),
        pytest.param(draw_speakers, [], id="sentence"),
    ],
)
def test_same_content_gives_the_same_bytes_whatever_the_settings(
    draw: Callable[[Sequence[Any], Path], None], content: Sequence[Any], tmp_path: Path
) -> None:
    draw(content, tmp_path / "one.png")
    with matplotlib.rc_context({"font.size": 20, "savefig.dpi": 30, "axes.facecolor": "black"}):
        draw(content, tmp_path / "two.png")
        assert matplotlib.rcParams["font.size"] == 20

    png = (tmp_path / "one.png").read_bytes()
    assert png == (tmp_path / "two.png").read_bytes()
    assert not {b"tEXt", b"tIME", b"iTXt"} & set(chunks(png))


def test_tone_figure_tells_numbers_and_evidence(saved: list[Figure], tmp_path: Path) -> None:
    sections = [section(0.64, 8, "Lob"), section(-0.8, 1, "Streit"), section(None, 0, "Lead")]
    draw_tone([article(*sections)], tmp_path / "tone.png")

    shown = texts(saved[0])
    assert {"Hochwasser", "Lob", "Streit", "Lead", "+0.64", "8 hits", "−0.80", "1 hit", "0 hits"} <= set(shown)
    assert shown.count("no evidence") == 1


def test_bars_with_few_hits_are_pale(saved: list[Figure], tmp_path: Path) -> None:
    draw_tone([article(section(0.5, 5), section(0.5, 4), section(-0.5, 5), section(-0.5, 4))], tmp_path / "tone.png")

    strong_positive, pale_positive, strong_negative, pale_negative = (
        np.mean(bars[0].get_facecolor()[:3]) for bars in saved[0].axes[0].containers
    )
    assert pale_positive > strong_positive + 0.2
    assert pale_negative > strong_negative + 0.2


def test_bars_add_up_to_the_words_of_a_speaker(saved: list[Figure], tmp_path: Path) -> None:
    words = {name: number for number, name in enumerate(tables.QUOTATION_TYPES, start=10)}
    draw_speakers([speaker(words, "Anna Berg", "Ministerin")], tmp_path / "speakers.png")

    widths = [bars[0].get_width() for bars in saved[0].axes[0].containers]
    assert sorted(widths) == sorted(words.values())
    shown = texts(saved[0])
    assert {"Anna Berg", "Ministerin", "60"} <= set(shown)
    assert {"direct", "indirect", "indirect, continued", "free indirect", "reported"} <= set(shown)


def test_legend_has_only_types_that_occur(saved: list[Figure], tmp_path: Path) -> None:
    draw_speakers([speaker({"Direct": 3, "Indirect": 0})], tmp_path / "speakers.png")

    assert [text.get_text() for text in saved[0].legends[0].get_texts()] == ["direct"]


def test_types_are_told_apart_in_grey(saved: list[Figure], tmp_path: Path) -> None:
    draw_speakers([speaker(dict.fromkeys(tables.QUOTATION_TYPES, 5))], tmp_path / "speakers.png")

    looks = {
        (bars[0].get_hatch(), round(float(np.dot(bars[0].get_facecolor()[:3], (0.3, 0.59, 0.11))), 1))
        for bars in saved[0].axes[0].containers
    }
    assert len(looks) == len(tables.QUOTATION_TYPES)


@pytest.mark.parametrize("name", [LONG_NAME, LONG_NAME.replace(" ", ""), "Anna Berg"])
def test_names_stay_inside_the_figure(name: str, saved: list[Figure], tmp_path: Path) -> None:
    draw_speakers([speaker({"Direct": 1}, name, LONG_NAME)], tmp_path / "speakers.png")

    figure = saved[0]
    boxes = [text.get_window_extent() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= figure.bbox.width


def test_formulas_in_names_are_shown_as_they_are(saved: list[Figure], tmp_path: Path) -> None:
    draw_speakers([speaker({"Direct": 1}, "$x^2$ AG")], tmp_path / "speakers.png")

    names = [text for text in saved[0].findobj(Text) if isinstance(text, Text) and "AG" in text.get_text()]
    assert [(name.get_text(), name.get_parse_math()) for name in names] == [("$x^2$ AG", False)]


def test_characters_without_a_picture_become_boxes(saved: list[Figure], tmp_path: Path) -> None:
    draw_speakers([speaker({"Direct": 1}, "Li 李\u202e Wei")], tmp_path / "speakers.png")

    assert "Li □ Wei" in texts(saved[0])


@pytest.mark.parametrize("draw", [draw_tone, draw_speakers])
def test_figures_that_cannot_be_written_are_named(draw: Callable[[Sequence[Any], Path], None], tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("no folder", encoding="utf-8")

    with pytest.raises(WortlautError, match=r"tone\.png: cannot be written"):
        draw([], tmp_path / "figures" / "tone.png")


def test_figures_end_after_the_rows_a_person_can_read(saved: list[Figure], tmp_path: Path) -> None:
    draw_tone([article(*[section(0.5, 9)] * 30)] * 2, tmp_path / "tone.png")
    draw_speakers([speaker({"Direct": 1})] * 99, tmp_path / "speakers.png")

    assert [len(figure.axes[0].containers) for figure in saved] == [MAX_ROWS, MAX_ROWS]
