"""What is read of courses and records: pages and rows in, values of the domain out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from wagtail.blocks import StreamValue

from courses.domain.completion import Completion, completion
from courses.domain.events import Event
from courses.domain.exercises import exercise_of, grade
from courses.domain.learner import NOBODY, Learner
from courses.domain.outline import CourseOutline
from courses.domain.progress import UNTOUCHED, BlockState, CourseProgress, ModuleProgress, course_progress
from courses.domain.showing import as_fields
from courses.kept import Marks, kept_in
from courses.models import CoursePage, Enrolment, LearningEvent, ModulePage
from courses.notes import NoteText
from courses.outlines import outline_of
from courses.versions.editions import stored_editions
from courses.versions.queries import Begun, Taken, begun_by, needs_editions, take, taken_by, taken_on_a_page

FALLBACK = "nb"
"""The language of a course that is not published in the reader's own."""
JUST_NOW = timedelta(minutes=1)
A_WHILE = timedelta(minutes=15)
"""Away for this long, one is told where one was. Our choice; less would be in the way."""


@dataclass(frozen=True, slots=True)
class CourseState:
    """Where a learner stands in a course, in the version they take.

    `shown` is the page the reader meets: another than the one whose modules are taken, when the course has no
    modules in their language."""

    taken: Taken
    shown: CoursePage
    outline: CourseOutline
    progress: CourseProgress
    completion: Completion

    @property
    def course(self) -> CoursePage:
        return self.taken.course

    @property
    def modules(self) -> tuple[ModulePage, ...]:
        return self.taken.modules

    @property
    def enrolled(self) -> bool:
        return self.taken.enrolled

    def module_page(self, key: str) -> ModulePage | None:
        return next((module for module in self.modules if module.key == key), None)


@dataclass(frozen=True, slots=True)
class PageState:
    """What one learner did on one module page. `course` is None for somebody who only reads.

    `here` is the block where they stopped, when that was in this module and a while ago; `saved_at` when
    something of theirs was saved, when that is just now: without script it is how a save is acknowledged."""

    learner: Learner = NOBODY
    blocks: Mapping[str, BlockState] = field(default_factory=dict)
    course: CourseState | None = None
    module: ModuleProgress | None = None
    here: str = ""
    here_at: datetime | None = None
    saved_at: datetime | None = None
    marks: Marks = field(default_factory=Marks)

    def of(self, block_id: str) -> BlockState:
        return self.blocks.get(block_id, UNTOUCHED)


def modules_of(course: CoursePage) -> tuple[ModulePage, ...]:
    """Return the published modules of a course, in order, with their locale at hand. One query."""
    if course.taught_then is not None:
        return course.taught_then
    modules = tuple(ModulePage.objects.child_of(course).live().order_by("path"))
    for module in modules:
        module.locale = course.locale
    return modules


def course_state(
    learner: Learner, course: CoursePage, modules: Sequence[ModulePage] | None = None
) -> CourseState:
    """Return where `learner` stands, in the version they take. Two queries, one more when the modules are not
    given, and two more when they take another version than the published one."""
    return state_of(taken_by(learner, course, modules_of(course) if modules is None else modules))


def state_of(taken: Taken, *, shown: CoursePage | None = None) -> CourseState:
    outline = outline_of(taken.course, taken.modules)
    progress = course_progress(outline, taken.events)
    return CourseState(taken, shown or taken.course, outline, progress, completion(outline, progress))


def page_state(
    learner: Learner,
    page: ModulePage,
    *,
    taken: Taken | None = None,
    now: datetime | None = None,
) -> PageState:
    """Return what `learner` did on `page`: at most five queries, none for somebody who only reads.

    `taken`, the course as they take it, spares all but one when the caller has it; `page` is as it has it."""
    if not learner.has_record:
        return PageState()
    if taken is None:
        course = CoursePage.objects.parent_of(page).get()
        taken = taken_on_a_page(learner, course, modules_of(course))
    state = state_of(taken)
    kept = kept_in(learner, taken.course.key)
    position = state.progress.position
    stopped = (
        position
        and position.module == page.key
        and position.block != page.lesson.raw_data[0]["id"]
        and (now is None or now - position.at > A_WHILE)
    )
    module = state.progress.module(page.key)
    return PageState(
        learner=learner,
        blocks={
            id: _with_draft(
                block_state(page.lesson, id, state.progress, module, kept.notes), kept.drafts.get(id)
            )
            for id in _ids(page)
        },
        course=state,
        module=module,
        here=position.block if position and stopped else "",
        here_at=position.at if position and stopped else None,
        saved_at=_saved_just_now(state.progress, kept.notes, now),
        marks=kept.marks,
    )


def _with_draft(state: BlockState, draft: tuple[Mapping[str, list[str]], datetime] | None) -> BlockState:
    """Return the state with what was half-written on top, unless an answer has been given since."""
    if draft is None or (state.answered_at and state.answered_at >= draft[1]):
        return state
    if state.answer is not None and as_fields(state.answer) == draft[0]:
        return state  # the draft was on its way when the answer was sent
    return replace(state, entered=draft[0])


