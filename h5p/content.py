"""Content: the main library, the parameters, and what h5p.json says (h5p-spec sections 3, 12 and 13)."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from h5p import rules
from h5p.errors import Fault
from h5p.library import Kind, dependencies
from h5p.names import LibraryName
from h5p.rules import Property
from h5p.strict_json import Json

LICENCES = (
    "U", "CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND", "CC0 1.0", "CC PDM",
    "GNU GPL", "PD", "ODC PDDL", "C",
)  # fmt: skip
LICENCE_VERSIONS = ("4.0", "3.0", "2.5", "2.0", "1.0")

_YEAR = Property(rules.matches(r"[0-9]{1,4}"))
_SIZE = Property(rules.matches(r"[0-9]{1,4}"))
_SHORT = rules.text(255)
_LONG = rules.text(5000, lines=True)

PROPERTIES: Mapping[str, Property] = {
    "title": Property(_SHORT, required=True),
    "language": Property(rules.matches(r"[-a-zA-Z0-9]{1,10}"), required=True),
    "mainLibrary": Property(rules.matches(r"[$a-zA-Z_][0-9a-zA-Z_.$]{1,254}"), required=True),
    "embedTypes": Property(rules.list_of(rules.one_of("iframe", "div")), required=True),
    "preloadedDependencies": Property(rules.list_of(rules.dependency), required=True),
    "dynamicDependencies": Property(rules.list_of(rules.dependency)),
    "contentType": Property(_SHORT),
    "author": Property(_SHORT),
    "authors": Property(rules.list_of(rules.fields({"name": _SHORT, "role": rules.matches(r"\w{1,255}")}))),
    "source": Property(rules.matches(r"https?://.{1,2000}")),
    "license": Property(rules.one_of(*LICENCES)),
    "licenseVersion": Property(rules.one_of(*LICENCE_VERSIONS)),
    "licenseExtras": Property(_LONG),
    "authorComments": Property(_LONG),
    "yearsFrom": _YEAR,
    "yearsTo": _YEAR,
    "changes": Property(
        rules.list_of(
            rules.fields(
                {
                    "date": rules.matches(r"[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{1,2}:[0-9]{2}:[0-9]{2}"),
                    "author": _SHORT,
                    "log": _LONG,
                }
            )
        )
    ),
    "w": _SIZE,
    "h": _SIZE,
    "metaKeywords": Property(rules.non_empty),
    "metaDescription": Property(rules.non_empty),
}

# What h5p.json and a content's metadata share; in the order an export writes them.
METADATA_KEYS = (
    "a11yTitle", "authors", "source", "license", "licenseVersion", "licenseExtras", "yearFrom", "yearTo",
    "changes", "authorComments", "defaultLanguage", "contentType",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of H5P content. `parameters` are as the package or editor gave them: filter before showing.

    `metadata` holds title, licence and the like by the names of the spec; never trusted either.
    """

    main_library: LibraryName
    parameters: dict[str, Json]
    metadata: dict[str, Json] = field(default_factory=dict)
    language: str = "und"
    embed_types: tuple[str, ...] = ("iframe",)

    @property
    def title(self) -> str:
        return str(self.metadata.get("title") or "")

    def with_parameters(
        self, parameters: dict[str, Json], metadata: dict[str, Json] | None = None
    ) -> Content:
        """Return the next revision of this content."""
        return replace(self, parameters=parameters, metadata=self.metadata if metadata is None else metadata)

    def upgraded(self, main_library: LibraryName, parameters: dict[str, Json]) -> Content:
        """Return this content for another version of its library (h5p-spec section 20)."""
        return replace(self, main_library=main_library, parameters=parameters)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What h5p.json says."""

    main_library: LibraryName
    preloaded: tuple[LibraryName, ...]
    dynamic: tuple[LibraryName, ...]
    language: str
    embed_types: tuple[str, ...]
    metadata: dict[str, Json]

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Self:
        """Read an h5p.json in which `manifest_faults` found nothing."""
        preloaded = dependencies(value["preloadedDependencies"])
        main = main_library(value)
        if main is None:
            raise ValueError("h5p.json was not checked first")
        metadata: dict[str, Json] = {"title": str(value["title"])}
        metadata.update({key: value[key] for key in METADATA_KEYS if key in value})
        for ours, theirs in (("yearFrom", "yearsFrom"), ("yearTo", "yearsTo")):
            if theirs in value:
                metadata.setdefault(ours, value[theirs])
        embed_types = value["embedTypes"]
        return cls(
            main_library=main,
            preloaded=preloaded,
            dynamic=dependencies(value.get("dynamicDependencies")),
            language=str(value["language"]),
            embed_types=tuple(map(str, embed_types)) if isinstance(embed_types, list) else (),
            metadata=metadata,
        )

    def dependencies(self, kind: Kind) -> tuple[LibraryName, ...]:
        return {Kind.PRELOADED: self.preloaded, Kind.DYNAMIC: self.dynamic, Kind.EDITOR: ()}[kind]


def main_library(value: Json | Mapping[str, Json]) -> LibraryName | None:
    """Return the main library of a parsed h5p.json with the version its dependencies give, or None."""
    if not isinstance(value, Mapping):
        return None
    name = value.get("mainLibrary")
    return next(
        (each for each in dependencies(value.get("preloadedDependencies")) if each.machine == name), None
    )


def manifest_faults(value: Json, path: str = "h5p.json") -> Iterator[Fault]:
    """Yield what is wrong with a parsed h5p.json; the main library must be among its dependencies."""
    if not isinstance(value, dict):
        yield Fault("invalid-h5p-json-file", path, {"reason": "json-not-an-object"})
        return
    found = list(rules.faults(value, PROPERTIES, path))
    yield from found
    broken = {fault.values.get("property") for fault in found}
    if not broken & {"mainLibrary", "preloadedDependencies"} and main_library(value) is None:
        yield Fault("missing-main-library", path, {"library": str(value.get("mainLibrary"))})


def embed_type(content: Content, offered: tuple[str, ...]) -> str:
    """Return `div` or `iframe`: div when the content has it, unless the library lacks it (section 15)."""
    wanted = "div" if "div" in content.embed_types else "iframe"
    if not offered or wanted in offered:
        return wanted
    return "div" if "div" in offered else "iframe"


_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "a", "ä": "a", "ö": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
)


def slug(title: str, taken: Container[str] = ()) -> str:
    """Return a name for addresses and files: `[a-z0-9-]`, 92 at most, not in `taken` (section 12)."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    letters = "".join(
        c if c.isascii() and c.isalnum() else "-" for c in plain if not unicodedata.combining(c)
    )
    base = "-".join(filter(None, letters.split("-")))[:92].strip("-") or "interactive"
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
