"""The filter: of any JSON, what a library's semantics describe, made safe (h5p-spec section 10).

Everything not described disappears. The filter never raises on any JSON, its work is bounded, and filtering a
result again gives the same. On the way it meets the libraries that content uses, in the order that decides
their load order (section 8).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from h5p import addons, fields, files, metadata
from h5p.content import Content
from h5p.dependencies import Dependency, Libraries, Walk
from h5p.errors import Fault, InvalidLibraryName
from h5p.field_rules import extra_attributes, html_policy, offered_libraries
from h5p.html import Allowance, HtmlPolicy, clean_html, safe_url
from h5p.library import Library
from h5p.names import LibraryName
from h5p.plain_text import escape, shortened
from h5p.regex import compile_pattern
from h5p.strict_json import Json

MAX_LIBRARIES_DEEP = 64
MAX_LEVELS = 220  # of fields within fields; at most three Python frames each
MAX_VALUES = 200_000
MAX_FAULTS = 500

_SUB_CONTENT_ID = re.compile(r"\{?[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\}?")
_LIBRARY_KEYS = ("library", "params", "subContentId", "metadata")


@dataclass(frozen=True, slots=True)
class Filtered:
    """What remains of a content, what it needs, and what an author should be told.

    `parameters` is the only form that may reach learners.
    """

    main_library: LibraryName
    parameters: dict[str, Json]
    metadata: dict[str, Json]
    dependencies: tuple[Dependency, ...]
    faults: tuple[Fault, ...]


def filter_content(
    content: Content, libraries: Libraries, *, owned: Container[str] | None = None, with_addons: bool = True
) -> Filtered:
    """Filter a content by the semantics of its libraries.

    `owned`: the content's own files; a value naming a local file that is not among them is dropped. None: not
    checked. A main library that is not there gives empty parameters and a fault.
    """
    run = _Filter(libraries, owned)
    parameters: dict[str, Json] = {}
    library = libraries.library(content.main_library)
    if library is None:
        run.note("missing-required-library", library=str(content.main_library))
    else:
        try:
            parameters = run.parameters(library, content.parameters)
        except RecursionError:  # the caller's own stack was nearly full
            run.note("content-too-deep")
        if with_addons:
            _add_addons(run.walk, libraries, library, parameters)
    kept = run.metadata(content.metadata) or {}
    return Filtered(
        content.main_library,
        parameters,
        kept,
        tuple(run.walk.dependencies()),
        (*run.faults, *run.walk.faults)[:MAX_FAULTS],
    )


def filter_metadata(value: Json) -> dict[str, Json]:
    """Filter metadata on its own (section 13)."""
    return _Filter(_NoLibraries(), None).metadata(value) or {}


def _add_addons(walk: Walk, libraries: Libraries, main: Library, parameters: Json) -> None:
    for addon in addons.wanted(libraries.addons(), parameters):
        walk.add(addon)
        if addons.shown_in_editor(main.name.machine):
            walk.add_to_editor(addon)


class _NoLibraries:
    def library(self, name: LibraryName) -> Library | None:
        return None

    def semantics(self, name: LibraryName) -> list[Json]:
        return []

    def addons(self) -> list[Library]:
        return []


class _Filter:
    """One run over one content."""

    def __init__(self, libraries: Libraries, owned: Container[str] | None) -> None:
        self.walk = Walk(libraries)
        self.faults: list[Fault] = []
        self._libraries = libraries
        self._owned = owned
        self._allowance = Allowance()
        self._place: list[str] = []
        self._level = 0
        self._libraries_deep = 0
        self._values_left = MAX_VALUES
        # By identity of the semantics' own lists and objects, which are kept alive meanwhile.
        self._names: dict[str, LibraryName] = {}
        self._kept_alive: list[list[Json]] = []
        self._by_name: dict[int, dict[str, Mapping[str, Json]]] = {}
        self._offered: dict[int, frozenset[str]] = {}
        self._policies: dict[int, HtmlPolicy | None] = {}

    def note(self, code: str, **values: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(code, "/".join(self._place), values))

    def parameters(self, library: Library, value: Json) -> dict[str, Json]:
        """Filter the parameters of one library, then count it in: what it contains loads before it."""
        semantics = self._libraries.semantics(library.name)
        self._kept_alive.append(semantics)
        self._libraries_deep += 1
        kept = self._fields(semantics, value, optional=False) if isinstance(value, dict) else {}
        self._libraries_deep -= 1
        self.walk.add(library)
        return kept

    def metadata(self, value: Json) -> dict[str, Json] | None:
        if not isinstance(value, dict):
            return None
        with self._at("metadata"):
            kept = self._fields(metadata.METADATA, {"license": "U", **value}, optional=False)
        source = kept.get("source")
        if isinstance(source, str):
            kept["source"] = escape(safe_url(source))
        return kept

    @contextmanager
    def _at(self, place: str) -> Iterator[None]:
        self._place.append(place)
        try:
            yield
        finally:
            self._place.pop()

    def _value(self, field: Mapping[str, Json], value: Json, *, optional: bool) -> Json:
        """Filter one value by its field; None is nothing."""
        if self._values_left <= 0 or self._level >= MAX_LEVELS:
            if self._values_left == 0:
                self.note("content-too-large")
            elif self._values_left > 0:
                self.note("content-too-deep")
            self._values_left -= 1
            return None
        self._values_left -= 1
        self._level += 1
        kept: Json = None
        kind = field.get("type")
        match kind:
            case "text":
                kept = self._text(field, value, optional=optional)
            case "group":
                kept = self._group(field, value, optional=optional)
            case "list":
                kept = self._list(field, value)
            case "library":
                kept = self._library(field, value)
            case "number":
                kept = fields.number(value, field)
            case "boolean":
                kept = fields.boolean(value)
            case "select":
                kept = fields.select(value, field, optional=optional)
            case "image" | "file":
                kept = self._file(field, value, str(kind))
            case "audio" | "video":
                kept = self._files(field, value, str(kind))
            case _:
                self.note("semantics-unknown-type", type=str(kind)[:80])
        self._level -= 1
        return kept

    def _fields(self, described: list[Json], value: dict[str, Json], *, optional: bool) -> dict[str, Json]:
        """Keep of an object what `described` names, in the object's own order."""
        by_name = self._named(described)
        kept: dict[str, Json] = {}
        for key, each in value.items():
            field = by_name.get(key)
            if field is None:
                continue
            self._place.append(key)
            result = self._value(field, each, optional=optional or bool(field.get("optional")))
            self._place.pop()
            if result is not None:
                kept[key] = result
        return kept

    def _named(self, described: list[Json]) -> dict[str, Mapping[str, Json]]:
        known = self._by_name.get(id(described))
        if known is None:
            known = {}
            for field in described:
                if isinstance(field, dict) and isinstance(name := field.get("name"), str):
                    known.setdefault(name, field)
            self._by_name[id(described)] = known
        return known

    def _group(self, field: Mapping[str, Json], value: Json, *, optional: bool) -> Json:
        described = field.get("fields")
        if not isinstance(described, list):
            return None
        sub_content = field.get("isSubContent") is True
        if len(described) == 1 and isinstance(described[0], dict) and not sub_content:
            only = described[0]  # flattened: the value is that field's value
            return self._value(only, value, optional=optional or bool(only.get("optional")))
        if value == [] and isinstance(value, list):
            return []  # how PHP writes an empty object
        if not isinstance(value, dict):
            return None
        kept = self._fields(described, value, optional=optional)
        if sub_content and isinstance(identity := value.get("subContentId"), str):
            kept["subContentId"] = escape(identity)
        return kept

    def _list(self, field: Mapping[str, Json], value: Json) -> Json:
        inner = field.get("field")
        if not isinstance(value, list) or not isinstance(inner, dict):
            return None
        most = fields.whole(field.get("max"))
        if most is not None and len(value) > max(most, 0):
            value = value[: max(most, 0)]
        kept: list[Json] = []
        optional = bool(inner.get("optional"))
        for index, each in enumerate(value):
            self._place.append(str(index))
            result = self._value(inner, each, optional=optional)
            self._place.pop()
            if result is not None:
                kept.append(result)
        return kept or None

    def _library(self, field: Mapping[str, Json], value: Json) -> Json:
        if not isinstance(value, dict) or not isinstance(asked := value.get("library"), str) or not asked:
            return None
        library = self._permitted(field, asked)
        if library is None:
            return None
        if self._libraries_deep >= MAX_LIBRARIES_DEEP:
            self.note("content-too-deep")
            return None
        kept: dict[str, Json] = {"library": str(library.name)}
        params = value.get("params")
        with self._at("params"):
            kept["params"] = self.parameters(library, params)
        described = self.metadata(value.get("metadata"))
        if described is not None:
            kept["metadata"] = described
        identity = value.get("subContentId")
        if isinstance(identity, str) and _SUB_CONTENT_ID.fullmatch(identity):
            kept["subContentId"] = identity
        for key in extra_attributes(field):
            if key in value and key not in _LIBRARY_KEYS:
                kept[key] = files.escaped(value[key])
        return kept

    def _permitted(self, field: Mapping[str, Json], asked: str) -> Library | None:
        """Return the library when the field offers it and it is installed."""
        try:
            name = self._names.get(asked) or self._names.setdefault(asked, LibraryName.parse(asked))
        except InvalidLibraryName:
            self.note("library-not-allowed", library=asked[:255])
            return None
        offered = self._offered_by(field)
        if offered and asked not in offered and str(name) not in offered:
            other = next((each for each in sorted(offered) if each.split(" ")[0] == name.machine), None)
            if other:
                self.note("library-wrong-version", library=str(name), expected=other)
            else:
                self.note("library-not-allowed", library=str(name))
            return None
        library = self._libraries.library(name)
        if library is None:
            self.note("missing-required-library", library=str(name))
        return library

    def _offered_by(self, field: Mapping[str, Json]) -> frozenset[str]:
        known = self._offered.get(id(field))
        if known is None:
            known = self._offered[id(field)] = frozenset(offered_libraries(field))
        return known

    def _file(self, field: Mapping[str, Json], value: Json, kind: str) -> dict[str, Json] | None:
        kept = files.file_value(value, kind, extra_attributes(field), self._owned)
        if kept is None:
            if value:
                self.note("file-not-allowed")
            return None
        rights = value.get("copyright") if isinstance(value, dict) else None
        if isinstance(rights, dict):
            with self._at("copyright"):
                kept["copyright"] = self._fields(metadata.COPYRIGHT, rights, optional=False)
        return kept

    def _files(self, field: Mapping[str, Json], value: Json, kind: str) -> Json:
        if not isinstance(value, list):
            return None
        kept: list[Json] = []
        for index, each in enumerate(value):
            self._values_left -= 1
            if self._values_left < 0:
                break
            with self._at(str(index)):
                result = self._file(field, each, kind)
            if result is not None:
                kept.append(result)
        return kept or None

    def _text(self, field: Mapping[str, Json], value: Json, *, optional: bool) -> str:
        if not isinstance(value, str):
            return ""
        clean = self._cleaner(field)
        text = clean(value)
        longest = fields.whole(field.get("maxLength"))
        if longest is not None and longest >= 0 and len(text) > longest:
            text = shortened(text, longest, clean)
        regexp = field.get("regexp")
        if not isinstance(regexp, dict) or (text == "" and optional):
            return text
        pattern, modifiers = regexp.get("pattern"), regexp.get("modifiers", "")
        if isinstance(pattern, str) and isinstance(modifiers, str):
            compiled = compile_pattern(pattern, modifiers)
            if compiled and compiled.search(text) is False:
                self.note("semantics-invalid-according-regexp", value=text[:80])
                return ""
        return text

    def _cleaner(self, field: Mapping[str, Json]) -> Callable[[str], str]:
        key = id(field)
        if key not in self._policies:
            self._policies[key] = html_policy(field)
        policy = self._policies[key]
        if policy is None:
            return escape
        return lambda text: clean_html(text, policy, self._allowance)
