from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import wortlaut
from tests.markup import annotated
from wortlaut.corrections.entities import corrected_mentions
from wortlaut.corrections.records import Corrections, EntityCorrection, QuotationCorrection, read
from wortlaut.entities import find_mentions
from wortlaut.export import Format, export
from wortlaut.params import EntityParams, Params
from wortlaut.stages import all_stages
from wortlaut.tables.frames import Tables
from wortlaut.utils.errors import WortlautError

TEXTS = {
    "a": "Ministerin Ida Falk lobte den Rat. „Das war mutig“, sagte Falk am Montag in Moorburg.\n\n"
    "Der Rat habe lange gezögert, sagte Uwe Kern. Er forderte mehr Geld.\n",
    "b": "Falk kam zu spät. „Ich komme immer zu spät“, sagte Falk am Dienstag.\n\n"
    "„Das Moor stirbt langsam“, sagte Uwe Kern am Dienstag. Kerns Worte machten Eindruck.\n",
}


def corrected(folder: Path, entities: str = "", quotations: str = "", params: Params | None = None) -> Tables:
    """Run the texts with corrections; a folder that was run before keeps its results."""
    source, output = folder / "texte", folder / "out"
    (output / "corrections").mkdir(parents=True, exist_ok=True)
    source.mkdir(exist_ok=True)
    for name, content in TEXTS.items():
        (source / f"{name}.txt").write_text(content, encoding="utf-8")
    (output / "corrections" / "entities.csv").write_text(entities or "article_id,name\n", encoding="utf-8")
    lines = quotations or "article_id,action,quote\n"
    (output / "corrections" / "quotations.csv").write_text(lines, encoding="utf-8")
    all_stages.run(source, output, params or Params())
    return wortlaut.load(output / "processed")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corrections")


def entity(tables: Tables, canonical_id: str) -> dict[str, object]:
    (row,) = tables.canonical_entities.query("canonical_id == @canonical_id").to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in row.items()}


def test_without_corrections_nothing_is_marked(place: Path) -> None:
    tables = corrected(place)
    assert tables.canonical_entities.corrected.isna().all()
    assert tables.quotations.corrected.isna().all()
    assert tables.corrections.empty
    assert {"PER:ida-falk", "PER:falk@b", "PER:uwe-kern"} <= {*tables.canonical_entities.canonical_id}


def test_a_merged_entity_is_one_in_all_tables_and_back_again(place: Path) -> None:
    tables = corrected(place, "article_id,name,same_as,note\nb,Falk,Ida Falk,weil ich es weiß\n")
    assert "PER:falk@b" not in {*tables.canonical_entities.canonical_id}
    assert entity(tables, "PER:ida-falk")["corrected"] == "canonical_id"
    assert entity(tables, "PER:ida-falk")["n_articles"] == 2
    assert {*tables.quotations.query("article_id == 'b'").speaker_name.dropna()} == {"Ida Falk", "Uwe Kern"}
    assert tables.speaker_sentiment.set_index("name").n["Ida Falk"] == 2
    assert "PER:falk@b" not in {*tables.entity_sentiment.canonical_id, *tables.keywords.id}
    assert tables.corrections[["status", "words"]].to_numpy().tolist() == [["applied", "Falk"]]
    assert "PER:falk@b" in {*corrected(place).canonical_entities.canonical_id}


def test_what_is_said_about_an_entity_is_set(place: Path) -> None:
    tables = corrected(
        place,
        "article_id;name;new_name;role;party;gender;speaker_kind\n"
        ";Ida Falk;Ida M. Falk;-;SPD;other;\n"
        "a;Kern;;Landwirt;;;citizens\n",
    )
    falk, kern = entity(tables, "PER:ida-falk"), entity(tables, "PER:uwe-kern")
    assert (falk["name"], falk["role"], falk["party"]) == ("Ida M. Falk", None, "SPD")
    assert (falk["gender"], falk["gender_evidence"]) == ("other", "correction")
    assert falk["corrected"] == "role|party|gender|name"
    assert (kern["role"], kern["speaker_kind"], kern["corrected"]) == ("Landwirt", "citizens", "role|speaker_kind")
    quotation = tables.quotations.query("speaker_id == 'PER:uwe-kern'").iloc[0]
    assert (quotation.speaker_role, quotation.speaker_kind) == ("Landwirt", "citizens")


@pytest.mark.parametrize(("name", "status"), [("Falk", "applied"), ("Valk", "unmatched")])
def test_a_merged_name_is_found_among_the_forms_of_the_other(place: Path, name: str, status: str) -> None:
    tables = corrected(place, f"article_id,name,same_as\n,{name},Ida Falk\n")
    assert [*tables.corrections.status] == [status]


def test_corrections_of_several_articles_are_all_applied(place: Path) -> None:
    tables = corrected(place, "article_id,name,role\na,Kern,Landwirt\nb,Falk,Ärztin\na,Ida Falk,Rätin\n")
    assert [*tables.corrections.status] == ["applied"] * 3
    roles = [entity(tables, each)["role"] for each in ("PER:uwe-kern", "PER:falk@b", "PER:ida-falk")]
    assert roles == ["Landwirt", "Ärztin", "Rätin"]


