# ruff: noqa: SIM905  a line of words reads better than a column of strings
"""A library: what its library.json says (h5p-spec section 4), and what its folder must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from h5p import rules
from h5p.errors import Fault
from h5p.names import LibraryName, Version, is_machine_name, version_number
from h5p.rules import Property
from h5p.strict_json import Json

CORE_API = (1, 28)


class Kind(StrEnum):
    """How a library depends on another one (h5p-spec section 8)."""

    PRELOADED = "preloaded"
    DYNAMIC = "dynamic"
    EDITOR = "editor"


_SEGMENT = re.compile(r"[\w\- .]{1,200}", re.ASCII)


def asset_path(suffix: str) -> rules.Rule:
    """A file of the library, `.js` or `.css`; checked by segment, as the reference's regex is exponential."""

    def rule(value: Json) -> str | None:
        if not isinstance(value, dict) or not isinstance(value.get("path"), str):
            return rules.INVALID
        path = normal_asset_path(str(value["path"]))
        safe = path is not None and path.lower().endswith(suffix) and len(path) <= 400
        return None if safe else rules.INVALID

    return rule


def normal_asset_path(path: str) -> str | None:
    """Return `path` with forward slashes and no `./`, or None when a segment is not allowed."""
    segments = [segment for segment in path.replace("\\", "/").split("/") if segment != "."]
    if not segments or any(segment == ".." or not _SEGMENT.fullmatch(segment) for segment in segments):
        return None
    return "/".join(segments)


def _core_api(value: Json) -> str | None:
    if not isinstance(value, dict):
        return rules.INVALID
    asked = version_number(value.get("majorVersion")), version_number(value.get("minorVersion"))
    if asked[0] is None or asked[1] is None:
        return rules.INVALID
    return "api-version-unsupported" if (asked[0], asked[1]) > CORE_API else None


def _machine_name(value: Json) -> str | None:
    return None if isinstance(value, str) and is_machine_name(value) else rules.INVALID


_DEPENDENCIES = Property(rules.list_of(rules.dependency))
_SIZE = Property(rules.matches(r"[0-9]{1,4}"))
_LICENCES = (
    "cc-by cc-by-sa cc-by-nd cc-by-nc cc-by-nc-sa cc-by-nc-nd pd cr MIT GPL1 GPL2 GPL3 MPL MPL2".split()
)

PROPERTIES: Mapping[str, Property] = {
    "title": Property(rules.text(255), required=True),
    "machineName": Property(_machine_name, required=True),
    "majorVersion": Property(rules.version, required=True),
    "minorVersion": Property(rules.version, required=True),
    "patchVersion": Property(rules.version, required=True),
    "runnable": Property(rules.flag, required=True),
    "author": Property(rules.text(255)),
    "license": Property(rules.one_of(*_LICENCES)),
    "description": Property(rules.non_empty),
    "metadataSettings": Property(
        rules.fields({}, {"disable": rules.flag, "disableExtraTitleField": rules.flag})
    ),
    "preloadedDependencies": _DEPENDENCIES,
    "dynamicDependencies": _DEPENDENCIES,
    "editorDependencies": _DEPENDENCIES,
    "preloadedJs": Property(rules.list_of(asset_path(".js"))),
    "preloadedCss": Property(rules.list_of(asset_path(".css"))),
    "dropLibraryCss": Property(rules.list_of(rules.fields({"machineName": _machine_name}))),
    "w": _SIZE,
    "h": _SIZE,
    "embedTypes": Property(rules.list_of(rules.one_of("iframe", "div"))),
    "fullscreen": Property(rules.flag),
    "coreApi": Property(_core_api),
}


