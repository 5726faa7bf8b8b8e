"""Choose the lemma of each token from a dictionary and the spaCy pipeline's own lemma, by word class and agreement.

The dictionary has one lemma for each form, and knows neither word classes nor the sentence. A pipeline knows both, but
invents lemmas for words that it has not seen. So the pipeline's tags and features choose how a form is looked up: a
verb needs an infinitive, a feminine noun has no ending in the singular, a participle before a noun is an adjective.
Where the dictionary lacks the form, related forms, the last part of a compound, and the pipeline's lemma are tried, in
this order.

Closed classes (pronouns, articles, conjunctions, …) keep the pipeline's lemma.

Source of the rules: Duden, Die Grammatik, on Flexion, Wortbildung (Komposition, Präfix- and Partikelverben) and
substantivierte Adjektive; spelling since 1996.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wortlaut.german.names import DATIVE_PLURALS, GENITIVE_ARTICLES, SIBILANTS, given_names
from wortlaut.german.verbs import PREFIXES
from wortlaut.nlp import dictionary, gender_forms
from wortlaut.nlp.plain_doc import Doc, Token
from wortlaut.nlp.syntax import is_adverbial_superlative

_CACHE_SIZE = 100_000
"""Forms that are cached; a year of a newspaper has more, but most of its words are among the most frequent."""
_ADJECTIVE_ENDING = re.compile(r"(?<=.{2})(?:e[mnrs]?)$")
_NOUN_ENDINGS = ("n", "s", "e", "en", "es", "ern")
_SUPERLATIVE = re.compile(r"(?<=.{2})e?st$")
_DIPHTHONG_SS = re.compile(r"(ei|eu|äu|ie)ss")
_INFINITIVE_ENDINGS = ("en", "ern", "eln", "tun", "sein")
_FINITE_ENDINGS = ("st", "t", "est", "et")
_WITHOUT_POSITIVE = {"weiter": "weiterer"}
"""Adjectives whose uninflected form is another word (the adverb), with the headword in dictionaries."""
_SHORTEST_TAIL = 3
"""Letters of the shortest last part of a compound."""
_SHORTEST_SURE_TAIL = 5
"""Letters from which the last part of a compound is believed even if the part before it is unknown."""
_SHORTEST_NAME = 4
_DOUBTFUL_GENITIVES = ("is", "os", "us")
"""Endings that are more often part of a name than its genitive."""


class _Word(NamedTuple):
    """What decides about a lemma.

    Attributes:
        kind: `noun`, `name`, `verb` or `adjective`.
        form: The form in the text.
        tag: The tag (STTS).
        features: Morphological features, `Name=Value` joined by `|`.
        lemma: The pipeline's lemma.
    """

    kind: str
    form: str
    tag: str
    features: str
    lemma: str

    def has(self, feature: str) -> bool:
        """Return whether it has a feature, e.g. `Case=Gen`."""
        return feature in self.features


def lemmas(doc: Doc) -> list[str]:
    """Return the lemma of each token, at least its form if the pipeline has given it none.

    Args:
        doc: A text with tags (STTS), parts of speech, features and the pipeline's lemmas; it is not modified.
    """
    forms = {token.text for token in doc}
    return [_of_token(token, forms) or token.text for token in doc]


def _of_token(token: Token, forms: set[str]) -> str:
    kind = _kind(token)
    if kind is None or not token.text[0].isalpha():
        return token.lemma_
    if kind in {"noun", "name"} and (singular := gender_forms.singular(token.text)):
        return singular
    if kind == "name":
        return _name(token, forms)
    features = "Case=Gen|Number=Sing" if kind == "noun" and _follows_genitive_article(token) else str(token.morph)
    return _lemma(_Word(kind, token.text, token.tag_, features, token.lemma_))


def _follows_genitive_article(token: Token) -> bool:
    i = token.i - 1
    while i >= 0 and token.doc[i].tag_ == "ADJA":
        i -= 1
    return i >= 0 and token.doc[i].lower_ in GENITIVE_ARTICLES


def _kind(token: Token) -> str | None:
    """Return the word class in which a token is looked up, or None if it keeps the pipeline's lemma."""
    tag, form = token.tag_, token.text
    if _opens_with_verb(token):
        return "verb"
    if is_adverbial_superlative(token):
        return "adjective"
    if tag == "NN":
        return "noun"
    if tag == "NE":
        return _kind_of_name(token) if form[0].isupper() else None
    if tag == "ADJD" and _is_adjective(_lookup(token.lower_)):
        return "adjective"
    if tag[:1] == "V" or (token.pos_ in {"VERB", "AUX"} and tag not in {"PTKVZ", "FM"}):
        return "verb"
    return _kind_of_adjective(token) if tag in {"ADJA", "ADJD"} else None


