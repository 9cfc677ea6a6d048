"""Reading the HTML of a text: its plain sentences and its links. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_BREAKS = frozenset(
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "div", "tr", "blockquote", "dt", "dd"]
)
SILENT = frozenset({"script", "style", "template", "svg"})
"""Elements whose text nobody reads."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text. `page` is the number of a page of the site it is set to, `href` its address otherwise."""

    text: str
    href: str = ""
    page: int | None = None


def plain(html: str) -> str:
    """Return a text without markup, a line for each paragraph, item or heading."""
    lines = (" ".join(line.split()) for line in "".join(_read(html).text).split("\n"))
    return "\n".join(line for line in lines if line)


def links(html: str) -> list[Link]:
    """Return the links of a text in the order they stand."""
    return _read(html).links


def tables_without_headers(html: str) -> list[str]:
    """Return the first words of each table of data that has no header cell, in the order they stand.

    A table that says it is only for the looks (`role="presentation"`) is none."""
    reader = _Tables()
    reader.feed(html)
    reader.close()
    return [" ".join("".join(words).split()) for words, has_header in reader.tables if not has_header]


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[list[str], bool]] = []
        self._open: list[tuple[list[str], bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "table":
            self._open.append(([], False, said.get("role") in ("presentation", "none")))
        elif self._open and (tag == "th" or said.get("role") in ("columnheader", "rowheader")):
            words, _has_header, is_looks = self._open[-1]
            self._open[-1] = (words, True, is_looks)
        elif self._open and tag in ("td", "tr"):
            self._open[-1][0].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            words, has_header, is_looks = self._open.pop()
            if not is_looks:
                self.tables.append((words, has_header))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][0].append(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[Link] = []
        self._open: list[tuple[dict[str, str], int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in _BREAKS:
            self.text.append("\n")
        if tag == "a":
            self._open.append(({name: value or "" for name, value in attrs}, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT and self._silent > 0
        if tag == "a" and self._open:
            said, start = self._open.pop()
            words = " ".join("".join(self.text[start:]).split()) or said.get("aria-label", "")
            number = said.get("id", "") if said.get("linktype") == "page" else ""
            page = int(number) if number.isascii() and number.isdigit() else None
            self.links.append(Link(words, said.get("href", ""), page))
        if tag in _BREAKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)
