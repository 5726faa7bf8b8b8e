"""Files made of texts, in the formats and encodings that people have, and real files after an accident."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

import docx
import openpyxl

from tests.conftest import ROOT
from tests.fuzz import german
from wortlaut.corrections.records import (
    ACTIONS,
    ENTITIES,
    QUOTATIONS,
    EntityCorrection,
    QuotationCorrection,
    columns,
)
from wortlaut.tables.csv_files import as_csv
from wortlaut.utils.archives import repacked, unpack
from wortlaut.validation import sheet

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
VARIABLE = "WORTLAUT_CORPORA"
Content = Callable[[Random, str], bytes]
"""Makes a file's bytes of a text."""
_ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "cp1252",
    "iso8859-1",
    "iso8859-15",
    "mac_roman",
)


def _encoded(random: Random, text: str) -> bytes:
    return text.encode(random.choice(_ENCODINGS), errors=random.choice(("replace", "ignore")))


def _markdown(random: Random, text: str) -> bytes:
    return "\n\n".join(random.choice(("", "", "# ", "## ", "> ", "- ")) + part for part in text.split("\n\n")).encode()


def _page(random: Random, text: str) -> bytes:
    parts = (html.escape(part) if random.random() < 0.9 else part for part in text.split("\n\n"))
    body = "".join(f"<{tag}>{part}</{tag}>" for part in parts for tag in [random.choice(("p", "p", "h2", "div", "li"))])
    head = f"<title>{html.escape(text[:40])}</title><meta charset=utf-8>" if random.random() < 0.7 else ""
    page = f"<!DOCTYPE html><html><head>{head}</head><body><nav><a href=/>Start</a></nav><article>{body}</article>"
    return (page + random.choice(("</body></html>", "", "<script>alert(1)</script>"))).encode()


def _saved_page(random: Random, text: str) -> bytes:
    """Return a page with the elements, class names and metadata of news sites, in any combination."""
    classes = (
        "teaser-text",
        "paywall",
        "kicker",
        "article__lead",
        "newsletter",
        "interline",
        "author",
        "caption",
        "",
        "x",
    )
    tags = ("p", "p", "p", "h1", "h2", "h4", "div", "li", "blockquote", "figure", "aside", "span", "q", "header")
    wrappers = ("", "", "<b>", "<a href=/x>", "<q>", "<footer>", "<span>", "<br><br>")
    parts = []
    for part in text.split("\n\n"):
        tag, name = random.choice(tags), random.choice(classes)
        parts.append(f"<{tag} class='{name}'>{random.choice(wrappers)}{html.escape(part)}")
        parts.append(random.choice((f"</{tag}>", f"</{tag}>", f"</{tag}>", "", "Rest")))
    data = json.dumps(
        [{"@type": "NewsArticle", "headline": text[:40], "author": random.choice(("A. B.", None, [1], {}))}]
    )
    opening = random.choice(("", "<![CDATA["))
    script = f"<script type='application/ld+json'>{opening}{data[: random.randint(0, 200)]}</script>"
    head = f"<meta property=og:description content='{html.escape(text[40:120])}'>{script}"
    return f"<html><head>{head}</head><body><main>{''.join(parts)}</main></body></html>".encode()


def _document(random: Random, text: str) -> bytes:
    """Return a Word document, sometimes one that looks like a delivery of Nexis."""
    document = docx.Document()
    for part in text.split("\n\n"):
        runs = document.add_paragraph(style=random.choice(("Normal", "Normal", "Heading 1", "Title", "List Bullet")))
        runs.add_run(_CONTROLS.sub("", part)).bold = random.random() < 0.2
        if random.random() < 0.2:
            document.add_paragraph(random.choice(("End of Document", "Length: 3 words", "Body", "11. Januar 2010")))
    content = io.BytesIO()
    document.save(content)
    return _with_a_damaged_part(random, content.getvalue()) if random.random() < 0.1 else content.getvalue()


