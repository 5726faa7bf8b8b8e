"""Write the data that the list's script searches and filters: script files, which a page opened from disk may load."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wortlaut.locales import Locale
from wortlaut.locales.labels import GENDER_NAMES, KIND_NAMES, TONE_NAMES, TYPE_NAMES
from wortlaut.page.addresses import speaker_name
from wortlaut.page.entries import Entry

PER_FILE = 1_000
"""Articles per file of search data, about 1.5 MB."""
_VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": KIND_NAMES,
    "gender": GENDER_NAMES,
    "type": TYPE_NAMES,
    "tone": TONE_NAMES,
}
"""Values by which quotations are filtered, with their names. A row of the data has their places in this order."""
_PLACES = {name: {value: place for place, value in enumerate(names)} for name, names in _VALUES.items()}


class SearchDataWriter:
    """Write the data while the articles are streamed, with at most one file's articles in memory.

    Args:
        locale: The reader's language.
        folder: Folder of the files; it is created.
    """

    def __init__(self, locale: Locale, folder: Path) -> None:
        self._locale = locale
        self._folder = folder
        self._rows: list[object] = []
        self._n_files = 0
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in ("outlet", "month", *_VALUES)}
        folder.mkdir()

    def add(self, entry: Entry) -> None:
        """Append an article."""
        self._counts["outlet"][entry.outlet] += 1
        self._counts["month"][entry.month] += 1
        for quotation in entry.quotations:
            gender = entry.speakers[quotation.speaker].gender if quotation.speaker >= 0 else ""
            values = {"kind": quotation.kind, "gender": gender, "type": quotation.type, "tone": quotation.tone}
            for name, value in values.items():
                self._counts[name][value] += 1
        self._rows.append(self._row(entry))
        if len(self._rows) == PER_FILE:
            self._end_file()

    def finish(self) -> None:
        """Write the remaining articles, and what they can be filtered by."""
        if self._rows:
            self._end_file()
        facets = {name: [*self._facet(name, counts)] for name, counts in self._counts.items()}
        self._write("facets.js", f"wortlaut.facets={_json(facets)};\n")

    def _end_file(self) -> None:
        self._write(f"articles-{self._n_files}.js", f"wortlaut.add({self._n_files},{_json(self._rows)});\n")
        self._n_files += 1
        self._rows = []

    def _write(self, name: str, script: str) -> None:
        (self._folder / name).write_text(script, encoding="ascii", newline="")

    def _facet(self, name: str, counts: Counter[str]) -> Sequence[tuple[str, str, str]]:
        """Return the values of a filter: the value, its name, and how often it occurs; "" for no occurrence."""
        if name in _VALUES:
            named = [(value, self._locale.gettext(message)) for value, message in _VALUES[name].items()]
        elif name == "month":
            months = sorted(counts, reverse=True)
            named = [(month, self._locale.date(month) or self._locale.gettext("not given")) for month in months]
        else:
            outlets = sorted(counts, key=lambda outlet: (not outlet, outlet.casefold(), outlet))
            named = [(outlet, outlet or self._locale.gettext("not given")) for outlet in outlets]
        return [(value, label, self._locale.number(counts[value]) if counts[value] else "") for value, label in named]

    def _row(self, entry: Entry) -> list[object]:
        """Return what `static/index.js` reads."""
        speakers = [
            [each.name, speaker_name(each.canonical_id) if each.canonical_id else "", _PLACES["gender"][each.gender]]
            for each in entry.speakers
        ]
        quotations = [
            [
                int(each.number),
                each.speaker,
                *(_PLACES[name][getattr(each, name)] for name in ("kind", "type", "tone")),
                each.text,
            ]
            for each in entry.quotations
        ]
        return [
            *(entry.address, entry.title, entry.article_id, entry.published_at),
            *(self._locale.date(entry.published_at), entry.outlet, entry.n_words),
            *([*map(_PLACES["tone"].__getitem__, entry.tones)], speakers, quotations),
        ]


def _json(value: Any) -> str:
    """Return JSON in ASCII: JavaScript that no text can break out of."""
    return json.dumps(value, separators=(",", ":"))
