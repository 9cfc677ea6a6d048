"""Bringing a package in: which libraries are taken; then all or nothing is stored (h5p-spec section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from h5p.errors import Fault, PackageRefused
from h5p.library import Library
from h5p.opened import Package
from h5p.package import Installed
from h5p.storage import ContentStore, LibraryStore


class _Both(LibraryStore, ContentStore, Protocol):
    """A store for libraries and content."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing a package would do to the installed libraries."""

    new: tuple[Library, ...]
    patches: tuple[Library, ...]  # a higher patch than what is installed: files are replaced
    kept: tuple[Library, ...]  # the installed one stays; the package's is ignored

    @property
    def changes_code(self) -> bool:
        """Tell whether the package would bring in scripts that are not here: a matter for an approver."""
        return bool(self.new or self.patches)


def plan(package: Package, installed: Installed) -> Plan:
    """Compare a package's libraries with the installed ones."""
    new, patches, kept = [], [], []
    for library in package.libraries.values():
        present = installed.library(library.name)
        if present is None:
            new.append(library)
        elif library.replaces(present):
            patches.append(library)
        else:
            kept.append(library)
    return Plan(tuple(new), tuple(patches), tuple(kept))


def import_package(package: Package, store: _Both, *, may_install: bool) -> str:
    """Store a package's new libraries and its content; return the content's id.

    Raises PackageRefused, with nothing stored, when it brings library code and `may_install` is False. Should
    storing the content fail, the libraries installed for it are removed again.
    """
    todo = plan(package, store)
    if todo.changes_code and not may_install:
        brought = ", ".join(str(library.name) for library in (*todo.new, *todo.patches))
        raise PackageRefused([Fault("library-install-denied", "", {"library": brought})])
    installed: list[Library] = []
    try:
        for library in (*todo.new, *todo.patches):
            store.install(library, library_files(package, library))
            installed.append(library)
        return store.create(package.content, content_files(package))
    except BaseException:
        for library in installed:
            if library in todo.new:  # a patch that took the place of an older one works as well without us
                store.remove(library.name)
        raise


def content_files(package: Package) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield (path, bytes) of a package's content files."""
    for path in package.content_files():
        yield path, package.open_content(path)


def library_files(package: Package, library: Library) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield (path, bytes) of the files of one of a package's libraries."""
    for path in package.library_files(library.name):
        yield path, package.open_library(library.name, path)
