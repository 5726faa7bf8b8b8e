from __future__ import annotations

import cProfile
import csv
import pstats
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.conftest import article
from tests.quotations.cases import Row, cases
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.german.marks import MARKS
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.nlp.quotation_marks import Marked, find_marked
from wortlaut.quotations import find_quotations, with_speaker
from wortlaut.quotations.candidates import PRECISION, confidence
from wortlaut.quotations.lexicon import Frame, frames, reporting_noun, verb_forms
from wortlaut.quotations.rules import RULES, Rule
from wortlaut.tables import schemas
from wortlaut.tables.schemas import QuotationRow
from wortlaut.text.spans import covered_text, from_cell

NONE = "–"
ALL = "the whole sentence"
Find = Callable[[str], tuple[QuotationRow, ...]]


ALL_CASES = list(cases())


@pytest.fixture(scope="module")
def find(nlp: Language) -> Find:
    texts = [text for _, text, _ in ALL_CASES]
    documents = annotate([article(text, str(number)) for number, text in enumerate(texts)], nlp, batch_size=100)
    known = dict(zip(texts, map(quotations_of, documents), strict=True))  # several tests read them

    def find_in(text: str) -> tuple[QuotationRow, ...]:
        if text not in known:
            (document,) = annotate([article(text)], nlp, batch_size=1)
            known[text] = quotations_of(document)
        return known[text]

    return find_in


def quotations_of(document: Document) -> tuple[QuotationRow, ...]:
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    entities = {entity.canonical_id: entity for entity in index.entities()}
    return tuple(with_speaker(row, entities) for row in find_quotations(document, mentions))


def as_row(found: QuotationRow, expected: Row | None) -> Row:
    """Return a quotation in the form of a case, without the name if the case has none."""
    return Row(
        type=found.type,
        quote=found.quote_text.replace("\n\n", "\n"),
        speaker=found.speaker_text or NONE,
        cue=found.cue_text or NONE,
        nested=found.nested_in is not None,
        name=found.speaker_name or NONE if expected is not None and expected.name is not None else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in ALL_CASES], ids=[f"{i} {case[0]}" for i, case in enumerate(ALL_CASES)]
)
def test_finds_what_the_case_says(find: Find, text: str, expected: list[Row]) -> None:
    found = find(text)
    padded = [*expected, *[None] * len(found)]
    assert [as_row(quotation, row) for quotation, row in zip(found, padded, strict=False)] == expected


def test_there_are_enough_cases_without_duplicates() -> None:
    texts = [text for _, text, _ in ALL_CASES]
    assert len(texts) >= 150
    assert len(set(texts)) == len(texts)


TYPES = {rule.name: rule.type for rule in RULES}


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ALL_CASES if case[2]])
def test_spans_cover_the_texts_beside_them(find: Find, text: str, expected: list[Row]) -> None:
    for found in find(text):
        for cell, covered in [
            (found.quote_spans, found.quote_text),
            (found.cue_spans, found.cue_text),
            (found.speaker_spans, found.speaker_text),
        ]:
            assert covered_text(text, from_cell(cell)) == (covered or "")


@pytest.mark.slow
def test_every_quotation_of_the_cases_has_a_listed_rule_of_its_type(find: Find) -> None:
    found = [quotation for _, text, _ in ALL_CASES for quotation in find(text)]
    assert {(quotation.rule, quotation.type) for quotation in found} <= set(TYPES.items())


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.phase != "turn"], ids=lambda rule: rule.name)
def test_a_rule_finds_its_example(find: Find, rule: Rule) -> None:
    text = re.sub(r"[*()]", "", rule.example)
    assert rule.name in {quotation.rule for quotation in find(text)}


@pytest.mark.parametrize("frame", frames(), ids=[frame.example for frame in frames()])
def test_a_frame_finds_its_example(find: Find, frame: Frame) -> None:
    assert frame.rule in {quotation.rule for quotation in find(frame.example)}


