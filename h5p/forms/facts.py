"""What semantics say about a field, read for a form without trusting them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Protocol

from h5p import fields, files
from h5p.library import Library
from h5p.names import LibraryName
from h5p.plain_text import escape, from_html
from h5p.strict_json import Json

Field = Mapping[str, Json]
_PLAIN = frozenset({"text", "number", "boolean", "select"})
_UNSEEN_WIDGETS = frozenset({"none"})


@dataclass(frozen=True, slots=True)
class Described:
    """A library's semantics as an author reads them. `language` is that of the labels (`nb`, `en`)."""

    semantics: list[Json]
    language: str


class Shelf(Protocol):
    """The installed libraries, with their semantics in the author's language."""

    def library(self, name: LibraryName) -> Library | None: ...

    def described(self, name: LibraryName) -> Described: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a content one form shows; the rest is carried along unseen."""

    fields: int = 2_500
    levels: int = 40


def described_fields(value: Json) -> list[Field]:
    """Return the fields of a list of semantics that have a name, each name once."""
    found: dict[str, Field] = {}
    for each in value if isinstance(value, list) else []:
        if isinstance(each, dict) and isinstance(name := each.get("name"), str):
            found.setdefault(name, each)
    return list(found.values())


def text(field: Field, key: str) -> str:
    """Return a text of the semantics, plain; some descriptions hold markup."""
    found = field.get(key)
    return from_html(found)[:2_000] if isinstance(found, str) else ""


def label(field: Field) -> str:
    return text(field, "label") or str(field.get("name") or "")[:200]


def kind(field: Field) -> str:
    return str(field.get("type"))


def is_unseen(field: Field) -> bool:
    """Tell whether authors never see the field: scripts of an editor fill it in, or it is only kept."""
    return field.get("widget") in _UNSEEN_WIDGETS or field.get("deprecated") is True


def is_common(field: Field) -> bool:
    """Tell whether all content of a library shares the field: only plain values, alone or in groups."""
    return field.get("common") is True and not is_unseen(field) and _is_plain(field, 0)


def _is_plain(field: Field, level: int) -> bool:
    if kind(field) != "group":
        return kind(field) in _PLAIN
    inside = field.get("fields")
    return (
        level < 4
        and isinstance(inside, list)
        and all(isinstance(each, dict) and _is_plain(each, level + 1) for each in inside)
    )


def only_field(field: Field) -> Field | None:
    """Return the field that stands for a group of one (h5p-spec section 10), None for other groups."""
    inside = field.get("fields")
    if not isinstance(inside, list) or len(inside) != 1 or field.get("isSubContent") is True:
        return None
    return inside[0] if isinstance(inside[0], dict) else None


def is_optional(field: Field) -> bool:
    return bool(field.get("optional"))


def options(field: Field) -> list[tuple[str, str, str]]:
    """Return (value, label, heading) of a select; heading is "" outside a group of options."""
    return list(_options(field.get("options"), "", 0))


def _options(value: Json, heading: str, level: int) -> Iterator[tuple[str, str, str]]:
    for each in value if isinstance(value, list) and level < 4 else []:
        if not isinstance(each, dict):
            continue
        if each.get("type") == "optgroup":
            yield from _options(each.get("options"), text(each, "label"), level + 1)
            continue
        own = each.get("value")
        if isinstance(own, (str, int, float)) and not isinstance(own, bool):
            yield str(own), text(each, "label") or str(own), heading


def chosen(field: Field, value: str) -> str:
    """Return the option a filtered value stands for, as its input has it."""
    return next((own for own, _, _ in options(field) if escape(own) == value), unescape(value))


def stored_choice(field: Field, typed: str) -> str:
    """Return how the filter writes an option."""
    return escape(typed) if any(own == typed for own, _, _ in options(field)) else stored_text(typed)


def shown_text(value: str) -> str:
    """Return plain text as an author wrote it; filtered values are escaped."""
    return unescape(value)


def stored_text(typed: str) -> str:
    """Return plain text as the filter leaves it, so that every character stays what it was written as."""
    return escape(typed.replace("&", "&amp;"))


def is_html(field: Field) -> bool:
    return isinstance(field.get("tags"), list)


def library_name(value: Json) -> LibraryName | None:
    try:
        return LibraryName.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def whole(field: Field, key: str) -> int | None:
    return fields.whole(field.get(key))


FILE_KINDS = files.FILE_TYPES
SOURCE_KINDS = frozenset({"audio", "video"})  # their values are lists: the same in several formats
