"""Converts Universal Dependencies sentences to spaCy's German tokens, with one label scheme for both treebanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from training.corpora import TreebankSentence, Word
from training.sentences import Sentence, Token

# PUD and GSD name the same relation differently; the finer name is kept if it can be derived, else the coarser.
RELATIONS = {
    "flat:name": "flat",
    "nmod:poss": "nmod",
    "obl:tmod": "obl",
    "cc:preconj": "cc",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "iobj": "obl:arg",
    "root": "ROOT",  # spaCy's name
}
# The German features of a contracted preposition ("zum") are those of the article in it.
CONTRACTION_FEATURES = ("Case", "Gender", "Number")
# Forms that can be past indicative or subjunctive.
AMBIGUOUS_MODALS = frozenset({"sollte", "sollten"})
# PUD's tags of verb forms (infinitive, participle, finite), as GSD and de_core_news_* write them.
VERB_FORMS = {"VB": "Inf", "VBN": "Part", "VBC": "Fin"}
# Voice and InflectionType occur in only one of the two treebanks.
DROPPED_FEATURES = frozenset({"Voice", "Abbr", "AdpType", "Foreign", "Polite", "Typo", "Style", "Variant"})


def parse_features(feats: str) -> dict[str, str]:
    """Parse ``Key=Value|…`` into a dictionary, empty for an empty string."""
    return dict(pair.split("=", 1) for pair in feats.split("|")) if feats else {}


def format_features(features: dict[str, str]) -> str:
    """Format a dictionary of features as ``Key=Value|…``, keys in alphabetical order."""
    return "|".join(f"{key}={features[key]}" for key in sorted(features))


def harmonised_features(word: Word) -> str:
    """Convert the features of a word to the scheme shared by both treebanks.

    PUD omits VerbForm, and gives participles a tense and every adverb the degree "Pos".
    """
    features = {key: value for key, value in parse_features(word.feats).items() if key not in DROPPED_FEATURES}
    if word.upos in ("VERB", "AUX"):
        if word.xpos in VERB_FORMS and "VerbForm" not in features:
            features["VerbForm"] = VERB_FORMS[word.xpos]
        if "Mood" in features:
            features["VerbForm"] = "Fin"
        if features.get("VerbForm") in ("Part", "Inf"):
            features = {"VerbForm": features["VerbForm"]}
    if word.upos == "ADV" and features.get("Degree") == "Pos":
        del features["Degree"]
    return format_features(features)


def _harmonised(words: Sequence[Word]) -> list[Word]:
    """Convert the relations and features of words to the shared scheme."""
    relative = {
        word.head for word in words if "Rel" in parse_features(word.feats).get("PronType", "") or word.xpos == "PRELS"
    }
    harmonised = []
    for index, word in enumerate(words):
        dep = RELATIONS.get(word.dep, word.dep)
        if dep == "acl" and index in relative:
            dep = "acl:relcl"
        harmonised.append(word._replace(dep=dep, feats=harmonised_features(word)))
    return harmonised


def _depth(words: Sequence[Word], index: int) -> int:
    """Count the arcs between a word and its root."""
    return 0 if words[index].head == index else 1 + _depth(words, words[index].head)


def _merged(words: Sequence[Word], group: Sequence[int], form: str) -> Word:
    """Merge several words into one, attached like the one nearest to the root, so that no cycle arises.

    A contraction ("am" = an + dem) remains a preposition; the parts of a compound
    ("Social-Media-Übergänge") are replaced by its last word, whose lemma ends the compound's.
    """
    head = words[min(group, key=lambda index: _depth(words, index))]
    upos = [words[index].upos for index in group]
    if upos == ["ADP", "DET"]:
        article = parse_features(words[group[1]].feats)
        feats = format_features({key: article[key] for key in CONTRACTION_FEATURES if key in article})
        return head._replace(form=form, xpos="APPRART", feats=feats)
    last = words[group[-1]]
    lemma = form[: -len(last.form)] + last.lemma if form.endswith(last.form) else form
    return last._replace(form=form, lemma=lemma, head=head.head, dep=head.dep)


def _regrouped(words: Sequence[Word], groups: Sequence[Sequence[int]], forms: Sequence[str]) -> list[Word]:
    """Merge every group of words into one, and renumber the heads."""
    place = {index: number for number, group in enumerate(groups) for index in group}
    merged = []
    for number, (group, form) in enumerate(zip(groups, forms, strict=True)):
        word = _merged(words, group, form) if len(group) > 1 else words[group[0]]._replace(form=form)
        is_root = word.head in group
        merged.append(word._replace(head=number if is_root else place[word.head]))
    return merged


def _blocks(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the smallest runs of both token sequences that cover the same characters, as pairs of lengths."""
    i = j = 0
    while i < len(first):
        start_i, start_j = i, j
        left, right = len(first[i]), len(second[j])
        i, j = i + 1, j + 1
        while left != right:
            if left < right:
                left, i = left + len(first[i]), i + 1
            else:
                right, j = right + len(second[j]), j + 1
        yield i - start_i, j - start_j


