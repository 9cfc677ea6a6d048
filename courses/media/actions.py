"""Keeping how far into a recording somebody has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from courses.actions import Place, owner_columns
from courses.domain.learner import Learner
from courses.models import Enrolment, MediaPlace


@transaction.atomic
def keep_place(*, place: Place, seconds: int, by: Learner, at: datetime) -> bool:
    """Keep the second somebody has come to; 0 is the beginning. False in a course they do not take:
    watching on in one they have left does not put it back on their list."""
    if not Enrolment.objects.of(by).in_course(place.course).current().exists():
        return False
    MediaPlace.objects.update_or_create(
        **owner_columns(by),
        course_key=place.course,
        block_id=place.block,
        defaults={"module_key": place.module, "seconds": seconds, "at": at},
    )
    return True
