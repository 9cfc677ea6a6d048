"""From the pages of a course to the course as progress sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from courses.domain.outline import CourseOutline, ModuleOutline, PassRule
from courses.models import CoursePage, ModulePage

ANSWERED = frozenset({"choice", "categories", "order", "match", "fill", "branching", "dilemma"})
"""The types of exercise that ask for an answer, which is graded or brings feedback."""


def outline_of(course: CoursePage, modules: Iterable[ModulePage]) -> CourseOutline:
    """Return the course as progress sees it. No query; the values of the blocks are not read."""
    questions = course.quiz.raw_data
    return CourseOutline(
        key=course.key,
        version=course.version,
        rule=PassRule(modules=True, quiz=course.quiz_percent, scenarios=course.asks_for_scenarios),
        modules=tuple(_module_outline(module) for module in modules),
        quiz=tuple(raw["id"] for raw in questions),
        groups={raw["id"]: raw["value"]["group"] for raw in questions if raw["value"].get("group")},
        draws={raw["value"]["group"]: raw["value"]["count"] for raw in course.draws.raw_data},
        after=tuple(course.after),
    )


def _module_outline(module: ModulePage) -> ModuleOutline:
    parts = [(raw["id"], raw["type"]) for raw in module.lesson.raw_data]
    scenarios = tuple(id for id, kind in parts if kind == "branching")
    played = tuple(raw["id"] for raw in module.lesson.raw_data if _is_played(raw))
    return ModuleOutline(
        key=module.key,
        blocks=tuple(id for id, _ in parts),
        scenarios=scenarios,
        minutes=module.minutes,
        played=played,
        to_answer=() if module.may_declare else tuple(id for id, kind in parts if kind in ANSWERED),
        after=tuple(module.after),
    )


def _is_played(raw: Mapping[str, Any]) -> bool:
    return raw["type"] == "h5p" and raw["value"].get("completion") != "seen"