def _kind_of_name(token: Token) -> str:
    """Return the class of a word tagged as a name; an inflected noun after an adjective or a number is none."""
    before = token.doc[token.i - 1].tag_ if token.i else ""
    return "noun" if before in {"ADJA", "CARD"} and common_noun(token.text) not in {None, token.text} else "name"


def _kind_of_adjective(token: Token) -> str | None:
    """Return the class of a word tagged as an adjective; with a capital and without a noun, it is one: "die Grünen"."""
    form = token.text
    if not form[0].isupper() or token.tag_ == "ADJD":
        return "adjective"
    following = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    if _lookup(form) is None and _lookup(form.lower()) is None and _is_genitive_of_name(form):
        return "name"
    if (
        form.endswith("er")
        and not _is_adjective(_lookup(form.lower()))
        and not _is_adjective(_lookup(form[:-2].lower()))
    ):
        return "name"  # Berliner, Odessaer: they do not inflect
    return "adjective" if following in {"NN", "NE", "ADJA", "TRUNC", "KON", "$,"} else "noun"


def _opens_with_verb(token: Token) -> bool:
    """Return whether a sentence's first word is a verb that was not recognised as one: "Sinkt der Preis, …".

    The capital letter misleads taggers. It is a verb if the dictionary has its lower-case form only as a verb, and no
    noun or name of that form.
    """
    if token.tag_[:1] == "V" or not token.text[:1].isupper() or not _is_first_word(token):
        return False
    form = token.lower_
    if _lookup(token.text) is not None or form.endswith("en") or token.text in given_names():
        return False
    return token.pos_ in {"VERB", "AUX"} or (_is_infinitive(_lookup(form)) and form.endswith(("t", "f")))


def _is_first_word(token: Token) -> bool:
    i = token.i
    while i > 0 and not token.doc[i].is_sent_start:
        i -= 1
        if not (token.doc[i].is_punct or token.doc[i].is_space):
            return False
    return True


@lru_cache(_CACHE_SIZE)
def _lemma(word: _Word) -> str:
    if word.kind == "noun":
        return _noun(word)
    return _verb(word) if word.kind == "verb" else _adjective(word)


@lru_cache(_CACHE_SIZE)
def _lookup(form: str) -> str | None:
    """Return the dictionary's lemma of a form as it is written, in today's spelling, or None."""
    lemma = dictionary.lemma_of(form)
    return None if lemma is None else _respelled(form, lemma)


def _respelled(form: str, lemma: str) -> str:
    """Return a lemma in the spelling since 1996: Kompromiß → Kompromiss, but Fuß, and reissen (Switzerland) → reißen.

    Before a vowel, ß has always stood after a long vowel only: dem Fuße, but dem Flusse.
    """
    if lemma.lower().endswith("schloß"):
        return f"{lemma[:-1]}ss"  # of which the dictionary also has forms with ß
    if lemma.endswith("ß"):
        has_long_vowel = any(dictionary.is_form(lemma + ending) for ending in ("e", "en"))
        return lemma if has_long_vowel else f"{lemma[:-1]}ss"
    if "ß" in lemma and "ß" not in form and "ss" in form and dictionary.is_form(lemma.replace("ß", "ss")):
        lemma = lemma.replace("ß", "ss")  # Missbilligung, Mißbilligung
    sharp = _DIPHTHONG_SS.sub(r"\1ß", lemma)
    return sharp if sharp.endswith("ßen") or dictionary.is_form(sharp) else lemma


