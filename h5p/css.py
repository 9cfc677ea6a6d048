# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""Which style declarations authors may write (h5p-spec section 10, "styles")."""

from __future__ import annotations

import re
from functools import lru_cache

STYLED_TAGS = frozenset("span p div h1 h2 h3 table col figure td th li".split())

_COLOUR = r"(?:#[0-9a-f]{3}|#[0-9a-f]{6}|rgba?\([0-9, ]+\)|hsla?\([0-9,.% ]+\))"
_LENGTH = r"[0-9.]+(?:em|px|%|)"
_LINE = r"(?:none|solid|dotted|dashed|double|groove|ridge|inset|outset)"
_MAX_DECLARATION = 300
_NEVER = re.compile(r"url\(|expression|[@\\<]", re.IGNORECASE)

# By feature: what a field's `font` allows, "table" when its tags hold one, "always" for every field.
_PATTERNS = {
    "size": r"font-size: *[0-9.]+(?:em|px|%)",
    "family": r"font-family: *[-a-z0-9,'&; ]+",
    "color": rf"color: *{_COLOUR}",
    "background": rf"background-color: *{_COLOUR}",
    "spacing": r"letter-spacing: *[0-9.]+(?:em|px|%)",
    "height": rf"line-height: *{_LENGTH}",
    "table": "|".join(
        (
            rf"border: *{_LENGTH} +{_LINE} +{_COLOUR}",
            rf"border-style: *{_LINE}",
            rf"border-width: *{_LENGTH}",
            rf"border-color: *{_COLOUR}",
            r"vertical-align: *(?:middle|top|bottom)",
            rf"(?:padding|width|height): *{_LENGTH}",
            r"float: *(?:right|left|none)",
            r"border-collapse: *collapse",
        )
    ),
    "always": r"text-align: *(?:center|left|right|justify)",
}
FONT_FEATURES = ("size", "family", "color", "background", "spacing", "height")


def clean_style(style: str, features: frozenset[str]) -> str:
    """Return the declarations of a style attribute that `features` allow; unchanged when all of them are.

    The value is the attribute's text after entities are read.
    """
    declarations = [each.strip() for each in style.replace('"', "'").split(";")]
    allowed = _allowed(features)
    kept = [each for each in declarations if each and _fits(each, allowed)]
    if len(kept) == len([each for each in declarations if each]):
        return style.replace('"', "'").strip()
    return "".join(f"{each};" for each in kept)


@lru_cache(maxsize=64)
def _allowed(features: frozenset[str]) -> re.Pattern[str]:
    names = [name for name in _PATTERNS if name in features or name == "always"]
    return re.compile("|".join(f"(?:{_PATTERNS[name]})" for name in names), re.IGNORECASE | re.ASCII)


def _fits(declaration: str, allowed: re.Pattern[str]) -> bool:
    return (
        len(declaration) <= _MAX_DECLARATION
        and allowed.fullmatch(declaration) is not None
        and _NEVER.search(declaration) is None
    )