def _with_a_damaged_part(random: Random, content: bytes) -> bytes:
    """Damage a file inside an archive, which is damaged itself by other accidents."""
    parts = unpack(content, 1 << 26)
    name = random.choice([*parts, "word/document.xml"] if "word/document.xml" in parts else [*parts])
    return repacked(parts | {name: mutated(random, parts[name])}).getvalue()


def _delivery(random: Random, text: str) -> bytes:
    """Return a delivery of Nexis in text form, with some of its lines missing."""
    lines = [
        f"{random.randint(0, 3)} of 3 DOCUMENTS",
        "Bote",
        "Montag 11. Januar 2010",
        "Titel",
        "AUTOR: A. B.",
        "LÄNGE: 3 Wörter",
    ]
    article = "\n\n".join(line for line in [*lines, text, "LOAD-DATE: 1"] if random.random() < 0.9)
    return f"1 of 3 DOCUMENTS\n\n{article}\n\n{article}".encode(errors="replace")


def _record(random: Random, text: str) -> dict[str, object]:
    """Return an article in the shape of fundus, or with the plain names of a corpus."""
    title, *paragraphs = text.split("\n\n")
    date = random.choice(("2024-10-01T11:00:00+02:00", "2024-10-01", "gestern", "", None, 20241001))
    if random.random() < 0.5:
        return {"id": str(random.randint(0, 9)), "title": title, "date": date, "text": "\n\n".join(paragraphs) or title}
    sections = [{"headline": [title] if random.random() < 0.3 else [], "paragraphs": paragraphs}]
    body = {"summary": paragraphs[:1], "sections": sections}
    return {"title": title, "publishing_date": date, "authors": ["A. B."], "body": random.choice((body, body, None))}


def _json(random: Random, text: str) -> bytes:
    return json.dumps(_record(random, text), ensure_ascii=random.random() < 0.5).encode()


def _json_lines(random: Random, text: str) -> bytes:
    lines = [json.dumps(_record(random, german.damaged(random, text))) for _ in range(random.randint(0, 3))]
    return "\n".join([*lines, random.choice(("", "{", "null", "[]", "\n"))]).encode()


def _csv(random: Random, text: str) -> bytes:
    handle = io.StringIO()
    writer = csv.writer(handle, delimiter=random.choice(",;\t"))
    writer.writerow(random.choice((("id", "title", "date", "text"), ("id", "text"), ("text",), ("x", "y"))))
    for number in range(random.randint(0, 3)):
        writer.writerow((number, text[:30], "2024-10-01", german.damaged(random, text))[: random.randint(1, 5)])
    return handle.getvalue().encode(errors="replace")


def shortened(random: Random, text: str) -> str:
    """Return a part of a text, of whole paragraphs if they are short: the network takes its time."""
    start = text.rfind("\n", 0, random.randint(0, len(text))) + 1
    return text[start : start + random.randint(200, 1_500)]


VALUES: Mapping[str, Sequence[str]] = {
    "kind": (sheet.QUOTATION, sheet.PASSAGE),
    "stands_for": ("1", "2,5", "1e3", "1", "nan", "inf", "-1"),
    "action": ACTIONS,
    "label": ("", "", "PER", "ORG"),
    "gender": ("", "", "f", "-"),
    "speaker_kind": ("", "", "citizens"),
    "type": ("", "Direct", "Reported"),
    "right_type": ("", "", "Direct"),
    **dict.fromkeys(("is_quotation", "speaker_right", "tone_right"), ("", "", "1", "0", "x", "ja")),
}
"""Values that some columns may have."""


def _edited_cell(random: Random, column: str) -> str:
    if column in VALUES and random.random() < 0.97:
        return random.choice(VALUES[column])
    text = random.choice((random.choice(german.NAMES), german.sentence(random), random.choice(german.ODD), "-", "a"))
    return text if column in {"name", "article_id", "quote", "text"} or random.random() < 0.3 else ""


