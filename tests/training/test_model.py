from __future__ import annotations

import gzip
import json
import struct
from pathlib import Path
from random import Random

import numpy as np
import pytest
import spacy
from spacy.attrs import MORPH

from training import augment, corpora, evaluate, given_names, konjunktiv, lemma_rules, names, package, treebank
from training.corpora import Surface, TaggedSentence, TreebankSentence, Word
from training.packed import MAGIC, PackedModel
from training.sentences import Sentence, Token, join, text_of
from training.silver import SilverTagger, corrected_tag, finite_features, silver_lemma, stts, subjunctives
from wortlaut.nlp.lemma_rules import LemmaRules
from wortlaut.nlp.model import BUNDLED
from wortlaut.utils.errors import WortlautError

NLP = spacy.blank("de")
METRICS = Path(__file__).parents[2] / "training" / "metrics.json"

CONLLU = """\
# text = Am Kai wartet sie.
1-2\tAm\t_\t_\t_\t_\t_\t_\t_\t_
1\tAn\tan\tADP\tIN\t_\t3\tcase\t_\t_
2\tdem\tder\tDET\tDT\tCase=Dat|Definite=Def|Gender=Masc|Number=Sing|PronType=Art\t3\tdet\t_\t_
3\tKai\tKai\tNOUN\tNN\tCase=Dat\t4\tobl\t_\t_
4\twartet\twarten\tVERB\tVBC\tMood=Ind\t0\troot\t_\t_
5\tsie\tsie\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""
HARBOUR = TreebankSentence(
    (
        Word("Hafen", "Hafen", "NOUN", "NN", "", 2, "compound"),
        Word("-", "-", "PUNCT", "$(", "", 0, "punct"),
        Word("Streiks", "Streik", "NOUN", "NN", "Number=Plur", 3, "nsubj"),
        Word("drohen", "drohen", "VERB", "VVFIN", "Mood=Ind", 3, "root"),
    ),
    (
        Surface("Hafen", (0,), False),
        Surface("-", (1,), False),
        Surface("Streiks", (2,), True),
        Surface("drohen", (3,), False),
    ),
)


def parsed(text: str, heads: list[int]) -> Sentence:
    """A sentence with heads; every token has the relation "x"."""
    words = text.split()
    return tuple(
        Token(word, True, "T", "X", "", word, head, "ROOT" if head == index else "x")
        for index, (word, head) in enumerate(zip(words, heads, strict=True))
    )


def named(text: str, *entities: str) -> Sentence:
    """A sentence with an entity tag per word."""
    return tuple(Token(word, True, entity=entity) for word, entity in zip(text.split(), entities, strict=True))


def write_corpus(directory: Path, name: str, text: str) -> None:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()))


def test_a_treebank_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORTLAUT_CORPORA", str(tmp_path))
    write_corpus(tmp_path, corpora.PUD, CONLLU)
    (sentence,) = corpora.read_treebank(corpora.PUD)
    assert [word.form for word in sentence.words] == ["An", "dem", "Kai", "wartet", "sie", "."]
    assert [word.head for word in sentence.words] == [2, 2, 3, 3, 3, 3]
    assert sentence.surfaces[0] == Surface("Am", (0, 1), True)
    assert treebank.surface_text(sentence) == "Am Kai wartet sie."


def test_entity_tags_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORTLAUT_CORPORA", str(tmp_path))
    write_corpus(tmp_path, corpora.GERMEVAL_DEV, "# O\nKiel S-LOC\n\nJa O\n")
    tagged = corpora.read_entity_tags(corpora.GERMEVAL_DEV)
    assert tagged == [TaggedSentence(("#", "Kiel"), ("O", "S-LOC")), TaggedSentence(("Ja",), ("O",))]


def test_a_missing_corpus_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORTLAUT_CORPORA", str(tmp_path))
    with pytest.raises(corpora.CorporaMissingError, match=r"de_pud-1-700\.conllu\.gz.*WORTLAUT_CORPORA"):
        corpora.read_treebank(corpora.PUD)


def test_a_contraction_is_one_preposition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORTLAUT_CORPORA", str(tmp_path))
    write_corpus(tmp_path, corpora.PUD, CONLLU)
    sentence = treebank.to_sentence(corpora.read_treebank(corpora.PUD)[0], NLP.make_doc)
    assert [token.text for token in sentence] == ["Am", "Kai", "wartet", "sie", "."]
    assert sentence[0] == Token("Am", True, "APPRART", "ADP", "Case=Dat|Gender=Masc|Number=Sing", "an", 1, "case")
    assert [token.head for token in sentence] == [1, 2, 2, 2, 2]
    assert sentence[2].morph == "Mood=Ind|VerbForm=Fin"


def test_a_compound_that_the_treebank_splits_is_one_token() -> None:
    sentence = treebank.to_sentence(HARBOUR, NLP.make_doc)
    assert sentence[0] == Token("Hafen-Streiks", True, "NN", "NOUN", "Number=Plur", "Hafen-Streik", 1, "nsubj")


def test_a_word_that_spacy_splits_keeps_its_relation_only() -> None:
    word = Word("1998/99", "1998/99", "NUM", "CARD", "", 0, "root")
    sentence = treebank.to_sentence(TreebankSentence((word,), (Surface("1998/99", (0,), False),)), NLP.make_doc)
    assert [(token.text, token.tag, token.head, token.dep) for token in sentence] == [
        ("1998", "", 0, "ROOT"),
        ("/", "", 0, "flat"),
        ("99", "", 0, "flat"),
    ]


@pytest.mark.parametrize(
    ("upos", "xpos", "feats", "harmonised"),
    [
        ("VERB", "VBN", "Tense=Past", "VerbForm=Part"),
        ("VERB", "VB", "", "VerbForm=Inf"),
        ("AUX", "VAFIN", "Mood=Sub|Voice=Pass", "Mood=Sub|VerbForm=Fin"),
        ("ADV", "RB", "Degree=Pos", ""),
        ("ADV", "RB", "Degree=Cmp", "Degree=Cmp"),
        ("NOUN", "NN", "Number=Sing|Case=Nom", "Case=Nom|Number=Sing"),
    ],
)
def test_features_of_both_treebanks_are_alike(upos: str, xpos: str, feats: str, harmonised: str) -> None:
    assert treebank.harmonised_features(Word("x", "x", upos, xpos, feats, 0, "root")) == harmonised


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Sie", "rief", ":", '"', "Ja", "!", '"', "."], 'Sie rief: "Ja!".'),
        (["»", "Nein", "«", ",", "so", "Ada"], "»Nein«, so Ada"),
        (["«", "Nein", "»", ",", "so", "Ada"], "«Nein», so Ada"),
        (["Kiel", "(", "dpa", ")", "-", "Der", "„", "Bote", "“"], "Kiel (dpa) - Der „Bote“"),
    ],
)
def test_tokens_become_running_text(words: list[str], text: str) -> None:
    assert names.to_text(TaggedSentence(tuple(words), ("O",) * len(words))).text == text


def test_names_keep_their_place() -> None:
    words = ("In", "Bad", "Aibling", "tagt", "die", "EU-Runde", "der", "Zeit", ".")
    tags = ("O", "B-LOC", "E-LOC", "O", "O", "S-ORGPART", "O", "S-OTH", "O")
    sentence = names.to_text(TaggedSentence(words, tags))
    assert [(sentence.text[start:end], label) for start, end, label in sentence.names] == [
        ("Bad Aibling", "LOC"),
        ("Zeit", "MISC"),
    ]
    tokens = names.to_sentence(sentence, NLP.make_doc)
    assert [token.entity for token in tokens] == ["O", "B-LOC", "I-LOC", "O", "O", "O", "O", "B-MISC", "O"]


def test_a_name_inside_a_token_is_unknown() -> None:
    sentence = names.NamedSentence("Das Moskau-Team siegt", (names.Name(4, 10, "LOC"),))
    assert [token.entity for token in names.to_sentence(sentence, NLP.make_doc)] == ["O", "", "O"]


def test_sentences_are_joined_with_their_heads() -> None:
    first, second = parsed("Ada kommt", [1, 1]), parsed("Sie bleibt hier", [1, 1, 1])
    doc = join([first, second], ["\n\n"], NLP.vocab)
    assert doc.text == "Ada kommt\n\nSie bleibt hier"
    assert [sentence.text for sentence in doc.sents] == ["Ada kommt\n\n", "Sie bleibt hier"]
    assert doc[2].tag_ == "_SP"
    assert doc[2].head == doc[1]
    assert doc[5].head == doc[4]


def test_unknown_annotation_stays_unknown() -> None:
    doc = join([(Token("Ja", True, tag="PTKANT", morph=""), Token("Ada", False, entity="B-PER"))], [], NLP.vocab)
    assert [bool(value) for value in doc.to_array([MORPH])] == [True, False]
    assert [token.ent_iob_ for token in doc] == ["", "B"]
    assert not doc.has_annotation("DEP")


@pytest.mark.parametrize(
    ("text", "restyled"),
    [
        ('" Ja " , sagt sie .', "» Ja « , sagt sie ."),
        ("„ Ja “ und „ Nein “ .", "» Ja « und » Nein « ."),
        ('Das war " alles .', 'Das war " alles .'),
    ],
)
def test_quotation_marks_change_their_style(text: str, restyled: str) -> None:
    sentence = tuple(Token(word, True) for word in text.split())
    assert text_of(augment.restyled(sentence, ("»", "«"))) == restyled


def test_marks_around_a_sentence_hang_on_its_root() -> None:
    quoted = augment.quoted(parsed("Ada kommt .", [1, 1, 1]), ("„", "“"))
    assert [token.text for token in quoted] == ["„", "Ada", "kommt", ".", "“"]
    assert [token.head for token in quoted] == [2, 2, 2, 2, 2]
    assert text_of(quoted) == "„Ada kommt .“"


@pytest.mark.parametrize(("heads", "n_tokens"), [([1, 1, 1], 2), ([2, 2, 2], 3)])
def test_a_heading_has_no_final_mark_unless_words_hang_on_it(heads: list[int], n_tokens: int) -> None:
    assert len(augment.heading(parsed("Ada kommt .", heads))) == n_tokens


@pytest.mark.parametrize(
    ("tag", "plain"), [("VV(FIN)", "VVFIN"), ("PAV", "PROAV"), ("NNI", "NN"), ("$(", "$("), ("_", "")]
)
def test_tags_are_stts(tag: str, plain: str) -> None:
    assert stts(tag) == plain


@pytest.mark.parametrize(
    ("form", "lemma", "mood"),
    [
        ("eingehe", "eingehen", "Sub"),
        ("wisse", "wissen", "Sub"),
        ("seien", "sein", "Sub"),
        ("könnte", "können", "Sub"),
        ("ändere", "ändern", "Sub"),
        ("käme", "kommen", "Sub"),
        ("bekämen", "bekommen", "Sub"),
        ("ginge", "gehen", "Sub"),
        ("vergab", "vergeben", "Ind"),
        ("gibt", "geben", "Ind"),
        ("aussieht", "aussehen", "Ind"),
        ("arbeitet", "arbeiten", "Ind"),
        ("sagten", "sagen", "Ind"),
        ("ist", "sein", "Ind"),
    ],
)
def test_the_form_of_a_finite_verb_tells_its_mood(form: str, lemma: str, mood: str) -> None:
    assert treebank.parse_features(finite_features(form, lemma) or "")["Mood"] == mood


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("gingen", "gehen"),  # past tense or Konjunktiv II
        ("bliebe", "leben"),
        ("führe", "fahren"),  # or of "führen"
        ("sollte", "sollen"),
        ("war", "war"),
    ],
)
def test_other_forms_tell_nothing(form: str, lemma: str) -> None:
    assert finite_features(form, lemma) is None


@pytest.mark.parametrize(
    ("form", "lemma", "tag", "silver"),
    [
        ("Brandts", "Brandt", "NE", "Brandt"),
        ("Thomann", "Thoman", "NE", "Thomann"),
        ("US-Präsidenten", "Us-präsident", "NN", "US-Präsident"),
        ("Kompromisse", "Kompromiß", "NN", "Kompromiss"),
        ("Häuser", "Haus", "NN", "Haus"),
        ("ihm", "ihm", "PPER", ""),
        ("anderen", "ander", "ADJA", ""),
    ],
)
def test_silver_lemmas_are_as_in_the_treebanks(form: str, lemma: str, tag: str, silver: str) -> None:
    assert silver_lemma(form, lemma, tag) == silver


@pytest.mark.parametrize(
    ("token", "silver", "tag"),
    [
        (Token("hat", True, tag="VBC", pos="AUX", lemma="haben"), "VVINF", "VAFIN"),
        (Token("gesagt", True, tag="VBN", pos="VERB", lemma="sagen"), "ADJD", "VVPP"),
        (Token("auf", True, tag="RP", pos="ADP", dep="compound:prt"), "APPR", "PTKVZ"),
        (Token("Kiel", True, tag="NNP", pos="PROPN"), "NN", "NE"),
        (Token("Haus", True, tag="NN", pos="NOUN"), "NE", "NN"),
        (Token("seit", True, tag="IN", pos="ADP"), "KOUS", "KOUS"),
    ],
)
def test_gold_annotation_corrects_silver_tags(token: Token, silver: str, tag: str) -> None:
    assert corrected_tag(token, silver) == tag


@pytest.mark.parametrize(
    ("text", "morphs"),
    [
        ("Sie sagt , er komme .", [None, "Ind", None, None, "Sub", None]),
        ("Ich sage , er komme .", [None, None, None, None, None, None]),
    ],
)
def test_moods_are_annotated_where_no_first_person_is_near(text: str, morphs: list[str | None]) -> None:
    known = {"sagt": "sagen", "sage": "sagen", "komme": "kommen"}

    def tag_sentence(words: list[str]) -> list[tuple[str, str, str]]:
        return [(word, known.get(word, word), "VV(FIN)" if word in known else "XY") for word in words]

    sentence = tuple(Token(word, True) for word in text.split())
    annotated = SilverTagger(tag_sentence).annotated(sentence)
    moods = [None if token.morph is None else treebank.parse_features(token.morph)["Mood"] for token in annotated]
    assert moods == morphs


def packed_file(path: Path) -> Path:
    """A model of one piece, with a tensor of plain numbers and one of 32 packed ones."""
    header = MAGIC + struct.pack("<I7ifi", 1, 32, 0, 1, 64, 1, 512, 1, 1e-12, 32)
    piece = "▁ja".encode()
    tokenizer = (
        struct.pack("<5iQ2If", 1, 0, 2, 1, 0, len(piece), 0, len(piece), -2.5) + piece + struct.pack("<iI", 0, 0)
    )
    entries = [("plain", 0, 2, np.array([1.5, -2], "<f4").tobytes())]
    entries += [("packed", 1, 32, np.float16(0.5).tobytes() + bytes([0x9A] + [0x88] * 15))]
    directory = sum(2 + len(name) + 21 for name, *_ in entries) + 4
    offset = len(header) + len(tokenizer) + directory
    places, content = struct.pack("<i", len(entries)), b""
    for name, kind, size, values in entries:
        places += struct.pack(f"<H{len(name)}sBIQQ", len(name), name.encode(), kind, size, offset, len(values))
        offset += len(values)
        content += values
    path.write_bytes(header + tokenizer + places + content)
    return path


def test_packed_weights_are_read(tmp_path: Path) -> None:
    packed = PackedModel(packed_file(tmp_path / "model.bin"))
    assert packed.pieces == [("▁ja", -2.5)]
    assert (packed.settings.width, packed.settings.first, packed.settings.last) == (32, 0, 2)
    assert packed.tensor("plain").tolist() == [1.5, -2.0]
    numbers = packed.tensor("packed", 16)
    assert numbers.shape == (2, 16)
    # Low halves of the bytes come first; 8 stands for 0.
    assert (numbers[0, 0], numbers[0, 1], numbers[1, 0]) == (1.0, 0.0, 0.5)


def test_another_file_is_no_packed_model(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(WortlautError, match=r"model\.bin: is not a packed E5 model"):
        PackedModel(path)


@pytest.mark.parametrize(
    ("text", "verbs", "mood"),
    [
        ("Das sollte man tun", {1: "Ind"}, "Sub"),
        ("Das sollte man tun", {1: "Sub"}, "Sub"),
        ("Sie sagte was sie tun sollte", {1: "Ind", 5: "Ind"}, "Ind"),
        ("Das musste man tun", {1: "Ind"}, "Ind"),
    ],
)
def test_sollte_is_a_subjunctive_unless_the_sentence_is_in_the_past(
    text: str, verbs: dict[int, str], mood: str
) -> None:
    words = text.split()
    sentence = tuple(
        Token(word, True, morph=f"Mood={verbs[place]}|Tense=Past" if place in verbs else "")
        for place, word in enumerate(words)
    )
    clear = treebank.with_clear_moods(sentence)
    assert treebank.parse_features(clear[max(verbs)].morph or "")["Mood"] == mood
    assert [token.text for token in clear] == words


def test_entities_count_if_place_and_label_are_right() -> None:
    gold = {(0, 4, "LOC"), (9, 12, "PER"), (20, 25, "ORG")}
    counts = evaluate.count_names(gold, {(0, 4, "LOC"), (9, 12, "ORG")})
    assert counts["LOC"].scores() == {"p": 100.0, "r": 100.0, "f": 100.0}
    assert counts["ORG"] == evaluate.Counts(right=0, predicted=1, gold=1)
    assert evaluate.Counts(1, 2, 3).scores() == {"p": 50.0, "r": 33.33, "f": 40.0}


def test_the_shipped_scores_are_the_measured_ones() -> None:
    metrics = json.loads(METRICS.read_text(encoding="utf-8"))
    meta = json.loads((BUNDLED / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"] == metrics
    assert (BUNDLED / "README.md").read_text(encoding="utf-8") == package.model_card(metrics)


def test_the_shipped_pipeline_is_small_and_holds_no_code() -> None:
    files = [path for path in BUNDLED.rglob("*") if path.is_file()]
    assert BUNDLED / "meta.json" in files
    assert sum(path.stat().st_size for path in files) < 40e6
    assert not [path for path in files if path.suffix in {".py", ".pkl", ".pickle", ".so"}]


def test_german_locales_decide_whether_a_given_name_is_a_womans_or_a_mans() -> None:
    lists = {
        "de_DE": {"f": ["Andrea", "Kim", "Anna-Lena"], "m": ["Kim", "Uwe"]},
        "it_IT": {"f": ["Nicola"], "m": ["Andrea", "Nicola", "Ugo"]},
        "es_ES": {"f": [], "m": ["Andrea", "Ugo"]},
    }
    assert list(given_names.genders(lists)) == [("Andrea", "f"), ("Ugo", "m"), ("Uwe", "m")]


def test_konjunktiv_sentences_have_their_form_where_they_say() -> None:
    cases = list(konjunktiv.cases())
    forms = {
        form for row in konjunktiv.TABLE.read_text(encoding="utf-8").splitlines()[1:] for form in row.split(",")[:6]
    }
    for case in cases:
        word = case.text[case.place :].split()[0].rstrip(",.")
        assert word in forms
        assert case.text[0].isupper()
        assert case.text.endswith(".")
    assert sum(case.is_subjunctive for case in cases) >= 300
    assert sum(not case.is_subjunctive for case in cases) >= 300
    assert len({(case.text, case.place) for case in cases}) == len(cases)


@pytest.mark.parametrize(
    ("form", "lemma", "forms"),
    [
        ("kam", "kommen", ["käme", "komme"]),
        ("kamen", "kommen", ["kämen"]),
        ("gingen", "gehen", []),  # "sie gingen" is both
        ("sagte", "sagen", ["sage"]),
        ("ändert", "ändern", ["ändere"]),
        ("fuhr", "fahren", ["fahre"]),  # "führe" is also of "führen"
        ("sagten", "sagen", []),
    ],
)
def test_verbs_are_put_into_the_subjunctive_where_it_shows(form: str, lemma: str, forms: list[str]) -> None:
    found = subjunctives(form, finite_features(form, lemma) or "", lemma)
    assert [each for each, _ in found] == forms
    assert all("Mood=Sub" in features for _, features in found)


def test_a_sentence_in_the_subjunctive_keeps_everything_else() -> None:
    features = finite_features("kam", "kommen")
    sentence = (Token("Sie", True, "PPER"), Token("kam", True, "VVFIN", morph=features, lemma="kommen"))
    subjunctive, verb = augment.in_subjunctive(sentence, Random(1))
    assert subjunctive == sentence[0]
    assert verb.text in {"käme", "komme"}
    assert "Mood=Sub" in (verb.morph or "")
    assert augment.in_subjunctive(sentence[:1], Random(1)) == sentence[:1]


def test_lemmas_are_learnt_by_tag_and_ending() -> None:
    def sentence(*pairs: tuple[str, str]) -> Sentence:
        return tuple(Token(form, True, "VVFIN", lemma=lemma) for form, lemma in pairs)

    regular = sentence(("sagte", "sagen"), ("machte", "machen"), ("legte", "legen"))
    silver = regular + regular + sentence(("bote", "botten"))
    learnt = lemma_rules.learnt([sentence(("bote", "bieten"))], [silver])
    rules = LemmaRules(**learnt)
    assert rules.lemma("Fragte", "VVFIN") == "fragen"
    assert rules.lemma("bote", "VVFIN") == "bieten"  # gold counts more
    assert rules.lemma("fragte", "NN") == "fragte"
    assert "^sagte" not in learnt["rules"]["VVFIN"]  # its ending says the same
