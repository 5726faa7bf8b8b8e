from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
import spacy.tokens
from spacy.lang.de import German
from spacy.language import Language
from textblob_de.sentiments import sentiment as textblob

from tests import contract
from tests.rows import row
from wortlaut.entities.records import Mention
from wortlaut.nlp.annotate import Document
from wortlaut.nlp.plain_doc import Doc
from wortlaut.sentiment.aggregate import TonesByEntity, polar_word_rows, section_rows, sentence_rows
from wortlaut.sentiment.hits import Hit, find_hits
from wortlaut.sentiment.interval import bootstrap
from wortlaut.sentiment.label_model import Probabilities
from wortlaut.sentiment.lexicon import load_lexicon, read_lexicon
from wortlaut.sentiment.scored import score
from wortlaut.sentiment.tone import Part, Tally, TallyState, Tone, is_word, label, tone_of
from wortlaut.tables import csv_files, schemas
from wortlaut.tables.schemas import EntitySentimentRow, QuotationRow, SpeakerSentimentRow
from wortlaut.text import spans as characters
from wortlaut.text.article import Article, Section
from wortlaut.utils.errors import WortlautError

VOCAB = German().vocab
WINDOW = 4
LEXICON = load_lexicon()


def annotated(*sentences: str, label: str | None = None) -> Doc:
    """Build a document from words written as `form/POS/lemma/tag`; defaults are X, the form, and no tag.

    With a label, the second word is a name of that kind.
    """
    words: list[list[str]] = []
    heads: list[int] = []
    for sentence in sentences:
        first = len(words)
        words += [(word + "///").split("/")[:4] for word in sentence.split()]
        # The verb is the root of a sentence; without one, the first word.
        root = next((i for i in range(first, len(words)) if words[i][1] == "VERB"), first)
        heads += [root] * (len(words) - first)
    forms, pos, lemmas, tags = zip(*words, strict=True) if words else ([], [], [], [])
    doc = spacy.tokens.Doc(
        VOCAB,
        words=list(forms),
        pos=[value or "X" for value in pos],
        lemmas=[lemma or form for form, lemma in zip(forms, lemmas, strict=True)],
        tags=list(tags),
        heads=heads,
        deps=["dep"] * len(words),
        ents=["O", f"B-{label}", *["O"] * (len(words) - 2)] if label else None,
    )
    return Doc.of(doc)


