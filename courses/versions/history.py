"""What a learner finished before they moved to another version or began to renew: it stays finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.domain.choosing import Choice
from courses.domain.completion import completion
from courses.domain.progress import course_progress
from courses.domain.versions import counting_in
from courses.models import CoursePage, ModulePage
from courses.outlines import outline_of
from courses.versions.editions import pages_of
from courses.versions.queries import Taken


@dataclass(frozen=True, slots=True)
class ReadThen:
    """A module as it was read: what it was called, how long it takes (minutes), when, and by whose word."""

    key: str
    title: str
    minutes: int
    at: datetime
    declared: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """A version that was finished: when its last requirement was met, and all it took (minutes)."""

    version: str
    title: str
    minutes: int
    at: datetime
    modules: tuple[ReadThen, ...]


def finished_before(taken: Taken) -> tuple[Finished, ...]:
    """Return what was finished before each choice of version or renewal, first to latest. No query."""
    found: dict[datetime, Finished] = {}
    for choice in taken.choices:
        pages = _pages(taken, choice.was)
        finished = _finished(taken, choice, *pages) if pages else None
        if finished is not None:
            found.setdefault(finished.at, finished)
    return tuple(found[at] for at in sorted(found))


def _pages(taken: Taken, version: str) -> tuple[CoursePage, Sequence[ModulePage]] | None:
    """Return what a version taught; None when it was not kept."""
    if version == taken.version:
        return taken.course, taken.modules
    row = next((row for row in taken.stored if row.version == version), None)
    return pages_of(row) if row else None


def _finished(
    taken: Taken, choice: Choice, course: CoursePage, modules: Sequence[ModulePage]
) -> Finished | None:
    outline = outline_of(course, modules)
    log = [event for event in taken.log if event.order < (choice.at, choice.id)]
    edition = taken.editions.get(choice.was)
    progress = course_progress(outline, counting_in(edition, log, taken.editions) if edition else log)
    at = completion(outline, progress).finished_at
    if at is None:
        return None
    read = {module.key: module for module in progress.modules}
    return Finished(
        version=choice.was,
        title=course.title,
        minutes=course.minutes,
        at=at,
        modules=tuple(
            ReadThen(page.key, page.title, page.minutes, seen_at, read[page.key].declared)
            for page in modules
            if (seen_at := read[page.key].seen_at)
        ),
    )
