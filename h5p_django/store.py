"""The h5p package's stores on our tables and the blob storage (h5p.storage: LibraryStore, ContentStore)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from h5p import addons
from h5p.content import Content as ContentValue
from h5p.errors import ContentNotFound, LibraryNotFound
from h5p.files import used_files
from h5p.library import Library as LibraryValue
from h5p.library import is_language_file
from h5p.names import LibraryName
from h5p.semantics import filter_content
from h5p.strict_json import Json
from h5p_django import installing, revising
from h5p_django.models import Content, Library, LibraryFile
from h5p_django.models.blobs import read_chunks
from h5p_django.staging import Staging


class Store:
    """One look at what is stored, for one piece of work: libraries are read once and then remembered.

    Make a new one for each request or import. `by` and `at` say who brings in what is written through it."""

    def __init__(self, *, by: Any = None, at: datetime | None = None) -> None:
        self._by = by
        self._at = at or timezone.now()
        self._libraries: dict[LibraryName, LibraryValue] | None = None
        self._semantics: dict[LibraryName, list[Json]] = {}
        self._read: dict[tuple[LibraryName, str], Json] = {}
        self._files: dict[LibraryName, dict[str, tuple[str | None, str | None]]] = {}

    # libraries

    def names(self) -> list[LibraryName]:
        return sorted(self._all())

    def library(self, name: LibraryName) -> LibraryValue | None:
        return self._all().get(name)

    def semantics(self, name: LibraryName) -> list[Json]:
        if name not in self._semantics:
            found = self._json(name, "semantics.json")
            self._semantics[name] = found if isinstance(found, list) else []
        return self._semantics[name]

    def translation(self, name: LibraryName, language: str) -> Json:
        wanted = f"{language}.json"
        return self._json(name, f"language/{wanted}") if is_language_file(wanted) else None

    def prepare_json(self, names: Iterable[LibraryName], paths: Iterable[str]) -> None:
        """Read the same JSON files of many libraries in one query, for work that will ask for each."""
        wanted = {(name, path) for name in self._all().keys() & set(names) for path in paths}
        rows = LibraryFile.objects.filter(
            library__machine__in={name.machine for name, _ in wanted}, path__in={path for _, path in wanted}
        ).select_related("blob", "library")
        self._read |= dict.fromkeys(wanted)
        self._read |= {(row.library.name, row.path): _parsed(row) for row in rows}

    def addons(self) -> list[LibraryValue]:
        return addons.newest(self._all().values())

    def library_files(self, name: LibraryName) -> list[str]:
        return sorted(self._library_files(name))

    def prepare_files(self, names: Iterable[LibraryName]) -> None:
        """Look up the files of many libraries in one query, for work that will ask for each."""
        wanted = self._all().keys() & set(names)
        rows = LibraryFile.objects.filter(library__machine__in={name.machine for name in wanted})
        self._files |= {name: {} for name in wanted}
        for machine, major, minor, path, *where in rows.values_list(
            "library__machine", "library__major", "library__minor", "path", "blob__stored_as", "text"
        ):
            name = LibraryName(machine, major, minor)
            if name in wanted:
                self._files[name][path] = (where[0], where[1])

    def open_library(self, name: LibraryName, path: str) -> Iterator[bytes]:
        try:
            stored_as, text = self._library_files(name)[path]
        except KeyError:
            raise LibraryNotFound(f"{name}: {path}") from None
        return read_chunks(stored_as) if stored_as else iter([(text or "").encode()])

    def install(self, library: LibraryValue, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        with Staging(self._at) as staging:
            staged = installing.stage(staging, library, files)
            staging.flush()
            with transaction.atomic():
                installing.one_at_a_time()
                staging.write_rows()
                installing.install(staging, [staged], by=self._by, at=self._at, again=True)
        self._forget()

    def remove(self, name: LibraryName) -> None:
        with transaction.atomic():
            installing.one_at_a_time()
            installing.remove(name)
        self._forget()

    # content

    def content(self, content_id: str) -> ContentValue:
        return revising.current(_content(content_id)).value

    def create(self, content: ContentValue, files: Iterable[tuple[str, Iterable[bytes]]]) -> str:
        return str(self.save(None, content, files).pk)

    def update(
        self,
        content_id: str,
        content: ContentValue,
        new_files: Iterable[tuple[str, Iterable[bytes]]] = (),
    ) -> None:
        self.save(_content(content_id), content, new_files)

    def save(
        self,
        content: Content | None,
        value: ContentValue,
        new_files: Iterable[tuple[str, Iterable[bytes]]] = (),
        *,
        blobs: Mapping[str, str] | None = None,
        expected: int | None = None,
    ) -> Content:
        """Filter what an editor wrote and keep it as a new content, or as the next revision of one.

        Of the files there were, those stay that the parameters still name. `blobs`: files whose bytes are here
        already, {path: SHA-256}. `expected` and what is raised: see revising.write."""
        before = revising.files_of(content.revision) if content and content.revision else []
        with Staging(self._at) as staging:
            taken = staging.take(new_files)
            staging.flush()
            here = staging.here(blobs or {})
            owned = {file.path: file for file in (*before, *here, *taken)}
            filtered = filter_content(value, self, owned=owned)
            kept = [owned[path] for path in sorted(used_files(filtered.parameters) & owned.keys())]
            with transaction.atomic():
                staging.write_rows()
                return revising.write(
                    content, value, filtered, kept, by=self._by, at=self._at, expected=expected
                )

    def copy(self, content_id: str) -> str:
        return str(revising.copy(_content(content_id), by=self._by, at=self._at).pk)

    def delete(self, content_id: str) -> None:
        """Put the content away: it is not found any more, and old versions of pages keep what they show."""
        if not Content.objects.current().filter(pk=_content(content_id).pk).update(deleted_at=self._at):
            raise ContentNotFound(content_id)

    def content_files(self, content_id: str) -> list[str]:
        return sorted(revising.current(_content(content_id)).files.values_list("path", flat=True))

    def open_content(self, content_id: str, path: str) -> Iterator[bytes]:
        found = revising.current(_content(content_id)).files.filter(path=path)
        name = found.values_list("blob__stored_as", flat=True).first()
        if name is None:
            raise ContentNotFound(f"{content_id}: {path}")
        return read_chunks(name)

    def _all(self) -> dict[LibraryName, LibraryValue]:
        if self._libraries is None:
            rows = Library.objects.values_list("library_json", flat=True)
            found = (LibraryValue.from_json(row) for row in rows if isinstance(row, dict))
            self._libraries = {each.name: each for each in found}
        return self._libraries

    def _json(self, name: LibraryName, path: str) -> Json:
        """Return what one of a library's JSON files says, None when there is no such file. One query."""
        if (name, path) not in self._read:
            row = LibraryFile.objects.of_library(name).filter(path=path).select_related("blob").first()
            self._read[name, path] = _parsed(row) if row else None
        return self._read[name, path]

    def _library_files(self, name: LibraryName) -> dict[str, tuple[str | None, str | None]]:
        """Return {path: (name in the storage, or text)}. One query for each library, the first time."""
        if name not in self._files:
            if self.library(name) is None:
                raise LibraryNotFound(str(name))
            self.prepare_files([name])
        return self._files[name]

    def _forget(self) -> None:
        self._libraries, self._semantics, self._files, self._read = None, {}, {}, {}


def _parsed(row: LibraryFile) -> Json:
    parsed: Json = json.loads(b"".join(row.blob.chunks()) if row.blob else row.text or "null")
    return parsed


def _content(content_id: str) -> Content:
    found = Content.objects.current().select_related("revision").filter(pk=content_id).first()
    if found is None:
        raise ContentNotFound(content_id)
    return found
