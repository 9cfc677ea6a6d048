"""Single values as a form sends them back: what was typed, or what was there where nobody touched it."""

from __future__ import annotations

from dataclasses import dataclass, field

from h5p.forms import checks, facts, values
from h5p.forms.checks import Problem
from h5p.forms.facts import Field
from h5p.forms.fresh import Fresh
from h5p.forms.names import ABSENT, Maybe, Submitted, _Absent, as_sent
from h5p.strict_json import Json


@dataclass(slots=True)
class Reading:
    """What was read. `problems` by place; `excused`: places that break a rule as they did before; `keys`: of
    the elements of each list, by its name."""

    parameters: dict[str, Json] = field(default_factory=dict)
    metadata: dict[str, Json] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    keys: dict[str, list[str]] = field(default_factory=dict)


class Returned:
    """What the reading of any field needs, and of those that hold one value."""

    def __init__(self, data: Submitted, fresh: Fresh) -> None:
        self.told = Reading()
        self._data = data
        self._fresh = fresh
        self._pointing: list[tuple[str, str, str]] = []  # (place, path of the values, value)

    def _leaf(self, field: Field, name: str, place: str, *, optional: bool, in_list: bool) -> Maybe:
        if name not in self._data:
            return self._fresh.value(field)
        match facts.kind(field):
            case "text":
                return self._text(field, name, place, optional=optional, in_list=in_list)
            case "number":
                return self._number(field, name, place, optional=optional)
            case "boolean":
                now = self._data.one(name) == "on"
                keep = self._data.keepsake(name)
                return keep.value if keep and values.shown_boolean(field, keep.value) == now else now
            case "select":
                return self._select(field, name, place, optional=optional, in_list=in_list)
        return ABSENT

    def _settle(self, name: str, place: str, value: Maybe, problem: Problem | None, untouched: bool) -> Maybe:
        """Return the value: what it was, for a field nobody touched. Note what is wrong, unless it was so."""
        keep = self._data.keepsake(name)
        if keep is None or not untouched:
            if problem:
                self.told.problems[place] = problem
            return value
        if keep.excused:
            self.told.excused.add(place)
        elif problem:
            self.told.problems[place] = problem
        return keep.value

    def _text(self, field: Field, name: str, place: str, *, optional: bool, in_list: bool) -> Maybe:
        typed = self._data.typed(name)
        keep = self._data.keepsake(name)
        untouched = keep is not None and as_sent(values.shown_text(field, keep.value)) == typed
        value = values.text(field, typed, optional=optional, in_list=in_list)
        if isinstance(suggest := field.get("suggest"), str) and not (keep and untouched and keep.excused):
            self._pointing.append((place, suggest, typed))
        problem = checks.text(value if isinstance(value, str) else "", field, optional=optional)
        return self._settle(name, place, value, problem, untouched)

    def _number(self, field: Field, name: str, place: str, *, optional: bool) -> Maybe:
        typed = self._data.typed(name)
        keep = self._data.keepsake(name)
        value, problem = values.number(field, typed, optional=optional)
        untouched = keep is not None and values.shown_number(field, keep.value) == typed.strip()
        return self._settle(name, place, value, problem, untouched)

    def _select(self, field: Field, name: str, place: str, *, optional: bool, in_list: bool) -> Maybe:
        multiple = bool(field.get("multiple"))
        typed = [as_sent(each) for each in self._data.many(name)]
        typed = [each for each in typed if each] if multiple else typed[-1:]
        keep = self._data.keepsake(name)
        untouched = False
        if keep is not None:
            shown = [as_sent(each) for each in values.shown_choices(field, keep.value)]
            untouched = set(shown) == set(typed) if multiple else (shown or [""]) == (typed or [""])
        value = values.choices(field, typed, optional=optional, in_list=in_list)
        problem = checks.given(None if isinstance(value, _Absent) else value, optional=optional or multiple)
        return self._settle(name, place, value, problem, untouched)
