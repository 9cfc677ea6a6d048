"""Rules an author is held to that the filter would settle in silence, by cutting or by filling in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from h5p import fields
from h5p.forms.facts import Field, whole
from h5p.plain_text import from_html
from h5p.regex import compile_pattern
from h5p.strict_json import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `code`: required, too-long, wrong-pattern, not-a-number, too-small, too-large,
    off-step, too-few, too-many, no-such-name, or a fault of the filter."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


def text(value: str, described: Field, *, optional: bool) -> Problem | None:
    """Check a filtered text."""
    empty = not (from_html(value) or "<img" in value or "<hr" in value)
    if empty:
        return None if optional else Problem("required")
    longest = whole(described, "maxLength")
    if longest is not None and 0 <= longest < len(value):
        return Problem("too-long", {"max": str(longest), "more": str(len(value) - longest)})
    regexp = described.get("regexp")
    if isinstance(regexp, dict):
        pattern, modifiers = regexp.get("pattern"), regexp.get("modifiers", "")
        if isinstance(pattern, str) and isinstance(modifiers, str):
            compiled = compile_pattern(pattern, modifiers)
            if compiled and compiled.search(value) is False:
                return Problem("wrong-pattern")
    return None


def number(value: Decimal, described: Field) -> Problem | None:
    least, most, step = (fields.as_decimal(described.get(key)) for key in ("min", "max", "step"))
    if least is not None and value < least:
        return Problem("too-small", {"min": str(least)})
    if most is not None and value > most:
        return Problem("too-large", {"max": str(most)})
    if step is not None and step > 0 and not fields.on_step(value, least or Decimal(0), step):
        return Problem("off-step", {"step": str(step)})
    return None


def elements(count: int, described: Field, *, optional: bool) -> Problem | None:
    least, most = whole(described, "min"), whole(described, "max")
    if least is not None and count < least and not (optional and count == 0):
        return Problem("too-few", {"min": str(least)})
    if most is not None and most >= 0 and count > most:
        return Problem("too-many", {"max": str(most)})
    return None


def given(value: Json, *, optional: bool) -> Problem | None:
    return None if optional or value not in (None, "", [], {}) else Problem("required")
