from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from tests.conftest import article
from wortlaut.entities import EntityIndex, find_mentions, namings
from wortlaut.nlp.annotate import Document, annotate
from wortlaut.quotations import find_quotations
from wortlaut.text.article import Article
from wortlaut.text.normalize import NormalisedArticle, normalise
from wortlaut.text.spans import from_cell

SOFT = "\u00ad"

WRAPPED = """Die Brücke bleibt gesperrt, sagte am Dienstag im Rathaus die
Bürgermeisterin Karin Althoff nach einer langen Sitzung. Nach
Angaben der Polizei ist niemand verletzt worden. „Wir wissen noch
nicht“, ergänzte Althoff, „was die Arbeiten kosten und wer sie am
Ende bezahlt.“"""


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (f"Die Bundes{SOFT}re{SOFT}gierung tagt.", "Die Bundesregierung tagt."),
        ("Die Bundes\u200bregierung\u200e tagt.\ufeff", "Die Bundesregierung tagt."),
        ("Die Bru\u0308cke ist scho\u0308n.", "Die Brücke ist schön."),
        ("Der Oﬃzier ﬁndet ﬂinke Pﬀerde.", "Der Offizier findet flinke Pfferde."),
        ("Die Bundes-\nregierung tagt.", "Die Bundesregierung tagt."),
        ("Die Bundes- \r\n regierung tagt.", "Die Bundesregierung tagt."),
        (f"Die Bundes{SOFT}\nregierung tagt.", "Die Bundesregierung tagt."),
        ("Der NATO-\nGeneralsekretär kommt.", "Der NATO-Generalsekretär kommt."),
        ("Der NATO- Generalsekretär kommt.", "Der NATO-Generalsekretär kommt."),
        ("Der Ein-\nund Ausgang.", "Der Ein- und Ausgang."),
        (WRAPPED, WRAPPED.replace("\n", " ")),
        (WRAPPED.replace("\n", " \r\n  "), WRAPPED.replace("\n", " ")),
        ("Erster Satz.\n\nZweiter Satz.", None),
        ("Der Ein- und Ausgang.", None),
        ("Haupt- Neben- und Zwischensätze.", None),
        ("Er kam am Montag- Die Sonne schien.", None),
        ("Die Brücke - Symbol der Stadt - ist zu.", None),
        ("Rot- Schwarz", "Rot-Schwarz"),
        ("Brü\x02cke\x1b[0m", "Brücke[0m"),
        ("« Guten Tag! », sagte sie.", "«Guten Tag!», sagte sie."),
        (
            "Er rief: «\u00a0Halt\u202f!\u00a0» Sie blieb. Er sagte « Danke ».",
            "Er rief: «Halt\u202f!» Sie blieb. Er sagte «Danke».",
        ),
        ("« Komm » und « geh » rief er.", "«Komm» und «geh» rief er."),
        ("» Guten Tag! « sagte sie.", "»Guten Tag!« sagte sie."),
        ("„ Guten Tag! “ sagte sie.", "„Guten Tag!“ sagte sie."),
        ("‹ Guten Tag ›, sagte sie.", "‹Guten Tag›, sagte sie."),
        ("»Komm« und »geh« rief er.", None),
        ("Sie sagte “Hallo” und ging.", None),
        ("Das «Moor» am Fluss « und der Wald.", "Das «Moor» am Fluss «und der Wald."),
        ("Die Brücke ist schön. 😀 naïve Café", None),
        ("", None),
    ],
)
def test_words_are_corrected(kept: str, text: str | None) -> None:
    whole = normalise(article(kept))
    assert whole.text == (kept if text is None else text)
    assert whole.kept_text == kept
    assert isinstance(whole, NormalisedArticle) == (text is not None)
    assert normalise(whole) is whole


def test_an_aside_inside_a_section_is_removed_and_divides_a_span() -> None:
    kept = (
        "Titel hier\n\nDas ist der Anfang.\n\n„Erst dies.\n\nFoto: Beispiel/dpa\n\nDann das“, sagte sie.\n\nEnde gut."
    )
    whole = normalise(article(kept))
    assert "Foto" not in whole.text
    start, end = whole.text.index("„"), whole.text.index("“") + 1
    spans = whole.kept_spans(start, end)
    assert [kept[slice(*span)] for span in spans] == ["„Erst dies.", "Dann das“"]


