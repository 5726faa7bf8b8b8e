from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.articles import FIRST, SECOND, asides, parts, read_one, written
from wortlaut.ingest import markdown


def test_markdown_is_read_without_its_markup(tmp_path: Path) -> None:
    source = f"""---
title: Anderer Titel
date: 2025-03-20
author: [Maria Beispiel, Karl Muster]
url: https://example.org/bruecke
---
# Brücke bleibt *gesperrt*

**Lindental (dpa)** - {FIRST}

{SECOND} Mehr [im Bericht](https://example.org).

![Die Brücke im März](bruecke.jpg)

Wann öffnet die Brücke?
-----------------------

> „Im Mai“, sagte der Ingenieur.

- Der Pfeiler wird erneuert.

```
kein Text
```
"""
    article = read_one(written(tmp_path, "a.md", source))
    assert (article.title, article.published_at) == ("Brücke bleibt gesperrt", "2025-03-20")
    assert (article.authors, article.url) == ("Maria Beispiel|Karl Muster", "https://example.org/bruecke")
    assert parts(article) == [
        ("headline", "Brücke bleibt gesperrt"),
        ("lead", FIRST),
        ("body", f"{SECOND} Mehr im Bericht."),
        ("body", "Wann öffnet die Brücke? / „Im Mai“, sagte der Ingenieur. / Der Pfeiler wird erneuert."),
    ]
    assert asides(article) == [("dateline", "Lindental (dpa) -"), ("caption", "Die Brücke im März")]


def test_markdown_that_begins_with_a_rule_is_text(tmp_path: Path) -> None:
    article = read_one(written(tmp_path, "a.md", f"---\n{FIRST}\n\n---\n\n{SECOND}\n"))
    assert FIRST in article.text
    assert SECOND in article.text


@pytest.mark.parametrize(
    "line",
    [
        "note: !!int ''",
        "note: !!bool vielleicht",
        "note: !!timestamp gestern",
        "note: !!python/object:os.system x",
        "note: &a [*a]",
        "updated: 2025-13-45",
    ],
)
def test_values_of_front_matter_that_are_none_do_no_harm(tmp_path: Path, line: str) -> None:
    source = f"---\ndate: 2025-03-20\nauthor: ~\n{line}\n---\n# Brücke bleibt gesperrt\n\n{FIRST} {SECOND}\n"
    article = read_one(written(tmp_path, "a.md", source))
    assert (article.published_at, article.authors) == ("2025-03-20", None)
    assert article.text == f"Brücke bleibt gesperrt\n\n{FIRST} {SECOND}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Wie geht es?**", [("strong", "Wie geht es?")]),
        ("__Wie geht__ **es?**", [("strong", "Wie geht es?")]),
        ("**Wie geht es?**\nMir gut.", [("strong", "Wie geht es?"), ("paragraph", "Mir gut.")]),
        ("**Wie geht es?** Mir **sehr** gut.", [("strong", "Wie geht es?"), ("paragraph", "Mir sehr gut.")]),
        ("**Kiel.** Es regnet.", [("paragraph", "Kiel. Es regnet.")]),
        ("Es **regnet?**", [("paragraph", "Es regnet?")]),
        ("Zeile eins\nund **zwei**", [("paragraph", "Zeile eins und zwei")]),
        ("# **Fest**", [("headline", "Fest")]),
    ],
)
def test_a_paragraph_in_bold_type_is_marked(text: str, expected: list[tuple[str, str]]) -> None:
    content = markdown.read(text)
    assert [(block.kind, content.text[block.start : block.end]) for block in content.blocks or ()] == expected