@lru_cache(_CACHE_SIZE)
def _is_infinitive(word: str | None) -> bool:
    """Return whether a word is an infinitive, which its finite forms show: `reichen` by `reichst`, unlike `trocken`."""
    if not word or not word[0].islower() or not word.endswith(_INFINITIVE_ENDINGS):
        return False
    stem = word.removesuffix("n").removesuffix("e")
    return word == "sein" or any(_lookup(stem + ending) == word for ending in _FINITE_ENDINGS)


def _is_adjective(word: str | None) -> bool:
    return word is not None and word[0].islower() and not _is_infinitive(word)


# Verbs


def _verb(word: _Word) -> str:
    """Return the infinitive of a verb form."""
    form = word.form.lower()
    found = _lookup(form)
    if _is_infinitive(form) and (word.tag.endswith("INF") or found == form):
        return form
    if form.startswith("ge") and form.endswith("t") and _is_infinitive(f"{form[:-1]}en"):
        found = f"{form[:-1]}en"
    if found is not None and _is_infinitive(found) and len(found) <= len(form) + 2:
        return _without_doubtful_ge(word, form, found)
    stems = _participle_stems(form) if word.tag.endswith("PP") else iter(())
    related = (other for other in _related(form) if other[:1] == form[0])
    for infinitive in map(_lookup, (*stems, *related)):
        if infinitive is not None and _is_infinitive(infinitive):
            return infinitive
    if _is_infinitive(word.lemma.lower()):
        return word.lemma.lower()
    prefixed = _prefixed(form) or _regular(form)
    return prefixed or (form if word.tag.endswith("INF") else word.lemma.lower())


def _without_doubtful_ge(word: _Word, form: str, found: str) -> str:
    """Choose between gehören and hören for "gehört": a finite verb keeps ge-, for a participle the pipeline decides."""
    if not form.startswith("ge"):
        return found
    if word.tag.endswith("FIN") and not found.startswith("ge"):
        with_ge = next(
            (
                lemma
                for other in _related(form)
                if (lemma := _lookup(other)) and lemma[:2] == "ge" and _is_infinitive(lemma)
            ),
            None,
        )
        return with_ge or found
    if word.tag.endswith("PP") and found.startswith("ge") and word.lemma == found[2:] and _is_infinitive(word.lemma):
        return word.lemma
    return found


def _related(form: str) -> Iterator[str]:
    """Yield forms of the same verb that are more often in a dictionary, or clearer: brach, brachen."""
    yield from (f"{form}en", f"{form}st")
    if form.endswith("en"):
        yield from (f"{form[:-2]}st", f"{form[:-2]}t", form[:-2])
    if form.endswith("t"):
        yield from (f"{form[:-1]}st", f"{form[:-1]}e", f"{form[:-1]}en")
    if form.endswith("e"):
        yield from (f"{form}n", f"{form}st")


def _participle_stems(form: str) -> Iterator[str]:
    """Yield finite forms and infinitives for a participle with ge: angedeutet, andeutet, andeuten."""
    for match in re.finditer("ge", form):
        before, stem = form[: match.start()], form[match.end() :]
        if stem.endswith(("t", "en")):
            yield before + stem


def _prefixed(form: str) -> str | None:
    """Return the infinitive of a verb with a prefix or particle whose simple verb is known: um|gebracht."""
    for prefix in PREFIXES:
        rest = form.removeprefix(prefix)
        if rest == form or len(rest) < _SHORTEST_TAIL:
            continue
        for stem in (rest, rest.removeprefix("zu"), *_participle_stems(rest)):
            simple = _lookup(stem)
            if simple is not None and _is_infinitive(simple):
                return prefix + simple
    return None


def _regular(form: str) -> str | None:
    """Return the infinitive of an unknown verb in -ieren, which are all regular: "digitalisierte"."""
    match = re.fullmatch(r"(.+ier)(?:e|st|t|te|ten|test|tet|en)", form)
    return f"{match[1]}en" if match else None


# Adjectives


