"""What was submitted into parameters again: the way back of `building`. Never raises; bounded.

A field that is not in what was submitted begins with its default: it is new, as in an element that was just
added or after another library was chosen. Nothing here is to be trusted before the filter has seen it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from h5p.forms import checks, conditions, facts, values
from h5p.forms.checks import Problem
from h5p.forms.facts import Field, Limits, Shelf
from h5p.forms.fresh import Fresh
from h5p.forms.names import (
    ABSENT,
    COMMON,
    EXTRA,
    FILE,
    IDENTITY,
    INITIAL,
    ITEMS,
    KEEPSAKE,
    LIBRARY,
    LIBRARY_SHOWN,
    METADATA,
    OWN_COMMON,
    PARAMETERS,
    REST,
    SEALED,
    Maybe,
    Submitted,
    _Absent,
    child,
)
from h5p.forms.returned import Reading, Returned
from h5p.forms.rights import Rights, metadata_field
from h5p.library import Library
from h5p.names import LibraryName
from h5p.strict_json import Json

_MOST_ELEMENTS = 2_000


def read(
    library: LibraryName,
    data: Submitted,
    shelf: Shelf,
    *,
    rights: Rights,
    new_id: Callable[[], str],
    beginnings: Shelf | None = None,
    limits: Limits | None = None,
) -> Reading:
    """Return the parameters and the metadata that a form says, and what is wrong with them.

    `beginnings`: the libraries with the default texts of the content's language, for content that is added."""
    run = _Reader(data, shelf, rights, Fresh(beginnings or shelf, new_id), limits or Limits())
    run.read_panels()
    run.told.parameters = run.library_fields(library, PARAMETERS, "")
    about = run.group(metadata_field(rights.metadata), METADATA, "metadata", optional=False, in_list=False)
    run.told.metadata = about if isinstance(about, dict) else {}
    return run.told


@dataclass(slots=True)
class _Panel:
    shown: dict[str, Json]
    now: dict[str, Json]


