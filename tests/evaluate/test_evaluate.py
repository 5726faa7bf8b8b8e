from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.conftest import ROOT
from tests.rows import row
from wortlaut.evaluate import corpora, evaluate, main_scores, report_quotations
from wortlaut.evaluate.corpora import (
    ROLES,
    GoldArticle,
    GoldQuotation,
    GoldSentence,
    find_corpora,
    read_gold_articles,
    read_gold_sentences,
    read_tone_texts,
)
from wortlaut.evaluate.identity_gold import COLUMNS
from wortlaut.evaluate.quotation_scores import Pair, gold_quotations, pairs, predicted_quotations, rule_scores, scores
from wortlaut.evaluate.reports import quotation_report
from wortlaut.evaluate.tone_scores import Labelled, calibration, expected_calibration_error, tone_scores
from wortlaut.nlp import model
from wortlaut.params import Params
from wortlaut.sentiment.label_model import Probabilities
from wortlaut.tables import schemas
from wortlaut.tables.schemas import QUOTATION_TYPES, QuotationRow
from wortlaut.text.spans import Span, to_cell
from wortlaut.utils.errors import WortlautError

TEXT = "Anna sagte , das alte Haus sei teuer und Ben nannte es schön . Ben rief : Gut !"
WORDS = TEXT.split()
STARTS = [sum(len(word) + 1 for word in WORDS[:i]) for i in range(len(WORDS))]
TOKENS = tuple(Span(start, start + len(word)) for start, word in zip(STARTS, WORDS, strict=True))

Words = tuple[int, int]
"""First word and the one after the last."""


def spans(words: Words | None) -> tuple[Span, ...]:
    return (Span(TOKENS[words[0]].start, TOKENS[words[1] - 1].end),) if words else ()


def gold(quote: Words, speaker: Words | None = None, cue: Words | None = None, kind: str = "Indirect") -> GoldQuotation:
    roles = {"quote": spans(quote), "speaker": spans(speaker), "cue": spans(cue)}
    return GoldQuotation(kind, "Speech", {role: roles.get(role, ()) for role in ROLES})


def found(
    quote: Words, speaker: Words | None = None, cue: Words | None = None, kind: str = "Indirect", rule: str = "rule"
) -> QuotationRow:
    roles = {"quote": spans(quote), "speaker": spans(speaker), "cue": spans(cue)}
    cells = {f"{role}_spans": to_cell(roles.get(role, ())) or None for role in ROLES}
    return row(schemas.QUOTATIONS, type=kind, rule=rule, **cells)


def paired(golds: list[GoldQuotation], rows: list[QuotationRow]) -> list[Pair]:
    article = GoldArticle("a", TEXT, TOKENS, tuple(golds))
    return list(pairs(predicted_quotations(article, rows), gold_quotations(article)))


ANNA = gold((3, 8), speaker=(0, 1), cue=(1, 2))
BEN = gold((17, 18), speaker=(14, 15), cue=(15, 16), kind="Direct")
NESTED = gold((10, 13), speaker=(9, 10), kind="Reported")


