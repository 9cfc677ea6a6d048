"""What comes after what, and what waits for whom. Pure.

A rule never locks what somebody has finished or begun: it says where to start, and takes nothing away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courses.domain.progress import CourseProgress, ModuleProgress

After = Mapping[str, Sequence[str]]
"""{key of a module or course: the keys of those that come first}."""


def waits_for(key: str, first: Sequence[str], progress: CourseProgress) -> tuple[str, ...]:
    """Return those of `first` that the learner must be done with before the module `key` opens, in that order.

    A module that is not there any more is waited for by nobody."""
    mine = progress.module(key)
    if mine is not None and (mine.seen or mine.reached):
        return ()
    modules: dict[str, ModuleProgress] = {module.key: module for module in progress.modules}
    return tuple(other for other in first if other in modules and not modules[other].seen)


def locked(after: After, progress: CourseProgress) -> frozenset[str]:
    """Return the keys of the modules that wait for others."""
    return frozenset(key for key, first in after.items() if waits_for(key, first, progress))


def newly_locked(now: After, then: After, progress: CourseProgress) -> frozenset[str]:
    """Return the modules that are open under the rules of `now`, and would not be under those of `then`."""
    return locked(then, progress) - locked(now, progress)


def in_a_circle(after: After) -> frozenset[str]:
    """Return the keys that come after themselves, so that nobody would ever get to them."""
    reaches: dict[str, set[str]] = {key: set(first) for key, first in after.items()}
    grew = True
    while grew:
        grew = False
        for firsts in reaches.values():
            more = set().union(*(reaches.get(first, set()) for first in firsts)) - firsts
            grew = grew or bool(more)
            firsts |= more
    return frozenset(key for key, firsts in reaches.items() if key in firsts)