def test_every_measured_rule_is_listed() -> None:
    with PRECISION.open(encoding="utf-8", newline="") as handle:
        measured = {row["rule"]: row["precision"] for row in csv.DictReader(handle)}
    assert set() < set(measured) <= set(TYPES)
    assert {rule: confidence(rule) for rule in measured} == {rule: float(value) for rule, value in measured.items()}


def test_confidence_of_an_unmeasured_rule_is_even() -> None:
    assert confidence("no such rule") == 0.5


def test_ids_number_the_quotations_in_reading_order(find: Find) -> None:
    found = find("Die Ministerin sagte, dass die Lage „ernster als gedacht“ sei. „Wir warten ab“, sagte Karl Weber.")
    assert [quotation.quotation_id for quotation in found] == ["a#q1", "a#q2", "a#q3"]
    assert [quotation.nested_in for quotation in found] == [None, "a#q1", None]
    assert [quotation.sentence_id for quotation in found] == ["a#sent1", "a#sent1", "a#sent2"]


@pytest.mark.parametrize(
    ("lead", "body", "expected"),
    [
        (
            "Die Lage sei ernst, sagte Ada Brunner.",
            "Sie müsse handeln, sagte Karl Weber.",
            [("a#sec2", "Die Lage sei ernst"), ("a#sec3", "Sie müsse handeln")],
        ),
        ("Die Sperrung wird verlängert.", "Das teilte die Stadtverwaltung mit.", []),
        ("Ada Brunner sagte: „Die Lage ist ernst.", "Die Stadt baut“.", [("a#sec2", "„Die Lage ist ernst.")]),
    ],
)
def test_a_quotation_keeps_to_its_section(find: Find, lead: str, body: str, expected: list[tuple[str, str]]) -> None:
    found = find(f"Brücke bleibt gesperrt\n\n{lead}\n\n{body}")
    assert [(quotation.section_id, quotation.quote_text) for quotation in found] == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Die Brücke sei sicher, sagte die Ministerin, und werde jedes Jahr geprüft.", "0:21;45:73"),
        ("Der Fahrer war nach Angaben der Polizei betrunken.", "0:14;40:49"),
    ],
)
def test_an_interrupted_quotation_has_two_spans(find: Find, text: str, quote: str) -> None:
    assert [quotation.quote_spans for quotation in find(text)] == [quote]


