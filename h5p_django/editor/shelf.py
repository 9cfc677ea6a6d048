"""The installed libraries as a form needs them: semantics in a language, few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable

from h5p.editing import NEEDS_RECORD_STORE
from h5p.forms.facts import Described
from h5p.library import Library
from h5p.names import LibraryName
from h5p.strict_json import Json
from h5p.translations import fallbacks, translated
from h5p_django import models
from h5p_django.store import Store


class StoreShelf:
    """One look at the installed libraries, labels in `language` where a library has it. Implements Shelf."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self._language = language
        self._described: dict[LibraryName, Described] = {}

    def library(self, name: LibraryName) -> Library | None:
        return self._store.library(name)

    def described(self, name: LibraryName) -> Described:
        if name not in self._described:
            self._described[name] = self._read(name)
        return self._described[name]

    def title(self, name: LibraryName) -> str:
        """Return what a content type is called; ours have a title in each language."""
        _, file = self._file(name)
        library = self.library(name)
        return str(file.get("title") or (library.title if library else name))

    def _read(self, name: LibraryName) -> Described:
        semantics = self._store.semantics(name)
        code, file = self._file(name)
        return Described(translated(semantics, code, lambda _: file) if file else semantics, code)

    def _file(self, name: LibraryName) -> tuple[str, dict[str, Json]]:
        """Return the best language there is and its file; `en`, which is the semantics themselves, has none."""
        for code in fallbacks(self._language):
            file = self._store.translation(name, code)
            if isinstance(file, dict) and isinstance(file.get("semantics"), list):
                return code, file
        return "en", {}


def prepare(store: Store, parameters: Json, language: str) -> None:
    """Fetch the semantics of all libraries that parameters name, in one query."""
    store.prepare_json(
        _named(parameters), ["semantics.json", *(f"language/{c}.json" for c in fallbacks(language))]
    )


def _named(parameters: Json) -> set[LibraryName]:
    names, stack = set(), [parameters]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if isinstance(told := value.get("library"), str):
                try:
                    names.add(LibraryName.parse(told))
                except ValueError:
                    continue
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return names


class ContentType:
    """A kind of content to choose among. Texts are in `language`, which is `en` when the library has no other."""

    def __init__(self, library: Library, file: Json, language: str, *, has_icon: bool) -> None:
        told = file if isinstance(file, dict) else {}
        self.name = library.name
        self.has_icon = has_icon
        self.title = str(told.get("title") or library.title)
        self.description = str(told.get("description") or library.description)
        self.language = language if told.get("title") else "en"


def content_types(language: str) -> list[ContentType]:
    """Return what content can be made with: the newest version of each, by title. Three queries."""
    rows = models.Library.objects.filter(runnable=True).order_by("major", "minor")
    newest = {row.machine: row.value for row in rows if row.machine not in NEEDS_RECORD_STORE}
    files = _language_files((each.name for each in newest.values()), language)
    icons = models.LibraryFile.objects.filter(path="icon.svg", blob__isnull=False)
    drawn = set(icons.values_list("library__machine", "library__major", "library__minor"))
    found = (
        ContentType(
            each,
            *files.get(each.name, (None, "")),
            has_icon=(each.name.machine, each.name.major, each.name.minor) in drawn,
        )
        for each in newest.values()
    )
    return sorted(found, key=lambda each: each.title.casefold())


def titles(names: Iterable[LibraryName], language: str) -> dict[LibraryName, str]:
    """Return the titles of those libraries that have one in a language, as ours do. One query."""
    files = _language_files(names, language)
    return {
        name: str(file["title"])
        for name, (file, _) in files.items()
        if isinstance(file, dict) and file.get("title")
    }


def _language_files(names: Iterable[LibraryName], language: str) -> dict[LibraryName, tuple[Json, str]]:
    """Return {library: (its best language file, the language)}; other versions of the libraries may be among them."""
    wanted = list(fallbacks(language))
    rows = models.LibraryFile.objects.filter(
        library__machine__in={each.machine for each in names},
        path__in=[f"language/{code}.json" for code in wanted],
    ).select_related("library", "blob")
    found: dict[LibraryName, tuple[Json, str]] = {}
    for row in sorted(rows, key=lambda row: wanted.index(row.path[9:-5]), reverse=True):
        found[row.library.name] = (json.loads(row.text or "null"), row.path[9:-5])
    return found