def tone(sentence: str, window: int = WINDOW) -> Tone:
    doc = annotated(sentence)
    return tone_of([Part(find_hits(doc[:], LEXICON, negation_window=window), len(doc), None)])


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        # Nouns are found as they are written, and by their lemma.
        ("Der Erfolg/NOUN kam", 1.0),
        ("Die Krisen/NOUN/Krise kamen", -1.0),
        ("Gewinne/NOUN/Gewinn stiegen", 0.7),
        ("die Angst/PROPN", -1.0),
        # ß, which the Swiss lexicon does not have.
        ("viel Spaß/NOUN", 1.0),
        ("ein Verstoß/NOUN", -0.7),
        # Inflected adjectives and verbs are found by their lemma.
        ("eine bessere/ADJ/gut Idee/NOUN", 1.0),
        ("Das hilft/VERB/helfen allen", 0.7),
        ("Gut/ADJ/gut so", 1.0),
        # A separated verb is looked up with its particle, and the particle is no word of its own.
        ("Sie lehnten/VERB/lehnen das/PRON/der ab/ADP/ab/PTKVZ", -1.0),
        ("Er stellte/VERB/stellen das fest/ADV/fest/PTKVZ", None),
        # What the lexicon has as an adjective is no verb's form.
        ("eine gebildete/ADJ/gebildet Frau/NOUN", 1.0),
        ("Sie haben/AUX einen Kreis/NOUN gebildet/VERB/bilden", None),
        # A noun is no adjective and an adjective no noun.
        ("Der stolz/ADJ blickende", 0.7),
        ("voller Stolz/NOUN", 1.0),
        # Words with polarity 0 and words outside the lexicon are no evidence.
        ("Die Polizei/NOUN kam/VERB/kommen", None),
        ("Es gibt viel/ADV", None),
        ("", None),
    ],
)
def test_words_are_looked_up(sentence: str, polarity: float | None) -> None:
    assert tone(sentence).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("sehr/ADV gut/ADJ", 1.0),
        ("sehr/ADV sicher/ADJ", 1.0),
        ("etwas/ADV sicher/ADJ", 0.35),
        ("wenig/ADV hilfreich/ADJ", -0.3),
        ("ein großer/ADJ/groß Gewinn/NOUN", 1.0),
        ("ein kleiner/ADJ/klein Gewinn/NOUN", 0.35),
        ("ein sehr/ADV kleiner/ADJ/klein Gewinn/NOUN", 0.7),
        ("hohe/ADJ/hoch Verluste/NOUN/Verlust", -1.0),
        ("schwer/ADJ verletzt/ADJ", -1.0),
        # Only the word right after it is graded; elsewhere, a word of size is no judgement.
        ("sehr/ADV wohl sicher/ADJ", 0.7),
        ("Die Verluste/NOUN/Verlust sind hoch/ADJ", -1.0),
    ],
)
def test_degree_raises_or_lowers(sentence: str, polarity: float) -> None:
    assert tone(sentence).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("nicht gut/ADJ", -0.5),
        ("nicht schlecht/ADJ", 0.5),
        ("nicht sehr/ADV gut/ADJ", -0.25),
        ("gar/ADV nicht gut/ADJ", -1.0),
        ("nicht mehr/ADV gut/ADJ", -0.5),
        ("kein/DET Erfolg/NOUN", -0.5),
        ("keine/DET guten/ADJ/gut Ideen/NOUN", -0.5),
        ("nie/ADV gut/ADJ", -0.5),
        ("niemals/ADV war/AUX das gut/ADJ", -0.5),
        ("nichts/PRON Schönes/ADJ/schön", -0.5),
        ("niemand/PRON wurde/AUX verletzt/VERB/verletzen", 0.5),
        ("ohne/ADP Erfolg/NOUN", -0.5),
        ("ohne/ADP Zweifel/NOUN", 0.5),
        ("kaum/ADV gut/ADJ", -0.3),
        ("weder gut/ADJ noch schön/ADJ", -0.5),
        ("weder der Erfolg/NOUN , noch der Gewinn/NOUN", -0.425),
        # noch alone denies nothing, and neither do these.
        ("noch schön/ADJ", 1.0),
        ("nicht nur gut/ADJ , sondern/CCONJ auch schön/ADJ", 1.0),
        ("nicht zuletzt der Erfolg/NOUN", 1.0),
        ("nichts als Ärger/NOUN", -1.0),
        ("so gut/ADJ/gut/ADJD wie nie zuvor", 1.0),
        # Two negations weaken each other, and a denied low degree is a high one.
        ("nicht ohne/ADP Erfolg/NOUN", 0.25),
        ("kein/DET kleiner/ADJ/klein Erfolg/NOUN", 1.0),
    ],
)
def test_negation_reverses(sentence: str, polarity: float) -> None:
    assert tone(sentence).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        # Behind the predicate of its clause.
        ("Das gefiel/VERB/helfen mir nicht", -0.35),
        ("Schön/ADJ/schön/ADJD war das nicht", -0.5),
        ("Das half/VERB/helfen uns damals/ADV auch nicht", -0.35),
        # An attribute and a noun before it are not denied.
        ("Der gute/ADJ/gut/ADJA Mann/NOUN kam/VERB/kommen nicht", 1.0),
        ("Der Erfolg/NOUN kam/VERB/kommen nicht", 1.0),
        # What follows goes before what precedes.
        ("Er half/VERB/helfen nicht der Gewalt/NOUN", 0.6),
        # A determiner or ohne denies nothing before it.
        ("Das half/VERB/helfen keinem/PRON", 0.7),
        # Marks and conjunctions are borders.
        ("nicht heute , gut/ADJ", 1.0),
        ("nicht heute ; gut/ADJ", 1.0),
        ("nicht heute : gut/ADJ", 1.0),
        ("nicht „ gut/ADJ “", 1.0),
        ("nicht – gut/ADJ –", 1.0),
        ("nicht heute und/CCONJ gut/ADJ", 1.0),
        ("nicht heute aber/CCONJ gut/ADJ", 1.0),
        ("nicht heute sondern/CCONJ gut/ADJ", 1.0),
        ("keine Gewalt/NOUN oder/CCONJ Drohung/NOUN", 0.5),
        # The phrase of ohne ends with its noun.
        ("Ohne/ADP Karte/NOUN war/AUX es schön/ADJ", 1.0),
    ],
)
def test_negation_stays_in_its_clause(sentence: str, polarity: float) -> None:
    assert tone(sentence).polarity == polarity


