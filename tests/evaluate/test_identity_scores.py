from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DEMO, ROOT
from training.identity_standoff import write_standoff
from wortlaut.evaluate import corpora, identity_answers, report_identity
from wortlaut.evaluate.corpora import GoldArticle
from wortlaut.evaluate.identity_gold import (
    FOLDER,
    KINDS,
    NAME,
    STANDOFF,
    AnnotatedArticle,
    EntityMention,
    parse,
    read,
    read_marked,
    read_standoff,
)
from wortlaut.evaluate.identity_scores import (
    Answer,
    Cluster,
    Ratio,
    b_cubed,
    ceaf_e,
    counts,
    detection,
    link_scores,
    muc,
    scores,
)
from wortlaut.evaluate.reports import identity_report
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.text.spans import Span
from wortlaut.utils import files
from wortlaut.utils.errors import WortlautError

HEAD = "part: test\nPER: brunner, falk\nORG: spd\nLOC: berlin\nMISC:\n---\n"
MARKED = (
    HEAD + "[Ada Brunner|brunner] ([SPD|spd]) lobt den [Berliner|berlin deriv] [SPD|spd part]-Chef [Max Falk|falk].\n"
    "[Der [SPD|spd part]-Mann|falk nominal] \\[56\\] dankt [ihr|brunner pronoun]; so sei [er|falk pronoun speaker].\n"
)
BARE = "Ada Brunner (SPD) lobt den Berliner SPD-Chef Max Falk.\nDer SPD-Mann [56] dankt ihr; so sei er.\n"  # fmt: skip


def clusters(words: str) -> list[Cluster]:
    """Return the clusters of a line like "a bc def", a letter for each mention."""
    return [frozenset(word) for word in words.split()]


KEY = clusters("a bc def")
REFERENCE = [
    # Test cases A1 to A6, A10 and A11 of the CoNLL reference scorer (Pradhan et al. 2014):
    # response, then recall and precision of MUC, of B-cubed, of CEAF-e.
    ("a bc def", (1, 1), (1, 1), (1, 1)),
    ("a de", (1 / 3, 1), (7 / 3 / 6, 1), (0.6, 0.9)),
    ("a bcx defy z", (1, 3 / 5), (1, (4 + 7 / 12) / 9), (0.88571, 0.66429)),
    ("a bcx dy z", (1 / 3, 1 / 3), ((3 + 1 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7), (0.73333, 0.55)),
    ("a bcxB dy z", (1 / 3, 1 / 4), ((3 + 1 / 3) / 6, 2.5 / 8), (0.68889, 0.51667)),
    ("a bcx dy Bz", (1 / 3, 1 / 4), ((3 + 1 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 8), (0.73333, 0.55)),
    ("a b c d e f", (0, 0), (3 / 6, 1), None),
    ("abcdef", (1, 3 / 5), (1, (1 / 6 + 2 * 2 / 6 + 3 * 3 / 6) / 6), None),
]


@pytest.mark.parametrize(("response", "links", "cubed", "aligned"), REFERENCE)
def test_metrics_are_those_of_the_reference_scorer(
    response: str, links: tuple[float, float], cubed: tuple[float, float], aligned: tuple[float, float] | None
) -> None:
    found = clusters(response)
    for ratio, expected in ((muc(KEY, found), links), (b_cubed(KEY, found), cubed), (ceaf_e(KEY, found), aligned)):
        if expected:
            assert (ratio.recall, ratio.precision) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("response", "precision", "recall"),
    [
        # Bagga & Baldwin (1998), their figure: three clusters of 5, 2 and 5; two of them joined, in two ways.
        ("abcde fghijkl", (5 + 4 / 7 + 25 / 7) / 12, 1.0),
        ("abcdehijkl fg", (25 / 10 + 25 / 10 + 2) / 12, 1.0),
    ],
)
def test_b_cubed_is_that_of_the_paper(response: str, precision: float, recall: float) -> None:
    ratio = b_cubed(clusters("abcde fg hijkl"), clusters(response))
    assert ratio == pytest.approx((precision, recall))


def test_nothing_found_gives_zeros() -> None:
    for metric in (b_cubed, muc, ceaf_e, detection):
        assert metric(KEY, []) == Ratio(0.0, 0.0)
        assert metric([], KEY) == Ratio(0.0, 0.0)
    assert Ratio(0.0, 0.0).f1 == 0.0


def test_mentions_are_detected_whatever_the_entity() -> None:
    assert detection(KEY, clusters("ab x")) == Ratio(2 / 3, 2 / 6)


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=12)
"""The entity of each mention."""