def test_an_entity_gets_another_label(place: Path) -> None:
    tables = corrected(place, "article_id,name,label\n,Moorburg,ORG\n")
    assert entity(tables, "ORG:moorburg")["corrected"] == "canonical_id"
    assert {*tables.entities.query("text == 'Moorburg'").label} == {"ORG"}


def test_gender_stays_switched_off(place: Path) -> None:
    params = Params(entities=EntityParams(gender=False))
    tables = corrected(place, "article_id,name,gender,role\n,Ida Falk,f,Rätin\n", params=params)
    assert tables.canonical_entities.gender.isna().all()
    assert entity(tables, "PER:ida-falk")["corrected"] == "role"
    assert tables.gender_balance.empty


def test_quotations_are_dropped_set_and_added(place: Path) -> None:
    before = corrected(place).quotations
    tables = corrected(
        place,
        quotations="article_id,action,quote,speaker,type\n"
        "a,drop,das war mutig,,\n"
        "a,set,Der Rat habe lange gezögert,Ida Falk,Reported\n"
        'b,set,"„Das Moor stirbt langsam“",-,\n'
        "b,add,Kerns Worte machten Eindruck,Kern,Reported\n",
    )
    after = tables.quotations
    assert not after.quote_text.str.contains("mutig").any()
    assert before.quote_text.str.contains("mutig").any()
    set_row = after[after.quote_text.str.contains("gezögert")].iloc[0]
    assert (set_row.speaker_name, set_row.type, set_row.corrected) == ("Ida Falk", "Reported", "speaker_id|type")
    cleared = after[after.quote_text.str.contains("stirbt")].iloc[0]
    assert pd.isna(cleared.speaker_id)
    assert pd.isna(cleared.speaker_text)
    assert cleared.corrected == "speaker_id"
    added = after.query("corrected == 'added'").iloc[0]
    assert (added.quote_text, added.speaker_name, added.rule, added.confidence) == (
        *("Kerns Worte machten Eindruck", "Uwe Kern", "correction"),
        1,
    )
    start, end = map(int, added.quote_spans.split(":"))
    assert TEXTS["b"][start:end] == added.quote_text
    assert after.quotation_id.is_unique
    assert [*tables.corrections.status] == ["applied"] * 4
    spoken = tables.speakers.set_index("name").n_quotations
    assert spoken["Ida Falk"] == (before.speaker_id == "PER:ida-falk").sum()


def test_a_quotation_that_was_set_twice_names_each_column_once(place: Path) -> None:
    tables = corrected(
        place,
        quotations="article_id,action,quote,speaker,type\n"
        "a,set,Der Rat habe lange gezögert,Ida Falk,Reported\n"
        "a,set,Der Rat habe lange gezögert,-,Indirect\n",
    )
    (row,) = tables.quotations[tables.quotations.quote_text.str.contains("gezögert")].itertuples()
    assert (row.type, row.corrected, pd.isna(row.speaker_id)) == ("Indirect", "speaker_id|type", True)


