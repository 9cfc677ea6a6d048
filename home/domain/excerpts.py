"""Showing what was found: a piece of the text around the first hit, and the hits marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

AROUND = 180
"""Length of an excerpt in characters, about two lines on a phone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is a hit."""

    text: str
    hit: bool


def excerpt(text: str, wordings: Iterable[str], length: int = AROUND) -> str:
    """Return about `length` characters of `text` around the first hit, cut between words."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    match = _pattern(tuple(wordings)).search(text)
    middle = match.start() if match else 0
    start = max(0, min(middle - length // 3, len(text) - length))
    end = start + length
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", start, end)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def pieces(text: str, wordings: Iterable[str]) -> Iterator[Piece]:
    """Yield the text in pieces, those that were searched for as hits. Joined they are the text again."""
    end = 0
    for match in _pattern(tuple(wordings)).finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()], False)
        yield Piece(match.group(), True)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:], False)


@lru_cache(maxsize=32)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Match any wording, or any word of three letters or more in them, at the start of a word."""
    wanted = {part for wording in wordings for part in [wording, *wording.split()] if len(part) > 2}
    if not wanted:
        return re.compile(r"(?!)")
    longest_first = sorted(wanted, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\w*", re.IGNORECASE)