TEXTS = st.lists(
    st.sampled_from([
        "Bundes", SOFT, "\u200b", "re", "gierung", " ", "\n", "\n\n", "-", "u\u0308", "ﬁ", "NATO", "Der", "und", ".",
        "„", "“", "\x07", "Foto: Beispiel/dpa", "Lesen Sie auch: Dies", "(dpa)", "Berlin (dpa) - ", "\ufeff", "😀",
        "\r\n", "Stand: 01.02.2025",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@given(TEXTS)
def test_offsets_survive_a_round_trip(kept: str) -> None:
    whole = normalise(article(kept))
    assert SOFT not in whole.text
    assert unicodedata.is_normalized("NFC", whole.text)
    length = 0
    for section, own in zip(article(kept).sections, whole.sections, strict=True):
        assert length <= own.start <= own.end <= len(whole.text)
        assert all(own.start <= paragraph <= own.end for paragraph in own.paragraphs)
        assert whole.own_span(section.start, section.end) == (own.start, own.end)
        length = own.end
    for start in range(len(whole.text)):
        for end in range(start + 1, min(start + 9, len(whole.text)) + 1):
            spans = whole.kept_spans(start, end)
            assert all(0 <= span.start < span.end <= len(kept) for span in spans)
            assert all(first.end <= second.start for first, second in pairwise(spans))
            is_trimmed = whole.text[start:end] == whole.text[start:end].strip()
            if len(spans) == 1 and is_trimmed and not _is_inside_a_letter(whole, start, end):
                assert whole.own_span(*spans[0]) == (start, end)


def _is_inside_a_letter(whole: Article, start: int, end: int) -> bool:
    """Return whether a span begins or ends between two letters that are one ligature in the kept text."""
    runs = whole.runs if isinstance(whole, NormalisedArticle) else ()
    return any(not run.is_same and (run.start < start < run.end or run.start < end < run.end) for run in runs)


CLEAN = """Brücke gesperrt

Die Bundesregierung hilft.

„Wir finden eine Lösung“, sagte Karin Althoff in Lindental.

Der NATO-Generalsekretär Mark Rutte schwieg."""
BREAKS = (
    ("Bundesregierung", f"Bundes{SOFT}re{SOFT}gierung"),
    ("finden", "ﬁnden"),
    ("ö", "o\u0308"),
    ("Karin", "Ka\u200brin"),
    ("NATO-", "NATO- "),
)


def _found(text: str, nlp: Language) -> tuple[Document, list[tuple[str, ...]]]:
    (document,) = annotate([article(text)], nlp, batch_size=1)
    mentions = find_mentions(document)
    index = EntityIndex()
    index.add(namings(document, mentions))
    entities = {entity.canonical_id: entity for entity in index.entities()}
    quotations = find_quotations(document, mentions)
    kept = document.article.kept_text
    for mention in mentions:
        assert kept[slice(*mention.span)] == mention.text
    for quotation in quotations:
        assert " … ".join(kept[slice(*span)] for span in from_cell(quotation.quote_spans)) == quotation.quote_text
    told: list[tuple[str, ...]] = [(mention.label, mention.kind, mention.canonical_id) for mention in mentions]
    told += [(entity.name, entity.role or "", "|".join(entity.aliases)) for entity in entities.values()]
    told += [(row.type, row.rule, row.cue_lemma or "", row.speaker_id or "") for row in quotations]
    return document, told


def test_a_wrapped_text_gives_the_results_of_the_unwrapped_one(nlp: Language) -> None:
    _, expected = _found(WRAPPED.replace("\n", " "), nlp)
    wrapped, found = _found(WRAPPED, nlp)
    assert wrapped.article.kept_text == WRAPPED
    assert found == expected
    assert any(told[1] == "indirect-nach" for told in found)


def test_a_text_with_broken_words_gives_the_results_of_the_clean_text(nlp: Language) -> None:
    clean, expected = _found(CLEAN, nlp)
    text = CLEAN
    for whole, parts in BREAKS:
        text = text.replace(whole, parts)
    broken, found = _found(text, nlp)
    assert broken.doc.text == clean.doc.text
    assert broken.article.kept_text == text
    assert found == expected
    assert any("direct" in told[1] for told in found)
