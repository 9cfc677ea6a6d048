"""Which libraries content needs, and in which order they load (h5p-spec section 8).

The walk gives every dependency a smaller weight than what depends on it. One entry is kept per kind and
machine name; the version met first wins, as in the reference, and a clash is reported. The result depends
only on the order in the library.json files; cycles end because a key is marked before the walk descends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from h5p.errors import Fault
from h5p.library import Kind, Library
from h5p.names import LibraryName
from h5p.strict_json import Json


class Libraries(Protocol):
    """What the walk, the filter and the player ask of a set of libraries."""

    def library(self, name: LibraryName) -> Library | None:
        """Return the library, or None when it is not there."""
        ...

    def semantics(self, name: LibraryName) -> list[Json]:
        """Return the fields of its semantics.json; empty when it has none."""
        ...

    def addons(self) -> list[Library]:
        """Return the newest version of each library that may add itself to content (section 9)."""
        ...


@dataclass(frozen=True, slots=True)
class Dependency:
    """A library that content needs, the way it needs it, and its place in the load order."""

    library: Library
    kind: Kind
    weight: int


class Walk:
    """The dependencies of one content, gathered library by library as the filter meets them."""

    def __init__(self, libraries: Libraries) -> None:
        self.faults: list[Fault] = []
        self._libraries = libraries
        self._met: dict[tuple[Kind, str], Library] = {}
        self._weights: dict[tuple[Kind, str], int] = {}
        self._told: set[tuple[str, LibraryName]] = set()

    def add(self, library: Library) -> None:
        """Add a library that content uses itself, after all that it depends on."""
        key = (Kind.PRELOADED, library.name.machine)
        if key in self._met:
            self._note_clash(key, library.name)
            return
        self._met[key] = library
        self._visit(library)
        self._weigh(key)

    def add_to_editor(self, library: Library) -> None:
        """Add a library that only the editor of this content loads (section 9)."""
        key = (Kind.EDITOR, library.name.machine)
        if key not in self._met:
            self._met[key] = library
            self._visit(library, below_editor=True)
            self._weigh(key)

    def dependencies(self) -> list[Dependency]:
        """Return all dependencies of every kind in ascending weight."""
        ordered = sorted(self._weights, key=self._weights.__getitem__)
        return [Dependency(self._met[key], key[0], self._weights[key]) for key in ordered]

    def _visit(self, library: Library, *, below_editor: bool = False) -> None:
        """Walk what `library` depends on, depth first; on a stack of our own, since chains may be long."""
        stack: list[tuple[Iterator[_Step], tuple[Kind, str] | None]] = [
            (self._next(library, below_editor), None)
        ]
        while stack:
            steps, parent = stack[-1]
            step = next(steps, None)
            if step is None:
                stack.pop()
                if parent:
                    self._weigh(parent)
                continue
            found = self._enter(step)
            if found:
                below = step.below_editor or step.key[0] is Kind.EDITOR
                stack.append((self._next(found, below), step.key))

    def _next(self, library: Library, below_editor: bool) -> Iterator[_Step]:
        for kind in (Kind.DYNAMIC, Kind.PRELOADED, Kind.EDITOR):
            filed = Kind.EDITOR if kind is Kind.PRELOADED and below_editor else kind
            for name in library.dependencies(kind):
                yield _Step((filed, name.machine), name, library.name, below_editor)

    def _enter(self, step: _Step) -> Library | None:
        """Return the library to descend into, or None when it is known already or missing."""
        if step.key in self._met:
            self._note_clash(step.key, step.name)
            return None
        found = self._libraries.library(step.name)
        if found is None:
            self._note("missing-library-dependency", step.name, {"by": str(step.wanted_by)})
            return None
        self._met[step.key] = found
        return found

    def _weigh(self, key: tuple[Kind, str]) -> None:
        self._weights[key] = len(self._weights)

    def _note_clash(self, key: tuple[Kind, str], name: LibraryName) -> None:
        chosen = self._met[key].name
        if chosen != name:
            self._note("library-version-clash", name, {"chosen": str(chosen)})

    def _note(self, code: str, name: LibraryName, values: dict[str, str]) -> None:
        if (code, name) not in self._told:
            self._told.add((code, name))
            self.faults.append(Fault(code, "", {"library": str(name), **values}))


@dataclass(frozen=True, slots=True)
class _Step:
    key: tuple[Kind, str]
    name: LibraryName
    wanted_by: LibraryName
    below_editor: bool


def preloaded(dependencies: Iterable[Dependency]) -> list[Library]:
    """Return the libraries a page loads, in load order."""
    return [each.library for each in dependencies if each.kind is Kind.PRELOADED]


@dataclass(frozen=True, slots=True)
class Asset:
    """A script or style of a library; `path` is relative to the library's folder."""

    library: Library
    path: str


@dataclass(frozen=True, slots=True)
class Assets:
    """What a page loads for one content, in order."""

    scripts: tuple[Asset, ...]
    styles: tuple[Asset, ...]


def assets(dependencies: Iterable[Dependency]) -> Assets:
    """Return scripts and styles in load order; styles another loaded library drops are left out."""
    loaded = preloaded(dependencies)
    dropped = frozenset[str]().union(*(library.drop_css for library in loaded))
    return Assets(
        scripts=tuple(Asset(library, path) for library in loaded for path in library.js),
        styles=tuple(
            Asset(library, path)
            for library in loaded
            if library.name.machine not in dropped
            for path in library.css
        ),
    )