@pytest.mark.parametrize(("window", "polarity"), [(0, 1.0), (2, 1.0), (3, -0.5), (20, -0.5)])
def test_negation_reaches_as_far_as_the_window(window: int, polarity: float) -> None:
    assert tone("nicht bei uns gut/ADJ", window).polarity == polarity


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Wetter/NOUN ist/AUX gut/ADJ",
        "Das war/AUX ein sehr/ADV schlechter/ADJ/schlecht Tag/NOUN",
        "Ein wenig/ADV hilfreicher/ADJ/hilfreich Rat",
        "Kein/DET glücklicher/ADJ/glücklich Mann/NOUN",
        "Nie/ADV war/AUX sie/PRON zufrieden/ADJ",
        "Kaum/ADV gefährlich/ADJ",
        "Weder gesund/ADJ noch",
        "Er/PRON ist/AUX , so/ADV sagt/VERB er/PRON , erfolgreich/ADJ",
        "Nicht/PART nur/ADV schön/ADJ",
        "Das ist/AUX ohne/ADP gerechten/ADJ/gerecht Plan/NOUN",
    ],
)
def test_nicht_before_the_only_hit_never_keeps_its_sign(sentence: str) -> None:
    words = sentence.split()
    before = tone(sentence)
    (position,) = [i for i in range(len(words)) if tone(words[i]).n_hits]
    after = tone(" ".join([*words[:position], "nicht/PART", *words[position:]]))
    assert before.polarity is not None
    assert after.polarity is not None
    assert before.polarity * after.polarity <= 0


@pytest.mark.parametrize(
    "adjective", ["gut", "schlecht", "stark", "traurig", "gefährlich", "hilfreich", "friedlich", "unsicher", "neu"]
)
@pytest.mark.parametrize("frame", ["Das Wetter ist {}", "Der Plan war {}", "Alle fanden den Film {}"])
def test_plain_adjectives_score_as_in_textblob_de(adjective: str, frame: str) -> None:
    words = frame.format(adjective).split()
    sentence = " ".join(f"{word}/ADJ" if word == adjective else word for word in words)
    assert (tone(sentence).polarity or 0.0) == textblob(frame.format(adjective))[0]


@pytest.mark.parametrize("label", ["PER", "ORG", "LOC"])
def test_words_of_names_are_no_hits(label: str) -> None:
    words = "Ministerin/NOUN Krieg/PROPN kam"
    assert find_hits(annotated(words)[:], LEXICON, negation_window=WINDOW)
    assert find_hits(annotated(words, label=label)[:], LEXICON, negation_window=WINDOW) == ()


