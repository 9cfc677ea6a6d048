"""The small Markdown of the shipped content, to the HTML of Wagtail's rich text and back.

Paragraphs, `**bold**`, `*emphasis*`, lists, `[text](address)`, `###` headings and a line break (a backslash
at the end of the line). Anything else is text as it stands: HTML in a content file shows, it never runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.rich_text import expand_db_html

from base.html import clean_html

_READER = MarkdownIt("zero").enable(
    ["heading", "list", "emphasis", "balance_pairs", "link", "escape", "newline"]
)
_NOT_A_LIST = re.compile(r"(\A|\n\s*\n)(?!1[.)])(\d+)(?=[.)] )")
"""A paragraph that begins with an ordinal, such as "17. mai": a numbered list begins with 1."""
_HEADINGS = {"h2": "##", "h3": "###", "h4": "####"}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LISTS = ("ul", "ol")


def to_html(markdown: str) -> str:
    """Return clean HTML. Items of a list are always close together, as Wagtail's editor writes them."""
    tokens = _READER.parse(_NOT_A_LIST.sub(r"\1\2\\", markdown))
    for token in _paragraphs_in_lists(tokens):
        token.hidden = True
    return clean_html(_READER.renderer.render(tokens, _READER.options, {})).strip()


def _paragraphs_in_lists(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("list_item") else 0
        if depth and token.type.startswith("paragraph"):
            yield token


def to_markdown(html: str) -> str:
    """Return rich text as Markdown. Links to pages become the addresses the pages have now.

    `to_markdown(to_html(text))` is the one way to write `text`: doing it again changes nothing."""
    if "linktype" in html:
        html = expand_db_html(html)
    blocks = _blocks(BeautifulSoup(html, "html.parser"))
    return "\n\n".join(block for block in blocks if block)


def _blocks(parent: Tag) -> Iterator[str]:
    """Write the blocks inside `parent`; marks and text that stand loose between blocks are a paragraph."""
    loose: list[PageElement] = []
    for child in parent.children:
        if not (isinstance(child, Tag) and child.name in ("p", *_LISTS, *_HEADINGS, "div", "blockquote")):
            loose.append(child)
            continue
        yield _paragraph(loose)
        loose = []
        if child.name in _LISTS:
            yield "\n".join(_items(child))
        elif child.name in _HEADINGS:
            words = _inline(child.children).replace("\\\n", " ").strip()
            yield f"{_HEADINGS[child.name]} {words}" if words else ""
        else:
            yield from _blocks(child)
    yield _paragraph(loose)


def _items(parent: Tag) -> Iterator[str]:
    for number, item in enumerate(parent.find_all("li", recursive=False), start=1):
        mark = f"{number}. " if parent.name == "ol" else "- "
        inner = [child for child in item.children if not (isinstance(child, Tag) and child.name in _LISTS)]
        yield mark + _paragraph(inner).replace("\n", "\n" + " " * len(mark))
        for child in item.find_all(_LISTS, recursive=False):
            yield from (" " * len(mark) + line for line in "\n".join(_items(child)).split("\n"))


def _paragraph(nodes: list[PageElement]) -> str:
    """Write running text. What would begin a list or a heading at the start of a line is made harmless."""
    lines = [line.strip(" ") for line in _inline(nodes).split("\n")]
    text = "\n".join(line for line in lines if line.strip("\\"))
    return re.sub(r"(?m)^([-+#]|\d+(?=[.)]))", _harmless, text).removesuffix("\\").rstrip()


def _harmless(match: re.Match[str]) -> str:
    start = match[1]
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _inline(nodes: Iterator[PageElement] | list[PageElement]) -> str:
    return "".join(_written(node) for node in nodes)


def _written(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _escaped(re.sub(r"\s+", " ", str(node)))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\\\n"
    inner = _inline(node.children)
    words = inner.strip(" ")
    before, after = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
    if node.name == "a" and node.get("href") and words:
        return f"{before}[{words}]({str(node['href']).replace(' ', '%20')}){after}"
    if node.name in _MARKS and words:
        return f"{before}{_MARKS[node.name]}{words}{_MARKS[node.name]}{after}"
    return inner


def _escaped(text: str) -> str:
    """Put a backslash before the signs that would be read as marks; `_` only where it could be one."""
    text = re.sub(r"([\\*\[\]])", r"\\\1", text)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