def test_what_matches_nothing_is_reported_with_the_nearest(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    tables = corrected(
        place,
        "article_id,name,gender\n,Ida Valk,f\n,Xaver Ypsilon,m\nc,Ida Falk,f\n",
        "article_id,action,quote,speaker\n"
        "a,drop,das war sehr mutig,\n"
        "a,set,das war mutig,Jan Lau\n"
        "b,add,stimmt nicht,\n"
        "a,drop,war mutig,\n",
    )
    rows = tables.corrections.set_index(["file", "line"])
    assert {*rows.status} == {"unmatched"}
    nearest = rows.nearest.fillna("")
    assert nearest["entities", 2] == "Ida Falk"
    assert nearest["entities", 3] == ""
    assert nearest["entities", 4] == ""
    assert nearest["quotations", 2] == "„Das war mutig“"
    assert "entities.csv, line 2: “Ida Valk” matches nothing, or several alike. Nearest: “Ida Falk”." in caplog.text


def test_the_nearest_article_is_named(tmp_path: Path) -> None:
    TEXTS["freibad-2024"] = TEXTS["a"].replace("Montag", "Freitag")
    try:
        tables = corrected(
            tmp_path,
            "article_id,name,gender\nfreibad-2023,Ida Falk,f\n",
            "article_id,action,quote\nfreibad-2023,drop,das war mutig\n",
        )
    finally:
        del TEXTS["freibad-2024"]
    assert [*tables.corrections.nearest] == ["freibad-2024"] * 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("entities", "article_id,name,colour\n", "unknown column 'colour'"),
        ("entities", "name,gender\nIda,f\n", "no column 'article_id'"),
        ("entities", "article_id,name,gender\n,Ida,w\n", "line 2: gender 'w' is none of f, m, other, -"),
        ("entities", "article_id,name,gender\n,,f\n", "line 2: name is empty"),
        ("entities", "article_id,name,gender\n,Ida,\n", "line 2: sets nothing"),
        ("entities", "article_id,name,gender\n,Ida\n", "line 2: has not as many cells"),
        ("quotations", "article_id,action,quote\na,delete,ja\n", "line 2: action 'delete' is none of drop, set, add"),
        ("quotations", "article_id,action,quote\n,drop,ja\n", "line 2: article_id is empty"),
        ("quotations", "article_id,action,quote,type\na,set,ja,direct\n", "line 2: type 'direct' is none of Direct"),
        ("quotations", "article_id,action,quote,type\na,set,ja,\n", "line 2: sets nothing"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=message):
        read(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("article_id,name,role,role\n,Ida,Rätin,Chefin\n", "two columns 'role'"),
        ("article_id,name,role\n,Ida,Rätin,\n", "line 2: has not as many cells"),
        ("article_id,name,role\n,Ida,Rä\rtin\n", "line 3: has not as many cells"),
        ("", "no column 'article_id', no column 'name'"),
    ],
)
def test_a_table_that_is_not_one_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "entities.csv").write_bytes(content.encode())
    with pytest.raises(WortlautError, match=message):
        read(tmp_path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_line_ends_end_lines(tmp_path: Path, end: str) -> None:
    long = "sehr " * 50_000
    lines = ["article_id\tname\trole\tnote", "\tIda\u2028Falk\tRätin\x85\x0b\t", f"\tKern\tLandwirt\t{long}"]
    (tmp_path / "entities.csv").write_bytes(end.join(lines).encode())
    first, second = read(tmp_path).entities
    assert (first.line, first.name, first.role) == (2, "Ida Falk", "Rätin")
    assert (second.line, second.name, second.note) == (3, "Kern", long.strip())


@pytest.mark.parametrize(
    "text", ['<script>alert(1)</script>"><img src=x onerror=alert(1)>', '=HYPERLINK("http://a.de")', "[a](b)|`c`", "\0"]
)
def test_a_correction_is_text_wherever_it_is_shown(tmp_path: Path, text: str) -> None:
    cells = ",".join(f'"{cell}"' for cell in ("", "Ida Falk", *[text.replace('"', '""')] * 3))
    tables = corrected(
        tmp_path,
        f"article_id,name,new_name,role,party\n{cells}\n",
        f'article_id,action,quote,speaker\nb,drop,"{text.replace(chr(34), chr(34) * 2)}",\n',
    )
    falk = entity(tables, "PER:ida-falk")
    kept = text.replace("\0", "\ufffd")
    assert (falk["name"], falk["role"], falk["party"]) == (kept, kept, kept)
    assert [*tables.corrections.words] == ["Ida Falk", kept]
    pages = [*(tmp_path / "out" / "reports").rglob("*.html"), *(tmp_path / "out" / "reports").rglob("*.md")]
    assert len(pages) >= 4
    shown = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "[a](b)" not in "".join(path.read_text(encoding="utf-8") for path in pages if path.suffix == ".md")
    export(tmp_path / "out" / "processed", Format.XLSX, tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx")["canonical_entities"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_bytes("article_id,name,role\n,Jörg,Rätin\n".encode("latin-1"))
    with pytest.raises(WortlautError, match="Save it as CSV in UTF-8"):
        read(tmp_path)


def test_missing_files_and_empty_rows_correct_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == Corrections()
    (tmp_path / "entities.csv").write_bytes("\ufeffarticle_id;name;role\r\n;;\r\n;Ida  Falk;Rätin\r\n".encode())
    assert read(tmp_path).entities == (EntityCorrection(3, "", "Ida Falk", role="Rätin"),)


def test_corrections_of_an_article_survive_serialisation_and_moves_within_the_file() -> None:
    merged, said = EntityCorrection(2, "", "Falk", same_as="Ida Falk"), EntityCorrection(3, "", "Kern", gender="m")
    dropped = QuotationCorrection(2, "a", "drop", "ja")
    every = Corrections((merged, said), (dropped,))
    assert Corrections.from_json(every.to_json()) == every
    assert every.of("a", "… Falks …") == Corrections((merged,), (dropped,))
    assert every.of("b", "… Kern …").digest() == ""
    moved = Corrections((merged._replace(line=9),), (dropped,))
    assert moved.digest() == every.of("a", "Falk").digest() != Corrections((merged,)).digest()


def test_another_name_is_found_in_an_article_whose_id_has_a_colon() -> None:
    document = annotated("[PER Ida Falk ] traf Frau [PER von Lind ] .", "texte.csv/b:1")
    correction = EntityCorrection(line=2, article_id="texte.csv/b:1", name="Ida Falk", same_as="Lind")
    mentions = corrected_mentions("texte.csv/b:1", find_mentions(document), [correction])
    assert {mention.canonical_id for mention in mentions} == {"PER:von-lind@texte.csv/b:1"}
