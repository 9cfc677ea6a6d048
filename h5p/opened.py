"""A package in which nothing is wrong, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from h5p import strict_json
from h5p.archive import Archive, Entry
from h5p.content import Content, Manifest
from h5p.errors import LibraryNotFound
from h5p.library import Library, may_repeat_keys
from h5p.limits import Limits
from h5p.names import LibraryName
from h5p.paths import extension
from h5p.strict_json import Json

MANIFEST = "h5p.json"
CONTENT = "content/"
PARAMETERS = "content/content.json"


class Package:
    """A package that was checked whole (see `package`). Its file must stay open while it is used."""

    def __init__(
        self,
        archive: Archive,
        limits: Limits,
        files: Mapping[str, Entry],
        manifest: Manifest,
        libraries: Mapping[LibraryName, Library],
        folders: Mapping[LibraryName, str],
    ) -> None:
        """`libraries`: all in the package. `folders`: where those are whose files were checked."""
        self.manifest = manifest
        self.libraries = libraries
        self._folders = folders
        self._archive = archive
        self._limits = limits
        self._files = files
        self._semantics: dict[LibraryName, list[Json]] = {}

    @cached_property
    def content(self) -> Content:
        """The content as the package gives it: unfiltered."""
        parameters = self._json(PARAMETERS)
        if not isinstance(parameters, dict):
            raise ValueError("the file changed after it was checked")
        return Content(
            main_library=self.manifest.main_library,
            parameters=parameters,
            metadata=self.manifest.metadata,
            language=self.manifest.language,
            embed_types=self.manifest.embed_types,
        )

    def content_files(self) -> list[str]:
        """Return the content's own files, relative to content/, in the archive's order; not content.json."""
        ours = (path for path in self._files if path.startswith(CONTENT) and path != PARAMETERS)
        return [path.removeprefix(CONTENT) for path in ours]

    def library_files(self, name: LibraryName) -> list[str]:
        """Return a library's files relative to its folder, in the archive's order."""
        folder = self._folder(name)
        return [path[len(folder) :] for path in self._files if path.startswith(folder)]

    def open_content(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of one of `content_files`."""
        return self._chunks(CONTENT + path)

    def open_library(self, name: LibraryName, path: str) -> Iterator[bytes]:
        """Yield the bytes of one of `library_files(name)`."""
        return self._chunks(self._folder(name) + path)

    def library(self, name: LibraryName) -> Library | None:
        """Return a library whose files were checked; one installed already is the store's to give."""
        return self.libraries[name] if name in self._folders else None

    def semantics(self, name: LibraryName) -> list[Json]:
        """Return the library's semantics, empty when it has none. Kept while the package lives."""
        if name not in self._semantics:
            path = self._folder(name) + "semantics.json"
            value = self._json(path) if path in self._files else []
            self._semantics[name] = value if isinstance(value, list) else []
        return self._semantics[name]

    def addons(self) -> list[Library]:
        """Return the libraries of this package that may add themselves to content (section 9)."""
        return [self.libraries[name] for name in self._folders if self.libraries[name].add_to]

    def _folder(self, name: LibraryName) -> str:
        try:
            return self._folders[name] + "/"
        except KeyError:
            raise LibraryNotFound(str(name)) from None

    def _chunks(self, path: str) -> Iterator[bytes]:
        try:
            return self._archive.chunks(self._files[path], path, self._limits.file_limit(extension(path)))
        except KeyError:
            raise LibraryNotFound(path) from None

    def _json(self, path: str) -> Json:
        data = self._archive.read(self._files[path], path, self._limits.json_bytes)
        return strict_json.parse(data, self._limits, same_key=may_repeat_keys(path.partition("/")[2]))