class _Reader(Returned):
    def __init__(self, data: Submitted, shelf: Shelf, rights: Rights, fresh: Fresh, limits: Limits) -> None:
        super().__init__(data, fresh)
        self._shelf = shelf
        self._rights = rights
        self._limits = limits
        self._left = limits.fields * 2
        self._levels = 0
        self._panels: dict[str, _Panel] = {}
        self._base = PARAMETERS  # the name of the parameters of the library that is being read

    # libraries

    def read_panels(self) -> None:
        """Read the texts that contents of one library share."""
        for library in list(dict.fromkeys(self._data.many(COMMON + ITEMS)))[:100]:
            name = facts.library_name(library)
            if name is None or self._shelf.library(name) is None:
                continue
            described = self._shelf.described(name).semantics
            fields = [each for each in facts.described_fields(described) if facts.is_common(each)]
            base = child(COMMON, library)
            self._base = base
            now = self._fields(fields, base, f"common/{library}", optional=False)
            self._panels[library] = _Panel(self._data.object(base + INITIAL), now)
        self._fresh.common = {library: panel.now for library, panel in self._panels.items()}

    def library_fields(self, name: LibraryName, base: str, place: str) -> dict[str, Json]:
        """Read the parameters of one library, with its share of the common texts."""
        described = facts.described_fields(self._shelf.described(name).semantics)
        outer, self._pointing = (self._pointing, self._base), []
        self._base = base
        made = self._fields(
            [each for each in described if not facts.is_common(each)], base, place, optional=False
        )
        made |= self._common(name, [str(each["name"]) for each in described if facts.is_common(each)], base)
        made = self._in_order(made, base, [str(each["name"]) for each in described])
        known = {path: values.along(made, path, 10_000) for path in {path for _, path, _ in self._pointing}}
        for where, path, value in self._pointing:
            if value and value not in known[path]:
                self.told.problems.setdefault(where, Problem("no-such-name", {"name": value}))
        self._pointing, self._base = outer
        return made

    def _common(self, library: LibraryName, names: list[str], base: str) -> dict[str, Json]:
        """Return the common texts of one content: the panel's, but its own where the panel was not touched."""
        panel = self._panels.get(str(library))
        if panel is None:
            fresh = self._fresh.parameters(library) if names else {}
            return {name: fresh[name] for name in names if name in fresh}
        if base + OWN_COMMON not in self._data:
            return {name: panel.now[name] for name in names if name in panel.now}
        own = self._data.object(base + OWN_COMMON)
        mixed = values.overlaid(own, panel.shown, panel.now)
        return {name: mixed[name] for name in names if name in mixed} if isinstance(mixed, dict) else {}

    # fields

    def _value(self, field: Field, name: str, place: str, *, optional: bool, in_list: bool) -> Maybe:
        if name + SEALED in self._data:
            return self._data.json(name + SEALED)
        self._left -= 1
        if self._left < 0 or self._levels > self._limits.levels:
            return ABSENT
        self._levels += 1
        try:
            match facts.kind(field):
                case "group":
                    return self.group(field, name, place, optional=optional, in_list=in_list)
                case "list":
                    return self._list(field, name, place, optional=optional)
                case "library":
                    return self._library(field, name, place, optional=optional)
                case "audio" | "video":
                    return self._sources(field, name, place, optional=optional)
                case "image" | "file":
                    return self._file(field, name, place, optional=optional)
            return self._leaf(field, name, place, optional=optional, in_list=in_list)
        finally:
            self._levels -= 1

    def group(self, field: Field, name: str, place: str, *, optional: bool, in_list: bool) -> Maybe:
        only = facts.only_field(field)
        if only is not None:
            inner = child(name, str(only.get("name")))
            nested = optional or facts.is_optional(only)
            return self._value(only, inner, place, optional=nested, in_list=in_list)
        described = facts.described_fields(field.get("fields"))
        made = self._fields(described, name, place, optional=optional)
        made = self._in_order(made, name, [str(each["name"]) for each in described])
        if field.get("isSubContent") is True and name != METADATA:
            identity = self._data.json(name + IDENTITY)
            if isinstance(identity, str):
                made["subContentId"] = identity
        if made:
            return made
        if name + KEEPSAKE in self._data:
            return self._data.object(name + KEEPSAKE).get("is", ABSENT)
        return made if in_list else ABSENT

    def _fields(self, described: list[Field], name: str, place: str, *, optional: bool) -> dict[str, Json]:
        made: dict[str, Json] = {}
        rest = self._data.object(name + REST)
        first = rest.get("from")
        asked = described[:first] if isinstance(first, int) and first >= 0 else described
        for each in asked:
            key = str(each["name"])
            inner = f"{place}/{key}" if place else key
            nested = optional or facts.is_optional(each)
            value = self._value(each, child(name, key), inner, optional=nested, in_list=False)
            if not isinstance(value, _Absent):
                made[key] = value
        carried = rest.get("values")
        if isinstance(carried, dict):
            names = {str(each["name"]) for each in described[len(asked) :]}
            made |= {key: value for key, value in carried.items() if key in names}
        self._settle_conditions(asked, made, name, place)
        return made

    def _settle_conditions(
        self, described: list[Field], made: dict[str, Json], name: str, place: str
    ) -> None:
        """Hold nobody to a field that is not asked for."""

        def look(out: int, path: list[str]) -> Json:
            # What lies further out is not all read yet, so it is asked as the page asks: by its input.
            return (
                self._sent(conditions.name_at(name, out, path))
                if out
                else conditions.within(dict(made), path)
            )

        for each in described:
            when = conditions.condition(each, name, self._base, look)
            if when is None or when.met:
                continue
            key = str(each["name"])
            inner = f"{place}/{key}" if place else key
            for where in [w for w in self.told.problems if w == inner or w.startswith(inner + "/")]:
                del self.told.problems[where]
            if conditions.vanishes(each):
                made.pop(key, None)

    def _sent(self, name: str) -> str:
        return self._data.one(name) or self._data.one(name + LIBRARY)

    def _in_order(self, made: dict[str, Json], name: str, names: list[str]) -> dict[str, Json]:
        order = self._data.object(name + KEEPSAKE).get("order")
        wanted = [each for each in order if isinstance(each, str)] if isinstance(order, list) else names
        known = {key: number for number, key in enumerate(wanted)}
        return dict(sorted(made.items(), key=lambda item: known.get(item[0], len(known))))

    def _list(self, field: Field, name: str, place: str, *, optional: bool) -> Maybe:
        inner = field.get("field")
        if not isinstance(inner, dict):
            return ABSENT
        if name + ITEMS not in self._data:
            return self._fresh.value(field)
        made: list[Json] = []
        for key in [each for each in self._data.many(name + ITEMS) if each][:_MOST_ELEMENTS]:
            if key == REST:
                rest = self._data.json(child(name, "rest") + SEALED)
                made.extend(rest if isinstance(rest, list) else [])
                continue
            nested = facts.is_optional(inner)
            value = self._value(
                inner, child(name, key), f"{place}/{len(made)}", optional=nested, in_list=True
            )
            # What is chosen later keeps its place as null, which the filter takes away.
            made.append(None if isinstance(value, _Absent) else value)
            self.told.keys.setdefault(name, []).append(key)
        problem = checks.elements(len(made), field, optional=optional)
        keep = self._data.keepsake(name)
        self._settle(name, place, ABSENT, problem, untouched=keep is not None and keep.value == len(made))
        return made or ABSENT

    def _library(self, field: Field, name: str, place: str, *, optional: bool) -> Maybe:
        if name + LIBRARY not in self._data:
            return self._fresh.value(field)
        asked = facts.library_name(self._data.one(name + LIBRARY))
        library = self._shelf.library(asked) if asked else None
        if asked is None or library is None:
            problem = checks.given(None, optional=optional)
            return self._settle(name, place, ABSENT, problem, untouched=True)
        shown = facts.library_name(self._data.one(name + LIBRARY_SHOWN))
        if shown is None or shown.machine != asked.machine:
            return self._fresh.library(asked)
        made: dict[str, Json] = {"library": str(asked)}
        made["params"] = self.library_fields(asked, child(name, "params"), f"{place}/params")
        described = self._described(library, name, place)
        if not isinstance(described, _Absent):
            made["metadata"] = described
        identity = self._data.json(name + IDENTITY)
        if isinstance(identity, str):
            made["subContentId"] = identity
        return {**made, **self._data.object(name + EXTRA)}

    def _described(self, library: Library, name: str, place: str) -> Maybe:
        base = child(name, "metadata")
        if library.metadata_disabled:
            return self._data.json(base + SEALED)
        described = metadata_field(self._rights.of_parts)
        return self.group(described, base, f"{place}/metadata", optional=False, in_list=False)

    # files

    def _file(self, field: Field, name: str, place: str, *, optional: bool) -> Maybe:
        found = self._data.object(name + FILE)
        problem = checks.given(found, optional=optional)
        if not isinstance(found.get("path"), str):
            return self._settle(name, place, ABSENT, problem, untouched=True)
        base = child(name, "copyright")
        described = metadata_field(self._rights.copyright)
        rights = self.group(described, base, f"{place}/copyright", optional=True, in_list=False)
        return found if isinstance(rights, _Absent) else {**found, "copyright": rights}

    def _sources(self, field: Field, name: str, place: str, *, optional: bool) -> Maybe:
        made: list[Json] = []
        for key in [each for each in self._data.many(name + ITEMS) if each][:50]:
            value = self._file(field, child(name, key), f"{place}/{len(made)}", optional=True)
            if not isinstance(value, _Absent):
                made.append(value)
        problem = checks.given(made, optional=optional)
        kept = self._settle(name, place, made or ABSENT, problem, untouched=not made)
        return made or kept
