from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.conftest import article
from wortlaut.nlp import model
from wortlaut.params import ModelParams, Params, ReportParams, RunParams, SentimentParams
from wortlaut.text.article import to_line
from wortlaut.workflow.steps import ANNOTATION, STEPS, Analyst, Job, StepResult, fingerprints

TEXT = "Althoff lobt Helfer\n\nKarin Althoff ist stolz. „Wir sind stark“, sagte Karin Althoff der Zeitung.\n"
FOUND = model.find("bundled")


@pytest.fixture(scope="module")
def analyst() -> Analyst:
    return Analyst(FOUND, Params())


def job(*missing: str, text: str = TEXT, known: Mapping[str, bytes] = MappingProxyType({})) -> Job:
    source = article(text)
    return Job(source.article_id, to_line(source), missing, known)


def test_all_steps_are_made_in_one_go(analyst: Analyst) -> None:
    (made,) = analyst.analyse([job(*STEPS)])
    assert list(made) == list(STEPS)
    found = {name: StepResult.from_bytes(content) for name, content in made.items() if name != ANNOTATION}
    assert found["text"].partials == [3, 20]
    assert found["entities"].partials[0][:2] == ["PER:karin-althoff", {"Althoff": 1, "Karin Althoff": 2}]
    assert "Wir sind stark" in found["quotations"].tables["quotations"]
    assert found["tone"].tables.keys() == {"sentence_sentiment", "polar_words", "section_sentiment"}
    assert found["keywords"].partials[1].keys() == {"PER:karin-althoff"}


@pytest.mark.parametrize("name", [name for name in STEPS if name != ANNOTATION])
def test_a_step_made_from_what_was_kept_is_the_same(analyst: Analyst, name: str) -> None:
    (made,) = analyst.analyse([job(*STEPS)])
    (again,) = analyst.analyse([job(name, known={need: made[need] for need in STEPS[name].needs})])
    assert again == {name: made[name]}


def test_articles_do_not_depend_on_each_other(analyst: Analyst) -> None:
    texts = [TEXT, "Ein kurzer Text.", "Tim Weber kam. " * 40]
    together = analyst.analyse([job(*STEPS, text=text) for text in texts])
    alone = [analyst.analyse([job(*STEPS, text=text)])[0] for text in reversed(texts)]
    assert together == alone[::-1]


def test_steps_stand_behind_those_they_need() -> None:
    seen: set[str] = set()
    for name, step in STEPS.items():
        assert seen.issuperset(step.needs)
        seen.add(name)


def changed(params: Params) -> set[str]:
    """Return the steps that other parameters than the standard ones change."""
    before, after = fingerprints(FOUND, Params()), fingerprints(model.find(params.model.name), params)
    return {name for name in STEPS if before[name] != after[name]}


def test_a_parameter_changes_the_steps_that_read_it() -> None:
    assert changed(Params(sentiment=SentimentParams(negation_window=3))) == {"tone"}
    assert changed(Params(sentiment=SentimentParams(labels="lexicon"))) == {"tone"}
    assert changed(Params(report=ReportParams(top=3), run=RunParams(processes=3, batch_size=7))) == set()
    assert changed(Params(model=ModelParams(name=str(model.BUNDLED)))) == set(STEPS)  # told apart by its source


def test_the_model_changes_all_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints(FOUND, Params())
    monkeypatch.setattr(model, "description", lambda found: {"sha256": "other"})
    after = fingerprints(FOUND, Params())
    assert all(before[name] != after[name] for name in STEPS)


def test_findings_come_back_as_they_were() -> None:
    found = StepResult({"text": 'a,"ü\r\n"\n'}, [{"ß": 0.1}, None, 2**70])
    again = StepResult.from_bytes(found.to_bytes())
    assert again == found
    assert json.loads(json.dumps(found.partials)) == again.partials