@pytest.mark.parametrize(
    ("text", "rule", "medium", "cue_lemma", "frame"),
    [
        ("Der Konzern sei in Schwierigkeiten. Die Werft habe keine Aufträge mehr.", "continuation-I", "SW", None, ""),
        ("Die Ministerin sagte, die Brücke sei alt. Sie müsse erneuert werden.", "continuation-I", "Speech", None, ""),
        (
            "Die Ministerin sagte, die Brücke sei alt. Die Pfeiler hätten tiefe Risse.",
            "continuation-II",
            "Speech",
            None,
            "",
        ),
        ("Weber: „Wir brauchen mehr Zeit.“", "direct-colon", "Speech", None, "Weber:"),
        ("Für die Trainerin war die Niederlage „bitter und unverdient“.", "direct-für", "ST", None, ""),
        (
            "Laut Polizei ist die Lage „sehr unübersichtlich und gefährlich“.",
            "direct-nested",
            "SW",
            "laut",
            "Laut Polizei",
        ),
        (
            "Die Ministerin sagte, dass die Lage „ernster als gedacht“ sei.",
            "direct-nested",
            "Speech",
            "sagen",
            "Die Ministerin sagte,",
        ),
        ("Der Satz „Wir haben alles versucht“ ging durch alle Zeitungen.", "direct-noun", "Speech", "Satz", ""),
        ("Der Trainer hält den Schiedsrichter für „völlig überfordert“.", "direct-phrase", "ST", "halten", ALL),
        ("Karl Weber zeigte sich „tief enttäuscht“ über das Ergebnis.", "direct-phrase", "SW", "zeigen", ALL),
        ("Karl Weber bezeichnete den Vorwurf als „absurd“.", "direct-phrase", "Speech", "bezeichnen", ALL),
        ("Der Umbau des Rathauses wurde „mit sehr heißer Nadel“ genäht.", "direct-piece", "Speech", None, ""),
        ("„Sterne“, so die Frau.", "direct-so", "Speech", "so", ", so die Frau."),
        ("„Die Brücke bleibt gesperrt“", "direct-unframed", "Speech", None, ""),
        (
            "Die Richterin hofft, „dass die Sache bald ein Ende hat“.",
            "direct-verb",
            "ST",
            "hoffen",
            "Die Richterin hofft,",
        ),
        (
            "„Wir brauchen mehr Zeit“, räumte die Ministerin ein.",
            "direct-verb",
            "SW",
            "einräumen",
            ", räumte die Ministerin ein.",
        ),
        ("„Wir brauchen mehr Zeit“, sagte er.", "direct-verb", "Speech", "sagen", ", sagte er."),
        (
            "„Wir hatten keine Wahl“, zitiert der Kurier die Ministerin.",
            "direct-verb",
            "Writing",
            "zitieren",
            ", zitiert der Kurier die Ministerin.",
        ),
        ("Der Mann soll drei Banken überfallen haben.", "hearsay", "SW", None, ""),
        (
            "Aus Sicht der Gewerkschaft ist das Angebot zu niedrig.",
            "indirect-aus",
            "ST",
            "aus",
            "Aus Sicht der Gewerkschaft",
        ),
        ("Der Bauer glaubt, dass es bald regnen wird.", "indirect-clause", "ST", "glauben", "Der Bauer glaubt,"),
        (
            "Der Minister hat angekündigt, dass die Steuer sinkt.",
            "indirect-clause",
            "SW",
            "ankündigen",
            "Der Minister hat angekündigt,",
        ),
        ("Experten warnen, dass der Preis steigt.", "indirect-clause", "Speech", "warnen", "Experten warnen,"),
        (
            "Im Bericht steht, dass die Pfeiler brüchig sind.",
            "indirect-clause",
            "Writing",
            "stehen",
            "Im Bericht steht,",
        ),
        (
            "Die Sperrung der Brücke wird verlängert. Das teilte die Stadtverwaltung am Montag mit.",
            "indirect-das",
            "SW",
            "mitteilen",
            "teilte die Stadtverwaltung am Montag mit.",
        ),
        (
            "Bei dem Brand wurden vier Menschen verletzt. Das geht aus einem Bericht der Feuerwehr hervor.",
            "indirect-das",
            "Writing",
            "hervorgehen",
            "geht aus einem Bericht der Feuerwehr hervor.",
        ),
        (
            "Die Polizei legte einen Bericht vor. Demnach war die Straße vereist.",
            "indirect-demnach",
            "SW",
            "demnach",
            "Demnach",
        ),
        (
            "Die Brücke sei sicher, teilte die Ministerin mit.",
            "indirect-fronted",
            "SW",
            "mitteilen",
            "teilte die Ministerin mit.",
        ),
        (
            "Die Brücke sei sicher, sagte die Ministerin.",
            "indirect-fronted",
            "Speech",
            "sagen",
            "sagte die Ministerin.",
        ),
        (
            "Der Minister versprach, die Brücke zu erneuern.",
            "indirect-infinitive",
            "SW",
            "versprechen",
            "Der Minister versprach,",
        ),
        (
            "Der Angeklagte behauptete, von nichts gewusst zu haben.",
            "indirect-infinitive",
            "Speech",
            "behaupten",
            "Der Angeklagte behauptete,",
        ),
        ("Laut Polizei wurde niemand verletzt.", "indirect-laut", "SW", "laut", "Laut Polizei"),
        (
            "Die Ministerin glaubt, das Team ist müde.",
            "indirect-main-clause",
            "ST",
            "glauben",
            "Die Ministerin glaubt,",
        ),
        ("Der Plan kommt ihrer Meinung nach zu spät.", "indirect-nach", "ST", "nach", "ihrer Meinung nach"),
        ("Nach Angaben der Polizei wurde niemand verletzt.", "indirect-nach", "SW", "nach", "Nach Angaben der Polizei"),
        (
            "Der Richter vertrat die Ansicht, der Vertrag sei ungültig.",
            "indirect-noun",
            "ST",
            "Ansicht",
            "Der Richter vertrat die Ansicht,",
        ),
        (
            "Der Minister erneuerte den Vorwurf, die Zahlen zu verschweigen.",
            "indirect-noun",
            "SW",
            "Vorwurf",
            "Der Minister erneuerte den Vorwurf,",
        ),
        ("Die Brücke werde erneuert, so der Minister.", "indirect-so", "Speech", "so", "so der Minister."),
        (
            "Die Werft teilte mit, die Lage sei ernst.",
            "indirect-subjunctive",
            "SW",
            "mitteilen",
            "Die Werft teilte mit,",
        ),
        (
            "Die Ministerin sagte, die Brücke sei sicher.",
            "indirect-subjunctive",
            "Speech",
            "sagen",
            "Die Ministerin sagte,",
        ),
        ("Wie berichtet wird, ist die Brücke gesperrt.", "indirect-wie", "SW", "berichten", "Wie berichtet wird"),
        (
            "Die Brücke wird, wie die Ministerin sagte, im Mai erneuert.",
            "indirect-wie",
            "Speech",
            "sagen",
            "wie die Ministerin sagte",
        ),
        ("Es gibt Berichte, wonach der Fahrer eingeschlafen war.", "indirect-wonach", "Writing", "wonach", "wonach"),
        ("Der Polizei zufolge wurde niemand verletzt.", "indirect-zufolge", "SW", "zufolge", "Der Polizei zufolge"),
        (
            "Medienberichten zufolge tritt der Minister zurück.",
            "indirect-zufolge",
            "Writing",
            "zufolge",
            "Medienberichten zufolge",
        ),
        (
            "„Das ist gut für die Stadt“, sagte Ida Falk und kündigte an, im Mai zu bauen.",
            "indirect-infinitive",
            "SW",
            "ankündigen",
            "sagte Ida Falk und kündigte an,",
        ),
        ("Die Werft kündigte einen Umbau an.", "reported-verb", "SW", "ankündigen", ""),
        ("Die Behörde warnte vor Glatteis.", "reported-verb", "Speech", "warnen", ""),
    ],
)
def test_gives_medium_cue_and_frame(
    find: Find, text: str, rule: str, medium: str, cue_lemma: str | None, frame: str
) -> None:
    (found, *_) = [quotation for quotation in find(text) if quotation.rule == rule]
    assert (found.medium, found.cue_lemma) == (medium, cue_lemma)
    assert covered_text(text, from_cell(found.frame_spans)) == (text if frame == ALL else frame)


