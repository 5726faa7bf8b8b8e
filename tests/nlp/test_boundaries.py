from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis.strategies import text
from spacy.language import Language

from tests.conftest import article
from wortlaut.german.marks import MARKS
from wortlaut.nlp.annotate import annotate
from wortlaut.nlp.boundaries import set_boundaries

GERMAN = spacy.blank("de")
# A paragraph each, written as its sentences.
PARAGRAPHS = [
    # datelines
    ["Wien - Die Regierung will sparen."],
    # dates and ordinals
    ["Am 3. Mai beginnt das Fest."],
    ["Das Gesetz gilt ab dem 1. Januar 2025."],
    ["Am 3. 5. 2024 öffnete das Museum."],
    ["Das Treffen war am 12. Dez. in Bonn."],
    ["Der Verein stieg in die 2. Bundesliga auf."],
    ["Im 19. Jahrhundert war das anders."],
    ["Sie feierte ihren 50. Geburtstag in Kiel."],
    ["Der 1. FC Nürnberg verlor das Spiel."],
    ["Er kam am 3. Mai.", "Am 4. Mai fuhr er ab."],
    ["Am 3. Tag der Verhandlung schwieg er."],
    # numbers that end a sentence
    ["Die Fabrik schloss 1990.", "Danach stand sie leer."],
    ["Der Mann ist 57.", "Er lebt in Köln."],
    ["Das Spiel endete 3:1.", "Die Fans jubelten."],
    ["Die Zahl stieg auf 1.250.", "Das ist viel."],
    ["Gebaut wurde das Haus 1987.", "Es steht am Markt."],
    ["Sie liegt auf Platz 3.", "Vor ihr sind zwei andere."],
    ["Die Partei kommt auf 14,5 Prozent.", "Im Mai waren es 12."],
    # times
    ["Der Zug fährt um 14.30 Uhr.", "Er hat Verspätung."],
    # abbreviations inside a sentence
    ["Viele Städte, z. B. Bremen, wollen sparen."],
    ["Viele Städte wollen sparen, z.B. Bremen."],
    ["Das gilt d. h. Ausnahmen gibt es nicht."],
    ["Die Preise steigen i. d. R. Anfang Mai."],
    ["Den Preis bekam Dr. h. c. Anna Kaiser."],
    ["Prof. Dr. Jens Weber hält die Rede."],
    ["Dr. med. Eva Lang leitet die Klinik."],
    ["Das steht auf Seite 4 in Nr. 5 der Zeitschrift."],
    ["Nach Art. 5 Abs. 1 des Grundgesetzes ist das erlaubt."],
    ["Es kamen ca. Hundert Gäste."],
    ["Die Stadt bzw. Gemeinde zahlt."],
    ["Der FC St. Pauli gewann das Spiel."],
    ["Sie wohnt in St. Gallen."],
    ["Die sog. Reichsbürger demonstrierten."],
    ["Anna Kai, geb. Müller, starb in Ulm."],
    ["Die Kosten liegen bei 5 Mio. Euro."],
    ["Das Vermögen von 3 Mrd. Dollar ist weg."],
    ["Eingeladen waren u. a. Vertreter der Kirchen."],
    ["Es sprachen u. a. die Ministerin und der Minister."],
    ["Der Verein Hilfe e. V. sammelt Spenden."],
    ["Die Müller GmbH & Co. KG stellt Schrauben her."],
    ["Oberst a. D. Karl Berger kam zu Wort."],
    ["Der Tempel entstand um 300 v. Chr. in Rom."],
    ["Vgl. Seite 12 des Berichts."],
    ["Es gab Kuchen, Kaffee usw. für alle."],
    ["Das Amt (Tel. 12345) ist geschlossen."],
    # abbreviations that end a sentence
    ["Sie kauften Brot, Milch usw.", "Dann fuhren sie heim."],
    ["Das Amt zahlt Miete, Heizung etc.", "Der Rest ist privat."],
    ["Das Haus kostet 5 Mio.", "Das ist viel Geld."],
    ["Die Statue entstand um 300 v. Chr.", "Sie steht in Rom."],
    ["Spenden sammelt die Hilfe e. V.", "Sie sitzt in Jena."],
    ["Der Oberst ist a. D.", "Er lebt in Bonn."],
    # initials
    ["George W. Bush war Präsident."],
    ["Das Buch von J. K. Rowling ist neu."],
    ["Thomas P. Meier wurde gewählt.", "Er ist der jüngste Abgeordnete."],
    # marks of speech
    ["„Das ist gut.“", "Er lachte."],
    ["»Das ist gut.«", "Er lachte."],
    ["«Das ist gut.»", "Er lachte."],
    ['"Das ist gut."', "Er lachte."],
    ["“Das ist gut.”", "Er lachte."],
    ["„Komm!“, rief sie.", "Er kam nicht."],
    ["„Warum?“ fragte er leise."],
    ["„Wer zahlt das?“", "Diese Frage stellen viele."],
    ["Sie sagte: „Wir kommen.“", "Danach ging sie."],
    ["„Wir kommen“, sagte sie.", "„Wir bleiben auch.“"],
    ["„Wir bleiben.“ – „Gut“, sagte sie."],
    ["Der Film „Das Boot“ läuft heute.", "Der Eintritt ist frei."],
    ["Sie nannte das „‚gut‘ gemacht“.", "Er schwieg."],
    # brackets, questions, dots
    ["Die Kosten (Stand: 2. Mai) sind hoch.", "Sie steigen weiter."],
    ["Wer hat das getan?", "Das weiß niemand."],
    ["So nicht!", "Das sagen viele."],
    ["Er wartete … und ging dann heim."],
    ["Stand: 3. Mai 2024"],
    ["Quelle: dpa"],
    # streets, titles and units
    ["Die Feier ist in der Gartenstr. 7 in Lindental.", "Alle kommen."],
    ["Das Amt zog in die Mühlenstr. 112a um.", "Es ist offen."],
    ["Am Rathauspl. 3 brannte es.", "Niemand wurde verletzt."],
    ["Der Abg. Muster fragte nach.", "Die Abg. Probe schwieg."],
    ["Die Ltd. Ärztin kündigte.", "Der Stv. Direktor blieb."],
    ["Er fährt in Kl. B mit.", "Sie sitzt in Abt. C."],
    ["Der Bgm. Karl Muster trat zurück.", "Im Ort ist man ratlos."],
    ["Er arbeitet für die Firma Muster Ltd.", "Die Firma schweigt."],
    # names with full stops
    ["Die Seite www.beispiel.de ist neu.", "Sie ist kostenlos."],
]  # fmt: skip


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=" ".join)
def test_sentences_of_the_news_keep_their_bounds(nlp: Language, sentences: list[str]) -> None:
    (document,) = annotate([article(" ".join(sentences) + "\n")], nlp, batch_size=1)
    assert [sentence.span.text for sentence in document.sentences] == sentences


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=" ".join)
def test_no_rule_contradicts_the_bounds(sentences: list[str]) -> None:
    doc = GERMAN.make_doc(" ".join(sentences))
    set_boundaries(doc, doc.text, ())
    starts = {sum(len(sentence) + 1 for sentence in sentences[:number]) for number in range(1, len(sentences))}
    decided = {token.idx: token.is_sent_start for token in doc[1:] if token.is_sent_start is not None}
    assert all(begins == (offset in starts) for offset, begins in decided.items())


