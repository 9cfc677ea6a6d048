"""Nodes of single values: texts, numbers, choices, and what is only carried along."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from h5p.forms import checks, facts, values
from h5p.forms.checks import Problem
from h5p.forms.facts import Field
from h5p.forms.names import Keepsake, Maybe, _Absent, as_sent, dump, same
from h5p.forms.nodes import Boolean, Choices, Html, Node, Number, Option, Sealed, Select, Text

EVERYTHING: Container[str] = type("Everything", (), {"__contains__": lambda self, place: True})()
"""All places are excused: the values are stored already, and what breaks a rule was so before."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a form from the last time it was shown."""

    problems: Mapping[str, Problem]
    refused: Mapping[str, Problem]
    excused: Container[str]
    keys: Mapping[str, list[str]]

    def keys_of(self, name: str, count: int) -> list[str]:
        known = self.keys.get(name, [])
        return known if len(known) == count else [str(number) for number in range(count)]


@dataclass(slots=True)
class Scope:
    """Where in the content the builder is: the library, and what its labels are written in."""

    library: str
    language: str
    names: dict[str, str]  # path of semantics from the library's parameters -> id of the list it fills


class Leaves:
    """What the building of any field needs, and of those that hold one value."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._excused = told.excused
        self._scope = Scope("", "", {})
        self._path: list[str] = []

    def _face(
        self, field: Field, name: str, place: str, *, optional: bool, keep: Keepsake | None = None
    ) -> dict[str, Any]:
        importance = field.get("importance")
        return {
            "name": name,
            "place": place,
            "label": facts.label(field),
            "description": facts.text(field, "description"),
            "language": self._scope.language,
            "importance": importance
            if isinstance(importance, str) and importance in ("high", "medium", "low")
            else "",
            "optional": optional,
            "problem": self._told.refused.get(name) or self._told.problems.get(place),
            "keepsake": keep.text() if keep else "",
        }

    def _keep(self, original: Maybe, natural: Maybe, place: str, problem: Problem | None) -> Keepsake | None:
        """Return what to carry along, None where the form says it all."""
        excused = problem is not None and place in self._excused
        if same(original, natural) and not excused:
            return None
        return Keepsake(original, excused)

    def _sealed(self, field: Field, value: Maybe, name: str, place: str, why: str) -> Sealed:
        text = "" if isinstance(value, _Absent) else dump(value)
        return Sealed(**self._face(field, name, place, optional=True), value=text, why=why)

    def _text(
        self, field: Field, value: Maybe, name: str, place: str, *, optional: bool, in_list: bool
    ) -> Node:
        html = facts.is_html(field)
        shown = values.shown_text(field, value)
        natural = values.text(field, as_sent(shown), optional=optional, in_list=in_list)
        stored = value if isinstance(value, str) else ""
        keep = self._keep(value, natural, place, checks.text(stored, field, optional=optional))
        face = self._face(field, name, place, optional=optional, keep=keep)
        path = "/".join(self._path)
        if html:
            tags = field.get("tags")
            named = [each for each in tags if isinstance(each, str)] if isinstance(tags, list) else []
            told = tuple(dict.fromkeys(each.lower() for each in named))
            return Html(**face, value=shown, tags=told, paragraphs=field.get("enterMode") == "p")
        suggest = field.get("suggest")
        return Text(
            **face,
            value=shown,
            placeholder=facts.text(field, "placeholder"),
            longest=facts.whole(field, "maxLength"),
            lines=field.get("widget") == "textarea" or "\n" in shown or "\r" in shown,
            suggestions=self._scope.names.get(suggest, "") if isinstance(suggest, str) else "",
            suggests=self._scope.names.get(path, ""),
        )

    def _number(self, field: Field, value: Maybe, name: str, place: str, *, optional: bool) -> Node:
        shown = values.shown_number(field, value)
        natural, problem = values.number(field, shown, optional=optional)
        keep = self._keep(value, natural, place, problem)
        step = facts.text({"step": str(field.get("step") or "any")}, "step")
        return Number(
            **self._face(field, name, place, optional=optional, keep=keep),
            value=shown,
            least=values.bound(field, "min"),
            most=values.bound(field, "max"),
            step=step,
        )

    def _boolean(self, field: Field, value: Maybe, name: str, place: str) -> Node:
        shown = values.shown_boolean(field, value)
        keep = self._keep(value, shown, place, None)
        return Boolean(**self._face(field, name, place, optional=True, keep=keep), value=shown)

    def _select(
        self, field: Field, value: Maybe, name: str, place: str, *, optional: bool, in_list: bool
    ) -> Node:
        shown = values.shown_choices(field, value)
        multiple = bool(field.get("multiple"))
        known = facts.options(field)
        told = [
            Option(value=own, label=label, heading=heading, chosen=own in shown)
            for own, label, heading in known
        ]
        told += [
            Option(value=each, label=each, chosen=True)
            for each in shown
            if each and each not in {o for o, _, _ in known}
        ]
        sent = [as_sent(each) for each in ([o.value for o in told if o.chosen] if multiple else shown[:1])]
        natural = values.choices(field, sent, optional=optional, in_list=in_list)
        problem = checks.given(list(shown) if any(shown) else None, optional=optional or multiple)
        keep = self._keep(value, natural, place, problem)
        face = self._face(field, name, place, optional=optional, keep=keep)
        if multiple:
            return Choices(**face, options=tuple(told))
        if not known:
            return Text(**face, value=shown[0] if shown else "")
        if optional or not any(shown):
            told.insert(0, Option(value="", label="", chosen=not any(shown)))
        return Select(**face, options=tuple(told))