def test_a_quotation_may_begin_after_a_line_break(find: Find) -> None:
    (found,) = find("Sie kündigt an:\n'werde")
    assert (found.quote_text, found.sentence_id) == ("'werde", "a#sent1")


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("„Wir warten ab“, sagte Karl Weber gegenüber der Presse.", "der Presse"),
        ("Ida Falk hat ihm gegenüber gesagt, der Plan sei gut.", "ihm"),
        ("Dem Haus gegenüber sagte Ida Falk, der Plan sei gut.", "Dem Haus"),
        ("„Wir warten ab“, sagte Karl Weber vor Journalisten.", "Journalisten"),
        ("„Wir warten ab“, sagte Karl Weber zu Ada Brunner.", "Ada Brunner"),
        ("Karl Weber bat die Anwohner, Wasser zu sparen.", "die Anwohner"),
        ("Die Gewerkschaft wurde vom Verband aufgefordert, den Streik zu beenden.", "Die Gewerkschaft"),
        ("Karl Weber warf der Firma vor, die Anwohner zu täuschen.", "der Firma"),
        ("Die Ministerin bat die Bürger, zu Hause zu bleiben.", "die Bürger"),
        ("Die Ministerin versprach den Anwohnern, die Brücke zu bauen.", "den Anwohnern"),
        ("Ada Brunner sagte dem Sender ARD, das Team sei müde.", "dem Sender ARD"),
        ("„Wir warten ab“, sagte Karl Weber.", ""),
        ("„Wir warten ab“, sagte Karl Weber jeden Morgen.", ""),
        ("„Das geht nicht“, rief der Trainer die ganze Partie.", ""),
        ("„Wir warten ab“, sagte Karl Weber zum Rücktritt Ada Brunners.", ""),
    ],
)
def test_names_the_addressee(find: Find, text: str, addressee: str) -> None:
    (found,) = find(text)
    assert covered_text(text, from_cell(found.addressee_spans)) == addressee


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Ada Brunner sagte, die Lage sei ernst.", "Speech"),
        ("Ada Brunner schrieb, die Lage sei ernst.", "Writing"),
        ("Ada Brunner glaubt, die Lage sei ernst.", "ST"),
        ("Ada Brunner teilte mit, die Lage sei ernst.", "SW"),
        ("Ada Brunner teilte in einem Brief mit, die Lage sei ernst.", "Writing"),
        ("In einem Interview teilte Ada Brunner mit, die Lage sei ernst.", "Speech"),
        ("Nach Angaben der Polizei ist niemand verletzt.", "SW"),
        ("Nach Ansicht der Polizei ist niemand schuld.", "ST"),
    ],
)
def test_gives_the_medium(find: Find, text: str, medium: str) -> None:
    assert [quotation.medium for quotation in find(text)] == [medium]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Die Ministerin teilte am Montag mit, dass die Brücke gesperrt bleibt.", "mitteilen"),
        ("Der Minister versprach, die Brücke zu erneuern.", "versprechen"),
        ("Der Polizei zufolge wurde niemand verletzt.", "zufolge"),
        ("Es hieß, die Brücke sei nicht mehr zu retten.", "heißen"),
    ],
)
def test_gives_the_lemma_of_the_cue(find: Find, text: str, lemma: str) -> None:
    assert [quotation.cue_lemma for quotation in find(text)] == [lemma]


