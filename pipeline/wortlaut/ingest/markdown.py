"""Reads Markdown: headings, paragraphs, list items and quoted paragraphs, without the markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml
from markdown_it import MarkdownIt

from wortlaut.ingest.content import Content, fold_spaces, join_blocks, join_names

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\ufeff?---[^\S\r\n]*\r?\n(.{0,20000}?)\r?\n---[^\S\r\n]*(?:\r?\n|\Z)", re.DOTALL)


def read(text: str) -> Content:
    """Read a Markdown text; its front matter (YAML: title, date, author, url) becomes the article's metadata.

    The first heading is the headline if no paragraph precedes it. An image's alternative text is a caption; code
    blocks and HTML are skipped.
    """
    metadata, body = _front_matter(text)
    parts = list(_text_parts(MarkdownIt("commonmark").parse(body)))
    title = fold_spaces(metadata.get("title"))
    if parts and parts[0][0] == "heading":
        parts[0] = ("headline", parts[0][1])
    elif title:
        parts.insert(0, ("headline", title))
    joined, blocks = join_blocks(parts)
    headline = next((words for kind, words in parts if kind == "headline"), None)
    return Content(
        text=joined,
        blocks=blocks,
        title=fold_spaces(headline) or title,
        published_at=fold_spaces(metadata.get("date")),
        authors=join_names(metadata.get("authors") or metadata.get("author")),
        outlet=fold_spaces(metadata.get("outlet")),
        url=fold_spaces(metadata.get("url")),
    )


def _front_matter(text: str) -> tuple[dict[str, str | list[str] | None], str]:
    """Return the front matter's fields and the text after it; a text may also begin with a thematic break (`---`)."""
    match = _FRONT_MATTER.match(text)
    try:
        node = yaml.compose(match[1], Loader=yaml.SafeLoader) if match else None
    except (yaml.YAMLError, ValueError, RecursionError):
        node = None
    if match is None or not isinstance(node, yaml.MappingNode):
        return {}, text
    metadata = {key.value: _scalars(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return metadata, text[match.end() :]


def _scalars(node: yaml.Node) -> str | list[str] | None:
    """Return a value or a list of values as written; tags and dates are not resolved."""
    if isinstance(node, yaml.SequenceNode):
        return [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    is_value = isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null"
    return str(node.value) if is_value else None


def _text_parts(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for opening, token in pairwise(tokens):
        if token.type == "inline":
            yield from _inline_parts(token.children or [], "heading" if opening.type == "heading_open" else "paragraph")


def _inline_parts(children: Sequence[Token], kind: str) -> Iterator[tuple[str, str]]:
    bold, words, captions = list[str](), list[str](), list[str]()
    depth = 0
    for child in children:
        depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        # What is bold from the beginning of a paragraph on
        is_first = kind == "paragraph" and not words
        taking = bold if is_first and (depth or not child.content.strip()) else words
        if child.type in {"text", "code_inline"}:
            taking.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            taking.append(" ")
        elif child.type == "image":
            captions.append(" ".join(child.content.split()))
    question, rest = "".join(bold), "".join(words)
    if rest.strip() and not question.rstrip().endswith("?"):
        yield kind, question + rest
    else:
        yield "strong" if question.strip() else kind, question
        yield kind, rest
    yield from (("caption", caption) for caption in captions)