@pytest.mark.parametrize(
    ("golds", "rows", "measure", "p", "r", "f1"),
    [
        # All right.
        ([ANNA], [found((3, 8), (0, 1), (1, 2))], "joint", 1.0, 1.0, 1.0),
        # Half of the words and nothing else: precision 1, recall 2/5.
        ([ANNA], [found((3, 5), (0, 1), (1, 2))], "message", 1.0, 0.4, 0.5714),
        # Three words too many: precision 5/8.
        ([ANNA], [found((3, 11), (0, 1), (1, 2))], "message", 0.625, 1.0, 0.7692),
        # A wrong speaker, a missing cue.
        ([ANNA], [found((3, 8), (9, 10), None)], "source", 0.0, 0.0, 0.0),
        ([ANNA], [found((3, 8), (0, 1), None)], "cue", 0.0, 0.0, 0.0),
        ([ANNA], [found((3, 8), (0, 1), None)], "roles", 1.0, 0.5, 0.6667),
        ([ANNA], [found((3, 8), (0, 1), None)], "joint", 1.0, 0.6667, 0.8),
        # One of two is missing, one of two is spurious.
        ([ANNA, BEN], [found((3, 8))], "message", 1.0, 0.5, 0.6667),
        ([ANNA], [found((3, 8)), found((17, 18))], "message", 0.5, 1.0, 0.6667),
        ([ANNA, BEN], [], "message", 0.0, 0.0, 0.0),
        ([], [found((3, 8))], "message", 0.0, 0.0, 0.0),
        # A nested quotation has its own partner, in whatever order they come.
        ([gold((3, 13)), NESTED], [found((10, 13)), found((3, 13))], "message", 1.0, 1.0, 1.0),
        # Each predicted quotation is paired once: the better one with the gold, the other with nothing.
        ([ANNA], [found((3, 6)), found((3, 8))], "message", 0.5, 1.0, 0.6667),
        # Types.
        ([ANNA, BEN], [found((3, 8)), found((17, 18))], "type", 0.5, 0.5, 0.5),
        ([ANNA], [found((3, 8)), found((17, 18))], "type", 0.5, 1.0, 0.6667),
    ],
)
def test_scores_by_hand(
    golds: list[GoldQuotation], rows: list[QuotationRow], measure: str, p: float, r: float, f1: float
) -> None:
    assert scores(paired(golds, rows))[measure] == {"p": p, "r": r, "f1": f1}


def test_equal_overlaps_are_decided_by_type() -> None:
    golds = [gold((3, 8), speaker=(0, 1)), gold((3, 8), speaker=(9, 10), kind="Direct")]
    rows = [found((3, 8), (9, 10), kind="Direct"), found((3, 8), (0, 1))]
    assert scores(paired(golds, rows))["source"]["f1"] == 1.0


def test_scores_by_type() -> None:
    golds = [ANNA, gold((10, 13)), BEN]
    rows = [found((3, 8), (9, 10)), found((10, 11), kind="Direct"), found((17, 18), (14, 15), kind="Direct")]
    types = scores(paired(golds, rows))["types"]
    assert types["Indirect"] == {"gold": 2, "found": 2, "p": 1.0, "r": 0.5, "speaker": 0.0}
    assert types["Direct"] == {"gold": 1, "found": 1, "p": 0.5, "r": 1.0, "speaker": 1.0}
    assert types["Reported"] == {"gold": 0, "found": 0, "p": 0.0, "r": 0.0, "speaker": None}


def test_scores_by_rule() -> None:
    rows = [found((3, 8), (9, 10), rule="laut"), found((17, 18), (14, 15), rule="dass"), found((9, 13), rule="dass")]
    assert rule_scores(paired([ANNA, BEN], rows)) == {
        "dass": {"n": 2, "precision": 0.5, "speaker": 1.0},
        "laut": {"n": 1, "precision": 1.0, "speaker": 0.0},
    }


PUBLISHED = {
    "message": (0.6361, 0.8164, 0.715),
    "source": (0.5576, 0.7411, 0.6364),
    "cue": (0.7296, 0.5256, 0.611),
    "roles": (0.6317, 0.6333, 0.6325),
    "joint": (0.6333, 0.6943, 0.6624),
    "type": (0.6923, 0.6626, 0.6771),
}
"""p, r and f1 of each measure."""


def perturbed(rng: random.Random) -> tuple[list[GoldQuotation], list[QuotationRow]]:
    """Return invented gold quotations of an article, and predictions that miss, shift, relabel and add."""

    def words() -> Words:
        start = rng.randrange(len(WORDS) - 1)
        return start, rng.randint(start + 1, min(start + 8, len(WORDS)))

    def shifted(place: Words) -> Words:
        return max(0, place[0] - rng.randint(0, 1)), min(len(WORDS), place[1] + rng.randint(0, 2))

    golds, rows = [], []
    for _ in range(rng.randint(0, 5)):
        quote, speaker, cue, kind = words(), words(), words(), rng.choice(QUOTATION_TYPES)
        golds.append(gold(quote, speaker, cue, kind))
        if rng.random() < 0.8:
            given = kind if rng.random() < 0.7 else rng.choice(QUOTATION_TYPES)
            rows.append(found(shifted(quote), shifted(speaker), cue if rng.random() < 0.7 else None, given))
        if rng.random() < 0.2:
            rows.append(found(words(), words(), words(), rng.choice(QUOTATION_TYPES)))
    return golds, rows