def test_gives_role_and_id_of_a_speaker(find: Find) -> None:
    (found,) = find("Innenminister Karl Weber sagte, die Lage sei ernst.")
    assert (found.speaker_id, found.speaker_role) == ("PER:karl-weber", "Innenminister")


MARKED_TEXT = st.text(alphabet=sorted(MARKS) + list("ab .,:!?'\n()-"), max_size=80)
NEWS_TEXT = st.lists(
    st.sampled_from([*sorted(MARKS), *"\n.,:!?(", "sagte", "die Ministerin", "dass", "sei", "Weber", "nach Angaben"]),
    max_size=30,
).map(" ".join)


@given(MARKED_TEXT)
def test_marks_pair_within_their_paragraph(text: str) -> None:
    whole = article(text)
    found = find_marked(whole)
    assert list(found) == sorted(found, key=lambda marked: (marked.span.start, -marked.span.end))
    for marked in found:
        assert 0 <= marked.span.start < marked.span.end <= len(whole.text)
        assert whole.text[marked.span.start] in MARKS
        assert not marked.closed or whole.text[marked.span.end - 1] in MARKS
        assert "\n\n" not in whole.text[marked.span.start : marked.span.end]


@given(MARKED_TEXT)
def test_marks_lie_inside_one_another_or_apart(text: str) -> None:
    found = find_marked(article(text))
    for first, second in ((a, b) for a in found for b in found if a.span < b.span):
        assert second.span.start >= first.span.end or second.span.end <= first.span.end