@pytest.mark.parametrize(
    ("polarity", "name"),
    [
        (1.0, "positive"),
        (0.1, "positive"),
        (0.0999, "neutral"),
        (0.0, "neutral"),
        (-0.0999, "neutral"),
        (-0.1, "negative"),
    ],
)
def test_labels_follow_polarity(polarity: float, name: str) -> None:
    assert label(polarity) == name


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("gut/ADJ", ()),
        ("nicht gut/ADJ", ("negation",)),
        ("ein großer/ADJ/groß Erfolg/NOUN", ("degree",)),
        ("nicht sehr/ADV gut/ADJ", ("negation", "degree")),
        ("auf der Kippe/NOUN", ("phrase",)),
        ("nicht auf der Kippe/NOUN", ("negation", "phrase")),
    ],
)
def test_a_hit_says_what_changed_it(sentence: str, changes: tuple[str, ...]) -> None:
    (hit,) = find_hits(annotated(sentence)[:], LEXICON, negation_window=WINDOW)
    assert hit.changes == changes


def test_a_phrase_is_one_hit_from_its_first_to_its_last_word() -> None:
    (hit,) = find_hits(annotated("Das Amt steht auf der Kippe/NOUN")[:], LEXICON, negation_window=WINDOW)
    assert (hit.start, hit.token, hit.sense) == (3, 5, "danger")


@pytest.mark.parametrize(
    ("form", "lemma", "pos", "polarity"),
    [
        ("Schlimmeres", "Schlimmere", "NOUN", -1.0),
        ("Wohnungsbrand", "Wohnungsbrand", "NOUN", -1.0),
        ("Betreuung", "Betreuung", "NOUN", 0.0),
        ("beschädigte", "beschädigt", "ADJ", -0.7),
        ("ertrunken", "trinken", "VERB", -1.0),
        ("dauerte", "dauern", "VERB", 0.0),
    ],
)
def test_the_words_of_news_come_first(form: str, lemma: str, pos: str, polarity: float) -> None:
    entry = LEXICON.find(form, lemma, pos)
    assert entry is not None
    assert entry.polarity == polarity


def test_polar_words_have_their_place_and_value(document: Document) -> None:
    found = polar_word_rows(document, score(document, LEXICON, negation_window=WINDOW))
    assert columns(found, "section_id", "text", "polarity", "listed", "changes") == [
        ("a#sec1", "Streit", -1.0, -1.0, None),
        ("a#sec2", "lobte", 1.0, 1.0, None),
        ("a#sec2", "Erfolg", 1.0, 1.0, None),
        ("a#sec3", "gut", -0.5, 1.0, "negation"),
    ]


def test_without_hits_there_is_no_evidence() -> None:
    assert tone("Er kam heute") == Tone(None, None, None, "no evidence", 0, 3, 0)


def test_polarity_is_the_mean_over_hits_and_words_of_degree_do_not_dilute_it() -> None:
    assert tone("Viel/ADV Erfolg/NOUN , viel/ADV Glück/NOUN , aber/CCONJ auch Streit/NOUN").polarity == 0.3333


def test_subjectivity_is_what_the_lexicon_gives_to_words_of_degree() -> None:
    assert tone("extrem/ADV gut/ADJ , schön/ADJ").subjectivity == 0.5


@pytest.mark.parametrize(
    ("token", "counts"),
    [("Krise", True), ("Corona-Krise", True), ("20-jährige", True), ("2024", False), (",", False)],
)
def test_words_contain_a_letter(token: str, counts: bool) -> None:
    assert is_word(annotated(token)[0]) == counts


def test_the_order_of_adding_does_not_change_a_tone() -> None:
    hits = [Hit(0, polarity, 0.0) for polarity in (0.1, 0.7, -0.35, 1.0, -0.3, 0.245)]
    forward, backward = Tally(), Tally()
    for hit, other in zip(hits, reversed(hits), strict=True):
        forward.add(Part([hit], 1, None))
        backward.add(Part([other], 1, None))
    assert forward.tone() == backward.tone()


NO_PROBABILITIES = (None, None, None)


