"""Figures in prose: does a sentence say the number its source says? Pure.

A theme page marks where a figure comes from with `{fact:key}`. A reader trusts that the number beside the
mark is the number of the fact; `states` holds that, whether it stands as 20 prosent, én av fem or ein femdel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

MARK = re.compile(r"\{fact:([a-z0-9_-]+)\}", re.ASCII)
"""A source mark in a text; the group is the key of the fact."""

_CARDINALS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nb": (
        ("ingen", "null"), ("én", "en", "ett", "ei"), ("to",), ("tre",), ("fire",), ("fem",), ("seks",),
        ("sju", "syv"), ("åtte",), ("ni",), ("ti",), ("elleve",), ("tolv",),
    ),
    "nn": (
        ("ingen", "inga", "null"), ("éin", "ein", "eitt", "ei"), ("to",), ("tre",), ("fire",), ("fem",),
        ("seks",), ("sju",), ("åtte",), ("ni",), ("ti",), ("elleve",), ("tolv",),
    ),
    "en": (
        ("no", "none", "zero"), ("one",), ("two",), ("three",), ("four",), ("five",), ("six",),
        ("seven",), ("eight",), ("nine",), ("ten",), ("eleven",), ("twelve",),
    ),
}  # fmt: skip
_FRACTIONS = {
    "halvparten": 2, "halvdelen": 2, "half": 2,
    "tredel": 3, "tredjedel": 3, "third": 3,
    "firedel": 4, "fjerdedel": 4, "quarter": 4,
    "femdel": 5, "femtedel": 5, "fifth": 5,
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«\"'“])")


def number(text: str) -> Fraction | None:
    """Read a value as facts write it: `20`, `18.7` or `6/7`. Anything else is not a number."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def numbers_in(text: str, language: str) -> set[Fraction]:
    """Return every number `text` states: in digits, words up to twelve, as a share or as `six of seven`."""
    words = {word: value for value, forms in enumerate(_CARDINALS[language]) for word in forms}
    tokens = [
        (match.start(), match.end(), value)
        for match in re.finditer(rf"{_NUMBER.pattern}|[^\W\d_]+", text)
        if (value := _value(match.group().lower(), words)) is not None
    ]
    found = {value for _, _, value in tokens}
    for (_, end, part), (start, _, whole) in pairwise(tokens):
        if whole and text[end:start].strip() in {"av", "of", "in"}:
            found.add(part / whole)
    return found


def _value(token: str, words: dict[str, int]) -> Fraction | None:
    if token in words:
        return Fraction(words[token])
    for name, parts in _FRACTIONS.items():
        if token.startswith(name):
            return Fraction(1, parts)
    if token[0].isdigit():
        return Fraction(re.sub(r"[ \u00a0\u202f]", "", token).replace(",", "."))
    return None


def states(text: str, language: str, value: str, unit: str) -> bool:
    """Say whether `text` states `value`. A finding without a number is stated by any text.

    A percentage may be said as the share it is: 25 percent as a quarter, 20 as one of five."""
    expected = number(value)
    if expected is None:
        return True
    said = numbers_in(text, language)
    return expected in said or (unit == "percent" and expected / 100 in said)


def statements(text: str) -> Iterator[tuple[str, str]]:
    """Yield each marked fact of a plain text with what the sentence says up to the mark: (key, words)."""
    for mark in MARK.finditer(text):
        sentence = _SENTENCE_END.split(text[: mark.start()])[-1]
        yield mark[1], MARK.sub("", sentence)