def marked_texts(text: str) -> list[tuple[str, int, bool]]:
    def row(marked: Marked) -> tuple[str, int, bool]:
        return text[marked.span.start : marked.span.end], marked.depth, marked.closed

    return [row(marked) for marked in find_marked(article(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er rief „Ja“.", [("„Ja“", 0, True)]),
        ("„Ein ‚guter‘ Tag“", [("„Ein ‚guter‘ Tag“", 0, True), ("‚guter‘", 1, True)]),
        ("„Ein Tag.\n\nEr ging.", [("„Ein Tag.", 0, False)]),
        ("»Ja« und «Ja»", [("»Ja«", 0, True), ("«Ja»", 0, True)]),
        ('Ein 55" großes Bild', []),
        ("So geht’s, Leute’", []),
        ("Kein Anfang“ hier", []),
    ],
)
def test_pairs_marks(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert marked_texts(text) == expected


@pytest.mark.slow
@given(NEWS_TEXT)
@settings(max_examples=40, deadline=None)
def test_any_text_gives_rows_that_fit_the_contract(nlp: Language, text: str) -> None:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    found = quotations_of(document)
    ids = {quotation.quotation_id for quotation in found}
    starts = []
    for quotation in found:
        spans = from_cell(quotation.quote_spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(first.end <= second.start for first, second in pairwise(spans))
        assert quotation.nested_in is None or quotation.nested_in in ids - {quotation.quotation_id}
        assert quotation.type in schemas.QUOTATION_TYPES
        assert quotation.medium in schemas.MEDIA
        assert TYPES[quotation.rule] == quotation.type
        starts.append(spans[0].start)
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["nach Angaben \n .", "Laut Polizei …", "„…“, sagte sie.", "„ “, sagte sie."])
def test_a_frame_without_quoted_words_is_no_quotation(find: Find, text: str) -> None:
    assert find(text) == ()


PARAGRAPH = (
    "Innenminister Karl Weber sagte, die Lage sei ernst. Sie müsse sich bessern. „Wir warten ab“, sagte er. "
    "Nach Angaben der Polizei wurde niemand verletzt, so die Sprecherin."
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        PARAGRAPH + "\n\n",
        PARAGRAPH + " ",
        "Der Minister sagte gestern in Nordheim " * 6,
        "der Minister sagte, dass die Lage ernst sei, " * 6,
        "Der Minister sagte: Die Lage sei: " * 6,
    ],
    ids=["paragraphs", "one paragraph", "no final mark", "one sentence", "colons"],
)
def test_the_work_grows_with_the_length_of_an_article(nlp: Language, piece: str) -> None:
    def calls(repetitions: int) -> int:
        (document,) = annotate([article(piece * repetitions)], nlp, batch_size=1)
        mentions = find_mentions(document)
        profile = cProfile.Profile()
        profile.runcall(find_quotations, document, mentions)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert calls(80) < 2.3 * calls(40)


@pytest.mark.parametrize(
    ("form", "particle", "lemma"),
    [
        ("sagte", "", "sagen"),
        ("gesagt", "", "sagen"),
        ("sage", "", "sagen"),
        ("kündigte", "an", "ankündigen"),
        ("angekündigt", "", "ankündigen"),
        ("ankündigte", "", "ankündigen"),
        ("anzukündigen", "", "ankündigen"),
        ("versprach", "", "versprechen"),
        ("versprochen", "", "versprechen"),
        ("wirft", "vor", "vorwerfen"),
        ("vorgeworfen", "", "vorwerfen"),
        ("gab", "bekannt", "bekanntgeben"),
        ("kritisiert", "", "kritisieren"),
        ("fährt", "", None),
        ("kündigte", "", None),
    ],
)
def test_looks_up_reporting_verbs(form: str, particle: str, lemma: str | None) -> None:
    verb = verb_forms().get(form, {}).get(particle)
    assert (verb.lemma if verb else None) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Angaben", "Angabe"),
        ("Polizeiangaben", "Angabe"),
        ("Medienberichten", "Bericht"),
        ("Forderung", "Forderung"),
        ("Brücke", None),
    ],
)
def test_looks_up_reporting_nouns(form: str, lemma: str | None) -> None:
    noun = reporting_noun(form)
    assert (noun.lemma if noun else None) == lemma