def answer(gold: list[int], found: list[int]) -> Answer:
    sides = (
        [
            EntityMention(Span(2 * i, 2 * i + 1), NAME, ("PER", "ORG")[entity % 2], str(entity))
            for i, entity in enumerate(side)
        ]
        for side in (gold, found)
    )
    return Answer("a", *sides)


@given(PARTITIONS, PARTITIONS, st.permutations(range(5)))
def test_the_numbers_of_entities_do_not_matter(gold: list[int], found: list[int], order: list[int]) -> None:
    one = answer(gold, found)
    other = one._replace(
        predicted=[mention._replace(entity=f"x{order[int(mention.entity)]}") for mention in one.predicted]
    )
    assert scores([other]) == scores([one])


@given(PARTITIONS, PARTITIONS)
def test_scores_lie_between_0_and_1_and_swap_with_the_sides(gold: list[int], found: list[int]) -> None:
    sides = [[frozenset(i for i, e in enumerate(side) if e == entity) for entity in {*side}] for side in (gold, found)]
    for metric in (b_cubed, muc, ceaf_e, detection):
        ratio, swapped = metric(sides[0], sides[1]), metric(sides[1], sides[0])
        assert 0 <= ratio.precision <= 1 + 1e-9
        assert ratio == pytest.approx((swapped.recall, swapped.precision))


def test_gold_against_itself_is_perfect() -> None:
    articles = read_marked(ROOT / FOLDER)
    result = scores([Answer(a.article_id, a.mentions, [m for m in a.mentions if m.kind in KINDS]) for a in articles])
    for block in (result["names"], *result["names"]["labels"].values(), result["all"]):
        assert block["conll"] == block["mentions"]["f1"] == 1.0
    for block in (result["speaker_pronouns"], result["pronouns"], result["nominals"]):
        assert block["accuracy"] == block["coverage"] == block["precision"] == 1.0


def mention(word: str, kind: str, entity: str, *, label: str = "PER", is_speaker: bool = False) -> EntityMention:
    start = BARE.index(word)
    return EntityMention(Span(start, start + len(word)), kind, label, entity, is_speaker)


GOLD = parse("a", MARKED, "a.txt")
BRUNNER, SPD, FALK = mention("Ada Brunner", NAME, "1"), mention("SPD", NAME, "2"), mention("Max Falk", NAME, "3")
PART = EntityMention(Span(BARE.index("SPD-Chef"), BARE.index("-Chef")), NAME, "ORG", "2")


def test_entities_of_two_articles_are_never_one() -> None:
    answers = [Answer(name, GOLD.mentions, [BRUNNER]) for name in "ab"]
    assert scores(answers)["names"]["b_cubed"] == {"p": 1.0, "r": 0.3333, "f1": 0.5}


@pytest.mark.parametrize("found", [[BRUNNER, SPD, FALK], [BRUNNER, SPD, FALK, PART]])
def test_parts_of_compounds_are_neutral(found: list[EntityMention]) -> None:
    assert scores([Answer("a", GOLD.mentions, found)])["names"]["conll"] == pytest.approx(
        2 / 3, abs=1e-4
    )  # MUC: no links
    assert scores([Answer("a", GOLD.mentions, found)])["names"]["b_cubed"]["f1"] == 1.0


def test_labels_count_only_where_one_label_is_scored() -> None:
    names = scores([Answer("a", GOLD.mentions, [BRUNNER, SPD._replace(label="PER"), FALK])])["names"]
    assert names["b_cubed"]["f1"] == 1.0
    assert names["labels"]["PER"]["b_cubed"] == {"p": 0.6667, "r": 1.0, "f1": 0.8}


def test_links_given_the_mentions_leave_out_what_was_not_found() -> None:
    names = scores([Answer("a", GOLD.mentions, [BRUNNER, FALK, mention("Berliner", NAME, "4")])])["names"]
    assert names["b_cubed"]["r"] == 0.6667
    assert names["given_mentions"]["b_cubed"] == {"p": 1.0, "r": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("found", "accuracy", "coverage", "precision"),
    [
        ([], 0.0, 0.0, 0.0),
        # "er" is Falk, and the entity 3 is Falk by its name.
        ([mention("er.", "pronoun", "3")], 0.0, 0.0, 0.0),
        ([EntityMention(GOLD.mentions[-1].span, "pronoun", "PER", "3")], 1.0, 1.0, 1.0),
        ([EntityMention(GOLD.mentions[-1].span, "pronoun", "PER", "1")], 0.0, 1.0, 0.0),
        # An entity without a name is nobody.
        ([EntityMention(GOLD.mentions[-1].span, "pronoun", "PER", "9")], 0.0, 1.0, 0.0),
        # A name with that span is no pronoun.
        ([EntityMention(GOLD.mentions[-1].span, NAME, "PER", "3")], 0.0, 0.0, 0.0),
    ],
)
def test_links_of_speakers(found: list[EntityMention], accuracy: float, coverage: float, precision: float) -> None:
    assert link_scores([Answer("a", GOLD.mentions, [BRUNNER, FALK, *found])], "pronoun", speakers_only=True) == {
        "gold": 1,
        "accuracy": accuracy,
        "coverage": coverage,
        "precision": precision,
        "spurious": None,
    }


