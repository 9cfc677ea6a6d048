"""What an author does to a list, or to the choice of a library, before the form is saved."""

from __future__ import annotations

from dataclasses import dataclass

from h5p.forms.names import FILE, ITEMS, Submitted, child

_ADD, _REMOVE, _UP, _DOWN, _CLEAR = "add", "remove", "up", "down", "clear"


@dataclass(frozen=True, slots=True)
class Done:
    """The form after a command, and the name of the node to go on from."""

    data: Submitted
    focus: str


def apply(data: Submitted, command: str) -> Done:
    """Carry out `add <list>`, `remove`, `up` or `down <element>`, or `clear <file>`; else change nothing."""
    verb, _, name = command.partition(" ")
    if verb == _CLEAR:
        return Done(Submitted({**data.values, name + FILE: [""]}), name)
    if verb == _ADD:
        keys = data.many(name + ITEMS)
        key = _new_key(keys)
        return Done(_with(data, name, [*keys, key]), child(name, key))
    listed, _, key = name.rpartition("/")
    keys = data.many(listed + ITEMS)
    if verb not in (_REMOVE, _UP, _DOWN) or key not in keys:
        return Done(data, name)
    if verb == _REMOVE:
        return Done(_with(data, listed, [each for each in keys if each != key]), listed)
    return Done(_with(data, listed, _moved(keys, key, -1 if verb == _UP else 1)), name)


def _new_key(keys: list[str]) -> str:
    used = [int(each[1:]) for each in keys if each[:1] == "n" and each[1:].isascii() and each[1:].isdigit()]
    return f"n{max(used, default=0) + 1}"


def _moved(keys: list[str], key: str, by: int) -> list[str]:
    """Return the keys with one moved past its neighbour; the empty one at the front only marks the list."""
    marks, real = [each for each in keys if not each], [each for each in keys if each]
    at = real.index(key)
    to = max(0, min(len(real) - 1, at + by))
    real.insert(to, real.pop(at))
    return [*marks, *real]


def _with(data: Submitted, name: str, keys: list[str]) -> Submitted:
    return Submitted({**data.values, name + ITEMS: keys or [""]})
