"""My page: what a person has under way, what waits, and what is finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses import public as courses
from self_assessment import public as self_assessment

MORNING, AFTERNOON, EVENING = 5, 11, 18
"""The hours at which we begin to say good morning, good day and good evening. Our choice."""


@dataclass(frozen=True, slots=True)
class MyPage:
    """What a person sees of their own. `current` is the course they used last and have not finished."""

    greeting: str
    current: courses.CourseStatus | None
    under_way: list[courses.CourseStatus]
    finished: list[courses.CourseStatus]
    assessments: list[self_assessment.AssessmentStatus]
    joined: list[courses.Joined]
    marks: list[courses.LatestMark]

    @property
    def waiting(self) -> list[self_assessment.AssessmentStatus]:
        """The assessments that still have questions this person may answer."""
        return [one for one in self.assessments if one.may_answer and one.answered < one.asked]

    @property
    def is_empty(self) -> bool:
        return not (self.under_way or self.finished or self.assessments)


def my_page_of(user: Any, now: datetime) -> MyPage:
    """Put together what the rooms know of a person. Eleven queries, however much it is."""
    statuses = courses.my_courses(user)
    under_way = [status for status in statuses if status.finished_at is None]
    return MyPage(
        greeting=greeting(user.first_name, localtime(now).hour),
        current=under_way[0] if under_way else None,
        under_way=under_way,
        finished=[status for status in statuses if status.finished_at],
        assessments=self_assessment.my_assessments(user),
        joined=courses.joined_lately(user),
        marks=courses.latest_marks(user),
    )


def greeting(name: str, hour: int) -> str:
    """Return a greeting for an hour of the day (0-23), with the name when the person has given one."""
    if MORNING <= hour < AFTERNOON:
        words = _("Good morning")
    elif AFTERNOON <= hour < EVENING:
        words = _("Good day")
    else:
        words = _("Good evening")
    return f"{words}, {name}" if name else words
