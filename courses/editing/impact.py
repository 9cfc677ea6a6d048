"""How publishing the latest draft would change what learners have: found by doing it, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from courses.blocks.comparing import lines
from courses.domain.impact import Effect, Impact, Standing, impact, part_changes
from courses.domain.learner import Learner
from courses.models import CoursePage, DeviceClaim, Enrolment, ModulePage
from courses.queries import course_state

Page = CoursePage | ModulePage


def impact_of_publishing(page: Page) -> Impact:
    """Return what publishing the latest revision of `page` would change. Nothing is changed.

    Some queries for each learner who takes the course, twice."""
    published = type(page).objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    added, removed, reworded = part_changes(_parts(published), _parts(draft))
    course = published if isinstance(published, CoursePage) else CoursePage.objects.parent_of(published).get()
    learners = list(_learners(course.key))
    if not learners or (not (added or removed) and _rules(published) == _rules(draft)):
        return Impact(taking_it=len(learners), added=added, removed=removed, reworded=reworded)
    before = _standings(course, learners)
    with transaction.atomic():
        page.get_latest_revision().publish(log_action=False)
        after = _standings(CoursePage.objects.get(pk=course.pk), learners)
        transaction.set_rollback(True)
    at_work = _municipalities([learner.user_id for learner in learners if learner.user_id is not None])
    effects = [
        Effect(was, becomes, at_work.get(learner.user_id, frozenset()))
        for learner, was, becomes in zip(learners, before, after, strict=True)
    ]
    return impact(effects, added=added, removed=removed, reworded=reworded)


def _parts(page: Page) -> list[tuple[str, Any]]:
    """Return (id, what it says) of each part, as its reader meets it: the editor's own marks do not count."""
    stream = page.quiz if isinstance(page, CoursePage) else page.lesson
    return [(child.id, list(lines(child.block, child.value))) for child in stream]


def _rules(page: Page) -> tuple[Any, ...]:
    if isinstance(page, CoursePage):
        draws = [raw["value"] for raw in page.draws.raw_data]
        return page.quiz_percent, page.asks_for_scenarios, page.version, draws
    played = [raw["value"].get("completion") for raw in page.lesson.raw_data if raw["type"] == "h5p"]
    return page.key, page.may_declare, played


def _learners(course_key: str) -> Iterator[Learner]:
    """Yield everyone who is taking the course, devices nobody has claimed too. Three queries."""
    rows = Enrolment.objects.in_course(course_key).current()
    claims: dict[int, list[Any]] = {}
    for user, device in DeviceClaim.objects.standing().values_list("user_id", "device"):
        claims.setdefault(user, []).append(device)
    claimed = {device for devices in claims.values() for device in devices}
    for user in rows.exclude(user=None).values_list("user_id", flat=True).distinct():
        yield Learner(user, tuple(claims.get(user, ())))
    for device in rows.exclude(device=None).values_list("device", flat=True).distinct():
        if device not in claimed:
            yield Learner(devices=(device,))


def _standings(course: CoursePage, learners: Sequence[Learner]) -> list[Standing]:
    found = []
    for learner in learners:
        state = course_state(learner, course)
        done = frozenset(module.key for module in state.progress.modules if module.seen)
        found.append(Standing(done, state.completion.finished))
    return found


def _municipalities(users: Sequence[int]) -> dict[int | None, frozenset[str]]:
    """Return {person: numbers of the municipalities they work in today}. One query."""
    rows = Membership.objects.filter(user_id__in=users).current(timezone.localdate())
    found: dict[int | None, set[str]] = {}
    for user, number in rows.values_list("user_id", "municipality_id"):
        found.setdefault(user, set()).add(number)
    return {user: frozenset(numbers) for user, numbers in found.items()}