def test_an_interval_needs_two_sentences_and_holds_the_mean() -> None:
    assert bootstrap({}) is None
    assert bootstrap({(10, 10): 1}) is None
    units = {(7, 10): 1, (-10, 10): 1, (5, 5): 1, (14, 20): 1}
    interval = bootstrap(units)
    assert interval is not None
    assert -1 <= interval.low < sum(value for value, _ in units) / 45 < interval.high <= 1
    assert bootstrap(dict(reversed(units.items()))) == interval


def test_an_interval_gets_narrower_with_more_sentences() -> None:
    few, many = (bootstrap({(1, 1): n, (-1, 1): n}) for n in (5, 50_000))
    assert few is not None
    assert many is not None
    assert -0.02 < many.low < 0 < many.high < 0.02
    assert few.high - few.low > 0.5


PROBABILITIES = Probabilities(0.1, 0.2, 0.7), Probabilities(0.3, 0.3, 0.4), Probabilities(0.7, 0.2, 0.1)


def test_tallies_add_up_in_any_order() -> None:
    whole, merged = Tally(), Tally()
    for number, said in enumerate(PROBABILITIES):
        whole.add(Part([Hit(0, 0.1 * number, 0.3)], 5, said))
    for number, said in reversed(list(enumerate(PROBABILITIES))):
        part = Tally()
        part.add(Part([Hit(0, 0.1 * number, 0.3)], 5, said))
        merged.merge(TallyState._make(json.loads(json.dumps(part.state()))))
    assert merged.tone() == whole.tone()
    assert whole.tone().probabilities == Probabilities(0.3667, 0.2333, 0.4)


def test_equal_sentences_stay_several_when_tallies_are_merged() -> None:
    whole, merged = Tally(), Tally()
    for polarity in (1.0, 1.0, 1.0, -1.0):
        whole.add(Part([Hit(0, polarity, 0.3)], 5, None))
    merged.merge(whole.state())
    assert merged.tone() == whole.tone()


def test_weaker_evidence_weighs_half() -> None:
    tally = Tally()
    tally.add(Part([Hit(0, 1.0, 0.0), Hit(1, -1.0, 0.0, 0.5)], 2, None))
    assert tally.tone().polarity == round(0.5 / 1.5, 4)


@pytest.mark.parametrize(("n_sentences", "evidence"), [(0, "none"), (1, "few"), (4, "few"), (5, "enough")])
def test_evidence_depends_on_the_number_of_sentences(n_sentences: int, evidence: str) -> None:
    assert tone_of([Part([Hit(0, 1.0, 0.0)], 9, None)] * n_sentences).evidence == evidence


HEADLINE = "Streit/NOUN um Plan/NOUN"
LEAD = "Mia/PROPN lobte/VERB/loben den Erfolg/NOUN"
BODY = "Das ist nicht gut/ADJ , sagt Mia/PROPN", "Tim/PROPN kam/VERB/kommen 2024"


@pytest.fixture
def document() -> Document:
    """An article of four sentences in three sections; the last one has no sentence."""
    doc = annotated(HEADLINE, LEAD, *BODY)
    starts = [sent.start_char for sent in doc.sents] + [len(doc.text)]
    sections = (
        Section("a#sec1", "headline", None, 0, starts[1] - 1, (0,)),
        Section("a#sec2", "lead", None, starts[1], starts[2] - 1, (starts[1],)),
        Section("a#sec3", "body", "Heute", starts[2], starts[4], (starts[2],)),
        Section("a#sec4", "body", "Ende", starts[4], starts[4], ()),
    )
    return Document(Article("a", "a.txt", "", "text", None, None, "de", doc.text, sections), doc)


