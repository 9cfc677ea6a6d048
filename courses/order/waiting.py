"""Why a module or a course is not open yet, in words, and where to go first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.domain.learner import Learner
from courses.domain.order import waits_for
from courses.domain.progress import CourseProgress, ModuleProgress
from courses.models import CoursePage, ModulePage
from courses.queries import CourseState, states_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that comes first: the rule as a sentence, what remains of it, and where to go."""

    rule: str
    remains: str
    title: str
    url: str


def module_waits(
    page: ModulePage, modules: Sequence[ModulePage], progress: CourseProgress | None
) -> list[Waiting]:
    """Return what comes before a module and is not done. `progress` is None for one who only reads. No query."""
    if not page.after:
        return []
    known = progress or CourseProgress(modules=tuple(_untouched(module) for module in modules))
    keys = waits_for(page.key, page.after, known)
    by_key = {module.key: (number, module) for number, module in enumerate(modules, start=1)}
    return [_module(*by_key[key], known.module(key)) for key in keys if key in by_key]


def _untouched(module: ModulePage) -> ModuleProgress:
    return ModuleProgress(module.key, frozenset(), None, declared=False)


def _module(number: int, module: ModulePage, progress: ModuleProgress | None) -> Waiting:
    words = {"number": number, "title": module.title}
    return Waiting(
        rule=_("This comes after module %(number)s, “%(title)s”.") % words,
        remains=_remaining_parts(progress, module.minutes),
        title=module.title,
        url=module.url,
    )


def _remaining_parts(progress: ModuleProgress | None, minutes: int) -> str:
    parts = len(progress.remaining) if progress and progress.reached else 0
    if not parts:
        return _("It takes about %(minutes)s minutes.") % {"minutes": minutes}
    text = ngettext("%(count)s part of it remains.", "%(count)s parts of it remain.", parts)
    return text % {"count": parts}


def course_waits(course: CoursePage, learner: Learner, progress: CourseProgress | None) -> list[Waiting]:
    """Return what comes before a course and is not finished: no query without a rule, else those of a few
    courses. One who has begun the course is never shut out of it."""
    if not course.after or (progress is not None and progress.position is not None):
        return []
    states = states_of(learner, course.after, course.locale.language_code)
    return [_course(state) for state in states if not state.completion.finished]


def _course(state: CourseState) -> Waiting:
    title, minutes = state.shown.title, state.completion.minutes_left
    if state.progress.position is None:
        remains = _("It takes about %(minutes)s minutes.") % {"minutes": state.course.minutes}
    elif minutes:
        remains = _("About %(minutes)s minutes of it remain.") % {"minutes": minutes}
    else:
        remains = _("A little of it remains.")
    return Waiting(
        rule=_("This comes after the course “%(title)s”.") % {"title": title},
        remains=remains,
        title=title,
        url=state.shown.url,
    )