def corrections(random: Random, article_ids: Sequence[str]) -> dict[str, str]:
    """Return the contents of `entities.csv` and `quotations.csv`, which are valid and may correct something."""
    entities = [
        {"article_id": random.choice(["", "", *article_ids]), "name": random.choice(german.NAMES), column: value}
        for column, value in random.choices(
            (
                ("same_as", random.choice(german.NAMES)),
                ("same_as", "Uwe Berg"),
                ("label", "ORG"),
                ("new_name", random.choice(german.ODD).strip() or "x"),
                ("role", "-"),
                ("party", "SPD"),
                ("gender", "f"),
                ("speaker_kind", "citizens"),
            ),
            k=6,
        )
    ]
    quotations = [
        {
            "article_id": random.choice(article_ids),
            "action": random.choice(ACTIONS),
            "quote": " ".join(random.choice(german.CLAUSES).partition("{")[0].split()) or "x",
            "speaker": random.choice(("-", *german.NAMES)),
            "type": random.choice(("", "Direct", "Reported")),
        }
        for _ in range(6)
    ]
    return {ENTITIES: _table(EntityCorrection, entities), QUOTATIONS: _table(QuotationCorrection, quotations)}


def _table(kind: type[EntityCorrection] | type[QuotationCorrection], rows: Iterable[Mapping[str, str]]) -> str:
    return as_csv([columns(kind), *([row.get(name, "") for name in columns(kind)] for row in rows)])


def edited(random: Random) -> tuple[str, bytes]:
    """Return the ending and the content of a file that a person has edited: corrections, or a sheet of a sample."""
    suffix = random.choice((f".{ENTITIES}", f".{QUOTATIONS}", ".sheet.csv", ".sheet.xlsx"))
    kind = {f".{ENTITIES}": columns(EntityCorrection), f".{QUOTATIONS}": columns(QuotationCorrection)}
    names = list(kind.get(suffix, sheet.SheetRow._fields))
    rows = [[_edited_cell(random, name) for name in names] for _ in range(random.randint(0, 3))]
    if random.random() < 0.2:
        random.shuffle(names)
    if random.random() < 0.1:
        names[random.randrange(len(names))] = random.choice(("x", names[0], ""))
    content = _workbook([names, *rows]) if suffix.endswith("xlsx") else _edited_csv(random, [names, *rows])
    damage = _with_a_damaged_part if suffix.endswith("xlsx") and random.random() < 0.7 else mutated
    return suffix, damage(random, content) if random.random() < 0.3 else content