def test_scores_are_those_of_the_published_metric() -> None:
    """The figures are what the metric's published implementation gives on the same invented quotations."""
    rng = random.Random(7)
    result = scores([pair for _ in range(60) for pair in paired(*perturbed(rng))])
    assert {measure: tuple(result[measure].values()) for measure in PUBLISHED} == PUBLISHED


def test_the_report_names_groups_of_errors() -> None:
    rows = [found((3, 8), (9, 10), rule="laut"), found((0, 2), rule="dass")]
    report = quotation_report(paired([ANNA, BEN], rows))
    assert "message" in report
    for line in (
        "     1  wrong speaker, rule laut",
        "        - das alte Haus sei teuer",
        "     1  in no gold, rule dass",
        "        - Anna sagte",
        "     1  missed, type Direct",
        "        - Gut",
    ):
        assert line in report.splitlines()


def test_the_report_shows_no_control_characters() -> None:
    quotation = gold_quotations(GoldArticle("a", TEXT, TOKENS, (BEN,)))[0]
    assert "\x1b" not in quotation_report([Pair(None, quotation._replace(text="Gut\x1b[2J"))])


LABELLED = [
    Labelled("neutral", "positive", "positive", Probabilities(0.1, 0.1, 0.8), 2, "positive"),
    Labelled("neutral", "positive", "neutral", Probabilities(0.1, 0.7, 0.2), 1, "neutral"),
    Labelled("neutral", "no evidence", "no evidence", None, 0, "neutral"),
    Labelled("negative", "neutral", "neutral", Probabilities(0.3, 0.6, 0.1), 1, "negative"),
]
MIXED = [
    Labelled("neutral", "neutral", "neutral", Probabilities(0.3, 0.4, 0.3), 2, "mixed"),
    Labelled("neutral", "neutral", "positive", Probabilities(0.2, 0.2, 0.6), 2, "mixed"),
]


def test_tone_scores_by_hand() -> None:
    scored = tone_scores(LABELLED, "lexicon")
    # F1: negative 0; neutral 2 * 1 / (2 + 2); positive 2 * 1 / (2 + 1).
    lexicon = {"accuracy": 0.5, "macro_f1": 0.3889}
    assert scored["labels"] == "lexicon"
    assert {key: scored[key] for key in lexicon} == lexicon
    assert scored["evidence"] == 0.75
    assert scored["lexicon"] == {**lexicon, "f1": {"negative": 0.0, "neutral": 0.5, "positive": 0.6667}}
    # F1: negative 0; neutral 2 * 2 / (3 + 2); positive 1.
    assert (scored["model"]["accuracy"], scored["model"]["macro_f1"]) == (0.75, 0.6)
    assert scored["model"]["confusion"] == [[0, 1, 0], [0, 2, 0], [0, 0, 1]]
    # F1: negative 1; neutral 2 * 2 / (3 + 2); positive 0.
    assert (scored["textblob"]["accuracy"], scored["textblob"]["macro_f1"]) == (0.75, 0.6)
    # F1: neutral 2 * 2 / (4 + 2), the others 0.
    assert scored["always_neutral"] == {"accuracy": 0.5, "macro_f1": 0.2222}
    assert scored["mixed"] == {"texts": 0, "neutral": None}


def test_mixed_texts_are_counted_apart() -> None:
    scored, without = tone_scores([*LABELLED, *MIXED], "model"), tone_scores(LABELLED, "model")
    assert scored["mixed"] == {"texts": 2, "neutral": 0.5}
    apart = {"mixed", "evidence"}
    assert {key: value for key, value in scored.items() if key not in apart} == {
        key: value for key, value in without.items() if key not in apart
    }


def test_the_labels_chosen_are_scored_at_the_top() -> None:
    scored = tone_scores(LABELLED, "model")
    assert (scored["labels"], scored["accuracy"]) == ("model", 0.75)


