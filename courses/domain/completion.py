"""Completion: whether a course is finished, and why or why not. Pure.

Source: domain.md section 7. All modules seen and the quiz at 80 per cent, any number of attempts; a practice
conversation counts when an end is reached. Nothing else can stand in the way, and no choice fails anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from courses.domain.events import QUIZ
from courses.domain.outline import CourseOutline
from courses.domain.progress import CourseProgress


class Rule(StrEnum):
    MODULES = "modules"
    SCENARIOS = "scenarios"
    QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing finishing asks for, and where the learner stands with it.

    For MODULES and SCENARIOS `done` of `total` count them and `remaining` holds the keys or block ids that
    remain, in course order. For QUIZ `done` is the best result in per cent, `total` the pass mark, and
    `remaining` the questions of the latest attempt that were not right; `tries` counts the attempts."""

    rule: Rule
    done: int
    total: int
    remaining: tuple[str, ...]
    met_at: datetime | None
    tries: int = 0

    @property
    def met(self) -> bool:
        return self.met_at is not None


@dataclass(frozen=True, slots=True)
class Completion:
    """Every requirement of a course. `finished_at` is when the last of them was met, None until then."""

    requirements: tuple[Requirement, ...]
    minutes_left: int = 0

    @property
    def finished_at(self) -> datetime | None:
        times = [requirement.met_at for requirement in self.requirements if requirement.met_at]
        return max(times) if times and len(times) == len(self.requirements) else None

    @property
    def finished(self) -> bool:
        return self.finished_at is not None


def completion(outline: CourseOutline, progress: CourseProgress) -> Completion:
    """Return where `progress` stands against the rule of the course; modules first, the quiz last.

    A course whose rule asks for nothing that it has (no modules, no quiz) is never finished."""
    found: list[Requirement] = []
    if outline.rule.modules and outline.modules:
        seen = {module.key: module.seen_at for module in progress.modules}
        found.append(_all_of(Rule.MODULES, [(m.key, seen.get(m.key)) for m in outline.modules]))
    scenarios = [block for module in outline.modules for block in module.scenarios]
    if outline.rule.scenarios and scenarios:
        ended = progress.scenarios_ended
        found.append(_all_of(Rule.SCENARIOS, [(block, ended.get(block)) for block in scenarios]))
    if outline.rule.quiz is not None and outline.quiz:
        found.append(_quiz(outline.rule.quiz, progress))
    unseen = {module.key for module in progress.modules if not module.seen}
    return Completion(tuple(found), sum(m.minutes for m in outline.modules if m.key in unseen))


def _all_of(rule: Rule, met: Iterable[tuple[str, datetime | None]]) -> Requirement:
    pairs = list(met)
    times = [at for _, at in pairs if at]
    return Requirement(
        rule=rule,
        done=len(times),
        total=len(pairs),
        remaining=tuple(key for key, at in pairs if not at),
        met_at=max(times) if len(times) == len(pairs) else None,
    )


def _quiz(pass_mark: int, progress: CourseProgress) -> Requirement:
    attempts = progress.quiz.counting
    latest = attempts[-1] if attempts else None
    return Requirement(
        rule=Rule.QUIZ,
        done=max((attempt.percent for attempt in attempts), default=0),
        total=pass_mark,
        remaining=tuple(id for id in latest.answers if id not in latest.right) if latest else (),
        met_at=min((attempt.at for attempt in attempts if attempt.percent >= pass_mark), default=None),
        tries=len(attempts),
    )


def onward(progress: CourseProgress, completion: Completion) -> str | None:
    """Return the module to go on to, or QUIZ, when the place the learner was at is done with.

    None when they should go on where they were: it is not done, or nothing else remains. After a module
    comes the next unread one, then those skipped earlier, then the quiz."""
    position = progress.position
    if position is None:
        return None
    keys = [module.key for module in progress.modules]
    unread = [module.key for module in progress.modules if not module.seen]
    quiz_remains = any(one.rule is Rule.QUIZ and not one.met for one in completion.requirements)
    if position.module == QUIZ:
        return None if quiz_remains or not unread else unread[0]
    if position.module in unread:
        return None
    later = [key for key in unread if keys.index(key) > keys.index(position.module)]
    return next(iter([*later, *unread, *([QUIZ] if quiz_remains else [])]), None)
