"""Adds silver annotation: STTS tags and lemmas by HanTa, features of finite verbs by their endings.

HanTa (Wartena 2019, https://github.com/wartaal/HanTa) is trained on the TIGER corpus. Uncertain annotation stays
unknown, so that the components learn it from gold data only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from unicodedata import category

from training.sentences import Sentence, Token

# HanTa's finer tags, mapped to those of TIGER and de_core_news_*. GSD's PAV is TIGER's PROAV.
TAGS = MappingProxyType({"NNA": "NN", "NNI": "NN", "PAV": "PROAV", "UNKNOWN": "", "_": ""})
AUXILIARIES = frozenset({"sein", "haben", "werden"})
MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})
# PUD's tags of verb forms.
PUD_VERB_FORMS = MappingProxyType({"VBC": "FIN", "VBN": "PP", "VB": "INF"})
# Open classes; closed ones have few lemmas, learnt from gold data.
LEMMATISED = ("NN", "NE", "ADJ", "VV", "VA", "VM")
# HanTa removes the ending; the treebanks have "anderer", "selber", "letzter", "nah".
UNLIKE_GOLD = frozenset({"ander", "selb", "letzt", "nächst"})
# Unicode categories of dashes, brackets and quotation marks.
MARK_CATEGORIES = frozenset({"Pd", "Ps", "Pe", "Pi", "Pf"})
# A sentence with one of these has verb forms of other persons: then "habe" is not certainly a subjunctive.
OTHER_PERSONS = frozenset({"ich", "du", "wir", "ihr"})

_PRESENT_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_PRESENT_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
_PAST_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
_PAST_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"
_SUBJUNCTIVE_1_SINGULAR = "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_SUBJUNCTIVE_1_PLURAL = "Mood=Sub|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
_SUBJUNCTIVE_2_SINGULAR = "Mood=Sub|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
_SUBJUNCTIVE_2_PLURAL = "Mood=Sub|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"

# Third persons of the irregular verbs, Duden (Die Grammatik, 9th edition), paradigms of sein, haben, werden and
# the modals; forms that can be indicative or subjunctive ("sollte", "wollten") are left out.
IRREGULAR: Mapping[str, str] = MappingProxyType(
    {
        form: features
        for features, forms in {
            _PRESENT_SINGULAR: "ist hat wird kann muss muß soll will darf mag",
            _PRESENT_PLURAL: "sind haben werden können müssen sollen wollen dürfen mögen",
            _PAST_SINGULAR: "war hatte wurde konnte musste mußte durfte mochte",
            _PAST_PLURAL: "waren hatten wurden konnten mussten mußten durften mochten",
            _SUBJUNCTIVE_1_SINGULAR: "sei habe werde könne müsse solle wolle dürfe möge",
            _SUBJUNCTIVE_1_PLURAL: "seien",
            _SUBJUNCTIVE_2_SINGULAR: "wäre hätte würde könnte müsste müßte dürfte möchte",
            _SUBJUNCTIVE_2_PLURAL: "wären hätten würden könnten müssten müßten dürften möchten",
        }.items()
        for form in forms.split()
    }
)
# Endings of a regular verb's third persons after its stem (Duden, ibid.).
REGULAR = MappingProxyType(
    {
        "t": _PRESENT_SINGULAR,
        "et": _PRESENT_SINGULAR,
        "en": _PRESENT_PLURAL,
        "te": _PAST_SINGULAR,
        "ete": _PAST_SINGULAR,
        "ten": _PAST_PLURAL,
        "eten": _PAST_PLURAL,
        "e": _SUBJUNCTIVE_1_SINGULAR,
    }
)

# Past tense and Konjunktiv II of frequent strong and mixed verbs, first and third person singular (Duden, ibid.).
STRONG: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        infinitive: (past, subjunctive)
        for infinitive, past, subjunctive in (
            line.split()
            for line in """
            beginnen begann begänne
            bieten bot böte
            binden band bände
            bitten bat bäte
            bleiben blieb bliebe
            brechen brach bräche
            bringen brachte brächte
            denken dachte dächte
            dringen drang dränge
            essen aß äße
            fahren fuhr führe
            fallen fiel fiele
            fangen fing finge
            finden fand fände
            fliegen flog flöge
            fliehen floh flöhe
            fließen floss flösse
            geben gab gäbe
            gehen ging ginge
            gelingen gelang gelänge
            gelten galt gälte
            geschehen geschah geschähe
            gewinnen gewann gewänne
            graben grub grübe
            greifen griff griffe
            halten hielt hielte
            hängen hing hinge
            heben hob höbe
            heißen hieß hieße
            kommen kam käme
            laden lud lüde
            lassen ließ ließe
            laufen lief liefe
            leiden litt litte
            lesen las läse
            liegen lag läge
            lügen log löge
            meiden mied miede
            messen maß mäße
            nehmen nahm nähme
            nennen nannte nennte
            raten riet riete
            rufen rief riefe
            scheiden schied schiede
            scheinen schien schiene
            schieben schob schöbe
            schießen schoss schösse
            schlafen schlief schliefe
            schlagen schlug schlüge
            schließen schloss schlösse
            schreiben schrieb schriebe
            schreiten schritt schritte
            schweigen schwieg schwiege
            schwimmen schwamm schwämme
            sehen sah sähe
            singen sang sänge
            sinken sank sänke
            sitzen saß säße
            sprechen sprach spräche
            springen sprang spränge
            stehen stand stünde
            steigen stieg stiege
            sterben starb stürbe
            stoßen stieß stieße
            streiten stritt stritte
            tragen trug trüge
            treffen traf träfe
            treiben trieb triebe
            treten trat träte
            trinken trank tränke
            tun tat täte
            wachsen wuchs wüchse
            weisen wies wiese
            werfen warf würfe
            wissen wusste wüsste
            ziehen zog zöge
            zwingen zwang zwänge
            """.strip().splitlines()
        )
    }
)
# Forms that are also the present tense of another verb ("führen", "drängen").
DOUBTFUL = frozenset({"führe", "führen", "dränge", "drängen"})
# Present singular of verbs that change their vowel, Duden, ibid.
PRESENT: Mapping[str, str] = MappingProxyType(
    {
        infinitive: form
        for infinitive, form in (
            line.split()
            for line in """
            brechen bricht
            essen isst
            fahren fährt
            fallen fällt
            fangen fängt
            geben gibt
            gelten gilt
            geschehen geschieht
            graben gräbt
            halten hält
            helfen hilft
            laden lädt
            lassen lässt
            laufen läuft
            lesen liest
            messen misst
            nehmen nimmt
            raten rät
            schlafen schläft
            schlagen schlägt
            sehen sieht
            sprechen spricht
            sterben stirbt
            stoßen stößt
            tragen trägt
            treffen trifft
            treten tritt
            tun tut
            wachsen wächst
            werfen wirft
            wissen weiß
            """.strip().splitlines()
        )
    }
)


def stts(tag: str) -> str:
    """Convert a tag of HanTa, GSD or TIGER to TIGER's form: ``VV(FIN)`` to ``VVFIN``; "" if it is uninformative."""
    plain = tag.replace("(", "").replace(")", "") if len(tag) > 2 else tag
    return TAGS.get(plain, plain)


