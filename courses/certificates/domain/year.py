"""What somebody learned in a year: hours, topics, dates, and their own reflections. Pure.

A module counts in the year it was read through, for as long as it says it takes; the questions at the end
count in the year the course was finished, for what is left of the course's own time. Our choice: a reader of
the certificate can follow it, and nobody's clock is watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ModuleRead:
    """A module, how long it takes (minutes), and when it was read through.

    `declared`: the learner said so themselves."""

    title: str
    minutes: int
    at: datetime
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Reflection:
    """The learner's own words, at what they were written, and when they were saved."""

    course: str
    heading: str
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class CourseInYear:
    """One course as it was taken. `minutes` is all it takes, the questions at the end too.

    `finished_at` may lie in another year. `modules` are all that were read, in any year."""

    key: str
    version: str
    title: str
    minutes: int
    modules: tuple[ModuleRead, ...]
    module_minutes: int
    finished_at: datetime | None
    code: str = ""

    def in_year(self, year: int) -> CourseInYear | None:
        """Return what of it belongs to `year`; None when nothing does. Times are local."""
        modules = tuple(module for module in self.modules if module.at.year == year)
        finished = self.finished_at if self.finished_at and self.finished_at.year == year else None
        if not modules and not finished:
            return None
        questions = max(self.minutes - self.module_minutes, 0) if finished else 0
        return CourseInYear(
            key=self.key,
            version=self.version,
            title=self.title,
            minutes=sum(module.minutes for module in modules) + questions,
            modules=modules,
            module_minutes=sum(module.minutes for module in modules),
            finished_at=finished,
            code=self.code if finished else "",
        )

    @property
    def dates(self) -> tuple[datetime, datetime]:
        """The first and the latest day of it."""
        times = [module.at for module in self.modules] + ([self.finished_at] if self.finished_at else [])
        return min(times), max(times)


@dataclass(frozen=True, slots=True)
class LearningYear:
    """A year of learning: courses by their first day, and reflections as they were written."""

    year: int
    courses: tuple[CourseInYear, ...]
    reflections: tuple[Reflection, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(course.minutes for course in self.courses)

    @property
    def finished(self) -> int:
        """How many courses were finished in the year."""
        return sum(course.finished_at is not None for course in self.courses)


def learning_year(
    year: int, courses: Sequence[CourseInYear], reflections: Sequence[Reflection]
) -> LearningYear:
    """Return what of `courses` and `reflections` belongs to `year`. Times are local."""
    found = [part for course in courses if (part := course.in_year(year))]
    mine = sorted((r for r in reflections if r.saved_at.year == year), key=lambda r: r.saved_at)
    return LearningYear(year, tuple(sorted(found, key=lambda part: part.dates[0])), tuple(mine))
