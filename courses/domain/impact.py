"""What publishing a change does to those who are taking the course: whose progress it changes, and how. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEW = 5
"""A group smaller than this is never told by number."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner's standing with the course as it is, or as it would be: modules done, and all of it."""

    modules_done: frozenset[str]
    finished: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """One learner before and after; `municipalities` are the numbers of those they work in."""

    before: Standing
    after: Standing
    municipalities: frozenset[str] = frozenset()

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Impact:
    """How many learners publishing touches. `added`, `removed` and `reworded` count parts of the lesson."""

    learners: int = 0
    municipalities: int = 0
    lose_a_module: int = 0
    no_longer_finished: int = 0
    taking_it: int = 0
    added: int = 0
    removed: int = 0
    reworded: int = 0

    @property
    def is_felt(self) -> bool:
        return self.learners > 0

    @property
    def is_few(self) -> bool:
        return 0 < self.learners < FEW


def impact(effects: Iterable[Effect], *, added: int = 0, removed: int = 0, reworded: int = 0) -> Impact:
    """Return the sum of what changes for each learner."""
    everyone = list(effects)
    touched = [effect for effect in everyone if effect.changes]
    return Impact(
        learners=len(touched),
        municipalities=len({number for effect in touched for number in effect.municipalities}),
        lose_a_module=sum(bool(effect.before.modules_done - effect.after.modules_done) for effect in touched),
        no_longer_finished=sum(effect.before.finished and not effect.after.finished for effect in touched),
        taking_it=len(everyone),
        added=added,
        removed=removed,
        reworded=reworded,
    )


def part_changes(
    before: Sequence[tuple[str, object]], after: Sequence[tuple[str, object]]
) -> tuple[int, int, int]:
    """Return how many parts (id, value) are added, removed and reworded."""
    was, becomes = dict(before), dict(after)
    return (
        len(becomes.keys() - was.keys()),
        len(was.keys() - becomes.keys()),
        sum(was[key] != becomes[key] for key in was.keys() & becomes.keys()),
    )