def _saved_just_now(
    progress: CourseProgress, notes: Mapping[str, NoteText], now: datetime | None
) -> datetime | None:
    saves = [note.saved_at for note in notes.values() if note.saved_at]
    if progress.position:
        saves.append(progress.position.at)
    latest = max(saves, default=None)
    return latest if latest and now and now - latest < JUST_NOW else None


def _ids(page: ModulePage) -> list[str]:
    return [raw["id"] for raw in page.lesson.raw_data]


def block_state(
    stream: StreamValue,
    block_id: str,
    progress: CourseProgress,
    module: ModuleProgress | None,
    notes: Mapping[str, NoteText],
) -> BlockState:
    """Return what was done with one block; what was answered is graded as the lesson is now."""
    given = progress.answers.get(block_id)
    note = notes.get(block_id, NoteText())
    return BlockState(
        answer=given.answer if given else None,
        graded=_graded(stream, block_id, given.answer) if given else None,
        answered_at=given.at if given else None,
        note=note.text,
        note_revision=note.revision,
        note_anchor=note.anchor,
        seen=bool(module and block_id in module.reached),
        played=progress.played.get(block_id),
    )


def _graded(stream: StreamValue, block_id: str, answer: Mapping[str, Any]) -> Any:
    place = [raw["id"] for raw in stream.raw_data].index(block_id)
    child = stream[place]
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    return grade(exercise, answer) if exercise else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A course by its key: the page shown, the one whose modules are taken, and these."""

    shown: CoursePage
    taught: CoursePage
    modules: Sequence[ModulePage]


def shelves_of(keys: Sequence[str], language: str) -> dict[str, Shelf]:
    """Return {course key: shelf} of what is published of `keys`. Two queries.

    What is not published in the language is taken in bokmål."""
    pages = _course_pages(keys, language)
    modules = _modules_by_course([page for found in pages.values() for page in found])
    shelves = {}
    for key, (shown, *others) in pages.items():
        taught = next((page for page in (shown, *others) if page.path in modules), shown)
        shelves[key] = Shelf(shown, taught, modules.get(taught.path, []))
    return shelves


def my_courses(learner: Learner, language: str) -> list[CourseState]:
    """Return the courses on the learner's list in `language`, the latest used first. Four queries, and two
    more when some are in an earlier version.

    What is not published in the language is taken in bokmål."""
    on_the_list = Enrolment.objects.of(learner).current().order_by("-enrolled_at")
    begun: dict[str, Begun] = {}
    for row in on_the_list:
        begun.setdefault(row.course_key, Begun(row.course_version, enrolled=True))
    return sorted(_states(learner, begun, language), key=_latest_use, reverse=True)


def states_of(learner: Learner, keys: Sequence[str], language: str) -> list[CourseState]:
    """Return where the learner stands in these courses, begun or not, in the order of `keys`. Four queries,
    and two more when some are in an earlier version. What is not published is left out."""
    known = begun_by(learner, keys)
    return _states(learner, {key: known.get(key, Begun()) for key in keys}, language)


def _states(learner: Learner, begun: Mapping[str, Begun], language: str) -> list[CourseState]:
    if not begun:
        return []
    shelves = shelves_of(list(begun), language)
    events: dict[str, list[Event]] = {}
    for key, event in LearningEvent.objects.of(learner).filter(course_key__in=begun).as_events_by_course():
        events.setdefault(key, []).append(event)
    behind = [
        key for key, shelf in shelves.items() if needs_editions(shelf.taught, begun[key], events.get(key, []))
    ]
    stored = stored_editions(behind, [language, FALLBACK]) if behind else {}
    states = []
    for key, shelf in shelves.items():
        taken = take(
            shelf.taught,
            shelf.modules,
            begun=begun[key],
            log=events.get(key, []),
            stored=stored.get(key, []),
        )
        states.append(state_of(taken, shown=shelf.shown))
    return states


def _latest_use(state: CourseState) -> float:
    position = state.progress.position
    return position.at.timestamp() if position else 0.0


def _course_pages(keys: Sequence[str], language: str) -> dict[str, list[CoursePage]]:
    """Return {key: the course's published pages, that of `language` before the bokmål one}. One query."""
    pages = (
        CoursePage.objects.live()
        .filter(key__in=keys, locale__language_code__in=[language, FALLBACK])
        .select_related("locale")
    )
    found: dict[str, list[CoursePage]] = {key: [] for key in keys}
    for page in sorted(pages, key=lambda page: page.locale.language_code != language):
        found[page.key].append(page)
    return {key: pages for key, pages in found.items() if pages}


def _modules_by_course(courses: Sequence[CoursePage]) -> dict[str, list[ModulePage]]:
    """Return {path of the course: its published modules in order}. One query."""
    below = Q()
    for course in courses:
        below |= Q(path__startswith=course.path, depth=course.depth + 1)
    found: dict[str, list[ModulePage]] = {}
    if courses:
        by_path = {course.path: course for course in courses}
        for module in ModulePage.objects.live().filter(below).order_by("path"):
            course = by_path[module.path[: -ModulePage.steplen]]
            module.locale = course.locale
            found.setdefault(course.path, []).append(module)
    return found
