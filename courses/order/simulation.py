"""Whom a change of the order would lock out: how many, never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from courses.domain.choosing import choices, version_begun, version_taken
from courses.domain.events import Event
from courses.domain.order import After, newly_locked
from courses.domain.progress import course_progress
from courses.domain.versions import counting_in
from courses.models import CoursePage, DeviceClaim, Enrolment, LearningEvent, ModulePage
from courses.outlines import outline_of
from courses.versions.editions import REFERENCE, edition_of, stored_editions

FEWEST = 5
"""Of fewer than this many people, no number is told."""


@dataclass(frozen=True, slots=True)
class ModuleLocked:
    """A module, the sentence parts of its rule now and then, and how many the change would lock out of it.

    `learners` is None when they are some, but fewer than FEWEST."""

    page: ModulePage
    now: tuple[str, ...]
    then: tuple[str, ...]
    learners: int | None


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a change of order does. `current` is how many learn in the version that is published, None when
    they are some, but few."""

    modules: tuple[ModuleLocked, ...]
    current: int | None

    @property
    def changes(self) -> bool:
        return any(module.now != module.then for module in self.modules)


def simulate(course: CoursePage, modules: Sequence[ModulePage], then: After) -> Simulation:
    """Return whom the rules of `then` ({module key: keys that come first}) would lock, against those published.

    Those who take an earlier version keep its rules, and are not counted. Four queries and one more, however
    many learn."""
    outline = outline_of(course, modules)
    now = {module.key: module.after for module in modules}
    found: Counter[str] = Counter()
    logs = _logs(course)
    for log in logs:
        found.update(newly_locked(now, then, course_progress(outline, log)))
    titles = {module.key: module.title for module in modules}
    return Simulation(
        modules=tuple(
            ModuleLocked(
                page=module,
                now=tuple(titles.get(key, key) for key in now[module.key]),
                then=tuple(titles.get(key, key) for key in then.get(module.key, ())),
                learners=_told(found[module.key]),
            )
            for module in modules
        ),
        current=_told(len(logs)),
    )


def _told(people: int) -> int | None:
    return people if people == 0 or people >= FEWEST else None


def _logs(course: CoursePage) -> list[list[Event]]:
    """Return the log of each learner who takes the published version, as it counts in it; nobody's name."""
    owners = dict(DeviceClaim.objects.standing().values_list("device", "user_id"))
    begun: dict[int | UUID, str] = {}
    for row in Enrolment.objects.in_course(course.key).current().order_by("-enrolled_at"):
        begun.setdefault(_owner(row, owners), row.course_version)
    events = _events(course, owners)
    stored = stored_editions([course.key], [REFERENCE]).get(course.key, [])
    editions = {row.version: edition_of(row.version, row.content) for row in stored}
    now = editions.get(course.version)
    logs = []
    for owner, start in begun.items():
        log = events.get(owner, [])
        version = version_taken(version_begun(log) or start, choices(log))
        if version == course.version:
            logs.append(counting_in(now, log, editions) if now else log)
    return logs


def _events(course: CoursePage, owners: Mapping[UUID, int]) -> dict[int | UUID, list[Event]]:
    found: dict[int | UUID, list[Event]] = {}
    rows = LearningEvent.objects.in_course(course.key)
    for row in rows.iterator():
        found.setdefault(_owner(row, owners), []).append(row.as_event())
    return found


def _owner(row: Enrolment | LearningEvent, owners: Mapping[UUID, int]) -> int | UUID:
    if row.user_id is not None:
        return row.user_id
    assert row.device is not None  # noqa: S101  # the database holds that a row has one owner
    return owners.get(row.device, row.device)


def drafted_order(modules: Sequence[ModulePage]) -> dict[str, list[str]]:
    """Return the rules as editors have written them, published or not yet. A query for each draft."""
    found = {}
    for module in modules:
        draft = module.get_latest_revision_as_object() if module.has_unpublished_changes else module
        found[module.key] = list(draft.after)
    return found
