"""Which version of a course a learner takes, its pages as they were then, and the log as it counts in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from courses.domain.choosing import Choice, choices, version_begun, version_taken
from courses.domain.events import Event, Kind
from courses.domain.learner import Learner
from courses.domain.versions import Edition, counting_in
from courses.models import CourseEdition, CoursePage, Enrolment, LearningEvent, ModulePage
from courses.versions.editions import (
    REFERENCE,
    edition_of,
    kept_course,
    kept_modules,
    stored_editions,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A course as one learner takes it.

    `stored` are the versions read for it, and `editions` what they teach, as the domain compares them; both
    are empty when all the learner did was in the version that is published.

    `course` and `modules` are the pages with what they taught in `version`; `current` is the version that is
    published. `events` are the log as it counts in that version, `log` as it was written. `begun` is the
    version the learner began, empty for one who has not; `enrolled` says that it is on their list."""

    course: CoursePage
    modules: tuple[ModulePage, ...]
    version: str
    current: str
    events: Sequence[Event]
    log: Sequence[Event] = ()
    choices: tuple[Choice, ...] = ()
    begun: str = ""
    enrolled: bool = False
    stored: Sequence[CourseEdition] = ()
    editions: Mapping[str, Edition] = field(default_factory=dict)

    @property
    def is_behind(self) -> bool:
        """True when a newer version has been published than the one the learner takes."""
        return bool(self.begun) and self.version != self.current

    @property
    def settled(self) -> bool:
        """True when the learner was offered the newest version and chose to finish the one they take."""
        return bool(self.choices) and self.choices[-1].offered == self.current and not self.choices[-1].moves

    def page(self, page: ModulePage) -> ModulePage:
        """Return `page` as this version has it; as it is, when it is new since."""
        return next((one for one in self.modules if one.pk == page.pk and one.kept_version), page)


@dataclass(frozen=True, slots=True)
class Begun:
    """What enrolments say: the version that was begun, and whether the course is on the learner's list."""

    version: str = ""
    enrolled: bool = False


def begun_by(learner: Learner, course_keys: Iterable[str]) -> dict[str, Begun]:
    """Return {course key: what was begun}, the latest used course first. One query.

    Of several (on a device, and signed in) the one on the list counts, then the one begun latest."""
    rows = Enrolment.objects.of(learner).filter(course_key__in=list(course_keys))
    found: dict[str, Begun] = {}
    for row in rows.order_by(F("left_at").desc(nulls_first=True), "-enrolled_at"):
        found.setdefault(row.course_key, Begun(row.course_version, row.left_at is None))
    return found


def take(
    course: CoursePage,
    modules: Sequence[ModulePage],
    *,
    begun: Begun,
    log: Sequence[Event],
    stored: Sequence[CourseEdition],
) -> Taken:
    """Return the course as a learner with this log takes it. One query when it is in an earlier version.

    The version they began is that of the first thing they did, else of the enrolment."""
    made = choices(log)
    begun_version = version_begun(log) or begun.version
    version = version_taken(begun_version, made) or course.version
    editions = _editions(stored, course.locale.language_code)
    now = editions.get(version)
    kept = _find(stored, version, course.locale.language_code) if version != course.version else None
    if kept is not None:
        modules = kept_modules(course, kept.content, version)
        current, course = course.version, kept_course(course, kept.content)
        course.version, course.taught_then = version, modules
        for module in modules:
            module.parent = course
    else:
        current = course.version
    return Taken(
        course=course,
        modules=tuple(modules),
        version=version,
        current=current,
        events=counting_in(now, log, editions) if now else log,
        log=log,
        choices=made,
        begun=begun_version,
        enrolled=begun.enrolled,
        stored=stored,
        editions=editions,
    )


def needs_editions(course: CoursePage, begun: Begun, log: Iterable[Event]) -> bool:
    """Say whether other versions than the published one are in play, so that they must be read."""
    versions = {event.version for event in log} or {begun.version}
    return bool(versions - {course.version, ""})


def taken_by(learner: Learner, course: CoursePage, modules: Sequence[ModulePage]) -> Taken:
    """Return the course as `learner` takes it: two queries, and two more when versions differ."""
    if not learner.has_record:
        return Taken(course, tuple(modules), course.version, course.version, ())
    begun = begun_by(learner, [course.key]).get(course.key, Begun())
    return _taken(learner, course, modules, begun)


def taken_on_a_page(learner: Learner, course: CoursePage, modules: Sequence[ModulePage]) -> Taken:
    """Return the course as `learner` takes it, where nobody asks whether it is on their list: one query less
    for one who has done something in it."""
    log = LearningEvent.objects.of(learner).in_course(course.key).as_events()
    begun = Begun(enrolled=True) if log else begun_by(learner, [course.key]).get(course.key, Begun())
    return _taken(learner, course, modules, begun, log)


def _taken(
    learner: Learner,
    course: CoursePage,
    modules: Sequence[ModulePage],
    begun: Begun,
    log: Sequence[Event] | None = None,
) -> Taken:
    if log is None:
        log = LearningEvent.objects.of(learner).in_course(course.key).as_events()
    return take(course, modules, begun=begun, log=log, stored=_stored(course, begun, log))


def page_taken(learner: Learner, page: ModulePage, course: CoursePage) -> tuple[ModulePage, CoursePage]:
    """Return a module page and its course as `learner` takes them: one query, four more when versions differ.

    A page that is new since their version is as it is published, in the version that is."""
    if not learner.has_record:
        return page, course
    taken = _pages_taken(learner, course)
    found = taken.page(page)
    return found, taken.course if found is not page else course


def course_taken(learner: Learner, course: CoursePage) -> CoursePage:
    """Return the course page as `learner` takes it."""
    return _pages_taken(learner, course).course if learner.has_record else course


def _pages_taken(learner: Learner, course: CoursePage) -> Taken:
    events = LearningEvent.objects.of(learner).in_course(course.key)
    first = events.order_by("at", "id").values_list("course_version", flat=True).first()
    begun = Begun(first) if first else begun_by(learner, [course.key]).get(course.key, Begun())
    if begun.version in ("", course.version):
        return Taken(course, (), course.version, course.version, ())
    chosen = events.filter(kind=Kind.VERSION_CHOSEN).as_events()
    version = version_taken(begun.version, choices(chosen))
    if version == course.version:
        return Taken(course, (), version, version, ())
    languages = [course.locale.language_code]
    stored = stored_editions([course.key], languages).get(course.key, [])
    return take(course, (), begun=Begun(version), log=(), stored=stored)


def _stored(course: CoursePage, begun: Begun, log: Sequence[Event]) -> Sequence[CourseEdition]:
    if not needs_editions(course, begun, log):
        return ()
    languages = [course.locale.language_code, REFERENCE]
    return stored_editions([course.key], languages).get(course.key, [])


def _editions(stored: Sequence[CourseEdition], language: str) -> dict[str, Edition]:
    """Return {version: what it teaches}, told by the texts of one language where that has them."""
    found = {}
    for version in dict.fromkeys(row.version for row in stored):
        row = _find(stored, version, REFERENCE) or _find(stored, version, language)
        if row is not None:
            found[version] = edition_of(version, row.content)
    return found


def _find(stored: Sequence[CourseEdition], version: str, language: str) -> CourseEdition | None:
    return next((row for row in stored if (row.version, row.language) == (version, language)), None)
