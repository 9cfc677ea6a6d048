"""Rules for the properties of h5p.json and library.json, each a small function (h5p-spec sections 3 and 4).

A rule takes a JSON value and returns None when it is fine, else the code of the fault. The reference states
most of them as regular expressions over "string or integer"; here they are full matches, on bounded lengths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from h5p.errors import Fault
from h5p.names import LibraryName, version_number
from h5p.strict_json import Json

Rule: TypeAlias = Callable[[Json], str | None]
INVALID = "invalid-property"
ILLEGAL = "illegal-option-in-library"


def matches(pattern: str, flags: int = 0) -> Rule:
    """A string, or an integer read as one, that the whole pattern matches."""
    compiled = re.compile(pattern, re.ASCII | flags)

    def rule(value: Json) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return None if isinstance(value, str) and compiled.fullmatch(value) else INVALID

    return rule


def text(longest: int, *, lines: bool = False) -> Rule:
    """A string (or integer) of 1 to `longest` characters; without line breaks unless `lines`."""

    def rule(value: Json) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        fits = isinstance(value, str) and 1 <= len(value) <= longest and (lines or "\n" not in value)
        return None if fits else INVALID

    return rule


def one_of(*allowed: str) -> Rule:
    """One of the strings (an integer is compared as its digits)."""
    return lambda value: None if _as_text(value) in allowed else ILLEGAL


def flag(value: Json) -> str | None:
    """0 or 1, as a number or as a string; true and false are refused, as the reference does."""
    return None if _as_text(value) in ("0", "1") else INVALID


def version(value: Json) -> str | None:
    """One part of a version."""
    return None if version_number(value) is not None else INVALID


def non_empty(value: Json) -> str | None:
    """Any string with something in it."""
    return None if isinstance(value, str) and value else INVALID


def list_of(rule: Rule) -> Rule:
    """A list in which every element fits. An empty list is fine (h5p-spec section 3, quirks)."""

    def check(value: Json) -> str | None:
        if not isinstance(value, list):
            return INVALID
        return next((code for code in map(rule, value) if code), None)

    return check


def fields(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these properties; others are ignored."""

    def check(value: Json) -> str | None:
        if not isinstance(value, dict):
            return INVALID
        for name, rule in required.items():
            if name not in value or rule(value[name]):
                return INVALID
        return next((INVALID for n, rule in (optional or {}).items() if n in value and rule(value[n])), None)

    return check


def dependency(value: Json) -> str | None:
    """{machineName, majorVersion, minorVersion}."""
    return None if LibraryName.from_json(value) else INVALID


@dataclass(frozen=True, slots=True)
class Property:
    """A property's rule, and whether a file without it is refused."""

    rule: Rule
    required: bool = False


def faults(value: Mapping[str, Json], properties: Mapping[str, Property], path: str) -> Iterator[Fault]:
    """Yield what is wrong with an object read from the file `path`. Unknown properties are ignored."""
    for name, wanted in properties.items():
        if name in value:
            code = wanted.rule(value[name])
            if code:
                yield Fault(code, path, {"property": name, "value": str(value[name])[:80]})
        elif wanted.required:
            yield Fault("missing-required-property", path, {"property": name})


def _as_text(value: Json) -> str | None:
    if isinstance(value, bool):
        return None
    return str(value) if isinstance(value, (str, int)) else None
