"""Our own content types: built to packages, and installed where the site plays from (see content_types/README.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from h5p import export
from h5p.content import Content
from h5p.errors import LibraryNotFound
from h5p.library import Library
from h5p.names import LibraryName
from h5p.semantics import filter_content
from h5p.strict_json import Json
from h5p.translations import translated
from h5p_django import models
from h5p_django.staging import listing_digest
from h5p_django.store import Store

FOLDER = Path(__file__).parent / "content_types"
EXAMPLE_LANGUAGE = "nb"


class OwnLibraries:
    """The libraries in our source folder. Implements h5p.storage.LibrarySource."""

    def names(self) -> list[LibraryName]:
        return sorted(LibraryName.parse(each.name) for each in (FOLDER / "libraries").iterdir())

    def library(self, name: LibraryName) -> Library | None:
        return Library.from_json(self._json(name, "library.json")) if name in self.names() else None

    def semantics(self, name: LibraryName) -> list[Json]:
        found = self._json(name, "semantics.json")
        return found if isinstance(found, list) else []

    def translation(self, name: LibraryName, language: str) -> Json:
        return self._json(name, f"language/{language}.json")

    def addons(self) -> list[Library]:
        return []

    def library_files(self, name: LibraryName) -> list[str]:
        folder = self._folder(name)
        return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())

    def open_library(self, name: LibraryName, path: str) -> Iterator[bytes]:
        yield (self._folder(name) / path).read_bytes()

    def _folder(self, name: LibraryName) -> Path:
        folder = FOLDER / "libraries" / name.folder
        if not folder.is_dir():
            raise LibraryNotFound(str(name))
        return folder

    def _json(self, name: LibraryName, path: str) -> Any:
        """Return what a JSON file of a library says, None when it has no such file."""
        file = self._folder(name) / path
        return json.loads(file.read_bytes()) if file.exists() else None


def types() -> list[LibraryName]:
    """Return the content types, without the library they share."""
    own = OwnLibraries()
    return [name for name in own.names() if (found := own.library(name)) and found.runnable]


def example(name: LibraryName) -> Content:
    """Return the example of a type. Its common texts are the type's own, in bokmål."""
    value = json.loads((FOLDER / "examples" / f"{name.machine}.json").read_bytes())
    parameters = value["parameters"] | {"texts": texts(name, EXAMPLE_LANGUAGE)}
    metadata = {"title": value["title"], "license": "U", "defaultLanguage": EXAMPLE_LANGUAGE}
    return Content(name, parameters, metadata, language=EXAMPLE_LANGUAGE, embed_types=("iframe", "div"))


def build(name: LibraryName, out: BinaryIO) -> None:
    """Write the package of a type with its example. The same source gives the same bytes."""
    own, content = OwnLibraries(), example(name)
    export.export(out, content, filter_content(content, own), own, [])


def install(*, at: datetime) -> list[LibraryName]:
    """Install what is not here as it is in our source; return what that was. One query when all is here.

    A higher patch that came in with a package stays."""
    own, store = OwnLibraries(), Store(at=at)
    rows = models.Library.objects.filter(machine__in={name.machine for name in own.names()})
    here = {row.name: row for row in rows}
    taken = []
    for name in own.names():
        library, row = own.library(name), here.get(name)
        if library is None or (row and (row.patch > library.patch or row.digest == _digest(own, name))):
            continue
        store.install(library, ((path, own.open_library(name, path)) for path in own.library_files(name)))
        taken.append(name)
    return taken


def _digest(own: OwnLibraries, name: LibraryName) -> str:
    """Return what Library.digest is when a library is installed as it is in our source."""
    return listing_digest(
        (path, hashlib.sha256(b"".join(own.open_library(name, path))).hexdigest())
        for path in own.library_files(name)
    )


def texts(name: LibraryName, language: str) -> dict[str, Json]:
    """Return {name: text} of the texts that all contents of a type have in common."""
    own = OwnLibraries()
    fields: Any = translated(own.semantics(name), language, lambda code: own.translation(name, code))
    (group,) = (field for field in fields if field["name"] == "texts")
    return {field["name"]: field["default"] for field in group["fields"]}