def _verb_class(lemma: str) -> str:
    return "VA" if lemma in AUXILIARIES else "VM" if lemma in MODALS else "VV"


def corrected_tag(token: Token, silver: str) -> str:
    """Correct HanTa's tag of a PUD token if PUD's gold annotation rules it out.

    Args:
        token: The token with PUD's own tag, part of speech, lemma and relation.
        silver: HanTa's STTS tag.
    """
    if token.pos in ("VERB", "AUX") and token.tag in PUD_VERB_FORMS:
        form = PUD_VERB_FORMS[token.tag]
        return "VVIZU" if form == "INF" and silver == "VVIZU" else _verb_class(token.lemma) + form
    if token.tag == "APPRART":
        return "APPRART"
    if token.dep == "compound:prt":
        return "PTKVZ"
    if token.pos == "PROPN":
        return "NE"
    if token.pos == "NOUN" and silver == "NE":
        return "NN"
    if token.pos == "ADP" and not silver.startswith(("AP", "KO")):
        return "APPR"
    return silver


def finite_features(form: str, lemma: str) -> str | None:
    """Return the features of a finite verb in the third person, None if its form is ambiguous.

    Args:
        form: The verb form in the text.
        lemma: Its infinitive.
    """
    form = form.lower()
    if lemma in AUXILIARIES or lemma in MODALS:
        return IRREGULAR.get(form)
    strong = next((verb for verb in STRONG if lemma.endswith(verb)), None)
    if strong is not None and (prefix := lemma.removesuffix(strong)) == form[: len(prefix)]:
        found = _strong_features(form.removeprefix(prefix), strong)
        if found:
            return found
    changed = next((verb for verb in PRESENT if lemma.endswith(verb)), None)
    if changed is not None and form == lemma.removesuffix(changed) + PRESENT[changed]:
        return _PRESENT_SINGULAR
    stem = lemma.removesuffix("en") if lemma.endswith("en") else lemma.removesuffix("n")
    if stem == lemma or not form.startswith(stem):
        return None
    return REGULAR.get(form.removeprefix(stem))


