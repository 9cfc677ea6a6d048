"""A meeting where a group agrees: what the screen shows, and what may follow it.

One item at a time: everybody votes unseen, the votes are shown together, and the group agrees with a note. It
may vote again, as often as it likes; each vote is a round of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from self_assessment.domain.consensus import Spread, spread
from self_assessment.domain.values import LEVELS, NoLevel


class Phase(StrEnum):
    AGENDA = "agenda"
    VOTE = "vote"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Stage:
    """What the screen shows: the agenda, which has no indicator, or one indicator, its phase and its round."""

    indicator: str = ""
    phase: Phase = Phase.AGENDA
    round: int = 0

    @property
    def key(self) -> str:
        """The stage in one word, for a page to say what it was made for: B2.1.vote."""
        return f"{self.indicator}.{self.round}.{self.phase}"

    @property
    def takes_votes(self) -> bool:
        return self.phase is Phase.VOTE

    @property
    def shows_votes(self) -> bool:
        return self.phase is Phase.SHOWN


AGENDA = Stage()


class Move(StrEnum):
    SHOW = "show"
    AGENDA = "agenda"
    REVEAL = "reveal"
    AGAIN = "again"


class MovedOn(Exception):
    """The screen showed something else than whoever pressed had seen. `now` is what it shows."""

    def __init__(self, now: Stage) -> None:
        super().__init__(now.key)
        self.now = now


class NothingToReveal(Exception):
    """Votes are revealed or taken again only where an item is on the screen in the fitting phase."""


def first_stage(indicator: str) -> Stage:
    return Stage(indicator, Phase.VOTE, 1)


def follow(now: Stage, *, seen: str, move: Move, target: Stage = AGENDA) -> Stage:
    """Return what the screen shows after `move`, pressed by somebody who saw the stage with the key `seen`.

    `target` is what SHOW leads to: an item as it was left, or `first_stage` of one that is new. A move that
    has been made already, by a second press or another tab, leaves everything as it is. Raises MovedOn,
    NothingToReveal."""
    if seen != now.key:
        if _already(now, seen, move, target):
            return now
        raise MovedOn(now)
    if move is Move.AGENDA:
        return AGENDA
    if move is Move.SHOW:
        return target
    if move is Move.REVEAL and now.takes_votes:
        return replace(now, phase=Phase.SHOWN)
    if move is Move.AGAIN and now.shows_votes:
        return replace(now, phase=Phase.VOTE, round=now.round + 1)
    raise NothingToReveal


def _already(now: Stage, seen: str, move: Move, target: Stage) -> bool:
    if move is Move.AGENDA:
        return now == AGENDA
    if move is Move.SHOW:
        return now.indicator == target.indicator
    if move is Move.REVEAL:
        return now.shows_votes and seen == replace(now, phase=Phase.VOTE).key
    return now.takes_votes and seen == replace(now, phase=Phase.SHOWN, round=now.round - 1).key


# --- votes ---


def tally(votes: Iterable[int | None]) -> Spread:
    """Count the votes of one round: a level, or None from one who does not know."""
    return spread(NoLevel.UNKNOWN if vote is None else vote for vote in votes)


def plain_tally(told: Spread) -> list[int]:
    """The counts as they are kept: people per level 0 to 4, and last those who do not know."""
    return [*(told.per_level[level] for level in LEVELS), told.unknown]


def read_tally(kept: Sequence[int]) -> Spread:
    """The same counts again."""
    votes: list[int | None] = [*LEVELS, None]
    return tally(vote for vote, people in zip(votes, kept, strict=True) for _ in range(people))


# --- the clock ---


@dataclass(frozen=True, slots=True)
class Timer:
    """Time for one item. `used` before it was last started; `running_since` is None while it stands still."""

    allowed: timedelta
    used: timedelta = timedelta()
    running_since: datetime | None = None

    def left(self, at: datetime) -> int:
        """Whole seconds left, never below 0."""
        running = at - self.running_since if self.running_since else timedelta()
        return max(0, round((self.allowed - self.used - running).total_seconds()))

    def start(self, at: datetime) -> Self:
        """Start it, or let it run on."""
        return self if self.running_since else replace(self, running_since=at)

    def pause(self, at: datetime) -> Self:
        if self.running_since is None:
            return self
        return replace(self, used=self.used + (at - self.running_since), running_since=None)

    def anew(self) -> Self:
        """The same time once more, standing still."""
        return replace(self, used=timedelta(), running_since=None)