@pytest.mark.parametrize(
    "lines",
    [
        ["Streit um den Haushalt", "Die Koalition streitet."],
        ["Wer zahlt?", "Die Stadt sucht Geld."],
        ["Rede von Dr.", "Eva Lang sprach lange."],
        ["Bericht vom 3.", "Mai war der wärmste Monat."],
    ],
)
def test_a_paragraph_begins_a_sentence_whatever_precedes(nlp: Language, lines: list[str]) -> None:
    (document,) = annotate([article("\n\n".join(lines))], nlp, batch_size=1)
    assert [sentence.span.text for sentence in document.sentences] == lines


@pytest.mark.parametrize(
    "heading",
    [
        "Streit um das Freibad: Der Rat vertagt sich",
        "Wer das Freibad liebt, muss es bezahlen",
        "Das Bad ist zu. Der Rat vertagt sich",
        "»Es reicht!« Die Händler klagen",
        "Freibad, Kita, Brücke: Was der Rat plant",
        "Zu teuer? Zu spät? Das sagt die Stadt",
    ],
)
def test_a_headline_and_a_heading_are_one_sentence_each(nlp: Language, heading: str) -> None:
    text = f"{heading}\n\nDer Rat tagt im Mai. Er hat Zeit.\n\n{heading}\n\nDer Rat tagt im Mai. Er hat Zeit."
    (document,) = annotate([article(text)], nlp, batch_size=1)
    kinds = [section.kind for section in document.article.sections]
    assert kinds == ["headline", "lead", "body"]
    body = ["Der Rat tagt im Mai.", "Er hat Zeit."]
    assert [sentence.span.text for sentence in document.sentences] == [heading, *body, heading, *body]


@pytest.mark.parametrize("mark", sorted(MARKS))
@pytest.mark.parametrize("blank_line", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])
def test_a_mark_that_begins_a_paragraph_belongs_to_what_it_opens(mark: str, blank_line: str) -> None:
    speech = f"{mark}Wir warten ab“, sagte sie."
    for ending in (*".!?…,:;–", ".“", ".«", '."', ")", ""):
        for opening in ("", f"Der Rat tagt heute{ending}{blank_line}"):
            doc = GERMAN.make_doc(opening + speech)
            set_boundaries(doc, doc.text, {0, len(opening)})
            starts = [token.idx for token in doc if token.is_sent_start]
            assert starts == sorted({0, len(opening)}), doc.text
            second = next((token for token in doc if token.idx == len(opening) + 1), None)
            assert second is None or second.is_sent_start is False, doc.text


def test_an_offset_within_a_token_begins_the_sentence_after_it() -> None:
    doc = GERMAN.make_doc("Ada kommt heim")
    set_boundaries(doc, doc.text, {6})
    assert [token.is_sent_start for token in doc[1:]] == [False, True]


@given(text(alphabet="Az. 3„“\"(:…!\n'", max_size=40))
def test_any_text_has_bounds(characters: str) -> None:
    doc = GERMAN.make_doc(characters)
    set_boundaries(doc, doc.text, ())
    assert doc.text == characters
    assert not [token for token in doc if token.is_space and token.is_sent_start and token.i]
