"""Packages and libraries made for tests: valid unless a test says what is to be wrong."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, settings

from h5p.addons import newest
from h5p.content import Content
from h5p.library import Library
from h5p.names import LibraryName
from h5p.package import Package, read
from h5p.strict_json import Json

# Making a nested value takes long on a busy machine; that says nothing of what is tested.
calm = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

QUESTION = LibraryName("H5P.Quiz", 1, 2)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SUB_CONTENT_ID = "0a1b2c3d-0000-4000-8000-0123456789ab"


def library_json(name: str = "H5P.Quiz 1.2", *, patch: int = 3, **more: Any) -> dict[str, Any]:
    """Return a valid library.json; `more` replaces or adds properties."""
    parsed = LibraryName.parse(name)
    return {
        "title": parsed.machine,
        "machineName": parsed.machine,
        "majorVersion": parsed.major,
        "minorVersion": parsed.minor,
        "patchVersion": patch,
        "runnable": 1,
        **more,
    }


def library(name: str = "H5P.Quiz 1.2", *, patch: int = 3, **more: Any) -> Library:
    return Library.from_json(library_json(name, patch=patch, **more))


def needs(*names: str) -> list[dict[str, Any]]:
    """Return a list of dependencies as library.json and h5p.json write it."""
    return [LibraryName.parse(name).to_json() for name in names]


def manifest(main: str = "H5P.Quiz 1.2", *others: str, **more: Any) -> dict[str, Any]:
    """Return a valid h5p.json."""
    return {
        "title": "A quiz",
        "language": "nb",
        "mainLibrary": LibraryName.parse(main).machine,
        "embedTypes": ["div"],
        "preloadedDependencies": needs(main, *others),
        **more,
    }


def files(**more: bytes | None) -> dict[str, bytes]:
    """Return the files of a small valid package; `more` replaces files, None takes one away."""
    made: dict[str, bytes | None] = {
        "h5p.json": to_bytes(manifest()),
        "content/content.json": to_bytes({"question": "Hva nå?"}),
        "content/images/a.png": PNG,
        "H5P.Quiz-1.2/library.json": to_bytes(library_json(preloadedJs=[{"path": "js/quiz.js"}])),
        "H5P.Quiz-1.2/semantics.json": to_bytes([{"name": "question", "type": "text"}]),
        "H5P.Quiz-1.2/js/quiz.js": b"H5P.Quiz = function () {};",
        "H5P.Quiz-1.2/language/nb.json": to_bytes({"semantics": [{"label": "Spørsmål"}]}),
    }
    made.update(more)
    return {path: data for path, data in made.items() if data is not None}


def to_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def zipped(contents: Mapping[str, bytes], *, folders: tuple[str, ...] = ()) -> bytes:
    """Return an ordinary archive, with explicit entries for `folders`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in folders:
            archive.writestr(folder, b"")
        for path, data in contents.items():
            archive.writestr(path, data)
    return out.getvalue()


def package(**more: bytes | None) -> Package:
    return read(io.BytesIO(zipped(files(**more))))


@dataclass
class MemoryLibraries:
    """Libraries in a dictionary: each with its semantics."""

    known: dict[LibraryName, tuple[Library, list[Json]]] = field(default_factory=dict)

    def add(self, made: Library, semantics: list[Json] | None = None) -> MemoryLibraries:
        self.known[made.name] = made, semantics or []
        return self

    def library(self, name: LibraryName) -> Library | None:
        return self.known[name][0] if name in self.known else None

    def semantics(self, name: LibraryName) -> list[Json]:
        return self.known[name][1] if name in self.known else []

    def addons(self) -> list[Library]:
        return newest(made for made, _ in self.known.values())


def quiz(semantics: list[Json]) -> MemoryLibraries:
    """Return a set of one library, H5P.Quiz 1.2, with these fields."""
    return MemoryLibraries().add(library(), semantics)


def content(parameters: dict[str, Json], **metadata: Json) -> Content:
    return Content(QUESTION, parameters, metadata)
