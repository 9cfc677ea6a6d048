"""The fields of every lesson block as content files write them: the authoring format as data.

One table serves reading, loading and writing, so a field cannot be read and then forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from base.content import Entry

Shape = dict[str, Any]


class Kind(Enum):
    TEXT = auto()
    """One line or a few paragraphs without markup."""
    RICH = auto()
    """The small Markdown in a file, HTML in the CMS."""
    NUMBER = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of texts, or of mappings with these fields."""

    part: Any


@dataclass(frozen=True, slots=True)
class MapOf:
    """Mappings with these fields, by key."""

    part: Mapping[str, Any]


TEXT, RICH, NUMBER, YES_NO = Kind.TEXT, Kind.RICH, Kind.NUMBER, Kind.YES_NO
_SAID = {"text": TEXT, "feedback": TEXT}
BLOCKS: Mapping[str, Mapping[str, Any]] = {
    "situation": {"text": RICH},
    "section": {"title": TEXT, "text": RICH},
    "idea": {"text": TEXT},
    "fact": {"text": TEXT, "source": TEXT, "year": NUMBER},
    "figure": {"name": TEXT, "alt": TEXT, "caption": TEXT},
    "example": {"key": TEXT, "text": RICH},
    "media": {"recording": TEXT, "lead": TEXT},
    "prompts": {"ids": ListOf(TEXT), "lead": TEXT},
    "choice": {
        "question": TEXT,
        "multiple": YES_NO,
        "options": ListOf({"text": TEXT, "correct": YES_NO, "feedback": TEXT}),
        "source?": TEXT,
    },
    "categories": {
        "question": TEXT,
        "categories": ListOf({"key": TEXT, "title": TEXT}),
        "items": ListOf({"text": TEXT, "category": TEXT, "feedback": TEXT}),
    },
    "order": {"question": TEXT, "items": ListOf(TEXT), "feedback": RICH},
    "match": {"question": TEXT, "pairs": ListOf({"left": TEXT, "right": TEXT, "feedback": TEXT})},
    "fill": {"question": TEXT, "text": TEXT, "feedback": RICH},
    "cards": {"title": TEXT, "cards": ListOf({"front": TEXT, "back": TEXT})},
    "branching": {
        "title": TEXT,
        "intro": RICH,
        "start": TEXT,
        "nodes": MapOf({"says": RICH, "options": ListOf({"text": TEXT, "to": TEXT, "feedback": TEXT})}),
        "ends": MapOf({"title": TEXT, "debrief": RICH, "prompts": ListOf(TEXT)}),
        "content?": TEXT,
    },
    "dilemma": {"text": RICH, "options": ListOf(_SAID), "thought": RICH},
    "h5p": {
        "content?": TEXT,
        "title": TEXT,
        "instruction?": TEXT,
        "completion": TEXT,
        "share?": NUMBER,
        "attempts": TEXT,
        "alternative?": RICH,
        "words": TEXT,
    },
    "reflection": {"question": TEXT, "hint": TEXT},
    "template": {"title": TEXT, "intro": TEXT, "rows": ListOf({"label": TEXT, "help": TEXT})},
    "try_tomorrow": {"text": RICH},
}
"""{block type: {field: kind}}, in the order a file has them. A name with `?` may be left out."""
QUESTIONS: Mapping[str, Mapping[str, Any]] = {"choice": {**BLOCKS["choice"], "group?": TEXT}}
"""The same for the questions at the end of a course."""


def read_fields(entry: Entry, fields: Mapping[str, Any]) -> Shape:
    """Read the fields of a mapping, and note what is missing, wrong or unknown."""
    shape = {}
    for marked, kind in fields.items():
        name = marked.removesuffix("?")
        if name in entry.values or name == marked:
            shape[name] = _read_field(entry, name, kind)
    entry.close()
    return shape


def _read_field(entry: Entry, name: str, kind: Any) -> Any:
    match kind:
        case Kind.NUMBER:
            return entry.integer(name)
        case Kind.YES_NO:
            return entry.raw(name, bool, default=False)
        case ListOf(part=Kind()):
            return [text.strip() for text in entry.strings(name)]
        case ListOf(part=part):
            return [read_fields(one, part) for one in entry.entries(name)]
        case MapOf(part=part):
            inner = entry.entry(name)
            return {key: read_fields(one, part) for key, one in _mappings(inner)} if inner else {}
    return entry.text(name).strip()


def _mappings(entry: Entry) -> list[tuple[str, Entry]]:
    found = [(key, entry.entry(key)) for key in entry.values]
    entry.close()
    return [(key, one) for key, one in found if one]


def convert(shape: Mapping[str, Any], fields: Mapping[str, Any], rich: Callable[[str], str]) -> Shape:
    """Return the same shape with `rich` applied to every rich text, fields in the order of the format.

    A field that may be left out is left out when it is empty."""
    found = {}
    for marked, kind in fields.items():
        name = marked.removesuffix("?")
        if name == marked or shape.get(name):
            found[name] = _convert_field(shape[name], kind, rich)
    return found


def _convert_field(value: Any, kind: Any, rich: Callable[[str], str]) -> Any:
    match kind:
        case Kind.RICH:
            return rich(value)
        case ListOf(part=Kind()):
            return list(value)
        case ListOf(part=part):
            return [convert(one, part, rich) for one in value]
        case MapOf(part=part):
            return {key: convert(one, part, rich) for key, one in value.items()}
    return value