def subjunctives(form: str, features: str, lemma: str) -> list[tuple[str, str]]:
    """Return the unambiguous subjunctive forms, with their features, of a finite full verb in the third person.

    Args:
        form: The verb form in the text, in the indicative.
        features: Its features, from `finite_features`.
        lemma: Its infinitive.
    """
    found = []
    strong = next((verb for verb in STRONG if lemma.endswith(verb)), None)
    if strong is not None and features in (_PAST_SINGULAR, _PAST_PLURAL, _PRESENT_SINGULAR, _PRESENT_PLURAL):
        ending = "n" if "Plur" in features else ""
        found.append(lemma.removesuffix(strong) + STRONG[strong][1] + ending)
    if features in (_PAST_SINGULAR, _PRESENT_SINGULAR):
        found.append(lemma.removesuffix("n") if lemma.endswith("en") else lemma.removesuffix("n") + "e")
    pairs = [(each, finite_features(each, lemma) or "") for each in found if each != form.lower()]
    return [(each, known) for each, known in pairs if "Mood=Sub" in known]


def _strong_features(form: str, lemma: str) -> str | None:
    """Return the features of a past tense or Konjunktiv II without prefix, None if the form is ambiguous."""
    past, subjunctive = STRONG[lemma]
    if form == past:
        return _PAST_SINGULAR
    if form in DOUBTFUL:
        return None
    plural = f"{past.removesuffix('e')}en"
    if form == subjunctive:
        return _SUBJUNCTIVE_2_SINGULAR
    if f"{subjunctive}n" == plural:
        return None  # "sie gingen"
    return {plural: _PAST_PLURAL, f"{subjunctive}n": _SUBJUNCTIVE_2_PLURAL}.get(form)


def _part_of_speech(tag: str, lemma: str, tags: Sequence[str]) -> str:
    """Return the universal part of speech of a finite verb, "" if "haben" or "werden" may be a full verb."""
    if tag.startswith("VV"):
        return "VERB"
    has_participle = any(other.endswith("PP") for other in tags)
    return "AUX" if lemma == "sein" or tag == "VMFIN" or has_participle else ""


def silver_lemma(form: str, lemma: str, tag: str) -> str:
    """Convert HanTa's lemma to the conventions of the treebanks, "" if the two disagree.

    A name keeps its form except for the s of the genitive; nouns keep their capitals ("US-Präsident") and have
    today's spelling ("Kompromiss").
    """
    if not tag.startswith(LEMMATISED) or lemma in UNLIKE_GOLD:
        return ""
    if tag == "NE":
        return form[:-1] if lemma.lower() == form[:-1].lower() and form.endswith("s") else form
    if form.lower().startswith(lemma.lower()) and tag == "NN":
        return form[: len(lemma)]
    return lemma.replace("ß", "ss") if tag == "NN" and "ß" not in form else lemma


def _punctuation_tag(form: str, tag: str) -> str:
    """Return ``$(`` for marks that HanTa does not know ("»"), otherwise its tag."""
    is_mark = all(category(character) in MARK_CATEGORIES for character in form)
    return "$(" if is_mark and not tag.startswith("$") else tag


class SilverTagger:
    """Annotates sentences with the output of a tagger.

    Args:
        tag_sentence: HanTa's ``tag_sent``: from words to triples of word, lemma and tag.
    """

    def __init__(self, tag_sentence: Callable[[list[str]], list[tuple[str, str, str]]]) -> None:
        self._tag_sentence = tag_sentence

    def analyses(self, sentence: Sentence) -> list[tuple[str, str]]:
        """Return the STTS tag and the lemma of every token."""
        analyses = self._tag_sentence([token.text for token in sentence])
        return [(_punctuation_tag(form, stts(tag)), lemma) for form, lemma, tag in analyses]

    def retagged(self, sentence: Sentence) -> Sentence:
        """Replace the tags of a PUD sentence by STTS tags."""
        return tuple(
            token._replace(tag=corrected_tag(token, silver) if token.pos else "")
            for token, (silver, _) in zip(sentence, self.analyses(sentence), strict=True)
        )

    def annotated(self, sentence: Sentence) -> Sentence:
        """Add tags, lemmas of open classes and features of unambiguous finite verbs to a plain sentence."""
        analyses = self.analyses(sentence)
        tags = [tag for tag, _ in analyses]
        third_person = OTHER_PERSONS.isdisjoint(token.text.lower() for token in sentence)
        annotated = []
        for token, (tag, lemma) in zip(sentence, analyses, strict=True):
            token = token._replace(tag=tag, lemma=silver_lemma(token.text, lemma, tag))
            if tag.endswith("FIN") and third_person:
                features = finite_features(token.text, lemma)
                pos = _part_of_speech(tag, lemma, tags)
                if features and pos:
                    token = token._replace(pos=pos, morph=features)
            annotated.append(token)
        return tuple(annotated)
