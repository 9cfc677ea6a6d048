"""A store on a folder: `libraries/H5P.X-1.2/…` and `content/<id>/…`.

Everything is written beside its place and then renamed, so a reader sees the old or the new, and a crash
leaves at most a folder under `.new/`. Several processes may share the store.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from h5p import addons, strict_json
from h5p.content import Content
from h5p.errors import ContentNotFound, InvalidJSON, InvalidLibraryName, LibraryNotFound
from h5p.library import Library, is_language_file, may_repeat_keys
from h5p.names import LibraryName
from h5p.paths import path_fault
from h5p.strict_json import Json

_CHUNK = 256 * 1024
_RECORD = "content.json"  # what describes a content; its files are in files/


class FolderStore:
    """Libraries and content on disk. Implements LibraryStore and ContentStore."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._libraries = root / "libraries"
        self._contents = root / "content"
        self._new = root / ".new"
        for folder in (self._libraries, self._contents, self._new):
            folder.mkdir(parents=True, exist_ok=True)
        self._read: dict[LibraryName, tuple[int, Library]] = {}

    # libraries

    def names(self) -> list[LibraryName]:
        names = []
        for folder in self._libraries.iterdir():
            try:
                names.append(LibraryName.parse(folder.name))
            except InvalidLibraryName:
                continue
        return sorted(names)

    def library(self, name: LibraryName) -> Library | None:
        path = self._libraries / name.folder / "library.json"
        try:
            changed = path.stat().st_mtime_ns
            known = self._read.get(name)
            if known and known[0] == changed:
                return known[1]
            value = strict_json.parse(path.read_bytes())
        except (OSError, InvalidJSON):
            return None
        if not isinstance(value, dict):
            return None
        library = Library.from_json(value)
        self._read[name] = changed, library
        return library

    def semantics(self, name: LibraryName) -> list[Json]:
        value = self._library_json(name, "semantics.json")
        return value if isinstance(value, list) else []

    def translation(self, name: LibraryName, language: str) -> Json:
        return (
            self._library_json(name, f"language/{language}.json")
            if is_language_file(f"{language}.json")
            else None
        )

    def addons(self) -> list[Library]:
        return addons.newest(library for name in self.names() if (library := self.library(name)))

    def library_files(self, name: LibraryName) -> list[str]:
        return _files_below(self._library_folder(name))

    def open_library(self, name: LibraryName, path: str) -> Iterator[bytes]:
        file = self._library_folder(name) / path
        if path_fault(path) or not file.is_file():
            raise LibraryNotFound(f"{name}: {path}")
        return _chunks(file)

    def install(self, library: Library, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        place = self._libraries / library.name.folder
        with _Fresh(self._new) as fresh:
            fresh.write(files)
            _replace(fresh.folder, place, self._new)

    def remove(self, name: LibraryName) -> None:
        shutil.rmtree(self._library_folder(name))

    def _library_folder(self, name: LibraryName) -> Path:
        folder = self._libraries / name.folder
        if not folder.is_dir():
            raise LibraryNotFound(str(name))
        return folder

    def _library_json(self, name: LibraryName, path: str) -> Json:
        try:
            data = (self._libraries / name.folder / path).read_bytes()
            return strict_json.parse(data, same_key=may_repeat_keys(path))
        except (OSError, InvalidJSON):
            return None

    # content

    def content(self, content_id: str) -> Content:
        value = strict_json.parse((self._content_folder(content_id) / _RECORD).read_bytes())
        return _content_from_json(value)

    def create(self, content: Content, files: Iterable[tuple[str, Iterable[bytes]]]) -> str:
        content_id = uuid.uuid4().hex
        with _Fresh(self._new) as fresh:
            (fresh.folder / "files").mkdir()
            fresh.write((f"files/{path}", pieces) for path, pieces in files)
            fresh.write([(_RECORD, [_content_to_json(content)])])
            fresh.folder.rename(self._contents / content_id)
        return content_id

    def update(
        self, content_id: str, content: Content, new_files: Iterable[tuple[str, Iterable[bytes]]] = ()
    ) -> None:
        folder = self._content_folder(content_id)
        with _Fresh(self._new) as fresh:
            fresh.write((f"files/{path}", pieces) for path, pieces in new_files)
            fresh.write([(_RECORD, [_content_to_json(content)])])
            for path in _files_below(fresh.folder):  # files first: the record may name them
                if path != _RECORD:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (fresh.folder / path).replace(folder / path)
            (fresh.folder / _RECORD).replace(folder / _RECORD)

    def copy(self, content_id: str) -> str:
        files = ((path, self.open_content(content_id, path)) for path in self.content_files(content_id))
        return self.create(self.content(content_id), files)

    def delete(self, content_id: str) -> None:
        shutil.rmtree(self._content_folder(content_id))

    def content_files(self, content_id: str) -> list[str]:
        return _files_below(self._content_folder(content_id) / "files")

    def open_content(self, content_id: str, path: str) -> Iterator[bytes]:
        file = self._content_folder(content_id) / "files" / path
        if path_fault(path) or not file.is_file():
            raise ContentNotFound(f"{content_id}: {path}")
        return _chunks(file)

    def _content_folder(self, content_id: str) -> Path:
        folder = self._contents / content_id
        if not (content_id.isascii() and content_id.isalnum()) or not folder.is_dir():
            raise ContentNotFound(content_id)
        return folder


class _Fresh:
    """A private folder that is gone afterwards unless it was renamed to its place."""

    def __init__(self, parent: Path) -> None:
        self.folder = parent / uuid.uuid4().hex
        self._made: set[str] = set()

    def __enter__(self) -> _Fresh:
        self.folder.mkdir(mode=0o755)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        """Write (path, pieces) below the folder. Raises ValueError for an unsafe path, as a last resort."""
        for path, pieces in files:
            if path_fault(path):
                raise ValueError(f"unsafe path {path!r}")
            parent = path.rpartition("/")[0]
            if parent not in self._made:
                os.makedirs(f"{self.folder}/{parent}", exist_ok=True)
                self._made.add(parent)
            with open(f"{self.folder}/{path}", "xb", buffering=0) as file:
                for piece in pieces:
                    file.write(piece)


def _replace(folder: Path, place: Path, aside: Path) -> None:
    """Put `folder` at `place`; what was there goes away afterwards."""
    old = aside / uuid.uuid4().hex
    try:
        place.rename(old)
    except FileNotFoundError:
        folder.rename(place)
        return
    folder.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _files_below(folder: Path) -> list[str]:
    """Return all files below, relative, sorted; hidden ones are nobody's business."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        below = os.path.relpath(parent, folder).replace(os.sep, "/")
        found += [name if below == "." else f"{below}/{name}" for name in names if not name.startswith(".")]
    return sorted(found)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            yield piece


def _content_to_json(content: Content) -> bytes:
    record: dict[str, Json] = {
        "library": str(content.main_library),
        "language": content.language,
        "embedTypes": list(content.embed_types),
        "metadata": content.metadata,
        "params": content.parameters,
    }
    return strict_json.dump(record).encode("utf-8", "replace")


def _content_from_json(value: Json) -> Content:
    record = value if isinstance(value, dict) else {}
    params, metadata, embed_types = record.get("params"), record.get("metadata"), record.get("embedTypes")
    return Content(
        main_library=LibraryName.parse(str(record.get("library"))),
        parameters=params if isinstance(params, dict) else {},
        metadata=metadata if isinstance(metadata, dict) else {},
        language=str(record.get("language")),
        embed_types=tuple(map(str, embed_types)) if isinstance(embed_types, list) else (),
    )
