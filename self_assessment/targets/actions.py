"""Deciding a target."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from self_assessment.actions import AlreadyFinished
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment
from self_assessment.targets.models import Target


@transaction.atomic
def set_target(
    *,
    assessment: Assessment,
    indicator: str,
    level: int | None,
    due_date: date | None,
    decided_by_role: str,
    note: str,
    by: User,
    at: datetime,
) -> Target:
    """Let a new target hold; the earlier one stays as history. `level` None goes back to the framework's own.

    Raises AlreadyFinished."""
    if not Assessment.objects.open().filter(pk=assessment.pk).exists():
        raise AlreadyFinished
    target = Target.objects.create(
        assessment=assessment,
        indicator=indicator,
        level=level,
        due_date=due_date,
        decided_by_role=decided_by_role,
        note=note,
        set_by=by,
        decided_at=at,
    )
    detail = {"indicator": indicator, "level": level, "by": due_date.isoformat() if due_date else None}
    record(assessment=assessment, by=by, at=at, event="target_set", detail=detail)
    return target