def test_in_an_answer_words_with_a_frame_of_their_own_are_nested_in_the_report_around_them(find: Find) -> None:
    lines = ("Fünf Fragen an Imker Ludwig Zeller", "Frage: Was sagt das Amt?", "Frage: Und Sie?", "Antwort: Ja.")
    told = "Antwort: „Wir warten ab“, sagte Ida Falk laut Mitteilung. So ist das."
    answer, report, words, _ = find("\n\n".join((*lines[:2], told, *lines[2:])))
    assert [row.rule for row in (answer, report, words)] == ["interview-answer", "indirect-laut", "direct-verb"]
    assert (report.nested_in, words.nested_in) == (answer.quotation_id, report.quotation_id)
    assert words.speaker_text == "Ida Falk"


def test_reports_may_be_nested_in_one_another(find: Find) -> None:
    outer, middle, inner = find("Falk betonte, dass die Brücke gesperrt bleibe, sagte Lind der Polizei zufolge.")
    assert [row.rule for row in (outer, middle, inner)] == ["indirect-zufolge", "indirect-fronted", "indirect-clause"]
    assert [row.speaker_text for row in (outer, middle, inner)] == ["der Polizei", "Lind", "Falk"]
    assert (middle.nested_in, inner.nested_in) == (outer.quotation_id, middle.quotation_id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Es hat geheißen im Rathaus, die Brücke sei sicher.",
            [("indirect-subjunctive", "die Brücke sei sicher", "Rathaus")],
            id="es two words before heißen",
        ),
        pytest.param(
            "Ida Falk kündigte an, den Deich zu bauen, so das Amt.",
            [
                ("indirect-so", "Ida Falk kündigte an, den Deich zu bauen", "das Amt"),
                ("indirect-infinitive", "den Deich zu bauen", "Ida Falk"),
            ],
            id="a reported clause ends before a frame with so",
        ),
        pytest.param(
            "Ida Falk versprach, den Deich zu bauen: „Wir fangen im Mai an.“",
            [
                ("indirect-infinitive", "den Deich zu bauen", "Ida Falk"),
                ("direct-verb", "„Wir fangen im Mai an.“", "Ida Falk"),
            ],
            id="a reported clause ends before a colon and speech",
        ),
        pytest.param(
            "Dass der Deich zu niedrig sei, ärgert die Bäuerin Ida Falk.",
            [("indirect-mood", "Dass der Deich zu niedrig sei", "die Bäuerin Ida Falk")],
            id="a dass-clause before any verb is not inverted",
        ),
        pytest.param(
            "Jan Mohr kennt die Behauptung, die falsch sei.",
            [("indirect-mood", "die falsch sei", "Jan Mohr")],
            id="a relative clause is not what the noun before it says",
        ),
        pytest.param(
            "Gerüchte kursieren, dass die Werft verkauft wird.",
            [("indirect-noun", "dass die Werft verkauft wird", None)],
            id="the noun for the words is not the speaker",
        ),
        pytest.param(
            "„Ich verstehe die Sorge“, dass der Deich zu niedrig ist.",
            [],
            id="a noun in speech takes no clause outside it",
        ),
        pytest.param(
            "Ida Falk nannte den Plan „völlig unreif“ für die Stadt.",
            [("direct-phrase", "„völlig unreif“", "Ida Falk")],
            id="an adjective after a noun is a judgement",
        ),
        pytest.param(
            "Ida Falk warf dem Minister „Wortbruch“ vor.",
            [("direct-phrase", "„Wortbruch“", "Ida Falk")],
            id="a single noun is an accusation",
        ),
        pytest.param("Bauen verboten nach Artikel 5", [], id="the number of an article ends the text"),
        pytest.param(
            "Die Polizei legte einen Bericht vor. Danach ist die Straße vereist.",
            [("indirect-demnach", "ist die Straße vereist", "Danach")],
            id="danach with the present tense after a report",
        ),
        pytest.param("Es gibt Berichte, wonach", [], id="a text breaks off after wonach"),
        pytest.param(
            "Die Pläne werden von Ida Falk kritisiert.",
            [("reported-verb", "Die Pläne werden von Ida Falk kritisiert.", "Ida Falk")],
            id="the agent of a passive in the plural speaks",
        ),
        pytest.param(
            "Die Brücke sei sicher, sagten Sie.",
            [("continuation-I", "Die Brücke sei sicher, sagten Sie.", None)],
            id="the reader is no speaker",
        ),
        pytest.param(
            "Für Jonas war die Niederlage „bitter und unverdient“.",
            [("direct-für", "„bitter und unverdient“", "Jonas")],
            id="a given name in s is no genitive",
        ),
        pytest.param(
            "Diesen Plan nannte die Rätin „völlig unreif“.",
            [("direct-phrase", "„völlig unreif“", "die Rätin")],
            id="a determiner in en opens an object",
        ),
        pytest.param(
            "Die Ministerin sagte, die Brücke sei alt. Die Pfeiler wackelten und das Geländer sei morsch.",
            [
                ("indirect-subjunctive", "die Brücke sei alt", "Die Ministerin"),
                ("indirect-mood", "und das Geländer sei morsch", "Die Ministerin"),
            ],
            id="a preterite in the same clause as a subjunctive is none",
        ),
    ],
)
def test_gives_rule_words_and_speaker(
    find: Find,
    text: str,
    expected: list[tuple[str, str, str | None]],
) -> None:
    assert [(row.rule, row.quote_text, row.speaker_text) for row in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "has_speaker"),
    [
        ("Ada Brunner sagte, die Lage sei ernst.", True),
        ("Die Antwort von gestern war deutlich: „Der Deich ist sicher.“", False),
    ],
)
def test_the_speaker_of_a_quotation_has_a_confidence_if_there_is_one(
    find: Find,
    text: str,
    has_speaker: bool,
) -> None:
    (found,) = find(text)
    assert (found.speaker_text is not None, found.speaker_confidence is not None) == (has_speaker, has_speaker)


