from __future__ import annotations

import csv
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from tests.fuzz import files
from tests.hostile import TEXTS
from wortlaut.corrections.records import QuotationCorrection
from wortlaut.corrections.records import read as read_corrections
from wortlaut.params import Params
from wortlaut.stages import all_stages
from wortlaut.tables import csv_files, schemas
from wortlaut.utils.archives import repacked, unpack
from wortlaut.utils.errors import WortlautError
from wortlaut.validation import sheet
from wortlaut.validation.corrections import add_corrections, corrections
from wortlaut.validation.report import validation_report
from wortlaut.validation.sample import count_kinds, draw
from wortlaut.validation.scores import proportion, score
from wortlaut.validation.sheet import PASSAGE, QUOTATION, SheetRow, read, write


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of twelve articles of two outlets, with two quotations and two other sentences each."""
    folder = tmp_path_factory.mktemp("sample")
    with (folder / "texte.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("id", "text", "outlet"))
        for number in range(12):
            text = (
                f"Rat Nummer {number} tagt\n\n„Wir bauen Haus {number} sofort“, sagte Bürgermeister Jan Lau am Montag. "
                f"Es regnete in Ort {number}.\n\nLaut Ida Falk kostet Haus {number} viel Geld. Weg {number} ist lang.\n"
            )
            writer.writerow((f"t{number}", text, "Tag" if number % 3 else "Woche"))
    all_stages.run(folder / "texte.csv", folder / "out", Params())
    return folder / "out"


def drawn(run: Path, n: int, seed: int = 1) -> list[SheetRow]:
    return draw(run / "processed", run / "interim" / "articles.jsonl", n, seed=seed)


def test_a_sample_has_rules_and_outlets_in_proportion(run: Path) -> None:
    rows = drawn(run, 12)
    found = list(csv_files.rows(schemas.QUOTATIONS, run / "processed"))
    quotations = [row for row in rows if row.kind == QUOTATION]
    passages = [row for row in rows if row.kind == PASSAGE]
    assert (len(quotations), len(passages)) == count_kinds(rows) == (12, 6)
    assert len({row.id for row in rows}) == 18
    share = len(quotations) / len(found)
    in_sample, in_all = Counter(row.rule for row in quotations), Counter(row.rule for row in found)
    assert all(abs(in_sample[rule] - share * n) <= 1 for rule, n in in_all.items())
    assert sum(row.stands_for for row in quotations) == pytest.approx(len(found), abs=0.01)
    quoted = [row.text for row in quotations]
    assert all(not any(row.text in text or text in row.text for text in quoted) for row in passages)
    assert not any(row.text.startswith("Rat Nummer") for row in passages)


def test_a_drawn_quotation_has_the_label_of_its_sentence(run: Path) -> None:
    labels = {row.sentence_id: row.label for row in csv_files.rows(schemas.SENTENCE_SENTIMENT, run / "processed")}
    found = {row.quotation_id: row for row in csv_files.rows(schemas.QUOTATIONS, run / "processed")}
    quotations = [row for row in drawn(run, 12) if row.kind == QUOTATION]
    assert all(row.tone and row.tone == labels[found[row.id].sentence_id] for row in quotations)


def test_the_same_seed_gives_the_same_sample_and_another_seed_another(run: Path) -> None:
    assert drawn(run, 8) == drawn(run, 8)
    assert {row.id for row in drawn(run, 8)} != {row.id for row in drawn(run, 8, seed=2)}


def test_more_rows_than_there_are_are_all(run: Path) -> None:
    n_found = sum(1 for _ in csv_files.rows(schemas.QUOTATIONS, run / "processed"))
    quotations = [row for row in drawn(run, 10_000) if row.kind == QUOTATION]
    assert len(quotations) == n_found
    assert {row.stands_for for row in quotations} == {1}


def test_left_out_articles_are_not_drawn_and_nothing_to_draw_is_an_error(run: Path) -> None:
    ids = {f"texte.csv/t{number}" for number in range(12)}
    articles = run / "interim" / "articles.jsonl"
    rows = draw(run / "processed", articles, 50, not_counted=ids - {"texte.csv/t3"})
    assert {row.article_id for row in rows} == {"texte.csv/t3"}
    with pytest.raises(WortlautError, match="no quotation to draw"):
        draw(run / "processed", articles, 50, not_counted=ids)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".XLSX"])
def test_a_sheet_comes_back_as_it_was_written(ending: str, tmp_path: Path) -> None:
    rows = [
        SheetRow(QUOTATION, f"q{number}", "a", text=text, before=text, stands_for=2.5)
        for number, text in enumerate(TEXTS)
        if text.isprintable() and len(text) < 30_000
    ]
    filled = SheetRow(
        QUOTATION, "q", "a", "", "r", "Direct", text="ja", is_quotation=True, speaker_right=False, missed="x"
    )
    write([*rows, filled], tmp_path / f"s{ending}")
    found = read(tmp_path / f"s{ending}")
    assert found[:-1] == rows
    if ending == ".csv":
        assert found[-1] == filled


def test_ticks_in_a_workbook_are_read(tmp_path: Path) -> None:
    write([SheetRow(QUOTATION, "q1", "a", text="=1+1"), SheetRow(PASSAGE, "s1", "a")], tmp_path / "s.xlsx")
    workbook = load_workbook(tmp_path / "s.xlsx")
    sheet = workbook.worksheets[0]
    column = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, column["text"]).data_type == "s"
    for number, value in ((2, 1), (3, "nein")):
        sheet.cell(number, column["is_quotation"], value)
    sheet.cell(2, column["speaker_right"], True)
    workbook.save(tmp_path / "s.xlsx")
    first, second = read(tmp_path / "s.xlsx")
    assert (first.is_quotation, first.speaker_right, first.tone_right, second.is_quotation) == (True, True, None, False)


def test_a_workbook_offers_the_values_of_its_cells(tmp_path: Path) -> None:
    write([SheetRow(QUOTATION, "q1", "a", text="Ja."), SheetRow(PASSAGE, "s1", "a")], tmp_path / "s.xlsx")
    sheet = load_workbook(tmp_path / "s.xlsx").worksheets[0]
    names = {cell.column_letter: cell.value for cell in sheet[1]}
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    types = f'"{",".join(schemas.QUOTATION_TYPES)}"'
    ticked = {"is_quotation", "speaker_right", "tone_right"}
    values = {
        name: types if name == "right_type" else '"1,0"' for name in names.values() if name in {*ticked, "right_type"}
    }
    assert {names[place[0]]: value for place, value in offered.items()} == values
    assert all(place[1:] == f"2:{place[0]}3" for place in offered)


def test_a_spreadsheet_may_have_moved_columns_and_changed_the_separator(tmp_path: Path) -> None:
    names = [*reversed(SheetRow._fields), "mine"]
    cells = {"kind": QUOTATION, "id": "q1", "article_id": "a", "stands_for": "2,5", "is_quotation": "X", "mine": "!"}
    lines = [names, [cells.get(name, "") for name in names]]
    (tmp_path / "s.csv").write_text("\ufeff" + "\r\n".join(map(";".join, lines)), encoding="utf-8")
    (row,) = read(tmp_path / "s.csv")
    assert (row.id, row.stands_for, row.is_quotation) == ("q1", 2.5, True)


def test_a_sheet_with_ticks_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(WortlautError, match="exists already"):
        write([SheetRow(QUOTATION, "q1", "a")], tmp_path / "s.csv")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("s.ods", "", r"must end in \.csv or \.xlsx"),
        ("s.csv", "kind,id\n", "lacks the columns article_id"),
        ("s.csv", ",".join(SheetRow._fields) + "\n", "has no rows"),
        ("s.xlsx", "kein Zip", "cannot be read as a workbook"),
        ("s.csv", "ROW", "line 2: kind 'x' is neither"),
        ("s.csv", "TICK", "line 2: is_quotation is 'vielleicht'. Write 1 for yes"),
        ("s.csv", "WEIGHT", "line 2: stands_for 'viel' is not a number"),
        ("s.csv", "NAN", "line 2: stands_for 'nan' is no number of"),
        ("s.csv", "NEGATIVE", "line 2: stands_for '-1' is no number of"),
        ("s.csv", "TYPE", "line 2: right_type 'direct' is none of Direct"),
    ],
)
def test_a_faulty_sheet_is_refused_with_the_place(name: str, content: str, message: str, tmp_path: Path) -> None:
    wrong = {
        "ROW": {"kind": "x"},
        "TICK": {"is_quotation": "vielleicht"},
        "WEIGHT": {"stands_for": "viel"},
        "NAN": {"stands_for": "nan"},
        "NEGATIVE": {"stands_for": "-1"},
        "TYPE": {"right_type": "direct"},
    }
    if content in wrong:
        cells = {"kind": QUOTATION, "id": "q1", "article_id": "a", "stands_for": "1"} | wrong[content]
        content = "\n".join([",".join(SheetRow._fields), ",".join(cells.get(each, "") for each in SheetRow._fields)])
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=message):
        read(tmp_path / name)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_sheet_that_is_missing_is_named(ending: str, tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="there is no such file"):
        read(tmp_path / f"s{ending}")


def test_line_ends_and_long_texts_are_kept_in_csv(tmp_path: Path) -> None:
    rows = [SheetRow(QUOTATION, "q", "a", before="a\rb", text="c\u2028d\x85e", after="lang " * 50_000, note="\r\n")]
    write(rows, tmp_path / "s.csv")
    assert read(tmp_path / "s.csv") == rows


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """Change the markup of the first sheet of a workbook."""
    parts = unpack(path.read_bytes(), 1 << 24)
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    path.write_bytes(repacked(parts).getvalue())
    return path


def test_a_workbook_asks_for_no_other_file(tmp_path: Path) -> None:
    (canary := tmp_path / "canary").write_text("Geheim", encoding="utf-8")
    write([SheetRow(PASSAGE, "s1", "a", text="Ja.")], tmp_path / "s.xlsx")
    declared = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file://{canary}">]><worksheet '.encode()
    changed(tmp_path / "s.xlsx", b"<worksheet ", declared)
    changed(tmp_path / "s.xlsx", b"<v>", b"<v>&x;")
    with pytest.raises(WortlautError, match="cannot be read as a workbook"):
        read(tmp_path / "s.xlsx")


def test_a_formula_counts_as_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    write([SheetRow(PASSAGE, "s1", "a", text="Ja.", stands_for=2.5)], tmp_path / "s.xlsx")
    changed(tmp_path / "s.xlsx", b"<v>2.5</v>", b'<f>HYPERLINK("http://a.de")</f><v>3</v>')
    (row,) = read(tmp_path / "s.xlsx")
    assert row.stands_for == 3


def test_a_workbook_that_unfolds_beyond_measure_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "s.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (sheet._MAX_UNPACKED + 1))
    with pytest.raises(WortlautError, match="too large"):
        read(tmp_path / "s.xlsx")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    write([SheetRow(PASSAGE, "s1", "a", text="Ja.")], tmp_path / "s.xlsx")
    parts = unpack((tmp_path / "s.xlsx").read_bytes(), 1 << 24)
    name = random.choice([*parts])
    parts[name] = files.mutated(random, parts[name])
    (tmp_path / "s.xlsx").write_bytes(repacked(parts).getvalue())
    with suppress(WortlautError):
        assert [row.kind for row in read(tmp_path / "s.xlsx")] == [PASSAGE]


@pytest.mark.parametrize(
    "row",
    [
        SheetRow(QUOTATION, "q1", "a", text=" ", is_quotation=False),
        SheetRow(QUOTATION, "q1", "", text="ja", right_speaker="Ida Falk"),
        SheetRow(PASSAGE, "s1", "a", missed="\r\n"),
    ],
)
def test_no_correction_is_made_of_nothing(row: SheetRow, tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="no article_id or no text"):
        add_corrections([row], tmp_path, "")
    assert not (tmp_path / "quotations.csv").exists()


def test_corrections_from_any_text_can_be_read(tmp_path: Path) -> None:
    rows = [
        SheetRow(QUOTATION, f"q{number}", "a", text=f"ja {text}", is_quotation=True, right_speaker=f"x {text}")
        for number, text in enumerate(TEXTS)
    ]
    n_added = add_corrections(rows, tmp_path, "von\rs.csv")
    assert n_added >= len(TEXTS) - 2  # three of them differ by their line ends only
    assert len(read_corrections(tmp_path).quotations) == n_added
    assert add_corrections(rows, tmp_path, "von\rs.csv") == 0


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ([True] * 8 + [False] * 2, (10, 0.8, 0.4902, 0.9433)),  # Wilson's interval for 8 of 10
        ([True, None], (1, 1.0, 0.2065, 1.0)),
        ([False], (1, 0.0, 0.0, 0.7935)),
        ([None], (0, None, None, None)),
    ],
)
def test_a_proportion_has_wilsons_interval(ticks: list[bool | None], expected: tuple[float | None, ...]) -> None:
    assert tuple(proportion(ticks)) == expected


def judged(n_right: int, n_wrong: int, n_missed: int, n_clean: int, weights: tuple[float, float]) -> list[SheetRow]:
    quotations = [
        SheetRow(
            QUOTATION, "", "a", "Tag", "r", stands_for=weights[0], is_quotation=right, speaker_right=right or None,
            tone_right=number % 2 == 0 if right else None,
        )
        for number, right in enumerate([True] * n_right + [False] * n_wrong)
    ]  # fmt: skip
    passages = [
        SheetRow(PASSAGE, "", "a", "Tag", stands_for=weights[1], is_quotation=missed)
        for missed in [True] * n_missed + [False] * n_clean
    ]
    return quotations + passages


def test_recall_weighs_quotations_and_passages_by_what_they_stand_for() -> None:
    found = score(judged(8, 2, 1, 9, (10, 20)))
    assert found.precision.value == 0.8
    assert found.recall.value == 0.8  # 80 right ones found, 20 in 200 sentences missed
    assert found.recall.low is not None
    assert found.recall.high is not None
    assert found.recall.low == pytest.approx(0.486, abs=0.01)
    assert found.recall.high == pytest.approx(0.973, abs=0.01)
    assert (found.speakers.n, found.speakers.value, found.tones.value) == (8, 1.0, 0.5)
    assert found.by_rule["r"][0] == found.precision == found.by_outlet["Tag"][0]
    assert (found.n_quotations, found.n_passages) == (100, 200)


def test_where_nothing_was_missed_the_recall_may_still_be_lower() -> None:
    recall = score(judged(10, 0, 0, 20, (1, 5))).recall
    assert (recall.value, recall.high) == (1, 1)
    assert recall.low is not None
    assert 0.3 < recall.low < 0.9
    assert score(judged(10, 0, 0, 0, (1, 1))).recall == (0, None, None, None)
    assert score(judged(0, 3, 1, 1, (1, 1))).recall.value is None


def test_the_report_has_scores_and_a_paragraph_in_both_languages() -> None:
    rows = judged(8, 2, 1, 9, (10, 20))
    english, german = validation_report(rows, "en"), validation_report(rows, "de")
    assert "80% (49%–94%), n = 10" in english
    assert "checked by hand in a random sample of 10 of 100" in english.replace("\n", " ")
    assert "estimated recall of 80%" in english.replace("\n", " ")
    assert "Zufallsstichprobe von 10 aus 100" in german.replace("\n", " ")
    assert "Trefferquote von 80 %" in german.replace("\n", " ")
    assert "No quotation was judged" in validation_report([SheetRow(QUOTATION, "", "a")], "en")
    assert "recall of" not in validation_report(judged(1, 0, 0, 0, (1, 1)), "en")


@pytest.mark.parametrize(
    ("locale", "parts"),
    [
        ("en", ["precision", "right speakers", "right tones", "Of the correct quotations, 100%", "The tone was right"]),
        ("de", ["Präzision", "richtig zugeordnet", "richtiger Ton", "Von den richtigen Zitaten waren", "Der Ton war"]),
    ],
)
def test_speakers_and_tones_are_reported_in_the_language_of_the_report(
    locale: Literal["en", "de"], parts: list[str]
) -> None:
    report = " ".join(validation_report(judged(8, 2, 1, 9, (10, 20)), locale).split())
    assert [part for part in parts if part not in report] == []


def test_an_outlet_with_line_breaks_stays_in_its_line() -> None:
    rows = [row._replace(outlet="Tag\nund\tNacht") for row in judged(8, 2, 1, 9, (10, 20))]
    assert "Tag und Nacht   " in validation_report(rows, "en")


def test_ticks_become_corrections_once(tmp_path: Path) -> None:
    rows = [
        SheetRow(QUOTATION, "q1", "a", text="kein\nZitat", is_quotation=False),
        SheetRow(QUOTATION, "q2", "a", text="falsch", is_quotation=True, speaker_right=False),
        SheetRow(QUOTATION, "q3", "a", text="wer", is_quotation=True, speaker_right=False, right_speaker="Ida Falk"),
        SheetRow(QUOTATION, "q4", "a", text="Art", is_quotation=True, right_type="Reported"),
        SheetRow(QUOTATION, "q5", "a", text="gut", is_quotation=True, speaker_right=True),
        SheetRow(QUOTATION, "q6", "a", text="offen"),
        SheetRow(PASSAGE, "s1", "a", text="Ein Satz.", is_quotation=True),
        SheetRow(PASSAGE, "s2", "a", text="Er lobte sie.", missed="lobte sie", right_type="Reported"),
    ]
    assert {each.line for each in corrections(rows)} == {0}
    asked = [each.key for each in corrections(rows)]
    assert asked == [
        ("a", "drop", "kein Zitat", "", ""),
        ("a", "set", "falsch", "-", ""),
        ("a", "set", "wer", "Ida Falk", ""),
        ("a", "set", "Art", "", "Reported"),
        ("a", "add", "lobte sie", "", "Reported"),
    ]
    (tmp_path / "quotations.csv").write_text("article_id;action;quote;note\na;drop;alt;meins\n", encoding="utf-8")
    assert add_corrections(rows, tmp_path, "from s.csv") == 5
    assert add_corrections(rows, tmp_path, "from s.csv") == 0
    found = read_corrections(tmp_path).quotations
    assert found[0] == QuotationCorrection(2, "a", "drop", "alt", note="meins")
    assert (len(found), found[1].quote, found[1].note) == (6, "kein Zitat", "from s.csv")
    assert add_corrections(rows[4:6], tmp_path / "new", "") == 0


def test_articles_without_an_outlet_come_before_those_of_an_outlet(tmp_path: Path) -> None:
    texts = "id,text,outlet\na,Jan Mohr sagte: „Wir bauen sofort.“,\nb,Ida Falk sagte: „Wir warten lieber.“,Bote\n"
    (tmp_path / "texte.csv").write_text(texts, encoding="utf-8")
    all_stages.run(tmp_path / "texte.csv", tmp_path / "out", Params())
    rows = draw(tmp_path / "out" / "processed", tmp_path / "out" / "interim" / "articles.jsonl", 1)
    assert [row.outlet for row in rows if row.kind == QUOTATION] == ["Bote"]


def test_every_cell_of_a_workbook_wraps_its_text(tmp_path: Path) -> None:
    write([SheetRow(QUOTATION, "q1", "a", text="Ja.")], tmp_path / "s.xlsx")
    _, cells = load_workbook(tmp_path / "s.xlsx").worksheets[0].iter_rows()
    assert all(cell.alignment.wrap_text for cell in cells)
