"""Parameters into a form: what semantics describe, as a tree of nodes. Never raises on any JSON; bounded."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import cast

from h5p.field_rules import extra_attributes, offered_libraries
from h5p.forms import checks, facts, values
from h5p.forms.branches import Branches
from h5p.forms.checks import Problem
from h5p.forms.facts import Field, Limits, Shelf
from h5p.forms.leaves import EVERYTHING, Scope, Told
from h5p.forms.names import (
    ABSENT,
    COMMON,
    EXTRA,
    IDENTITY,
    LIBRARY_SHOWN,
    METADATA,
    OWN_COMMON,
    PARAMETERS,
    Maybe,
    _Absent,
    child,
    dump,
    same,
)
from h5p.forms.nodes import (
    Form,
    Group,
    LibraryNode,
    Node,
    Option,
    Panel,
    Sealed,
    Suggestions,
)
from h5p.forms.rights import Rights, metadata_field
from h5p.library import Library
from h5p.names import LibraryName
from h5p.strict_json import Json


def build(
    library: LibraryName,
    parameters: dict[str, Json],
    described: dict[str, Json],
    shelf: Shelf,
    *,
    rights: Rights,
    problems: Mapping[str, Problem] | None = None,
    refused: Mapping[str, Problem] | None = None,
    excused: Container[str] = EVERYTHING,
    keys: Mapping[str, list[str]] | None = None,
    limits: Limits | None = None,
) -> Form:
    """Return the form of a content with these parameters and this metadata.

    `problems` by place, and `refused` by name, are shown at their fields. `excused`: places whose values may
    stay although they break a rule, because they are as they were stored. `keys`: those that elements of lists
    have already, by the list's name."""
    told = Told(problems or {}, refused or {}, excused, keys or {})
    run = _Builder(shelf, rights, told, limits or Limits())
    names = run.suggestions(PARAMETERS, library, parameters)
    body = run.library_fields(library, parameters, PARAMETERS, "")
    about = run.group(metadata_field(rights.metadata), described, METADATA, "metadata", in_list=False)
    return Form(body=body, metadata=cast(Group, about), panels=tuple(run.panels()), suggestions=names)