def test_calibration_by_hand() -> None:
    # The most probable labels: 0.8 and 0.7 are right, 0.6 is wrong; each stands in a bin of its own.
    assert calibration(LABELLED)["expected_error"] == round((0.2 + 0.3 + 0.6) / 3, 4)
    assert calibration(LABELLED)["texts"] == 3
    assert calibration(LABELLED[2:3])["expected_error"] is None


def test_a_bin_is_held_against_its_share() -> None:
    probabilities, right = np.array([0.75, 0.72, 0.78, 1.0]), np.array([True, False, True, True])
    assert expected_calibration_error(probabilities, right) == round(abs(2.25 - 2) / 4, 4)


ARTICLE: dict[str, Any] = {
    "id": "haus",
    "text": "Die Ministerin sagte, das Haus sei teuer.",
    "tokens": [[0, 3], [4, 14], [15, 20], [20, 21], [22, 25], [26, 30], [31, 34], [35, 40], [40, 41]],
    "annotations": [
        {
            "type": "Indirect",
            "medium": "Speech",
            "quote": [[22, 40]],
            "speaker": [[0, 14]],
            "cue": [[15, 20]],
            "frame": [[0, 20]],
            "addressee": [],
        }
    ],
}
SENTENCE: dict[str, Any] = {
    "id": "krieg",
    "opinion_snippet": "Der Krieg dauert an.",
    "target_anchor": {"from": 4, "to": 9},
}
SENTENCE["sentiment"] = {"polarity": "negative"}
TONE_TEXT: dict[str, Any] = {"id": "fest", "text": "Das Fest war schön.", "label": "positive"}


