"""An answer to a twin: kept in the log as the player's result would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.models import LearningEvent
from courses.twins.queries import played_in
from courses.twins.tasks import Task, standing
from h5p_django.public import Place, counts_as_done


@transaction.atomic
def answer(
    *,
    tasks: tuple[Task, ...],
    of: str,
    task: Task,
    given: Mapping[str, Any],
    place: actions.Place,
    rule: Place,
    by: Learner,
    at: datetime,
    id: UUID | None = None,
) -> LearningEvent:
    """Keep one answer. With the last one that was missing the whole counts: its points, and `rule` says if it is
    done. Sent again with the same `id` nothing is added."""
    actions.enrol(course=place.course, version=place.version, by=by, at=at)  # one answer at a time: it locks
    answers = {**played_in(place.block, course=place.course, by=by).answers_to(of), task.key: given}
    now = standing(tasks, answers)
    data: dict[str, Any] = {
        "verb": "answered" if len(tasks) == 1 else "completed" if now.finished else "progressed",
        "complete": now.finished and counts_as_done(rule, score=now.score, maximum=now.maximum),
        "twin": {"of": of, "question": task.key, "answer": dict(given)},
    }
    if now.finished and now.maximum:
        data |= {"score": float(now.score), "maximum": float(now.maximum)}
    return actions.record(Kind.H5P_RESULT, place=place, data=data, by=by, at=at, id=id)