def _adjective(word: _Word) -> str:
    """Return the uninflected positive of an adjective; a participle that is used as one is an adjective, too."""
    form = word.form.lower()
    found = _lookup(form)
    is_compared = word.has("Degree=Cmp") or word.has("Degree=Sup")
    if word.tag == "ADJD":
        if is_compared and form.endswith("er") and _lookup(form[:-2]) == form[:-2]:
            return form[:-2]
        if found == form and form.endswith("sten") and _is_adjective(_lookup(form[:-4])):
            return form[:-4]  # am liebsten
        may_be_compared = is_compared or form.endswith(("er", "sten"))
        return found if found is not None and may_be_compared and _is_adjective(found) else form
    stem = _ADJECTIVE_ENDING.sub("", form)
    if stem == form:
        return form
    base = _lookup(stem)
    if found == form and base is None:
        return form  # super, rosa
    if base == stem and not stem.endswith("st"):
        return _WITHOUT_POSITIVE.get(stem, stem)
    if is_compared or stem.endswith("st"):
        related = (base, found, _lookup(f"{stem}en"), _lookup(stem[:-2]) if word.has("Degree=Sup") else None)
        positive = next((other for other in related if _is_positive(other, stem)), None)
        if positive is not None:
            return positive
    if found is not None and _is_adjective(found) and _ADJECTIVE_ENDING.sub("", found) != stem:
        return found  # teuren: teuer
    if base is None and found is None:
        compound = _compound_adjective(form)
        if compound is not None:
            return compound
        if is_compared:
            stem = _SUPERLATIVE.sub("", stem) if word.has("Degree=Sup") else stem.removesuffix("er")
        if stem.endswith("bl"):
            return f"{stem[:-1]}el"
    return stem


def _is_positive(lemma: str | None, stem: str) -> bool:
    """Return whether a lemma is the positive of a comparative or superlative stem: hoch for höher, höchst."""
    if lemma is None or not _is_adjective(lemma) or lemma == stem:
        return False
    return len(lemma) < len(stem) and not _ADJECTIVE_ENDING.search(lemma[len(stem) - 2 :] or "")


def _compound_adjective(form: str) -> str | None:
    """Return the lemma of a compound whose last part is known: kriegsmüde, kohlensäurehaltiges."""
    for start in range(2, len(form) - _SHORTEST_TAIL):
        tail = form[start:]
        found = _lookup(tail)
        if found is not None and _is_adjective(found) and len(tail) > _SHORTEST_TAIL:
            return form[:start] + _adjective(_Word("adjective", tail, "ADJA", "Degree=Cmp", tail))
    return None


# Nouns


def _noun(word: _Word) -> str:
    """Return the nominative singular of a noun; nominalised adjectives in -e: Abgeordnete, Deutsche."""
    form = word.form
    head, hyphen, last = form.rpartition("-")
    if head and last[:1].isupper() and not last.isupper():
        return head + hyphen + _noun(word._replace(form=last, lemma=word.lemma.rpartition("-")[2]))
    if form.isupper():
        return form
    is_singular = word.has("Number=Sing")
    if is_singular and word.has("Gender=Neut") and not word.has("Case=Dat") and _is_infinitive(form.lower()):
        return form  # das Streben
    if is_singular and word.has("Gender=Fem") and (form.endswith("s") or _lookup(f"{form}n") == form):
        return form  # die Basis, eine Tablette: feminine nouns have no endings in the singular
    is_inflected = not is_singular or word.has("Case=Gen")
    if form.endswith("s") and is_inflected and _lookup(form) == form and _lookup(form[:-1]) == form[:-1]:
        return form[:-1]  # Jobs: the dictionary has some inflected forms as words of their own
    return common_noun(form) or _inflected(form) or _compound(form) or _unknown_noun(word)


@lru_cache(_CACHE_SIZE)
def common_noun(form: str) -> str | None:
    """Return the lemma of a form that the dictionary has as a noun, or None; it also has frequent names."""
    nominalised = _nominalised(form)
    if nominalised is not None:
        return nominalised
    found = _lookup(form)
    if found is None or not found[0].isupper():
        return None
    if form.endswith(("leute", "leuten")):
        return form.removesuffix("n")
    return found


