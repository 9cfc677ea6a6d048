"""Nodes that hold others: groups, lists, and files with their copyright."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from h5p.forms import checks, facts, values
from h5p.forms.conditions import condition, within
from h5p.forms.facts import Field
from h5p.forms.leaves import Leaves, Told
from h5p.forms.names import ABSENT, IDENTITY, REST, Keepsake, Maybe, _Absent, child, dump
from h5p.forms.nodes import Element, File, Group, ListNode, Node, Sealed, Sources
from h5p.forms.rights import Rights
from h5p.strict_json import Json


class Branches(Leaves):
    """What the building of a field with fields inside needs; `_node` makes those."""

    def __init__(self, told: Told, rights: Rights, room: int) -> None:
        """`room`: how many more nodes there may be."""
        super().__init__(told)
        self._rights = rights
        self._left = room
        self._base = ""  # the name of the parameters of the library that is being shown
        self._around: list[Json] = []  # values from those parameters in to the group that is being built

    def _node(
        self, field: Field, value: Maybe, name: str, place: str, *, optional: bool, in_list: bool
    ) -> Node:
        raise NotImplementedError

    def _look(self, out: int, path: list[str]) -> Json:
        return within(self._around[-1 - out], path)

    def group(
        self, field: Field, value: Maybe, name: str, place: str, *, in_list: bool, optional: bool = False
    ) -> Node:
        """Return the node of a group; that of its only field for a group of one."""
        only = facts.only_field(field)
        if only is not None:
            inner = child(name, str(only.get("name")))
            self._path.append(str(only.get("name")))
            self._around.append(None if isinstance(value, _Absent) else {str(only.get("name")): value})
            shown = {"label": field.get("label"), **only}
            node = self._node(
                shown, value, inner, place, optional=optional or facts.is_optional(only), in_list=in_list
            )
            self._around.pop()
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
        self._around.append(params)
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
            when = condition(each, name, self._base, self._look)
            nodes.append(replace(made, condition=when) if when else made)
            self._path.pop()
        self._around.pop()
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
        self._around.append(found)
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
        self._around.pop()
        problem = checks.elements(len(found), field, optional=optional)
        keep = Keepsake(len(found), excused=True) if problem and place in self._excused else None
        return ListNode(
            **self._face(field, name, place, optional=optional, keep=keep),
            entity=facts.text(field, "entity") or facts.label(inner),
            elements=tuple(elements),
            least=facts.whole(field, "min"),
            most=facts.whole(field, "max"),
        )

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
