"""What a learner's choice of version is written by. The log alone holds it, so it can be taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from courses.actions import Place, record
from courses.domain.choosing import (
    Choice,
    choice_data,
    choices,
    may_undo,
    undo_data,
    version_begun,
    version_taken,
)
from courses.domain.events import Event, Kind
from courses.domain.learner import Learner
from courses.models import Enrolment, LearningEvent
from courses.versions.queries import Begun, begun_by


class ChosenElsewhere(Exception):
    """The learner takes another version than this choice was made from; nothing was changed."""


class TooLate(Exception):
    """Something was answered after the choice, or it does not stand any more; nothing was changed."""


@transaction.atomic
def choose_version(
    *, course: str, was: str, to: str, offered: str, by: Learner, at: datetime, renews: bool = False
) -> LearningEvent:
    """Go on in version `to` after `was`, which may be the same: then it is finished as it is.

    With `renews`, what shows that the learner knows the course counts anew. Raises ChosenElsewhere."""
    log = _locked_log(course, by)
    begun = version_begun(log) or begun_by(by, [course]).get(course, Begun()).version
    if version_taken(begun, choices(log)) != was:
        raise ChosenElsewhere(was)
    data = choice_data(was=was, to=to, offered=offered, renews=renews)
    return record(Kind.VERSION_CHOSEN, place=Place(course, to, ""), by=by, at=at, data=data)


@transaction.atomic
def undo_choice(*, course: str, choice: UUID, by: Learner, at: datetime) -> Choice:
    """Take a choice back, so that what stood before it stands again. Returns it. Raises TooLate."""
    log = _locked_log(course, by)
    made = choices(log)
    if not made or made[-1].id != choice or not may_undo(made[-1], log):
        raise TooLate(choice)
    record(Kind.VERSION_CHOSEN, place=Place(course, made[-1].was, ""), by=by, at=at, data=undo_data(choice))
    return made[-1]


def _locked_log(course: str, by: Learner) -> list[Event]:
    """Return the learner's log in the course; whoever else writes in it waits until this is done."""
    list(Enrolment.objects.of(by).in_course(course).select_for_update())
    return LearningEvent.objects.of(by).in_course(course).as_events()