def columns(rows: Iterable[object], *names: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_each_sentence_has_a_tone(document: Document) -> None:
    rows = sentence_rows(document, score(document, LEXICON, negation_window=WINDOW))
    assert columns(rows, "section_id", "sentence_id", "polarity", "label", "n_hits", "n_words") == [
        ("a#sec1", "a#sent1", -1.0, "negative", 1, 3),
        ("a#sec2", "a#sent2", 1.0, "positive", 2, 4),
        ("a#sec3", "a#sent3", -0.5, "negative", 1, 6),
        ("a#sec3", "a#sent4", None, "no evidence", 0, 2),
    ]


def test_each_section_has_a_tone(document: Document) -> None:
    rows = section_rows(document, score(document, LEXICON, negation_window=WINDOW))
    assert columns(rows, "heading", "polarity", "label", "n_sentences", "coverage") == [
        (None, -1.0, "negative", 1, 0.3333),
        (None, 1.0, "positive", 1, 0.5),
        ("Heute", -0.5, "negative", 1, 0.125),
        ("Ende", None, "no evidence", 0, 0.0),
    ]


def test_author_and_quotations_have_separate_tones(document: Document) -> None:
    quotations = [quotation(document, "PER:Mia", "lobte"), quotation(document, None, "Das ist nicht gut")]
    rows = section_rows(document, score(document, LEXICON, negation_window=WINDOW), quotations)
    names = ("polarity", "author_polarity", "author_n_hits", "quoted_polarity", "quoted_n_hits")
    assert columns(rows, *names) == [
        (-1.0, -1.0, 1, None, 0),
        (1.0, 1.0, 1, 1.0, 1),
        (-0.5, None, 0, -0.5, 1),
        (None, None, 0, None, 0),
    ]


def quotation(document: Document, speaker: str | None, *quotes: str) -> QuotationRow:
    starts = [document.doc.text.index(quote) for quote in quotes]
    spans = ";".join(f"{start}:{start + len(quote)}" for start, quote in zip(starts, quotes, strict=True))
    return row(schemas.QUOTATIONS, speaker_id=speaker, quote_spans=spans)


def test_a_speaker_has_the_tone_of_the_quoted_words_each_counted_once(document: Document) -> None:
    tones = TonesByEntity()
    quotations = [
        quotation(document, "PER:Tim", "lobte den Erfolg", "gut"),
        quotation(document, "PER:Mia", "Das ist nicht gut"),
        quotation(document, "PER:Mia", "nicht gut"),
        quotation(document, None, "Streit"),
    ]
    tones.add_quotations(document, score(document, LEXICON, negation_window=WINDOW), quotations)
    assert list(tones.rows(SpeakerSentimentRow, {"PER:Mia": "Mia", "PER:Tim": "Tim"})) == [
        ("PER:Mia", "Mia", 2, -0.5, -0.5, "negative", 1, 1, 4, *NO_PROBABILITIES, None, None, "few"),
        # Both sentences have hits, so that they vary: from 1 alone to -0.5 alone.
        ("PER:Tim", "Tim", 1, 0.5, 0.5, "positive", 3, 2, 4, *NO_PROBABILITIES, -0.5, 1.0, "few"),
    ]


def test_an_entity_has_the_tone_of_the_clauses_about_it(document: Document) -> None:
    def mention(canonical_id: str, number: int, name: str) -> Mention:
        start = document.doc.text.index(name, document.sentences[number - 1].span.start_char)
        span = characters.Span(start, start + len(name))
        return Mention("", "", f"a#sent{number}", span, name, "PER", "name", canonical_id)

    tones = TonesByEntity()
    scored = score(document, LEXICON, negation_window=WINDOW)
    tones.add_mentions(document, scored, [mention("PER:Mia", 2, "Mia"), mention("PER:Tim", 4, "Tim")])
    tones.add_mentions(document, scored, [mention("PER:Tim", 1, "Plan"), mention("PER:Tim", 1, "Streit")])
    assert list(tones.rows(SpeakerSentimentRow, {"PER:Mia": "Mia", "PER:Tim": "Tim"})) == [
        ("PER:Mia", "Mia", 1, 1.0, 1.0, "positive", 2, 1, 4, *NO_PROBABILITIES, None, None, "few"),
        ("PER:Tim", "Tim", 2, -1.0, -1.0, "negative", 1, 1, 5, *NO_PROBABILITIES, None, None, "few"),
    ]


def test_the_tables_keep_the_contract(document: Document, tmp_path: Path) -> None:
    scored = score(document, LEXICON, negation_window=WINDOW)
    speakers, entities = TonesByEntity(), TonesByEntity()
    speakers.add_quotations(document, scored, [quotation(document, "PER:Mia", "gut")])
    csv_files.write(schemas.SENTENCE_SENTIMENT, sentence_rows(document, scored), tmp_path)
    csv_files.write(schemas.SECTION_SENTIMENT, section_rows(document, scored), tmp_path)
    csv_files.write(schemas.SPEAKER_SENTIMENT, speakers.rows(SpeakerSentimentRow, {"PER:Mia": "Mia"}), tmp_path)
    csv_files.write(schemas.ENTITY_SENTIMENT, entities.rows(EntitySentimentRow, {}), tmp_path)
    assert len(contract.read(schemas.SENTENCE_SENTIMENT, tmp_path)) == 4
    assert len(contract.read(schemas.SECTION_SENTIMENT, tmp_path)) == 4
    assert len(contract.read(schemas.SPEAKER_SENTIMENT, tmp_path)) == 1
    assert len(contract.read(schemas.ENTITY_SENTIMENT, tmp_path)) == 0


def test_a_lexicon_is_read_with_kinds_and_senses(tmp_path: Path) -> None:
    word = "<word form='{}' pos='{}' polarity='{}' subjectivity='0.5' intensity='1'/>"
    words = (word.format(*each) for each in (("Pracht", "NN", 0.7), ("prächtig", "JJ", 1), ("gesalbt", "JJ", 0.5)))
    (tmp_path / "lexicon.xml").write_text(f"<sentiment>{''.join(words)}</sentiment>", encoding="utf-8")
    lexicon = read_lexicon(tmp_path / "lexicon.xml")
    for form, lemma, pos, polarity in [
        ("Pracht", "Pracht", "NOUN", 0.7),
        ("Blumenpracht", "Blumenpracht", "NOUN", 0.7),
        ("prächtige", "prächtig", "ADJ", 1),
        ("Prächtig", "Prächtig", "NOUN", None),
        ("gesalbt", "gesalbt", "ADJ", 0.5),
        ("gesalbt", "salben", "VERB", None),
    ]:
        entry = lexicon.find(form, lemma, pos)
        assert (entry and entry.polarity) == polarity
    rescue = lexicon.find("half", "helfen", "VERB")
    assert rescue is not None
    assert rescue.sense == "rescue"


@pytest.mark.parametrize(
    "content",
    [
        "no XML",
        "<sentiment><word form='gut'/></sentiment>",
        "<sentiment><word form='gut' pos='JJ' polarity='very' subjectivity='0' intensity='1'/></sentiment>",
        "<!DOCTYPE sentiment [<!ENTITY a 'b'>]><sentiment/>",
    ],
)
def test_an_invalid_lexicon_is_reported(content: str, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WortlautError, match=r"lexicon\.xml.*pip install textblob-de"):
        read_lexicon(path)


def test_a_missing_lexicon_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(WortlautError, match="pip install textblob-de"):
        load_lexicon.__wrapped__()


def examples() -> list[tuple[str, float | None]]:
    """Return sentence and polarity of each row of the last table in the documentation."""
    page = (Path(__file__).parents[2] / "docs" / "sentiment.md").read_text(encoding="utf-8")
    _, table = page.split("| sentence | polarity |\n|---|---|\n")
    cells = (row.strip("| ").split("|") for row in table.splitlines())
    return [(sentence.strip(), float(polarity[0]) if polarity else None) for sentence, *polarity in cells]


@pytest.mark.parametrize(("sentence", "polarity"), examples())
def test_the_examples_of_the_documentation(nlp: Language, sentence: str, polarity: float | None) -> None:
    hits = find_hits(Doc.of(nlp(sentence))[:], LEXICON, negation_window=WINDOW)
    assert tone_of([Part(hits, 1, None)]).polarity == polarity
