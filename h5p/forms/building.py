"""Parameters into a form: what semantics describe, as a tree of nodes. Never raises on any JSON; bounded."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from h5p import metadata
from h5p.field_rules import extra_attributes, offered_libraries
from h5p.forms import checks, facts, values
from h5p.forms.checks import Problem
from h5p.forms.conditions import condition
from h5p.forms.facts import Field, Limits, Shelf
from h5p.forms.leaves import EVERYTHING, Leaves, Scope, Told
from h5p.forms.names import (
    ABSENT,
    COMMON,
    EXTRA,
    IDENTITY,
    LIBRARY_SHOWN,
    METADATA,
    OWN_COMMON,
    PARAMETERS,
    REST,
    Keepsake,
    Maybe,
    _Absent,
    child,
    dump,
    same,
)
from h5p.forms.nodes import (
    Element,
    File,
    Form,
    Group,
    LibraryNode,
    ListNode,
    Node,
    Option,
    Panel,
    Sealed,
    Sources,
    Suggestions,
)
from h5p.library import Library
from h5p.names import LibraryName
from h5p.strict_json import Json

_SUBCONTENT_METADATA = ("title", "license", "licenseVersion", "authors", "source")


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


@dataclass(frozen=True, slots=True)
class Rights:
    """The fields of metadata and of a file's copyright, with labels in the author's language."""

    metadata: list[Json] = field(default_factory=lambda: _optional(metadata.METADATA))
    copyright: list[Json] = field(default_factory=lambda: _optional(metadata.COPYRIGHT))

    @property
    def of_parts(self) -> list[Json]:
        """The fields of content within content; its other metadata is carried along."""
        return [
            each if isinstance(each, dict) and each.get("name") in _SUBCONTENT_METADATA else _unseen(each)
            for each in _optional(self.metadata)
        ]


def _optional(fields: list[Json]) -> list[Json]:
    return [{**each, "optional": True} if isinstance(each, dict) else each for each in fields]


def _unseen(described: Json) -> Json:
    return {**described, "widget": "none"} if isinstance(described, dict) else described


def metadata_field(fields: list[Json]) -> Field:
    # Said to be content of its own so that it is never taken for a group of one; it has no id.
    return {"name": "metadata", "type": "group", "fields": fields, "isSubContent": True}


class _Builder(Leaves):
    """One run over one content."""

    def __init__(self, shelf: Shelf, rights: Rights, told: Told, limits: Limits) -> None:
        super().__init__(told)
        self._shelf = shelf
        self._rights = rights
        self._limits = limits
        self._left = limits.fields
        self._levels = 0
        self._common: dict[str, dict[str, Json]] = {}  # what the panel of each library shows

    # libraries

    def library_fields(self, name: LibraryName, value: Json, base: str, place: str) -> Group:
        """Return the parameters of one library, without the texts that stand in a panel."""
        described = self._shelf.described(name)
        before, path = self._scope, self._path
        self._scope, self._path = (
            Scope(str(name), described.language, values.sources(described.semantics, base)),
            [],
        )
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
        self._scope, self._path = before, path
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
            base = child(COMMON, library)
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

    def group(
        self, field: Field, value: Maybe, name: str, place: str, *, in_list: bool, optional: bool = False
    ) -> Node:
        """Return the node of a group; that of its only field for a group of one."""
        only = facts.only_field(field)
        if only is not None:
            inner = child(name, str(only.get("name")))
            self._path.append(str(only.get("name")))
            shown = {"label": field.get("label"), **only}
            node = self._node(
                shown, value, inner, place, optional=optional or facts.is_optional(only), in_list=in_list
            )
            self._path.pop()
            return node
        fields = facts.described_fields(field.get("fields"))
        made = self._group(field, fields, value, name, place, in_list=in_list, optional=optional)
        identity = value.get("subContentId") if isinstance(value, dict) else None
        if field.get("isSubContent") is True and isinstance(identity, str):
            made = replace(made, carried=(*made.carried, (name + IDENTITY, dump(identity))))
        return made

    def _group(
        self,
        field: Field,
        described: list[Field],
        value: Maybe,
        name: str,
        place: str,
        *,
        in_list: bool,
        optional: bool = False,
        names: list[str] | None = None,
    ) -> Group:
        """`names`: all keys the value may have, in the order of the semantics, where `described` are but some."""
        params = value if isinstance(value, dict) else {}
        nodes: list[Node] = []
        carried: list[tuple[str, str]] = []
        for number, each in enumerate(described):
            key = str(each["name"])
            if self._left <= 0:
                rest = {
                    str(f["name"]): params[str(f["name"])]
                    for f in described[number:]
                    if str(f["name"]) in params
                }
                carried.append((name + REST, dump({"from": number, "values": rest})))
                nodes.append(Sealed(name=name + REST, place=place, label=facts.label(each), why="too-many"))
                break
            self._path.append(key)
            inner_place = f"{place}/{key}" if place else key
            asked = params.get(key, ABSENT)
            made = self._node(
                each,
                asked,
                child(name, key),
                inner_place,
                optional=optional or facts.is_optional(each),
                in_list=False,
            )
            when = condition(each, name, params)
            nodes.append(replace(made, condition=when) if when else made)
            self._path.pop()
        keep = values.group_keepsake(value, names or [str(f["name"]) for f in described], in_list=in_list)
        face = self._face(field, name, place, optional=optional)
        return Group(
            **{**face, "keepsake": keep},
            fields=tuple(nodes),
            carried=tuple(carried),
            expanded=field.get("expanded") is True or not optional,
        )

    def _list(self, field: Field, value: Maybe, name: str, place: str, *, optional: bool) -> Node:
        inner = cast("dict[str, Json]", field["field"])
        found = value if isinstance(value, list) else []
        elements: list[Element] = []
        keys = self._told.keys_of(name, len(found))
        for number, each in enumerate(found):
            if self._left <= 0:
                rest = dump(found[number:])
                elements.append(
                    Element(
                        key=REST,
                        node=Sealed(name=child(name, "rest"), place=place, value=rest, why="too-many"),
                    )
                )
                break
            given: Maybe = ABSENT if each is None else each
            node = self._node(
                inner,
                given,
                child(name, keys[number]),
                f"{place}/{number}",
                optional=facts.is_optional(inner),
                in_list=True,
            )
            elements.append(Element(key=keys[number], node=node))
        problem = checks.elements(len(found), field, optional=optional)
        keep = Keepsake(len(found), excused=True) if problem and place in self._excused else None
        return ListNode(
            **self._face(field, name, place, optional=optional, keep=keep),
            entity=facts.text(field, "entity") or facts.label(inner),
            elements=tuple(elements),
            least=facts.whole(field, "min"),
            most=facts.whole(field, "max"),
        )

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

    # files

    def _file(self, field: Field, value: Maybe, name: str, place: str, kind: str, *, optional: bool) -> Node:
        found = value if isinstance(value, dict) and isinstance(value.get("path"), str) else None
        problem = checks.given(found, optional=optional)
        face = self._face(
            field,
            name,
            place,
            optional=optional,
            keep=self._keep(value, value if found else ABSENT, place, problem),
        )
        if found is None:
            return File(**face, type=kind)
        plain = {key: each for key, each in found.items() if key != "copyright"}
        rights: Group | None = None
        if not field.get("disableCopyright") or "copyright" in found:
            described: Field = {
                "name": "copyright",
                "type": "group",
                "fields": self._rights.copyright,
                "isSubContent": True,
            }
            before, self._scope = self._scope, replace(self._scope, language="", names={})
            base, where = child(name, "copyright"), f"{place}/copyright"
            rights = cast(
                Group,
                self.group(
                    described, found.get("copyright", ABSENT), base, where, in_list=False, optional=True
                ),
            )
            self._scope = before
        path = facts.shown_text(str(found["path"]))
        return File(**face, type=kind, value=dump(plain), path=path, copyright=rights)

    def _sources(self, field: Field, value: Maybe, name: str, place: str, *, optional: bool) -> Node:
        found = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        kind = facts.kind(field)
        elements = [
            Element(
                key=str(number),
                node=self._file(
                    field, each, child(name, str(number)), f"{place}/{number}", kind, optional=True
                ),
            )
            for number, each in enumerate(found[:50])
        ]
        keep = self._keep(value, list(found) or ABSENT, place, checks.given(list(found), optional=optional))
        return Sources(
            **self._face(field, name, place, optional=optional, keep=keep),
            type=kind,
            elements=tuple(elements),
        )