def test_an_adverb_after_von_does_not_replace_the_speaker_before(find: Find) -> None:
    *_, found = find("Ida Falk sagte, sie bleibe. Die Antwort von gestern war deutlich: „Der Deich ist sicher.“")
    assert (found.rule, found.speaker_text) == ("direct-colon", "Ida Falk")


def test_whom_a_text_cites_has_spoken(find: Find) -> None:
    found = find("Die Zeitung zitiert Ida Falk, die Brücke sei sicher.")
    assert [(row.speaker_text, row.medium) for row in found] == [("Die Zeitung", "Writing"), ("Ida Falk", "Speech")]


def test_only_a_report_within_another_one_is_nested_in_it(find: Find) -> None:
    found = find("Während laut „Kurier“ Jan Mohr ankündigte, im Amt zu bleiben, sagte Ida Falk, dass sie gehe.")
    assert [(row.speaker_text, row.nested_in) for row in found] == [
        ("„Kurier“", None),
        ("Jan Mohr", "a#q1"),
        ("Ida Falk", None),
    ]


def test_a_mark_before_a_hyphen_closes() -> None:
    text = 'Ein "Ich will…"-Ruf war da.'
    assert [(text[slice(*marked.span)], marked.closed) for marked in find_marked(article(text))] == [
        ('"Ich will…"', True)
    ]