@dataclass(frozen=True, slots=True)
class Library:
    """One version of a library as it is or would be installed.

    Paths in `js` and `css` are relative to its folder, in the order they load.
    """

    name: LibraryName
    patch: int
    title: str
    runnable: bool = False
    fullscreen: bool = False
    embed_types: tuple[str, ...] = ()
    js: tuple[str, ...] = ()
    css: tuple[str, ...] = ()
    drop_css: frozenset[str] = frozenset()  # machine names whose CSS is not loaded with this library
    preloaded: tuple[LibraryName, ...] = ()
    dynamic: tuple[LibraryName, ...] = ()
    editor: tuple[LibraryName, ...] = ()
    metadata_disabled: bool = False
    extra_title_disabled: bool = False
    add_to: Mapping[str, Json] | None = None
    core_api: tuple[int, int] | None = None
    licence: str = ""
    author: str = ""
    description: str = ""
    content_type: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Self:
        """Read a library.json in which `faults` found nothing."""
        settings = _object(value.get("metadataSettings"))
        core = _object(value.get("coreApi"))
        return cls(
            name=_own_name(value),
            patch=version_number(value["patchVersion"]) or 0,
            title=str(value["title"]),
            runnable=_flag(value.get("runnable")),
            fullscreen=_flag(value.get("fullscreen")),
            embed_types=tuple(str(kind) for kind in _list(value.get("embedTypes"))),
            js=_paths(value.get("preloadedJs")),
            css=_paths(value.get("preloadedCss")),
            drop_css=frozenset(
                str(_object(each).get("machineName")) for each in _list(value.get("dropLibraryCss"))
            ),
            preloaded=dependencies(value.get("preloadedDependencies")),
            dynamic=dependencies(value.get("dynamicDependencies")),
            editor=dependencies(value.get("editorDependencies")),
            metadata_disabled=_flag(settings.get("disable")),
            extra_title_disabled=_flag(settings.get("disableExtraTitleField")),
            add_to=_object(value.get("addTo")) or None,
            core_api=(version_number(core["majorVersion"]) or 0, version_number(core["minorVersion"]) or 0)
            if core
            else None,
            licence=str(value.get("license", "")),
            author=str(value.get("author", "")),
            description=str(value.get("description", "")),
            content_type=str(value.get("contentType", "")),
        )

    @property
    def version(self) -> Version:
        return Version(self.name.major, self.name.minor, self.patch)

    def dependencies(self, kind: Kind) -> tuple[LibraryName, ...]:
        """Return what this library names as its dependencies of one kind, in its order."""
        return {Kind.PRELOADED: self.preloaded, Kind.DYNAMIC: self.dynamic, Kind.EDITOR: self.editor}[kind]

    def replaces(self, installed: Library) -> bool:
        """Tell whether this one is to take the place of `installed`: same name, higher patch (section 6)."""
        return self.name == installed.name and self.patch > installed.patch


def library_faults(value: Json, path: str) -> Iterator[Fault]:
    """Yield what is wrong with a parsed library.json."""
    if not isinstance(value, dict):
        yield Fault("invalid-library-json-file", path, {"reason": "json-not-an-object"})
        return
    yield from rules.faults(value, PROPERTIES, path)


def folder_fault(folder: str, name: LibraryName) -> Fault | None:
    """Return a fault unless the folder is called after its library, without or with major.minor."""
    if folder in (name.machine, name.folder):
        return None
    return Fault("library-directory-name-mismatch", folder, {"expected": name.folder})


def may_repeat_keys(path: str) -> bool:
    """Tell whether a JSON file (relative to its library) may name a key twice.

    Published libraries do, in translations and semantics that people write by hand; every reader takes the last
    one. What decides who a library is and what it loads, library.json, may not.
    """
    return path == "semantics.json" or path.startswith("language/")


def is_language_file(name: str) -> bool:
    """Tell whether a file in language/ is named as a language: `nb.json`, `zh-hant.json`.

    One to seven groups of letters between hyphens; read without a regex, since the reference's backtracks.
    """
    stem, dot, suffix = name.rpartition(".")
    groups = stem.removeprefix("-").split("-")
    return (
        dot == "."
        and suffix.lower() == "json"
        and len(groups) <= 7
        and all(g.isascii() and g.isalpha() for g in groups)
    )


def dependencies(value: Json) -> tuple[LibraryName, ...]:
    """Read a checked list of dependencies."""
    return tuple(name for each in _list(value) if (name := LibraryName.from_json(each)))


def _own_name(value: Mapping[str, Json]) -> LibraryName:
    name = LibraryName.from_json(dict(value))
    if name is None:
        raise ValueError("library.json was not checked first")
    return name


def _paths(value: Json) -> tuple[str, ...]:
    paths = (normal_asset_path(str(_object(each).get("path", ""))) for each in _list(value))
    return tuple(path for path in paths if path)


def _flag(value: Json) -> bool:
    return value in (1, "1")


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