def _edited_csv(random: Random, rows: Sequence[Sequence[str]]) -> bytes:
    handle = io.StringIO()
    end = random.choice(("\n", "\r\n", "\r"))
    csv.writer(handle, delimiter=random.choice(",;\t"), lineterminator=end).writerows(rows)
    return handle.getvalue().encode(random.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252")), errors="replace")


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append([_CONTROLS.sub("", cell) for cell in row])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


FORMATS: Mapping[str, Content] = {
    ".txt": _encoded,
    ".TXT": _encoded,
    ".md": _markdown,
    ".html": _page,
    ".xhtml": _saved_page,
    ".docx": _document,
    ".text": _delivery,
    ".htm": _page,
    ".json": _json,
    ".jsonl": _json_lines,
    ".csv": _csv,
    ".xyz": _encoded,
}


def generated(random: Random) -> tuple[str, bytes]:
    """Return the ending and the content of an invented file; half of them are plain text, some are damaged."""
    suffix = ".txt" if random.random() < 0.5 else random.choice(list(FORMATS))
    text = german.article(random) if random.random() < 0.9 else anything(random)
    content = FORMATS[suffix](random, text)
    if random.random() < 0.1:
        content = mutated(random, content)
    if random.random() < 0.05:
        return f"{suffix}.gz", gzip.compress(content, mtime=0)
    return suffix, content


def anything(random: Random) -> str:
    """Return characters from anywhere in Unicode, surrogates left out."""
    ranges = (
        (0, 0x7F),
        (0, 0x24F),
        (0x2000, 0x206F),
        (0xE000, 0xF8FF),
        (0, 0xD7FF),
        (0x1F000, 0x1FFFF),
        (0xE000, 0x10FFFF),
    )
    return "".join(chr(random.randint(*random.choice(ranges))) for _ in range(random.randint(0, 80)))


def mutated(random: Random, content: bytes) -> bytes:
    """Return a file's bytes after one to four accidents."""
    for _ in range(random.randint(1, 4)):
        content = random.choice(_ACCIDENTS)(random, content)
    return content


def _place(random: Random, content: bytes) -> int:
    return random.randint(0, len(content))


def _with_bytes(random: Random, content: bytes) -> bytes:
    place = _place(random, content)
    return content[:place] + random.randbytes(random.randint(1, 4)) + content[place + random.randint(0, 4) :]


def _cut(random: Random, content: bytes) -> bytes:
    return content[: _place(random, content)]


def _without_a_chunk(random: Random, content: bytes) -> bytes:
    place = _place(random, content)
    return content[:place] + content[place + random.randint(1, 300) :]


def _with_a_chunk_twice(random: Random, content: bytes) -> bytes:
    place, size = _place(random, content), random.randint(1, 300)
    return content[: place + size] * 2 + content[place:]


def _with_chunks_exchanged(random: Random, content: bytes) -> bytes:
    first, second = sorted((_place(random, content), _place(random, content)))
    return content[second:] + content[first:second] + content[:first]


def _with_other_marks(random: Random, content: bytes) -> bytes:
    old, new = (random.choice("„“”\"'‚‘’«»‹›").encode() for _ in range(2))
    return content.replace(old, new if random.random() < 0.7 else b"", random.choice((-1, 1, 2)))


def _with_other_line_ends(random: Random, content: bytes) -> bytes:
    return content.replace(
        random.choice((b"\n", b"\n\n", b" ")), random.choice((b"\r\n", b"\r", b"\n", b"\n\n", b"", b" "))
    )


def _in_another_encoding(random: Random, content: bytes) -> bytes:
    return content.decode("utf-8", errors="replace").encode(random.choice(_ENCODINGS), errors="replace")


def _with_an_accident_of_texts(random: Random, content: bytes) -> bytes:
    return german.damaged(random, content.decode("utf-8", errors="replace")).encode()


_ACCIDENTS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _with_bytes,
    _cut,
    _without_a_chunk,
    _with_a_chunk_twice,
    _with_chunks_exchanged,
    _with_other_marks,
    _with_other_marks,
    _with_other_line_ends,
    _in_another_encoding,
    _with_an_accident_of_texts,
    _with_an_accident_of_texts,
)


def real_files(folder: Path) -> list[tuple[str, bytes]]:
    """Return endings and contents of real files.

    They are the articles in a folder, the saved pages of the tests and, where there are any, the reference corpora and
    the pages and samples beside them.
    """
    corpora = Path(os.environ.get(VARIABLE, ROOT.parent / "shared" / "corpora"))
    places = [folder, ROOT / "tests" / "data" / "pages", corpora.parent / "pages", corpora.parent / "samples"]
    paths = [path for place in places for path in sorted(place.rglob("*")) if path.is_file()]
    found = [
        (Path(path.stem).suffix, gzip.decompress(path.read_bytes()))
        if path.suffix == ".gz"
        else (path.suffix, path.read_bytes())
        for path in paths
    ]
    for path in sorted((corpora / "quotes").glob("*.jsonl.gz")) if corpora.is_dir() else []:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += [(".txt", json.loads(line)["text"].encode()) for line in lines]
    return found


def real(random: Random, suffix: str, content: bytes) -> tuple[str, bytes]:
    """Return a real file, or a part of its text, sometimes in another format, after some accidents."""
    if suffix == ".txt":
        text = shortened(random, content.decode("utf-8", errors="replace"))
        suffix = random.choice((".txt", ".txt", ".txt", ".docx", ".xhtml", ".text", ".md"))
        content = FORMATS[suffix](random, text)
    return suffix, mutated(random, content) if random.random() < 0.9 else content