def _inflected(form: str) -> str | None:
    """Return the noun of which a form that the dictionary lacks may be inflected."""
    if form.endswith("innen"):
        return form.removesuffix("nen")
    for ending in _NOUN_ENDINGS:
        base = form.removesuffix(ending)
        if base != form and len(base) >= _SHORTEST_TAIL and _lookup(base) == base:
            return base
    return None


def _nominalised(form: str) -> str | None:
    """Return the form in -e of a nominalised adjective or participle, or None if a word is something else."""
    stem = _ADJECTIVE_ENDING.sub("", form)
    found = _lookup(form)
    if stem == form or (found == form and not form.endswith("e")):
        return None
    adjective = stem.lower()
    base = _lookup(adjective)
    if base is None:
        return None
    is_participle = adjective.endswith(("t", "en", "end")) and base not in {f"{adjective}en", f"{adjective}n"}
    is_adjective = is_participle if _is_infinitive(base) else _is_adjective(base)
    is_inflected = found in {None, form, f"{stem}er", f"{stem}es", f"{stem}e"}
    is_stem = found == stem and adjective.endswith(("end", "iert", "agt", "igt"))  # unlike Gerät, Geräte
    return f"{stem}e" if is_adjective and (is_inflected or is_stem) else None


def _compound(form: str) -> str | None:
    """Return the lemma of a compound by its last part: the longest with a known part before it, else a long one."""
    parts = [(start, tail) for start in range(2, len(form) - _SHORTEST_TAIL + 1) if (tail := _tail(form[start:]))]
    for start, tail in parts:
        if _is_first_part(form[:start]):
            return form[:start] + (tail if form[start].isupper() else tail.lower())
    for start, tail in parts:
        if len(form) - start >= _SHORTEST_SURE_TAIL:
            return form[:start] + (tail if form[start].isupper() else tail.lower())
    return None


def _tail(part: str) -> str | None:
    noun = part.capitalize()
    return common_noun(noun) or (_inflected(noun) if len(noun) >= _SHORTEST_SURE_TAIL else None)


def _is_first_part(part: str) -> bool:
    """Return whether a part may begin a compound: a known word, with or without a linking element."""
    stems = [part, f"{part}e", f"{part}en"]
    stems += [part.removesuffix(linking) for linking in ("s", "n", "e", "en", "es", "er") if part.endswith(linking)]
    return any(len(stem) > 1 and (_lookup(stem) or _lookup(stem.lower())) for stem in stems)


def _unknown_noun(word: _Word) -> str:
    """Return the pipeline's lemma of a noun that no dictionary has, if it only takes an ending away."""
    form, lemma = word.form, word.lemma
    if word.has("Case=Gen") and (bare := _without_s(form)):
        return bare
    is_plausible = form.startswith(lemma) and form[len(lemma) :] in {"", *_NOUN_ENDINGS}
    return lemma if is_plausible and len(lemma) >= _SHORTEST_TAIL else form


# Names


def _name(token: Token, forms: set[str]) -> str:
    """Return the nominative of a name: Ruttes, Rutte."""
    form = token.text
    if form in DATIVE_PLURALS:
        return DATIVE_PLURALS[form]
    bare = _without_s(form)
    if bare is None or form in given_names():
        return form
    if form.endswith(_DOUBTFUL_GENITIVES) and bare not in forms and _lookup(bare) != bare:
        return form
    is_genitive = "Case=Gen" in str(token.morph) or token.tag_ == "ADJA"
    follows_noun = token.i > 0 and token.doc[token.i - 1].tag_ in {"NN", "NE"}
    precedes_noun = token.i + 1 < len(token.doc) and token.doc[token.i + 1].tag_ in {"NN", "ADJA"}
    if bare in forms and (is_genitive or follows_noun or precedes_noun):
        return bare
    return bare if is_genitive and (_lookup(form) in {None, bare} or _lookup(bare) == bare) else form


def _is_genitive_of_name(form: str) -> bool:
    return _without_s(form) is not None and form not in given_names()


def _without_s(form: str) -> str | None:
    """Return a name without the ending of its genitive, or None if it cannot have one."""
    bare = form[:-1].rstrip("'’") if form.endswith("s") else form
    return bare if bare != form and len(form) >= _SHORTEST_NAME and not bare.endswith(SIBILANTS) else None