class _Builder(Branches):
    """One run over one content."""

    def __init__(self, shelf: Shelf, rights: Rights, told: Told, limits: Limits) -> None:
        super().__init__(told, rights, limits.fields)
        self._shelf = shelf
        self._limits = limits
        self._levels = 0
        self._common: dict[str, dict[str, Json]] = {}  # what the panel of each library shows

    # libraries

    def library_fields(self, name: LibraryName, value: Json, base: str, place: str) -> Group:
        """Return the parameters of one library, without the texts that stand in a panel."""
        described = self._shelf.described(name)
        before = self._scope, self._path, self._base, self._around
        self._scope = Scope(str(name), described.language, values.sources(described.semantics, base))
        self._path, self._base, self._around = [], base, []
        all_fields = facts.described_fields(described.semantics)
        common = [each for each in all_fields if facts.is_common(each)]
        params = value if isinstance(value, dict) else {}
        carried = self._take_common(str(name), common, params, base)
        own = [each for each in all_fields if not facts.is_common(each)]
        made = self._group(
            {"name": "params", "label": ""},
            own,
            params,
            base,
            place,
            in_list=True,
            names=[str(f["name"]) for f in all_fields],
        )
        self._scope, self._path, self._base, self._around = before
        return replace(made, carried=(*made.carried, *carried))

    def _take_common(
        self, library: str, common: list[Field], params: dict[str, Json], base: str
    ) -> list[tuple[str, str]]:
        """Note the common texts for the panel; return what to carry where they differ from the panel's."""
        if not common:
            return []
        own = {str(f["name"]): params[str(f["name"])] for f in common if str(f["name"]) in params}
        shown = self._common.setdefault(library, own)
        return [] if same(shown, own) else [(base + OWN_COMMON, dump(own))]

    def panels(self) -> list[Panel]:
        """Return a panel for each library met that has common texts. To be asked last."""
        made = []
        for library, shown in self._common.items():
            name = facts.library_name(library)
            found = self._shelf.library(name) if name else None
            if name is None or found is None:
                continue
            described = self._shelf.described(name)
            self._scope, self._path = Scope(library, described.language, {}), []
            fields = [each for each in facts.described_fields(described.semantics) if facts.is_common(each)]
            base = self._base = child(COMMON, library)
            group = self._group({"name": library}, fields, shown, base, f"common/{library}", in_list=True)
            made.append(
                Panel(library=library, title=found.title, name=base, initial=dump(shown), group=group)
            )
        return made

    def suggestions(self, base: str, name: LibraryName, value: Json) -> tuple[Suggestions, ...]:
        sources = values.sources(self._shelf.described(name).semantics, base)
        return tuple(
            Suggestions(id=identifier, values=tuple(values.along(value, path)))
            for path, identifier in sources.items()
        )

    # fields

    def _node(
        self, field: Field, value: Maybe, name: str, place: str, *, optional: bool, in_list: bool
    ) -> Node:
        """Return the node of one field; a sealed one where the form has no room or no way to ask."""
        kind = facts.kind(field)
        self._left -= 1
        self._levels += 1
        try:
            if self._left < 0 or self._levels > self._limits.levels:
                return self._sealed(field, value, name, place, "too-many" if self._left < 0 else "too-deep")
            if facts.is_unseen(field):
                return self._sealed(field, value, name, place, "unseen")
            match kind:
                case "text":
                    return self._text(field, value, name, place, optional=optional, in_list=in_list)
                case "number":
                    return self._number(field, value, name, place, optional=optional)
                case "boolean":
                    return self._boolean(field, value, name, place)
                case "select":
                    return self._select(field, value, name, place, optional=optional, in_list=in_list)
                case "group":
                    return self.group(field, value, name, place, in_list=in_list, optional=optional)
                case "list" if isinstance(field.get("field"), dict):
                    return self._list(field, value, name, place, optional=optional)
                case "library":
                    return self._library(field, value, name, place, optional=optional)
                case "audio" | "video":
                    return self._sources(field, value, name, place, optional=optional)
                case "image" | "file":
                    return self._file(field, value, name, place, kind, optional=optional)
            return self._sealed(field, value, name, place, "unknown")
        finally:
            self._levels -= 1

    def _library(self, field: Field, value: Maybe, name: str, place: str, *, optional: bool) -> Node:
        used = facts.library_name(value.get("library")) if isinstance(value, dict) else None
        library = self._shelf.library(used) if used else None
        if isinstance(value, dict) and value and library is None:
            return self._sealed(field, value, name, place, "unknown")
        params = value if isinstance(value, dict) else {}
        problem = checks.given(params, optional=optional)
        keep = self._keep(value, value if params else ABSENT, place, problem)
        face = self._face(field, name, place, optional=optional, keep=keep)
        options = self._offered(field, library)
        if library is None or used is None:
            return LibraryNode(**face, options=options)
        extra = {key: params[key] for key in extra_attributes(field) if key in params}
        carried = (
            [(name + LIBRARY_SHOWN, str(used)), (name + EXTRA, dump(extra))]
            if extra
            else [(name + LIBRARY_SHOWN, str(used))]
        )
        if isinstance(identity := params.get("subContentId"), str):
            carried.append((name + IDENTITY, dump(identity)))
        inner = params.get("params")
        base = child(name, "params")
        names = self.suggestions(base, used, inner)
        body = self.library_fields(used, inner, base, f"{place}/params")
        return LibraryNode(
            **face,
            options=options,
            shown=str(used),
            carried=tuple(carried),
            body=body,
            metadata=self._described(library, params.get("metadata", ABSENT), name, place),
            suggestions=names,
        )

    def _described(self, library: Library, value: Maybe, name: str, place: str) -> Group | None:
        """Return the metadata of content within content; what a library wants none of is carried along."""
        base, where = child(name, "metadata"), f"{place}/metadata"
        if library.metadata_disabled:
            sealed = Sealed(name=base, place=where, value="" if isinstance(value, _Absent) else dump(value))
            return Group(name=base, place=where, fields=(sealed,))
        described = metadata_field(self._rights.of_parts)
        before, self._scope = self._scope, replace(self._scope, language="", names={})
        made = self.group(described, value, base, where, in_list=False)
        self._scope = before
        return cast(Group, made)

    def _offered(self, field: Field, used: Library | None) -> tuple[Option, ...]:
        """Return what may be chosen: of what the field offers, what is installed, and what is in use."""
        named = (name for each in offered_libraries(field) if (name := facts.library_name(each)))
        found = [library for name in dict.fromkeys(named) if (library := self._shelf.library(name))]
        if used and all(each.name != used.name for each in found):
            found.append(used)
        titles = [each.title for each in found]
        told = [
            Option(
                value=str(each.name),
                label=each.title
                if titles.count(each.title) == 1
                else f"{each.title} {each.name.major}.{each.name.minor}",
                chosen=bool(used) and each.name == used.name if used else False,
            )
            for each in found
        ]
        return (Option(value="", label="", chosen=used is None), *told)
