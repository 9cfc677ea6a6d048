"""Results of H5P contents, written into the log of the learner they were played by."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model

from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import Learner, learner_of_key
from courses.h5p import ROOM
from courses.models import LearningEvent
from h5p_django.public import Result


def take_result(result: Result) -> None:
    """Keep a result of one of our lessons. Sent twice it is one event; news of nothing is not kept."""
    room, _, path = result.block.partition("/")
    if room != ROOM:
        return
    course, module, block = path.split("/")
    learner = learner_of_key(result.learner)
    has_points = result.maximum is not None
    if not has_points and (not result.complete or _is_complete(learner, course, block)):
        return
    if learner.user_id and not get_user_model().objects.filter(pk=learner.user_id).exists():
        return  # erased since the page was opened
    data: dict[str, Any] = {"verb": result.verb, "complete": result.complete}
    if has_points:
        data |= {"score": result.score, "maximum": result.maximum}
    actions.record(
        Kind.H5P_RESULT,
        place=actions.Place(course, result.context, module, block),
        data=data,
        by=learner,
        at=result.at,
        id=result.id,
    )


def _is_complete(learner: Learner, course: str, block: str) -> bool:
    events = LearningEvent.objects.of(learner).in_course(course)
    return events.filter(block_id=block, kind=Kind.H5P_RESULT, data__complete=True).exists()