def write_gold(path: Path, *records: dict[str, Any]) -> Path:
    content = "".join(json.dumps(record) + "\n" for record in records).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reference corpora of one article and one sentence."""
    write_gold(tmp_path / corpora.QUOTATIONS, ARTICLE)
    write_gold(tmp_path / corpora.SENTIMENT, SENTENCE)
    return tmp_path


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_gold_is_read(name: str, tmp_path: Path) -> None:
    (article,) = read_gold_articles(write_gold(tmp_path / name, ARTICLE))
    assert article.tokens[1] == Span(4, 14)
    assert article.quotations[0].spans["speaker"] == (Span(0, 14),)
    (sentence,) = read_gold_sentences(write_gold(tmp_path / name, SENTENCE))
    assert sentence == GoldSentence("krieg", "Der Krieg dauert an.", Span(4, 9), "negative")
    (text,) = read_tone_texts(write_gold(tmp_path / name, TONE_TEXT))
    assert text == GoldSentence("fest", "Das Fest war schön.", None, "positive")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gold.jsonl", b""),
        ("gold.jsonl", b"no JSON"),
        ("gold.jsonl", b"[]"),
        ("gold.jsonl", b"{}"),
        ("gold.jsonl", b'{"id": "a", "text": "", "tokens": [1], "annotations": []}'),
        ("gold.jsonl", b"\xff"),
        ("gold.jsonl.gz", b"no gzip"),
        ("gold.jsonl.gz", gzip.compress(b"{}")[:-9]),
    ],
)
@pytest.mark.parametrize("read", [read_gold_articles, read_gold_sentences, read_tone_texts])
def test_a_damaged_gold_file_is_named(read: Callable[[Path], Any], name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WortlautError, match=r"gold\.jsonl.*WORTLAUT_CORPORA"):
        list(read(path))


def test_an_unknown_type_of_gold_quotation_is_named(tmp_path: Path) -> None:
    (annotation,) = ARTICLE["annotations"]
    path = write_gold(tmp_path / "gold.jsonl", {**ARTICLE, "annotations": [{**annotation, "type": "direct"}]})
    with pytest.raises(WortlautError, match=r"line 1 .*'direct' is none of Direct, Indirect"):
        list(read_gold_articles(path))


def test_an_unknown_tone_of_a_gold_text_is_named(tmp_path: Path) -> None:
    path = write_gold(tmp_path / "gold.jsonl", {**TONE_TEXT, "label": "good"})
    with pytest.raises(WortlautError, match=r"line 1 .*'good' is none of negative, neutral, positive, mixed"):
        list(read_tone_texts(path))


def test_corpora_are_found_by_the_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(corpora.VARIABLE, str(folder))
    assert find_corpora() == folder


def test_corpora_are_found_beside_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(corpora.VARIABLE, raising=False)
    monkeypatch.setattr(
        "wortlaut.__file__", str(tmp_path / "elsewhere" / "checkout" / "pipeline" / "wortlaut" / "__init__.py")
    )
    (tmp_path / "checkout").mkdir()
    monkeypatch.chdir(tmp_path / "checkout")
    assert find_corpora() is None
    (tmp_path / "shared" / "corpora").mkdir(parents=True)
    assert find_corpora() == tmp_path / "shared" / "corpora"


def test_a_variable_that_names_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(corpora.VARIABLE, str(tmp_path / "missing"))
    with pytest.raises(WortlautError, match=r"WORTLAUT_CORPORA: '.*missing' is not a folder"):
        find_corpora()


@pytest.mark.slow
def test_the_pipeline_is_measured(folder: Path) -> None:
    found = model.find("bundled")
    gold = folder / "gold"
    write_gold(gold / "quotations" / "haus.jsonl", ARTICLE)
    (gold / "identity").mkdir()
    (gold / "identity" / "haus.txt").write_text(
        "part: test\nPER: berg\nORG:\nLOC:\nMISC:\n---\n[Anna Berg|berg] sprach.\n"
    )
    (gold / "identity" / "wikinews.csv").write_text(",".join(COLUMNS) + "\n")
    write_gold(gold / "tone" / "dev.jsonl", TONE_TEXT, TONE_TEXT | {"id": "b", "label": "mixed"})
    metrics = evaluate(gold, folder, found, Params())
    assert list(metrics) == ["model", "params", "quotations", "own_quotations", "tone", "sentiment", "identity"]
    assert metrics["model"] == model.description(found)
    assert metrics["quotations"]["articles"] == 1
    assert metrics["quotations"]["message"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert metrics["quotations"]["source"]["f1"] == 1.0
    assert metrics["own_quotations"] == metrics["quotations"] | {"data": "data/gold/quotations"}
    assert metrics["sentiment"]["evidence"] == 1.0
    assert (metrics["tone"]["texts"], metrics["tone"]["mixed"]["texts"], metrics["tone"]["accuracy"]) == (2, 1, 1.0)
    assert metrics["params"]["sentiment.negation_window"] == 4
    assert metrics["identity"]["own"]["names"]["b_cubed"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert evaluate(gold, folder, found, Params()) == metrics


def test_the_pipeline_is_reported_on(folder: Path) -> None:
    report = report_quotations(folder / corpora.QUOTATIONS, model.find("bundled"), Params())
    assert "Indirect" in report
    assert "largest groups of errors" in report


IDENTITY = {"names": {"b_cubed": {"f1": 0.8}}, "speaker_pronouns": {"accuracy": None}}


def test_the_committed_scores_are_those_of_the_metrics() -> None:
    metrics, found = (json.loads((ROOT / "reports" / name).read_text()) for name in ("metrics.json", "scores.json"))
    assert main_scores(metrics) == found
    assert found["joint_f1"] == metrics["quotations"]["joint"]["f1"]


def test_scores_fit_in_a_row_and_are_shares() -> None:
    found = json.loads((ROOT / "reports" / "scores.json").read_text())
    assert 8 <= len(found) <= 17
    assert all(0 <= score <= 1 for score in found.values())


def test_what_was_not_measured_is_left_out() -> None:
    own = {"joint": {"f1": 0.7}, "names": {"right": 0.6}}
    metrics = {
        "model": {},
        "quotations": None,
        "own_quotations": own,
        "tone": {"accuracy": 0.7, "macro_f1": 0.6, "model": {"calibration": {"expected_error": None}}},
        "sentiment": None,
        "identity": {"own": IDENTITY, "with_corpus": None},
    }
    tone = {"tone_accuracy": 0.7, "tone_f1": 0.6}
    assert main_scores(metrics) == {"own_joint_f1": 0.7, "right_names": 0.6, "identity_f1": 0.8, **tone}
