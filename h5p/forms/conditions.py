"""When a field is asked for: `showWhen` of semantics."""

from __future__ import annotations

from collections.abc import Iterator

from h5p.forms.facts import Field
from h5p.forms.names import child
from h5p.forms.nodes import Condition
from h5p.strict_json import Json

_MOST_RULES = 50


def condition(field: Field, group: str, value: Json) -> Condition | None:
    """Return when `field` of the group named `group` is asked for, and whether it is now; None for always.

    `value` is the group's. A rule that cannot be read is left out."""
    told = field.get("showWhen")
    if field.get("widget") != "showWhen" or not isinstance(told, dict):
        return None
    rules, met = [], []
    for path, wanted in _rules(told.get("rules")):
        rules.append((_name(group, path), wanted))
        met.append(_as_text(_found(value, path)) in wanted)
    if not rules:
        return None
    every = told.get("type") != "or"
    return Condition(rules=tuple(rules), every=every, met=all(met) if every else any(met))


def vanishes(field: Field) -> bool:
    """Tell whether the value goes when the field is not asked for."""
    told = field.get("showWhen")
    return isinstance(told, dict) and told.get("nullWhenHidden") is True


def _rules(value: Json) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    for rule in value[:_MOST_RULES] if isinstance(value, list) else []:
        if not isinstance(rule, dict) or not isinstance(path := rule.get("field"), str) or ".." in path:
            continue
        equals = rule.get("equals")
        wanted = equals if isinstance(equals, list) else [equals]
        yield path.strip("/").split("/"), tuple(_as_text(each) for each in wanted[:_MOST_RULES])


def _name(group: str, path: list[str]) -> str:
    for part in path:
        group = child(group, part)
    return group


def _found(value: Json, path: list[str]) -> Json:
    for part in path:
        # A group of one field is its field: the last step of a path may already have been taken.
        if isinstance(value, dict):
            value = value.get(part)
    return value


def _as_text(value: Json) -> str:
    """Return a value as the input holds it; "on" is a ticked box."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, dict):
        value = value.get("library")
    return "" if value is None or isinstance(value, (dict, list)) else str(value)
