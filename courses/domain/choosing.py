"""Which version of a course a learner takes: the one they began, or the one they chose since. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from courses.domain.events import GIVES_ANSWER, Event, Kind

SHOWS_SOMETHING = GIVES_ANSWER | {Kind.H5P_RESULT, Kind.QUIZ_ANSWERED, Kind.QUIZ_SUBMITTED, Kind.MODULE_DONE}
"""What a learner does that a choice of version cannot be taken back after."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A learner chose to go on in `to` after `was`; the same version when they chose to finish that.

    `offered` is the newest version there was then. `renews`: they begin the course anew to renew what they
    finished, so that what it takes to show it counts from here on."""

    id: UUID
    was: str
    to: str
    offered: str
    renews: bool
    at: datetime

    @property
    def moves(self) -> bool:
        return self.was != self.to


def choice_data(*, was: str, to: str, offered: str, renews: bool) -> dict[str, Any]:
    """Return what the event of a choice holds."""
    return {"from": was, "to": to, "offered": offered, "renews": renews}


def undo_data(choice: UUID) -> dict[str, Any]:
    """Return what the event holds that takes a choice back."""
    return {"undoes": str(choice)}


def choices(events: Iterable[Event]) -> tuple[Choice, ...]:
    """Return the choices that stand, first to latest, of events in any order and with repeats."""
    log = {event.id: event for event in events if event.kind is Kind.VERSION_CHOSEN}
    undone = {event.data["undoes"] for event in log.values() if "undoes" in event.data}
    made = sorted((e for e in log.values() if "undoes" not in e.data), key=lambda event: event.order)
    return tuple(_choice(event.id, event.data, event.at) for event in made if str(event.id) not in undone)


def _choice(id: UUID, data: Mapping[str, Any], at: datetime) -> Choice:
    return Choice(id, data["from"], data["to"], data["offered"], data["renews"], at)


def version_begun(events: Iterable[Event]) -> str:
    """Return the version the first event was made in: the one the learner began. Empty without events."""
    first = min(events, key=lambda event: event.order, default=None)
    return first.version if first else ""


def version_taken(begun: str, made: tuple[Choice, ...]) -> str:
    """Return the version the learner takes: the latest choice, or the one they began."""
    return made[-1].to if made else begun


def renewed_at(made: tuple[Choice, ...]) -> datetime | None:
    """Return when the learner last began to renew; None when they never did."""
    return max((choice.at for choice in made if choice.renews), default=None)


def may_undo(choice: Choice, events: Iterable[Event]) -> bool:
    """Say whether a choice may be taken back: until something new is answered after it."""
    return not any(event.kind in SHOWS_SOMETHING and event.at > choice.at for event in events)
