"""What the inputs of a form are called, and what they carry besides what a person sees.

A name follows the semantics: `p/answers/2/text`. An element of a list is named by a key that stays with it
when the list is put in another order; the order is that of the inputs `p/answers#`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from h5p import strict_json
from h5p.errors import InvalidJSON
from h5p.strict_json import Json

PARAMETERS = "p"
METADATA = "m"
COMMON = "c"

KEEPSAKE = "~"  # what the value was, where its text in the form does not say
ITEMS = "#"  # keys of a list's elements, in order
LIBRARY = "@"  # the chosen library
LIBRARY_SHOWN = "@was"  # the one whose fields are in the form
IDENTITY = "@id"
EXTRA = "@rest"  # attributes of a library value that semantics name but do not describe
OWN_COMMON = "~common"  # an element's own common texts, where they differ from those in the panel
INITIAL = "~initial"  # what a panel of common texts showed
SEALED = "!"  # a value that is carried along unseen
REST = "!rest"  # the fields of a group that there was no room for
FILE = "!file"
RIGHTS = "/copyright"

_QUOTED = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "%/~#@!"})


class _Absent:
    """There is no value, and no key for one."""


ABSENT: Final = _Absent()
Maybe: TypeAlias = "Json | _Absent"


def child(name: str, part: str) -> str:
    """Return the name of a field within `name`; the marks above never come from semantics."""
    return f"{name}/{part.translate(_QUOTED)}"


def identifier(name: str) -> str:
    """Return what an input of this name is called in the page: `f-` and 12 hex digits."""
    return "f-" + hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=6).hexdigest()


def as_sent(text: str) -> str:
    """Return what a browser sends back for `text` in a field nobody touched, its line ends written `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def dump(value: Json) -> str:
    """Return JSON in ASCII, which no browser changes."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def same(one: Maybe, other: Maybe) -> bool:
    """Tell whether two values are the same JSON, the order of keys and 1 against 1.0 included."""
    if isinstance(one, _Absent) or isinstance(other, _Absent):
        return one is other
    return dump(one) == dump(other)


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What a field's value was before it was shown. `excused`: kept even where it breaks a rule."""

    value: Maybe
    excused: bool = False

    def text(self) -> str:
        told: dict[str, Json] = {} if isinstance(self.value, _Absent) else {"is": self.value}
        return dump({**told, "ok": True} if self.excused else told)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came back: every name with its values, in the order of the form."""

    values: Mapping[str, Sequence[str]]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def one(self, name: str) -> str:
        """Return the last value, "" for none."""
        found = self.values.get(name)
        return found[-1] if found else ""

    def many(self, name: str) -> list[str]:
        return list(self.values.get(name, ()))

    def typed(self, name: str) -> str:
        return as_sent(self.one(name))

    def json(self, name: str) -> Maybe:
        """Return a carried value; ABSENT for none, and for one that somebody has spoilt."""
        if not self.one(name):
            return ABSENT
        try:
            return strict_json.parse(self.one(name).encode("utf-8", "replace"))
        except InvalidJSON:
            return ABSENT

    def object(self, name: str) -> dict[str, Json]:
        found = self.json(name)
        return found if isinstance(found, dict) else {}

    def keepsake(self, name: str) -> Keepsake | None:
        if name + KEEPSAKE not in self.values:
            return None
        told = self.object(name + KEEPSAKE)
        return Keepsake(told.get("is", ABSENT), told.get("ok") is True)