def test_an_entity_is_the_one_of_most_of_its_names() -> None:
    text = HEAD.replace(", falk", "").replace("spd", "").replace("berlin", "").replace("brunner", "a, b")
    gold = parse("a", f"{text}[A|a] [B|b] [C|b] [er|b pronoun].", "a.txt").mentions
    joined = [EntityMention(m.span, m.kind, "PER", "1") for m in gold]
    assert link_scores([Answer("a", gold, joined)], "pronoun")["accuracy"] == 1.0
    assert (
        link_scores([Answer("a", gold, [joined[0], joined[1], joined[3]])], "pronoun")["accuracy"] == 0.0
    )  # a is first


def test_descriptions_that_are_none_are_counted() -> None:
    found = [FALK, mention("Der SPD-Mann", "nominal", "3"), mention("den", "nominal", "3")]
    result = link_scores([Answer("a", GOLD.mentions, found)], "nominal")
    assert (result["gold"], result["accuracy"], result["spurious"]) == (1, 1.0, 1)


def test_what_was_annotated_is_counted() -> None:
    assert counts([Answer("a", GOLD.mentions, [])]) == {
        "articles": 1,
        "names": 3,
        "nominals": 1,
        "pronouns": 2,
        "speaker_pronouns": 1,
        "entities": 3,
    }


def test_the_report_names_groups_of_errors() -> None:
    found = [
        BRUNNER,
        FALK._replace(entity="1", label="LOC"),
        mention("(SPD)", NAME, "2", label="ORG"),
        mention("dankt", NAME, "5", label="MISC"),
        mention("ihr", "pronoun", "1"),
        mention("so", "pronoun", "1"),
    ]
    report = identity_report([Answer("a", GOLD.mentions, found)], {"a": BARE}, 20)
    for line in (
        "     1  name with other bounds, ORG",
        "        - a: SPD → (SPD)",
        "     1  no name in gold, MISC",
        "     1  wrong label, PER as LOC",
        "     1  several entities as one",
        "        - a: 1: Ada Brunner | Max Falk",
        "     1  missed nominal",
        "     1  missed pronoun, speaker",
        "     1  no pronoun in gold",
    ):
        assert line in report.splitlines()
    assert "wrong link" not in report


def test_marks_are_read_and_taken_out() -> None:
    assert GOLD.text == BARE
    assert [(BARE[slice(*m.span)], m.kind, m.label, m.entity, m.is_speaker) for m in GOLD.mentions] == [
        ("Ada Brunner", "name", "PER", "brunner", False),
        ("SPD", "name", "ORG", "spd", False),
        ("Berliner", "deriv", "LOC", "berlin", False),
        ("SPD", "part", "ORG", "spd", False),
        ("Max Falk", "name", "PER", "falk", False),
        ("Der SPD-Mann", "nominal", "PER", "falk", False),
        ("SPD", "part", "ORG", "spd", False),
        ("ihr", "pronoun", "PER", "brunner", False),
        ("er", "pronoun", "PER", "falk", True),
    ]


