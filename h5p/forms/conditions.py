"""When a field is asked for: `showWhen` of semantics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from h5p.forms.facts import Field
from h5p.forms.names import child
from h5p.forms.nodes import Condition
from h5p.strict_json import Json

Look: TypeAlias = Callable[[int, list[str]], Json]
_MOST_RULES = 50


def condition(field: Field, group: str, base: str, look: Look) -> Condition | None:
    """Return when `field` of the group named `group` is asked for, and whether it is now; None for always.

    `look` gives the value at a path that begins so many steps out from the group; `base` names the parameters of
    the library, and no rule looks beyond them. A rule that cannot be read is left out."""
    told = field.get("showWhen")
    if field.get("widget") != "showWhen" or not isinstance(told, dict):
        return None
    rules, met = [], []
    for out, path, wanted in _rules(told.get("rules")):
        if out > group[len(base) :].count("/"):
            continue
        rules.append((name_at(group, out, path), wanted))
        met.append(_as_text(look(out, path)) in wanted)
    if not rules:
        return None
    every = told.get("type") != "or"
    return Condition(rules=tuple(rules), every=every, met=all(met) if every else any(met))


def vanishes(field: Field) -> bool:
    """Tell whether the value goes when the field is not asked for."""
    told = field.get("showWhen")
    return isinstance(told, dict) and told.get("nullWhenHidden") is True


def name_at(group: str, out: int, path: list[str]) -> str:
    """Return the name of the input at `path`, which begins `out` steps out from a group. An element of a list
    is one step, the list another."""
    name = group.rsplit("/", out)[0]
    for part in path:
        name = child(name, part)
    return name


def within(value: Json, path: list[str]) -> Json:
    """Return what stands at a path within the value of a group."""
    for part in path:
        # A group of one field is its field: the last step of a path may already have been taken.
        if isinstance(value, dict):
            value = value.get(part)
    return value


def _rules(value: Json) -> Iterator[tuple[int, list[str], tuple[str, ...]]]:
    """Yield how many steps out a path begins, the rest of it, and the values that are asked for."""
    for rule in value[:_MOST_RULES] if isinstance(value, list) else []:
        if not isinstance(rule, dict) or not isinstance(path := rule.get("field"), str):
            continue
        steps = path.strip("/").split("/")
        out = next((number for number, step in enumerate(steps) if step != ".."), len(steps))
        if ".." in steps[out:] or out == len(steps):
            continue
        equals = rule.get("equals")
        wanted = equals if isinstance(equals, list) else [equals]
        yield out, steps[out:], tuple(_as_text(each) for each in wanted[:_MOST_RULES])


def _as_text(value: Json) -> str:
    """Return a value as the input holds it; "on" is a ticked box."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, dict):
        value = value.get("library")
    return "" if value is None or isinstance(value, (dict, list)) else str(value)
