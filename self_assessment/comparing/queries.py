"""Two signed editions side by side, with the actions that may tell why something moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from self_assessment.domain.comparison import Comparison, Move, Side, compare
from self_assessment.finishing.documents import sheet_of_snapshot
from self_assessment.finishing.models import Snapshot
from self_assessment.plan.models import PlannedAction
from self_assessment.queries import Sheet


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One question that moved, with what was done about it and what the group wrote this time."""

    move: Move
    actions: list[PlannedAction]
    comment: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    before: Sheet
    after: Sheet
    comparison: Comparison
    actions: list[PlannedAction]

    def rows(self, moves: Iterable[Move]) -> list[MoveRow]:
        return [
            MoveRow(
                move,
                [action for action in self.actions if move.indicator.code in action.indicators],
                self._comment(move.indicator.code),
            )
            for move in moves
        ]

    def _comment(self, code: str) -> str:
        item = self.after.items.get(code)
        return item.row.comment if item is not None and item.row is not None else ""


def side_by_side(before: Snapshot, after: Snapshot) -> SideBySide:
    """Compare two editions. One query, for the actions of both plans that were begun or done."""
    sheets = sheet_of_snapshot(before), sheet_of_snapshot(after)
    actions = PlannedAction.objects.filter(
        assessment__in={before.assessment_id, after.assessment_id},
        status__in=[PlannedAction.Status.DONE, PlannedAction.Status.STARTED],
    )
    latest: dict[int | None, PlannedAction] = {}
    for action in actions:  # one taken along stands in both plans: the later tells how it went
        latest.pop(action.carried_from_id, None)
        latest[action.pk] = action
    return SideBySide(
        before=sheets[0],
        after=sheets[1],
        comparison=compare(_side(sheets[0]), _side(sheets[1])),
        actions=list(latest.values()),
    )


def _side(sheet: Sheet) -> Side:
    return Side(sheet.release, sheet.situation, sheet.result)
