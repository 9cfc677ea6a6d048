"""A plan laid out: what is to be done in each phase, what is done, and what could be taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from courses.public import Link, PromptLink, course_links, prompt_links
from self_assessment.domain.framework import Indicator
from self_assessment.models.assessment import Assessment
from self_assessment.plan.models import PlannedAction
from self_assessment.presentation import ExampleLink, NextStep, example_links, next_steps
from self_assessment.queries import Sheet, release_of


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with what it helps and what helps with it."""

    action: PlannedAction
    late: bool
    indicators: list[Indicator]
    courses: list[Link]
    prompts: list[PromptLink]
    examples: list[ExampleLink]


@dataclass(frozen=True, slots=True)
class Column:
    """One phase of the plan, the nearest deadline first."""

    phase: str
    name: str
    rows: list[ActionRow]

    @property
    def cost(self) -> int:
        return sum(row.action.cost or 0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole plan. `cost` in kroner, of all that is still to be done."""

    columns: list[Column]
    done: list[ActionRow]
    dropped: list[ActionRow]

    @property
    def cost(self) -> int:
        return sum(column.cost for column in self.columns)

    @property
    def open(self) -> int:
        return sum(len(column.rows) for column in self.columns)

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.done or self.dropped)


def board_of(assessment: Assessment, language: str, today: date) -> Board:
    """Lay out the plan. Five queries at most, however long it is."""
    return board_from(list(assessment.planned_actions.all()), assessment, language, today)


def board_from(actions: Sequence[PlannedAction], assessment: Assessment, language: str, today: date) -> Board:
    rows = _rows(actions, assessment, language, today)
    of_status = {
        status: [row for row in rows if row.action.status == status] for status in PlannedAction.Status.values
    }
    return Board(
        columns=[
            Column(
                phase, str(name), [row for row in rows if row.action.is_open and row.action.phase == phase]
            )
            for phase, name in PlannedAction.Phase.choices
        ],
        done=of_status[PlannedAction.Status.DONE],
        dropped=of_status[PlannedAction.Status.DROPPED],
    )


def _rows(
    actions: Sequence[PlannedAction], assessment: Assessment, language: str, today: date
) -> list[ActionRow]:
    release = release_of(assessment.release)
    served = {
        action.pk: [release.indicators[code] for code in action.indicators if code in release.indicators]
        for action in actions
    }
    steps = {rule.id: rule for rule in release.rules}

    def keys(action: PlannedAction, kind: str) -> list[str]:
        """Of the rule it was made from; of its indicators when there is none."""
        if action.step in steps:
            return list(getattr(steps[action.step], kind))
        by_indicator = {
            "courses": {code: one.courses for code, one in release.indicators.items()},
            "prompts": release.prompts_by_indicator,
            "examples": release.examples_by_indicator,
        }[kind]
        return list(dict.fromkeys(key for one in served[action.pk] for key in by_indicator[one.code]))[:4]

    wanted = {
        kind: {action.pk: keys(action, kind) for action in actions}
        for kind in ("courses", "prompts", "examples")
    }
    every = {
        kind: list(dict.fromkeys(k for found in of.values() for k in found)) for kind, of in wanted.items()
    }
    courses: dict[str, Link] = {link.key: link for link in course_links(every["courses"], language)}
    prompts: dict[str, PromptLink] = {link.code: link for link in prompt_links(every["prompts"], language)}
    examples = example_links(every["examples"])

    def linked(kind: str, found: dict[str, Any], action: PlannedAction) -> list[Any]:
        return [found[key] for key in wanted[kind][action.pk] if key in found]

    ordered = sorted(actions, key=lambda one: (one.due_date is None, one.due_date or today, one.pk))
    return [
        ActionRow(
            action,
            action.is_late(today),
            served[action.pk],
            linked("courses", courses, action),
            linked("prompts", prompts, action),
            linked("examples", examples, action),
        )
        for action in ordered
    ]


def steps_to_take_in(sheet: Sheet, actions: Sequence[PlannedAction], language: str) -> list[NextStep]:
    """The suggestions that are not in the plan yet."""
    planned = {action.step for action in actions if action.step}
    return [step for step in next_steps(sheet, language) if step.suggestion.id not in planned]


def left_from_before(assessment: Assessment) -> list[PlannedAction]:
    """What earlier plans of the municipality still have to do, and this plan does not hold. One query.

    Only of the newest earlier assessment that has a plan: what was left before that was decided on then."""
    earlier = PlannedAction.objects.filter(
        assessment__municipality=assessment.municipality_id,
        assessment__created_at__lt=assessment.created_at,
    ).order_by("-assessment__created_at", "created_at", "pk")
    carried = assessment.planned_actions.exclude(carried_from=None).values("carried_from")
    rows = list(earlier.exclude(pk__in=carried))
    return [row for row in rows if row.assessment_id == rows[0].assessment_id and row.is_open]
