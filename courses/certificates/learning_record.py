"""The rows of the record into a year of learning; only ever the reader's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Min
from django.utils.timezone import localtime

from courses.certificates.domain.year import (
    CourseInYear,
    LearningYear,
    ModuleRead,
    Reflection,
    learning_year,
)
from courses.certificates.models import Certificate
from courses.domain.learner import Learner
from courses.encryption import UnreadableNote
from courses.explanations import block_title
from courses.models import CoursePage, Enrolment, LearningEvent, Note
from courses.queries import CourseState, course_state, my_courses
from courses.versions.history import finished_before


def first_year(learner: Learner, now_year: int) -> int:
    """Return the year of the learner's first event; this year when there is none. One query."""
    first = LearningEvent.objects.of(learner).aggregate(first=Min("at"))["first"]
    return localtime(first).year if first else now_year


def year_of(learner: Learner, user: Any, year: int, language: str) -> LearningYear:
    """Return what a person learned in `year`. Seven queries, and four for each course they have left."""
    begun = list(Enrolment.objects.of(learner).order_by("enrolled_at"))
    left = {row.course_key for row in begun} - {row.course_key for row in begun if not row.left_at}
    states = [
        *my_courses(learner, language),
        *(s for key in sorted(left) if (s := _left(learner, key, language))),
    ]
    certificates = list(Certificate.objects.of(user).standing_ones())
    courses = [
        course for state in states for course in (_course(state, certificates), *_before(state, certificates))
    ]
    known = {(course.key, course.version) for course in courses}
    # What is no longer published, and earlier versions of what is, stand by their certificates alone.
    gone = [
        _certified(row, language) for row in certificates if (row.course_key, row.course_version) not in known
    ]
    return learning_year(year, [*courses, *gone], list(_reflections(learner, states)))


def _left(learner: Learner, key: str, language: str) -> CourseState | None:
    """Return a course the learner has taken off their list: what was learned, was learned."""
    pages = CoursePage.objects.live().filter(key=key, locale__language_code__in=[language, "nb"])
    page = min(
        pages.select_related("locale"), key=lambda page: page.locale.language_code != language, default=None
    )
    return course_state(learner, page) if page else None


def _before(state: CourseState, certificates: list[Certificate]) -> Iterable[CourseInYear]:
    """Return what was finished in earlier versions, or before a renewal: that was learned then."""
    for one in finished_before(state.taken):
        mine = [
            row
            for row in certificates
            if (row.course_key, row.course_version) == (state.course.key, one.version)
        ]
        yield CourseInYear(
            key=state.course.key,
            version=one.version,
            title=one.title,
            minutes=one.minutes,
            modules=tuple(
                ModuleRead(module.title, module.minutes, localtime(module.at), module.declared)
                for module in one.modules
            ),
            module_minutes=sum(module.minutes for module in one.modules),
            finished_at=localtime(one.at),
            code=mine[-1].printed_code if mine else "",
        )


def _course(state: CourseState, certificates: list[Certificate]) -> CourseInYear:
    """Return the course as it is taken now. What was read for an earlier completion counts there."""
    course, finished_at, version = state.course, state.completion.finished_at, state.taken.version
    counted = {(module.key, module.at) for one in finished_before(state.taken) for module in one.modules}
    read = {module.key: module for module in state.progress.modules}
    mine = (row for row in certificates if (row.course_key, row.course_version) == (course.key, version))
    return CourseInYear(
        key=course.key,
        version=version,
        title=course.title,
        minutes=course.minutes,
        modules=tuple(
            ModuleRead(page.title, page.minutes, localtime(at), read[page.key].declared)
            for page in state.modules
            if (at := read[page.key].seen_at) and (page.key, at) not in counted
        ),
        module_minutes=sum(page.minutes for page in state.modules),
        finished_at=localtime(finished_at) if finished_at else None,
        code=next((row.printed_code for row in mine), "") if finished_at else "",
    )


def _certified(row: Certificate, language: str) -> CourseInYear:
    return CourseInYear(
        key=row.course_key,
        version=row.course_version,
        title=row.title(language),
        minutes=row.minutes,
        modules=(),
        module_minutes=0,
        finished_at=localtime(row.completed_at),
        code=row.printed_code,
    )


def _reflections(learner: Learner, states: list[CourseState]) -> Iterable[Reflection]:
    """Yield what was written at the reflections; notes beside other parts are for the writer's own use only."""
    by_key = {state.course.key: state for state in states}
    elsewhere = {
        (state.course.key, raw["id"])
        for state in states
        for page in state.modules
        for raw in page.lesson.raw_data
        if raw["type"] != "reflection"
    }
    for note in Note.objects.of(learner).order_by("saved_at"):
        if (note.course_key, note.block_id) in elsewhere:
            continue
        try:
            text = note.text
        except UnreadableNote:
            continue
        if text:
            state = by_key.get(note.course_key)
            yield Reflection(_title(state, note), _heading(state, note), text, localtime(note.saved_at))


def _title(state: CourseState | None, note: Note) -> str:
    return state.course.title if state else note.course_key


def _heading(state: CourseState | None, note: Note) -> str:
    page = state.module_page(note.module_key) if state else None
    return block_title(page, note.block_id) if page else ""
