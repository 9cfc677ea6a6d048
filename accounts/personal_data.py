"""What we hold about a person, told by each room for itself.

The rooms above register when they start (`AppConfig.ready`), since this one may not import them:

    personal_data.register("courses", export_person=..., kept=_("..."))"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.models import User


def _nothing_to_erase(user: User) -> None:
    """The rows of the room go with the account (CASCADE), or lose its name (SET_NULL)."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one room holds about a person.

    `export_person` returns values that can be written as JSON. `erase_person` runs just before the account
    is deleted. `kept` says to the person what stays afterwards and why; empty when nothing does."""

    name: str
    export_person: Callable[[User], Any]
    erase_person: Callable[[User], object] = _nothing_to_erase
    kept: str | Promise = ""


_rooms: dict[str, Room] = {}


def register(
    name: str,
    *,
    export_person: Callable[[User], Any],
    erase_person: Callable[[User], object] = _nothing_to_erase,
    kept: str | Promise = "",
) -> None:
    _rooms[name] = Room(name, export_person, erase_person, kept)


def rooms() -> Iterable[Room]:
    return _rooms.values()


def export(user: User) -> dict[str, Any]:
    """Return all that every room holds about `user`, as plain values: {room: what it holds}."""
    return {room.name: room.export_person(user) for room in rooms()}
