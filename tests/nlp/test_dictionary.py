"""The dictionary: how words are looked up, and where it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory

from wortlaut.nlp import dictionary


@pytest.mark.parametrize(
    ("form", "lemma"), [("Häuser", "Haus"), ("häuser", None), ("gingen", "gehen"), ("Xyzzy", None), ("", None)]
)
def test_a_form_is_looked_up_as_it_is_written(form: str, lemma: str | None) -> None:
    assert dictionary.lemma_of(form) == lemma
    assert dictionary.is_form(form) == (lemma is not None)


@pytest.mark.parametrize(
    ("word", "is_known"), [("Häuser", True), ("häuser", True), ("GEHEN", True), ("Xyzzy", False), ("", False)]
)
def test_a_word_is_known_with_either_first_letter(word: str, is_known: bool) -> None:
    assert dictionary.is_known_word(word) == is_known


def test_a_damaged_copy_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de.dic").write_bytes(b"torn")
    factory = TrieDictionaryFactory(disk_cache_dir=str(tmp_path))
    monkeypatch.setattr(dictionary, "_DICTIONARY", DictionaryLookupStrategy(factory))
    assert dictionary.lemma_of("Häuser") == "Haus"
    assert (tmp_path / "de.dic").stat().st_size > 1_000_000
