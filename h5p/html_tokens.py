# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""Our own reading of HTML: linear, and only as much as a policy needs to know (h5p-spec section 10).

It drops tags and attributes that the policy does not name, writes the rest in one canonical way, and measures
what the text would cost a real parser. It is not the gate: real parsers look at its result (see `html`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Protocol

# Possessive throughout, and no `<` outside quotes: a failed match never scans the same text twice.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>"']*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""")
_BOGUS = re.compile(r"<[!?/][^<>]*+>")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?""")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|([a-zA-Z][a-zA-Z0-9]{1,31};))?")
_MACRO = re.compile(r"&\s*+\{[^}]*+(?:\}\s*+;?|$)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_VOID = frozenset({"br", "hr", "col", "wbr"})
_ENDS_ITSELF = frozenset("p li dt dd tr td th tbody thead tfoot".split())
_FORMATTING = frozenset("a b big code em i s small strike strong tt u".split())
_MAX_DEPTH = 100
_MAX_TAGS = 20_000
_MAX_REOPENED = 3_000  # formatting elements a parser might open again, all counted


class Policy(Protocol):
    """What the tokenizer asks of a policy."""

    @property
    def tags(self) -> frozenset[str]: ...

    def allows(self, tag: str, attribute: str) -> bool: ...

    def value(self, tag: str, attribute: str, value: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Tidied:
    """Text in which only allowed tags are left.

    `untouched`: nothing was dropped and every tag is closed in order. `too_costly`: a parser should not be
    given this.
    """

    text: str
    tags: int
    untouched: bool
    too_costly: bool


def tidy(text: str, policy: Policy) -> Tidied:
    """Return `text` in canonical form with only what `policy` names."""
    clean = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "&" in clean:
        clean = _MACRO.sub("", clean)
    return _Tidier(policy, clean, untouched=len(clean) == len(text)).run()


class _Tidier:
    def __init__(self, policy: Policy, text: str, *, untouched: bool) -> None:
        self._policy = policy
        self._text = text
        self._untouched = untouched
        self._out: list[str] = []
        self._open: list[str] = []
        self._tags = 0
        self._reopened = 0
        self._comments_end = True  # False once no `-->` is left

    def run(self) -> Tidied:
        text, at = self._text, 0
        while at < len(text):
            tag_at = text.find("<", at)
            if tag_at < 0:
                tag_at = len(text)
            if tag_at > at:
                self._out.append(escape_text(text[at:tag_at]))
            at = self._markup(tag_at) if tag_at < len(text) else tag_at
        well_nested = not self._open
        return Tidied(
            "".join(self._out),
            self._tags,
            self._untouched and well_nested,
            self._tags > _MAX_TAGS or self._reopened > _MAX_REOPENED,
        )

    def _markup(self, at: int) -> int:
        """Read what begins with the `<` at `at`; return where the text goes on."""
        text = self._text
        if text.startswith("<!--", at) and self._comments_end:
            end = text.find("-->", at + 4)
            if end >= 0:
                self._untouched = False
                return end + 3
            self._comments_end = False
        tag = _TAG.match(text, at)
        if tag:
            self._tag(tag[1] == "/", tag[2].lower(), tag[3])
            return tag.end()
        bogus = _BOGUS.match(text, at)
        if bogus:
            self._untouched = False
            return bogus.end()
        self._out.append("&lt;")
        return at + 1

    def _tag(self, closing: bool, name: str, attributes: str) -> None:
        if name not in self._policy.tags or (len(self._open) >= _MAX_DEPTH and not closing):
            self._untouched = False
            return
        if closing:
            self._close(name)
            return
        self._tags += 1
        if self._open and name in _ENDS_ITSELF and self._open[-1] == name:
            self._open.pop()
            self._untouched = False
        self._reopened += sum(each in _FORMATTING for each in self._open) if not self._untouched else 0
        if name not in _VOID:
            self._open.append(name)
        self._out.append(f"<{name}{self._attributes(name, attributes) if attributes else ''}>")

    def _close(self, name: str) -> None:
        if self._open and self._open[-1] == name:
            self._open.pop()
        else:
            self._untouched = False
            if name not in self._open:
                return
            # Badly nested: the parsers decide what is meant; for the cost the element counts as closed.
            del self._open[len(self._open) - 1 - self._open[::-1].index(name)]
        self._out.append(f"</{name}>")

    def _attributes(self, tag: str, source: str) -> str:
        kept: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(source):
            name, raw = match[1].lower(), match[2] or ""
            value = unescape(raw[1:-1] if raw[:1] in ('"', "'") else raw)
            allowed = name not in kept and self._policy.allows(tag, name)
            cleaned = self._policy.value(tag, name, value) if allowed else None
            if cleaned != value:
                self._untouched = False
            if cleaned is not None:
                kept[name] = cleaned
        if "target" in kept and tag == "a" and "noopener" not in kept.get("rel", "").lower().split():
            kept["rel"] = f"{kept.get('rel', '')} noopener".strip()
        return "".join(f' {name}="{_escape_value(value)}"' for name, value in kept.items())


def escape_text(text: str) -> str:
    """Escape text for HTML; entities that mean something are kept, written as nh3 writes them."""
    if "&" in text:
        text = unescape(text).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def unescape(text: str) -> str:
    """Read the entities of HTML 5 that end in a semicolon; anything else that looks like one stays."""
    return _ENTITY.sub(_entity, text) if "&" in text else text


def strip_tags(text: str) -> str:
    """Return the text without anything that looks like a tag or comment."""
    return _CONTROLS.sub("", _BOGUS.sub("", _TAG.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))))


def _entity(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        character = (
            chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF or code in (9, 10) else ""
        )
        return "" if _CONTROLS.match(character) else character
    return html5.get(name or "", match[0])


def _escape_value(value: str) -> str:
    return (
        value.replace("&", "&amp;")
        .replace('"', "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\xa0", "&nbsp;")
    )
