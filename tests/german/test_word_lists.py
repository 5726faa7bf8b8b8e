from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from wortlaut.german import word_lists
from wortlaut.utils.errors import WortlautError

WORD, NAME, YES_NO = "[a-zäöüß]+", r"[^\W\d_]+(-[^\W\d_]+)*", "yes|no"
REPORTING = {"medium": "speech|writing|thought|open", "source": "SpkAtt-2023|own"}
STANCES = (
    "accusing|affirming|announcing|asking|calling|claiming|criticising|demanding|denying|fearing|hoping|neutral|planning|"
    "praising|refusing|regretting"
)
POLARITY = r"-?(0\.7|1)|0"
SENSES = (
    "accident|agreement|award|blame|conflict|crime|criticism|danger|death|grief|growth|illness|injury|joy|loss|"
    "not polar|problem|rescue|scandal|success|war"
)
PHRASE = r"\S+( \S+)*"
PARTICLE = r"[A-Za-zÄÖÜäöüß]+( [A-Za-zÄÖÜäöüß]+)*"
LISTS = {
    "cities": {"name": PHRASE},
    "frames": {
        "trigger": PHRASE, "position": "before|after|adverb|opening adverb", "source": "any|words|view|somebody|none",
        "rule": "indirect-[a-zäöüß-]+", "example": PHRASE,
    },
    "given_names": {"name": NAME, "gender": "f|m"},
    "known_names": {
        "name": PHRASE, "label": "LOC|ORG",
        "kind": "agency|association|authority|body|broadcaster|city|club|company|court|newspaper|party|platform|region|"
        "state|union|university",
        "same_as": f"({PHRASE})?", "is_ambiguous": YES_NO, "source": "ISO 3166-2|own",
    },
    "nationalities": {"country": NAME, "adjective": "(us-)?[a-zäöüß]+sch", "noun": NAME},
    "polar_phrases": {
        "phrase": r"\S+( \S+)+", "verbs": rf"({WORD}(\|{WORD})*)?", "polarity": POLARITY, "sense": SENSES,
        "source": "own",
    },
    "polar_words": {
        "lemma": NAME, "pos": "ADJ|NOUN|VERB", "polarity": POLARITY, "sense": SENSES, "in_compounds": YES_NO,
        "source": "own|textblob-de|tone_gold",
    },
    "polarity_shifters": {
        "lemma": NAME, "pos": "ADJ|NOUN|VERB", "argument": "subject|object|genitive|an|auf|gegen|von|vor",
    },
    "reporting_nouns": {
        "lemma": NAME, **REPORTING, "in_prepositional_frame": YES_NO, "takes_clause": YES_NO,
        "takes_quoted_words": YES_NO, "tells_medium": YES_NO,
    },
    "reporting_verbs": {
        "lemma": f"({PARTICLE} )?{WORD}", "particle": f"({PARTICLE})?", **REPORTING, "stance": STANCES,
        "takes_subordinate_clause": YES_NO, "takes_main_clause": YES_NO, "takes_indicative": YES_NO,
        "takes_infinitive": YES_NO, "takes_quoted_words": YES_NO, "tells_speech_act": YES_NO,
        "addressee": "accusative|dative|",
    },
    "role_nouns": {
        "noun": NAME, "declension": "strong|weak|adjectival", "feminine": f"({NAME})?", "in_compounds": YES_NO,
    },
    "speaker_kinds": {
        "word": PHRASE, "of": "role|office|organisation|name|known_name",
        "kind": "politics|administration|police and courts|business|science|culture and sports|civil society|media|"
        "citizens|",
    },
    "strong_verbs": {"infinitive": WORD, "present": WORD, "preterite": WORD, "participle": WORD},
}  # fmt: skip
"""Pattern of the allowed values, by list and column."""


def test_every_list_is_known() -> None:
    files = {path.name for path in word_lists.FOLDER.iterdir()}
    assert {file for file in files if file.endswith(".csv")} == {f"{name}.csv" for name in LISTS}


@pytest.mark.parametrize("name", LISTS)
def test_every_cell_has_a_value_that_its_column_allows(name: str) -> None:
    rows = list(word_lists.rows(f"{name}.csv"))
    assert rows[0].keys() == LISTS[name].keys()
    unknown = [
        f"{name}.csv, line {line}, {column}: {cell!r}"
        for line, row in enumerate(rows, 2)
        for column, cell in row.items()
        if not re.fullmatch(LISTS[name][column], cell)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "name", ["cities", "given_names", "known_names", "reporting_nouns", "reporting_verbs", "role_nouns", "strong_verbs"]
)
def test_no_word_is_listed_twice(name: str) -> None:
    words = Counter(next(iter(row.values())) for row in word_lists.rows(f"{name}.csv"))
    assert [word for word, number in words.items() if number > 1] == []


def test_an_alias_is_of_a_name_with_the_same_label_and_kind() -> None:
    names = {row["name"]: row for row in word_lists.rows("known_names.csv")}
    main = {row["name"]: names.get(row["same_as"] or row["name"]) for row in names.values()}
    assert [
        alias
        for alias, row in main.items()
        if row is None or row["same_as"] or (row["label"], row["kind"]) != (names[alias]["label"], names[alias]["kind"])
    ] == []


def test_no_given_name_is_a_city() -> None:
    given_names = {row["name"] for row in word_lists.rows("given_names.csv")}
    assert {row["name"] for row in word_lists.rows("cities.csv")} & given_names <= {"Jena", "Paris", "Sydney"}


def test_a_separable_particle_opens_its_verb() -> None:
    verbs = {row["lemma"]: row["particle"] for row in word_lists.rows("reporting_verbs.csv")}
    assert {lemma for lemma, particle in verbs.items() if not lemma.startswith(particle)} == {"bestehen"}


def test_a_verb_with_the_indicative_takes_a_main_clause() -> None:
    verbs = [row for row in word_lists.rows("reporting_verbs.csv") if row["takes_indicative"] == "yes"]
    assert {row["takes_main_clause"] for row in verbs} == {"yes"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n3\n", r"german/x\.csv, line 3: it has 1 cells, but the header has 2\."),
        ("a,b\n1,2,3\n", r"line 2: it has 3 cells, but the header has 2\."),
        # An empty row, as left by spreadsheets.
        ("a,b\n1,2\n\n3,4\n", r"line 3: it has 0 cells, but the header has 2\."),
        ("takes_a,tells_b,c\nyes,no,ja\nja,Yes,no\n", r"line 3: takes_a is neither yes nor no, tells_b is neither"),
    ],
)
def test_a_row_that_does_not_match_the_header_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(word_lists, "FOLDER", tmp_path)
    with pytest.raises(WortlautError, match=message):
        list(word_lists.rows("x.csv"))


def test_a_list_saved_by_a_spreadsheet_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.csv").write_bytes('a,b\r\nÄ,"1, 2"\r\n'.encode("utf-8-sig"))
    monkeypatch.setattr(word_lists, "FOLDER", tmp_path)
    assert list(word_lists.rows("x.csv")) == [{"a": "Ä", "b": "1, 2"}]