def _pieces(word: Word, texts: Sequence[str], number: int, place: Sequence[int]) -> list[Token]:
    """Split a word into spaCy's tokens; the rest of a split word is attached to its first token and has no tags."""
    first = place[number]
    head = first if word.head == number else place[word.head]
    if len(texts) == 1:
        return [Token(texts[0], False, word.xpos, word.upos, word.feats, word.lemma, head, word.dep)]
    rest = [Token(text, False, head=first, dep="flat") for text in texts[1:]]
    return [Token(texts[0], False, head=head, dep=word.dep), *rest]


def with_clear_moods(sentence: Sentence) -> Sentence:
    """Mark "sollte" in a training sentence as subjunctive unless it is the past of "soll".

    GSD annotates about half of them as indicative, mostly in recommendations or suppositions ("Das sollte man löschen",
    "falls es so kommen sollte": Konjunktiv II, Duden § 523). They stay so if another verb is in the past tense.

    Args:
        sentence: A sentence with gold features.
    """
    features = [parse_features(token.morph or "") for token in sentence]
    past = [place for place, each in enumerate(features) if each.get("Mood") == "Ind" and each.get("Tense") == "Past"]
    if len(past) != 1 or sentence[past[0]].text.lower() not in AMBIGUOUS_MODALS:
        return sentence
    clear = format_features({**features[past[0]], "Mood": "Sub"})
    return (*sentence[: past[0]], sentence[past[0]]._replace(morph=clear), *sentence[past[0] + 1 :])


def surface_text(sentence: TreebankSentence) -> str:
    """Return the sentence as written in the text, without a trailing space."""
    return "".join(surface.form + " " * surface.space for surface in sentence.surfaces).rstrip(" ")


def to_sentence(sentence: TreebankSentence, make_doc: Callable[[str], Doc]) -> Sentence:
    """Convert a treebank sentence to spaCy's tokens.

    Args:
        sentence: Words and surfaces of the treebank.
        make_doc: spaCy's tokenizer.

    Returns:
        The sentence; ``tag`` is the treebank's own tag ("_" if it has none).
    """
    words = _harmonised(sentence.words)
    words = _regrouped(words, [s.words for s in sentence.surfaces], [s.form for s in sentence.surfaces])
    doc = make_doc(surface_text(sentence))
    texts = [token.text for token in doc]
    groups: list[list[int]] = []
    pieces: list[list[str]] = []
    n_words = n_texts = 0
    for word_count, text_count in _blocks([word.form.replace(" ", "") for word in words], texts):
        groups.append(list(range(n_words, n_words + word_count)))
        pieces.append(texts[n_texts : n_texts + text_count])
        n_words, n_texts = n_words + word_count, n_texts + text_count
    words = _regrouped(words, groups, ["".join(part) for part in pieces])
    place = [sum(len(part) for part in pieces[:number]) for number in range(len(pieces))]
    tokens: list[Token] = []
    for number, (word, part) in enumerate(zip(words, pieces, strict=True)):
        tokens += _pieces(word, part, number, place)
    return tuple(token._replace(space=bool(source.whitespace_)) for token, source in zip(tokens, doc, strict=True))
