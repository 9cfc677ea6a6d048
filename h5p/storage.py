"""What the library asks of a place that keeps libraries and content (h5p-spec sections 6, 7 and 11).

Both Protocols are small, so that a folder, a database with a bucket, or a test's dictionary can be one.
`importing` uses them; `filesystem` is a folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from h5p.content import Content
from h5p.dependencies import Libraries
from h5p.library import Library
from h5p.names import LibraryName
from h5p.strict_json import Json


class LibrarySource(Libraries, Protocol):
    """Libraries with their files: a store, or a package."""

    def library_files(self, name: LibraryName) -> Iterable[str]:
        """Return the library's files, relative to its folder. Raises LibraryNotFound."""
        ...

    def open_library(self, name: LibraryName, path: str) -> Iterator[bytes]:
        """Yield the bytes of one file in pieces. Raises LibraryNotFound, also when the file is not there."""
        ...


class LibraryStore(LibrarySource, Protocol):
    """Where installed libraries are kept; of each name, major and minor the highest patch seen."""

    def names(self) -> Iterable[LibraryName]:
        """Return every installed library."""
        ...

    def translation(self, name: LibraryName, language: str) -> Json:
        """Return the library's language file (`nb`), or None when it has none."""
        ...

    def install(self, library: Library, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
        """Store a library, replacing an installed one of the same name whole; never half of it."""
        ...

    def remove(self, name: LibraryName) -> None:
        """Delete a library and its files. Raises LibraryNotFound."""
        ...


class ContentStore(Protocol):
    """Where content is kept, by an id that the store gives."""

    def content(self, content_id: str) -> Content:
        """Return a content. Raises ContentNotFound."""
        ...

    def create(self, content: Content, files: Iterable[tuple[str, Iterable[bytes]]]) -> str:
        """Store a new content with its files; return its id."""
        ...

    def update(
        self, content_id: str, content: Content, new_files: Iterable[tuple[str, Iterable[bytes]]] = ()
    ) -> None:
        """Replace a content's parameters and metadata and add files. Raises ContentNotFound."""
        ...

    def copy(self, content_id: str) -> str:
        """Store a copy that shares nothing with the original; return its id. Raises ContentNotFound."""
        ...

    def delete(self, content_id: str) -> None:
        """Delete a content and its files. Raises ContentNotFound."""
        ...

    def content_files(self, content_id: str) -> Iterable[str]:
        """Return the content's files, as parameters name them. Raises ContentNotFound."""
        ...

    def open_content(self, content_id: str, path: str) -> Iterator[bytes]:
        """Yield the bytes of one file in pieces. Raises ContentNotFound, also when the file is not there."""
        ...


class LibraryChain:
    """Several sources of libraries read as one; the first that has a library gives it."""

    def __init__(self, *sources: Libraries) -> None:
        self._sources = sources

    def library(self, name: LibraryName) -> Library | None:
        return next((found for each in self._sources if (found := each.library(name))), None)

    def semantics(self, name: LibraryName) -> list[Json]:
        return next((each.semantics(name) for each in self._sources if each.library(name)), [])

    def addons(self) -> list[Library]:
        by_name: Mapping[LibraryName, Library] = {a.name: a for each in self._sources for a in each.addons()}
        return list(by_name.values())
