"""Text that is not HTML: escaped for a page, cut to length, read back out of HTML (h5p-spec section 10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape as read_entities
from html.entities import name2codepoint

from h5p.html_tokens import escape_text, strip_tags

_SPECIAL = re.compile(r"[&<>\"'\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?!(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));)")
_NAMED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]{1,31});")
_PARTIAL_END = re.compile(r"(?:&[#a-zA-Z0-9]{0,32}|<[^<>]*)\Z")
_BLOCK_END = re.compile(
    r"(?:</(?:p|div|h[1-6]|li|tr|table|ul|ol|dl|dd|dt|blockquote|pre|figure)>|<br>|<hr>)", re.IGNORECASE
)
_CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


def escape(text: str) -> str:
    """Escape `& < > " '` but not entities of HTML 4, as the reference does; lone surrogates give ""."""
    if not _SPECIAL.search(text):
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    if "&" in text:
        text = _NAMED.sub(
            lambda m: m[0] if m[1] in name2codepoint else "&amp;" + m[0][1:], _AMPERSAND.sub("&amp;", text)
        )
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#039;")


def cut(text: str, length: int) -> str:
    """Cut escaped text or HTML to at most `length` characters, leaving no half entity or tag at the end."""
    return text if len(text) <= length else _PARTIAL_END.sub("", text[:length])


def shortened(text: str, longest: int, clean: Callable[[str], str]) -> str:
    """Cut filtered text to `longest` characters so that filtering it again changes nothing (our addition)."""
    target = longest
    for _ in range(8):
        shorter = clean(cut(text, target))
        if len(shorter) <= longest:
            return shorter
        target -= len(shorter) - longest  # what the parser added by closing elements
        if target <= 0:
            break
    return clean(cut(escape_text(strip_tags(text)), longest))


def from_html(html: str) -> str:
    """Return what a reader sees of filtered HTML: text with a line for each block, entities read."""
    if "<" not in html:
        return _tidy(read_entities(html))
    text = _CELL_END.sub(" ", _BLOCK_END.sub("\n", html.replace("\n", " ")))
    return _tidy(read_entities(_TAG.sub("", text)))


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", text.replace("\xa0", " "))).strip()