NAMED = "[A|brunner] [B|falk] [C|spd] [D|berlin] "


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("part: test\n", "no line '---'"),
        (MARKED.replace("MISC:\n", ""), "the header must consist of the lines part, PER"),
        (MARKED.replace("test", "dev"), "line 1: part 'dev' is neither tune nor test"),
        (MARKED.replace("ORG: spd", "ORG: falk"), "line 3: 'falk' is named twice"),
        (MARKED.replace("MISC:", "MISC: kunst"), "the header has entities that are not in the text: kunst"),
        (f"{HEAD}\n[Ada", "line 8: a '\\[' is not closed"),
        (f"{HEAD}\nAda|ada]", "line 8: a stray '|ada\\]'"),
        (f"{HEAD}Ada]", "line 7: a stray '\\]'"),
        (f"{HEAD}[Ada|ada]", "line 7: 'ada' is not an entity of the header"),
        (f"{HEAD}{NAMED}[Ada|falk noun]", "line 7: 'Ada': kind 'noun' is none of name, nominal"),
        (f"{HEAD}{NAMED}[Ada |falk]", "line 7: 'Ada ': .*no spaces at its ends"),
        (f"{HEAD}{NAMED}[Ada\nFalk|falk]", "line 7: .*line breaks"),
        (f"{HEAD}{NAMED}[|falk]", "line 7: '': a mention has words"),
        (f"{HEAD}{NAMED}[wir|falk pronoun]", "line 7: 'wir' is none of the pronouns er, ihm"),
        (f"{HEAD}{NAMED}[Falk|falk speaker]", "line 7: 'Falk': only a pronoun can be marked as speaker"),
        (f"{HEAD}{NAMED}[sie|spd pronoun]", "is a pronoun, but its person has no name"),
        (f"{HEAD}{NAMED.replace('[B|falk]', '')}[er|falk pronoun]", "is a pronoun, but its person has no name"),
        (f"{HEAD}{NAMED}[[E|falk]|falk]", "'E' at 8 is annotated twice"),
    ],
)
def test_faults_of_marked_texts_are_named(content: str, fault: str) -> None:
    with pytest.raises(WortlautError, match=rf"^a\.txt: .*{fault}"):
        parse("a", content, "a.txt")


@pytest.fixture
def standoff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The annotation of one article of `dev` in a file, with a corpus that has its text."""
    articles = [GoldArticle("a", BARE, (), ())]
    monkeypatch.setattr(corpora, "read_gold_articles", lambda path: articles if "dev" in path.name else [])
    write_standoff([GOLD], tmp_path / STANDOFF)
    return tmp_path / STANDOFF


def test_offsets_give_the_same_annotation_as_marks(standoff: Path) -> None:
    numbers = {"brunner": "1", "spd": "2", "berlin": "3", "falk": "4"}
    expected = tuple(m._replace(entity=numbers[m.entity]) for m in GOLD.mentions)
    assert read_standoff(standoff, standoff.parent) == [AnnotatedArticle("a", "test", BARE, expected)]
    assert "Brunner" not in standoff.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("entity,", "", "line 2: is not a row of article_id"),
        ("a,test,0", "a,dev,0", "line 2: is not a row .* with tune or test as part"),
        ("a,test,0", "a,test,x", "line 2: invalid literal"),
        ("a,test,0,11", "a,test,0,1100", "line 2: 0 to 1100 is not a span of the text"),
        ("a,test,0,11", "a,test,0,12", "line 2: 'Ada Brunner ': .*spaces"),
        ("a,test,0", "b,test,0", "has no article b"),
        (",0\n", ",2\n", "line 2: is_speaker '2' is neither 0 nor 1"),
        ("PER", "Person", "line 2: .*label 'Person' is none of PER"),
    ],
)
def test_faults_of_offsets_are_named(standoff: Path, old: str, new: str, fault: str) -> None:
    standoff.write_text(standoff.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(WortlautError, match=rf"wikinews\.csv: .*{fault}"):
        read_standoff(standoff, standoff.parent)


def test_missing_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(WortlautError, match="has no annotated articles"):
        read_marked(tmp_path)
    with pytest.raises(WortlautError, match=r"wikinews\.csv: cannot be read"):
        read_standoff(tmp_path / STANDOFF, tmp_path)


def test_the_gold_of_the_project_is_as_large_as_it_says() -> None:
    own, others = read(ROOT / FOLDER, None, "test")
    assert len(own) >= 15
    assert others == []
    assert len(read(ROOT / FOLDER, None, "tune")[0]) == 4
    assert sum(mention.is_speaker for article in own for mention in article.mentions) >= 60


def test_the_seed_article_is_annotated_as_it_is() -> None:
    name = "rutte-nato-generalsekretaer"
    (seed,) = [article for article in read_marked(ROOT / FOLDER) if article.article_id == name]
    assert seed.text == (DEMO / f"{name}.txt").read_bytes().decode()


def test_offsets_stand_in_the_corpus() -> None:
    folder = corpora.find_corpora()
    if folder is None:
        pytest.skip("the reference corpora are not here")
    assert len(read(ROOT / FOLDER, folder, "test")[1]) == 12


@pytest.mark.slow
def test_the_pipeline_is_measured(tmp_path: Path) -> None:
    with files.writing(tmp_path / "a.txt") as handle:
        handle.write(MARKED)
    found = model.find("bundled")
    (result,) = identity_answers([GOLD], model.load(found), Params())
    assert next(BARE[slice(*m.span)] for m in result.predicted if m.kind == NAME) == "Ada Brunner"
    report = report_identity(tmp_path, None, "test", 3, found, Params())
    assert "speaker_pronouns" in report
    assert report.count("\n        - ") <= 9
