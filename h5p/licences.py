"""Whose a content is: the licence of the whole, of its parts and of its files (h5p-spec section 13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from h5p.metadata import licence_name
from h5p.semantics import Filtered
from h5p.strict_json import Json


@dataclass(frozen=True, slots=True)
class Licence:
    """What is said about one part. `place` is "" for the content as a whole. Texts are plain."""

    place: str
    title: str
    licence: str  # `CC BY 4.0`, "" when not told
    authors: tuple[str, ...]
    source: str


def licences(filtered: Filtered) -> list[Licence]:
    """Return what is told about rights: the content first, then in order those parts that tell something."""
    whole = _licence("", filtered.metadata)
    return [
        whole,
        *(each for each in _parts(filtered.parameters) if each.licence or each.authors or each.source),
    ]


def _parts(parameters: Json) -> Iterator[Licence]:
    stack: list[tuple[str, Json]] = [("", parameters)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, dict):
            for key in ("metadata", "copyright"):
                told = value.get(key)
                if isinstance(told, dict):
                    yield _licence(place, told)
            stack.extend((f"{place}/{key}".strip("/"), each) for key, each in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((f"{place}/{index}", value[index]) for index in range(len(value) - 1, -1, -1))


def _licence(place: str, told: Mapping[str, Json]) -> Licence:
    authors = told.get("authors")
    names = (
        [each.get("name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    )
    legacy = {**told, "licenseVersion": told.get("licenseVersion") or told.get("version")}
    return Licence(
        place=place,
        title=_plain(told.get("title")),
        licence=licence_name(legacy),
        authors=tuple(filter(None, (_plain(name) for name in (*names, told.get("author"))))),
        source=_plain(told.get("source")),
    )


def _plain(value: Json) -> str:
    return unescape(value) if isinstance(value, str) else ""
