"""What is to be put right, or looked at, in a text: a stable code, the field, and what it is about. Pure.

The words an editor reads are in `base.checks.words`. An error stops publishing where there is a form; a
warning is said and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from base.checks.domain.markup import Link, links, plain
from base.checks.domain.plain_language import HEAVY, heavy_words, lix, long_sentences

ERRORS = frozenset(
    {
        "vague-link",
        "empty-link",
        "bad-address",
        "gone-page",
        "unanswered-address",
        "slow-address",
        "silent-address",
        "not-public-address",
        "heading-skips",
        "alt-says-nothing",
        "table-without-headers",
        "pdf-without-tags",
        "pdf-unreadable",
        "recording-not-shown",
        "missing-language",
        "does-not-mirror",
        "other-order",
        "without-h5p",
        "not-served",
        "out-of-reach",
    }
)
"""What must be put right. All else is to be looked at."""
_VAGUE_TEXTS = """
her; herfra; herifrå; klikk her; klikk; trykk her; trykk; les mer; les meir; les mer her; les meir her; mer; meir
mer info; meir info; lenke; lenka; lenken; lenkje; lenkja; link; se; sjå; se her; sjå her
denne; denne siden; denne sida; denne lenken; denne lenka; denne lenkja
here; click here; read more; more; this; this link
"""
_VAGUE = frozenset(
    text.strip() for line in _VAGUE_TEXTS.splitlines() for text in line.split(";") if text.strip()
)
_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right or look at: a stable code, the field it concerns, and what it is about."""

    code: str
    about: str = ""
    field: str = ""

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a value of texts, lists and mappings, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def link_findings(html: str, *, is_gone: Callable[[Link], bool] | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the links of a text. `is_gone` tells of addresses within the site."""
    for link in links(html):
        said = link.text.strip(" .,:;!?»«→").lower()
        if not said:
            yield Finding("empty-link", link.href)
        elif said in _VAGUE or said.startswith(("http://", "https://")):
            yield Finding("vague-link", link.text)
        if link.page is None and not is_address(link.href):
            yield Finding("bad-address", link.href or link.text)
        elif is_gone is not None and is_gone(link):
            yield Finding("gone-page", link.text)


def is_address(href: str) -> bool:
    """Say whether a link could lead somewhere: a path of ours, a part of the page, a mail or a web address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if any(character.isspace() for character in href):
        return False
    if parts.scheme in ("http", "https"):
        return "." in (parts.hostname or "").strip(".") and not parts.username
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return not parts.scheme and not parts.netloc and href.startswith(("/", "#"))


def alternative_findings(alt: str, caption: str) -> Iterator[Finding]:
    """Yield what is wrong with the text that stands for a picture."""
    if len(alt.split()) < 3 or alt.strip() == caption.strip():
        yield Finding("alt-says-nothing", quoted(alt))


def language_findings(html: str, language: str) -> Iterator[Finding]:
    """Yield what makes a text hard to read. Only ever warnings."""
    text = plain(html)
    for sentence in long_sentences(text):
        yield Finding("long-sentence", quoted(sentence))
    for heavy, plainer in heavy_words(text, language):
        yield Finding("heavy-word", f"{heavy} → {plainer}")


def weight_findings(text: str) -> Iterator[Finding]:
    """Yield the LIX of a whole text when it is over the limit."""
    found = lix(text)
    if found is not None and found > HEAVY:
        yield Finding("heavy-text", str(found))


def quoted(text: str) -> str:
    """Return the beginning of a text, to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: line.rindex(" ", 0, _LONGEST_QUOTE)] + " …"
