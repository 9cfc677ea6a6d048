"""All text of a content that a learner meets, for search and for the accessible twin.

Read out of filtered parameters by the semantics (h5p-spec section 10): headings, questions, answers, feedback
and descriptions of pictures. Left out: the interface's own strings (`common`), and texts that steer rather
than speak (colours, hidden fields).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from h5p.dependencies import Libraries
from h5p.errors import InvalidLibraryName
from h5p.html_tokens import strip_tags
from h5p.names import LibraryName
from h5p.plain_text import from_html
from h5p.semantics import MAX_LEVELS, Filtered
from h5p.strict_json import Json

SILENT_WIDGETS = frozenset({"none", "colorSelector", "timecode", "showWhen", "duration", "dynamicCheckboxes"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One text: where it stands in the parameters (`questions/0/text`), in which library, and what it says.

    `text` is plain, with a line for each block. `is_title` marks the titles of content and sub-content.
    """

    place: str
    library: LibraryName
    text: str
    is_title: bool = False


def passages(filtered: Filtered, libraries: Libraries) -> list[Passage]:
    """Return every passage in the order of the parameters, the title first. Never raises."""
    title = filtered.metadata.get("title")
    found = (
        [Passage("", filtered.main_library, unescape(title), is_title=True)] if isinstance(title, str) else []
    )
    found += _Reader(libraries).library(filtered.main_library, filtered.parameters, "", 0)
    return [each for each in found if each.text]


def plain_text(filtered: Filtered, libraries: Libraries) -> str:
    """Return all passages as one text, a line or more each."""
    return "\n".join(each.text for each in passages(filtered, libraries))


class _Reader:
    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries

    def library(self, name: LibraryName, params: Json, place: str, level: int) -> Iterator[Passage]:
        yield from self._fields(name, self._libraries.semantics(name), params, place, level)

    def _fields(
        self, name: LibraryName, described: Json, value: Json, place: str, level: int
    ) -> Iterator[Passage]:
        """Follow the order of the semantics, which is the order an author fills them in."""
        if isinstance(described, list) and isinstance(value, dict):
            for field in described:
                if isinstance(field, dict) and isinstance(key := field.get("name"), str) and key in value:
                    yield from self._value(
                        name, field, value[key], f"{place}/{key}" if place else key, level + 1
                    )

    def _value(
        self, name: LibraryName, field: Mapping[str, Json], value: Json, place: str, level: int
    ) -> Iterator[Passage]:
        if level > MAX_LEVELS or field.get("common") is True:
            return
        match field.get("type"), value:
            case "text", str() if field.get("widget") not in SILENT_WIDGETS:
                yield Passage(place, name, _read(field, str(value)))
            case "group", _:
                described = field.get("fields")
                if isinstance(described, list) and len(described) == 1 and not field.get("isSubContent"):
                    only = described[0]
                    if isinstance(only, dict):
                        yield from self._value(name, only, value, place, level + 1)
                else:
                    yield from self._fields(name, described, value, place, level)
            case "list", list(elements):
                inner = field.get("field")
                for index, element in enumerate(elements):
                    if isinstance(inner, dict):
                        yield from self._value(name, inner, element, f"{place}/{index}", level + 1)
            case "library", dict(used):
                yield from self._used(used, place, level)

    def _used(self, value: Mapping[str, Json], place: str, level: int) -> Iterator[Passage]:
        try:
            name = LibraryName.parse(str(value.get("library")))
        except InvalidLibraryName:
            return
        described = value.get("metadata")
        title = described.get("title") if isinstance(described, dict) else None
        if isinstance(title, str):
            yield Passage(f"{place}/metadata/title", name, unescape(title), is_title=True)
        yield from self.library(name, value.get("params"), f"{place}/params", level + 1)


def _read(field: Mapping[str, Json], text: str) -> str:
    """HTML fields hold markup; plain ones hold escaped text, which may be markup to the content type."""
    plain = from_html(text)
    return plain if isinstance(field.get("tags"), list) or "<" not in plain else from_html(strip_tags(plain))
