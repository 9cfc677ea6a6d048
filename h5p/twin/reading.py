# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""Reading any JSON as texts, lists and objects, without surprises and within bounds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from h5p.errors import InvalidLibraryName
from h5p.files import is_local, local_file
from h5p.html import Allowance, HtmlPolicy, clean_html, safe_url
from h5p.names import LibraryName
from h5p.plain_text import from_html
from h5p.strict_json import Json

MAX_PARTS = 2_000
MAX_DEPTH = 24
MAX_ITEMS = 500
LONGEST = 40_000
"""Characters of one text."""
READABLE = HtmlPolicy.of(
    frozenset(
        (
            "a b strong i em s del u sub sup code h1 h2 h3 h4 h5 h6 ul ol li table blockquote hr dl dt dd"
        ).split()
    )
)
_DIV = re.compile(r"<(/?)div\b[^<>]*>")
_HEADING = re.compile(r"<(/?)h([1-6])\b[^<>]*>")
_EMPTY = re.compile(r"<p\b[^<>]*>(?:\s|&nbsp;|<br ?/?>)*</p>")
_BLOCK = r"(?:p|ul|ol|dl|table|h[1-6]|blockquote|hr)"
_OPENED_TWICE = re.compile(rf"<p>\s*(?=<{_BLOCK}\b)")
_CLOSED_TWICE = re.compile(rf"(</{_BLOCK}>)\s*</p>")
_PARAGRAPHS = re.compile(r"</p>\s*<p\b[^<>]*>")
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>")
_HAS_BLOCKS = re.compile(r"<(?:ul|ol|dl|table|h[1-6]|blockquote|hr)\b")


class Semantics(Protocol):
    """Where the fields of a library are looked up; [] for one that is not here."""

    def semantics(self, name: LibraryName) -> list[Json]: ...


def obj(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def items(value: Json) -> Sequence[Json]:
    """Return a list's items, at most MAX_ITEMS; an only item that is not in a list counts as one.

    A list whose items have one field is sometimes written without the list."""
    if isinstance(value, list):
        return value[:MAX_ITEMS]
    return [] if value is None else [value]


def text(value: Json) -> str:
    """Return a text as it is; "" for what is none, or cannot be written down."""
    if not isinstance(value, str):
        return ""
    found = value[:LONGEST].replace("\0", "")
    try:
        found.encode()
    except UnicodeEncodeError:
        return ""
    return found


def plain(value: Json) -> str:
    """Return what a reader sees of HTML, or of escaped text."""
    return from_html(text(value))


def line(value: Json) -> str:
    """Return `plain` on one line."""
    return " ".join(plain(value).split())


def address(value: Json) -> str:
    """Return an address of the web that may be followed; "" for anything else."""
    found = safe_url(plain(value))
    return found if found.startswith(("https://", "http://")) else ""


def file_path(value: Json) -> str:
    """Return the path of a file value: one of the content's own, or an address of the web; "" for none."""
    path = text(obj(value).get("path"))
    if not path or not is_local(path):
        return address(path)
    local = local_file(path).split("#")[0]
    return "" if ".." in local.split("/") or local.startswith("/") or ":" in local else local


def library(value: Json) -> LibraryName | None:
    try:
        return LibraryName.parse(text(value))
    except InvalidLibraryName:
        return None


def mixed(texts: Iterable[str]) -> list[str]:
    """Return the texts in an order that is always the same and says nothing of theirs."""
    return sorted(texts, key=lambda each: hashlib.sha256(each.encode()).digest())


class Html:
    """Cleans HTML for a page of the host's; what is shared is how much work may be done."""

    def __init__(self) -> None:
        self._allowance = Allowance()

    def __call__(self, value: Json) -> str:
        """Return the text with little more than paragraphs, lists and tables; headings are of level 3 and 4."""
        found = text(value)
        if not found.strip():
            return ""
        cleaned = clean_html(found, READABLE, self._allowance)
        cleaned = _HEADING.sub(lambda m: f"<{m[1]}h{'3' if m[2] in '12' else '4'}>", cleaned)
        cleaned = _OPENED_TWICE.sub("", _DIV.sub(r"<\1p>", cleaned))
        cleaned = _EMPTY.sub("", _CLOSED_TWICE.sub(r"\1", cleaned)).strip()
        return cleaned if from_html(cleaned) else ""

    def prompt(self, value: Json) -> tuple[str, str]:
        """Return (what stands before the question, the question): the second may stand in a line of text."""
        found = self(value)
        if _HAS_BLOCKS.search(found):
            return found, ""
        return "", _PARAGRAPH.sub("", _PARAGRAPHS.sub("<br>", found)).strip()
