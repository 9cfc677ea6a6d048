"""Single values between parameters and inputs: what is shown of one, and what an input says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from h5p import fields
from h5p.forms import checks, facts
from h5p.forms.checks import Problem
from h5p.forms.facts import Field
from h5p.forms.names import ABSENT, Maybe, _Absent, dump, identifier, same
from h5p.strict_json import Json


def shown_text(field: Field, value: Maybe) -> str:
    """Return what the input holds; the default where there is no value."""
    html = facts.is_html(field)
    if isinstance(value, str):
        return value if html else facts.shown_text(value)
    default = field.get("default")
    if not isinstance(value, _Absent) or not isinstance(default, str):
        return ""
    return default if html else facts.shown_text(default)


def text(field: Field, typed: str, *, optional: bool, in_list: bool) -> Maybe:
    """Return the value of what was typed."""
    if typed == "" and optional and not in_list:
        return ABSENT
    return typed if facts.is_html(field) else facts.stored_text(typed)


def shown_number(field: Field, value: Maybe) -> str:
    if isinstance(value, _Absent):
        value = field.get("default")
        if fields.as_decimal(value) is None:
            return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[:400] if isinstance(value, (int, float, str)) and not isinstance(value, bool) else ""


def number(field: Field, typed: str, *, optional: bool) -> tuple[Maybe, Problem | None]:
    """Return the value of what was typed, and what is wrong with it. What is no number stays as it is."""
    typed = typed.strip()
    if not typed:
        return ABSENT, None if optional else Problem("required")
    found = fields.as_decimal(typed.replace(",", "."))
    if found is None:
        return typed, Problem("not-a-number")
    return fields.plain_number(found), checks.number(found, field)


def bound(field: Field, key: str) -> str:
    found = fields.as_decimal(field.get(key))
    return "" if found is None else str(fields.plain_number(found))


def shown_boolean(field: Field, value: Maybe) -> bool:
    if isinstance(value, _Absent):
        value = field.get("default")
    return fields.boolean(value) is True


def shown_choices(field: Field, value: Maybe) -> list[str]:
    """Return the chosen options as their inputs have them; at most one unless several may be chosen."""
    if isinstance(value, _Absent):
        value = field.get("default")
    found = value if isinstance(value, list) else [value]
    texts = [
        facts.chosen(field, str(each))
        for each in found
        if isinstance(each, (str, int, float)) and each is not True
    ]
    return texts if field.get("multiple") else texts[:1]


def choices(field: Field, typed: Sequence[str], *, optional: bool, in_list: bool) -> Maybe:
    if field.get("multiple"):
        several: list[Json] = [facts.stored_choice(field, each) for each in typed]
        return several or (ABSENT if optional and not in_list else several)
    only = typed[0] if typed else ""
    if only == "" and not in_list and not any(own == "" for own, _, _ in facts.options(field)):
        return ABSENT
    return facts.stored_choice(field, only)


def group_keepsake(value: Maybe, names: Sequence[str], *, in_list: bool) -> str:
    """Return what a group carries along: the order of its keys, and how its emptiness was written."""
    natural: Maybe = {} if in_list else ABSENT
    if isinstance(value, dict) and value:
        order = [key for key in value if key in names]
        return dump({"order": list(order)}) if order != [name for name in names if name in value] else ""
    if dump_of(value) == dump_of(natural):
        return ""
    return dump({} if isinstance(value, _Absent) else {"is": value})


def dump_of(value: Maybe) -> str:
    return "" if isinstance(value, _Absent) else dump(value)


def sources(semantics: Json, base: str) -> dict[str, str]:
    """Return {path: id of a list of suggestions} for every `suggest` in a library's semantics.

    `suggest` is ours: the path of the text field whose values may stand here (`steps/name`). Other editors
    ignore it and let people write the value."""
    return {path: identifier(f"{base}?{path}") for path in dict.fromkeys(_suggests(semantics, 0))}


def _suggests(value: Json, level: int) -> Iterator[str]:
    if level > 40:
        return
    if isinstance(value, list):
        for each in value:
            yield from _suggests(each, level + 1)
    elif isinstance(value, dict):
        if isinstance(path := value.get("suggest"), str):
            yield path
        for key in ("fields", "field"):
            yield from _suggests(value.get(key), level + 1)


def along(value: Json, path: str, most: int = 500) -> list[str]:
    """Return the texts found along a path of names, lists gone through, each once and plain."""
    found: list[Json] = [value]
    for part in path.split("/"):
        found = [each.get(part) for each in _flat(found) if isinstance(each, dict)][: most * 4]
    texts = (facts.shown_text(each) for each in _flat(found) if isinstance(each, str))
    return [each for each in dict.fromkeys(texts) if each][:most]


def _flat(values: list[Json]) -> list[Json]:
    flat: list[Json] = []
    for each in values:
        flat.extend(each if isinstance(each, list) else [each])
    return flat


def overlaid(own: Json, shown: Json, now: Json) -> Json:
    """Return `own` with what differs between `shown` and `now`."""
    if not (isinstance(own, dict) and isinstance(shown, dict) and isinstance(now, dict)):
        return own if same(shown, now) else now
    mixed = dict(own)
    for key in dict.fromkeys((*shown, *now)):
        before, after = shown.get(key, ABSENT), now.get(key, ABSENT)
        if same(before, after):
            continue
        if isinstance(after, _Absent):
            mixed.pop(key, None)
        elif isinstance(before, dict) and isinstance(after, dict) and isinstance(mixed.get(key), dict):
            mixed[key] = overlaid(mixed[key], before, after)
        else:
            mixed[key] = after
    return mixed
