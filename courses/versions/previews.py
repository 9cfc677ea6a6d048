"""The preview of a choice: what would be kept, and what would have to be done again, part by part."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from courses.domain.choosing import choice_data
from courses.domain.events import Event, Kind
from courses.domain.moving import Fate, ModuleFate, Moving, Standing, moving
from courses.explanations import block_title
from courses.models import CoursePage, ModulePage
from courses.queries import CourseState, state_of
from courses.versions.queries import Begun, Taken, take


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """One module of a preview: its title, what becomes of it, and the names of the parts that remain in it."""

    title: str
    fate: Fate
    parts: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What going on in a version means. `of` has the facts, `modules` the words."""

    version: str
    of: Moving
    modules: tuple[ModuleLine, ...]


def preview(
    state: CourseState,
    *,
    course: CoursePage,
    modules: tuple[ModulePage, ...],
    renews: bool,
    now: datetime,
) -> Preview:
    """Return what `state` becomes when the learner goes on in the published version: `course`, `modules`."""
    taken = state.taken
    data = choice_data(was=taken.version, to=course.version, offered=course.version, renews=renews)
    choice = Event(uuid.uuid4(), Kind.VERSION_CHOSEN, "", "", data, now, course.version)
    becomes = state_of(
        take(
            course,
            modules,
            begun=Begun(taken.begun, taken.enrolled),
            log=[*taken.log, choice],
            stored=taken.stored,
        )
    )
    facts = moving(_standing(state), _standing(becomes))
    lines = tuple(_line(module, becomes.taken, taken) for module in facts.modules)
    return Preview(course.version, facts, lines)


def _standing(state: CourseState) -> Standing:
    return Standing(state.outline, state.progress, state.completion)


def _line(module: ModuleFate, becomes: Taken, was: Taken) -> ModuleLine:
    page = next((page for page in (*becomes.modules, *was.modules) if page.key == module.key), None)
    names = [block_title(page, id) for id in module.remaining] if page else []
    return ModuleLine(
        title=page.title if page else module.key,
        fate=module.fate,
        parts=tuple(dict.fromkeys(filter(None, names))) if module.fate is Fate.AGAIN else (),
        minutes=module.minutes,
    )
