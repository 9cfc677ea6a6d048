"""Putting a next step aside, and taking it up again."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from self_assessment.domain.suggestions import Suggestion
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment
from self_assessment.steps.models import Dismissal


class AlreadyPutAside(Exception):
    """The step has been put aside already. Nothing was changed."""


@transaction.atomic
def dismiss(
    *, assessment: Assessment, suggestion: Suggestion, reason: str, by: User, at: datetime
) -> Dismissal:
    """Put a suggestion aside until what it rests on changes. Raises AlreadyPutAside.

    An earlier dismissal that no longer holds, since its inputs have changed, gives way to this one."""
    earlier = Dismissal.objects.in_force().filter(assessment=assessment, step=suggestion.id)
    if earlier.filter(inputs=dict(suggestion.inputs)).exists():
        raise AlreadyPutAside
    earlier.update(withdrawn_at=at)
    try:
        with transaction.atomic():
            dismissal = Dismissal.objects.create(
                assessment=assessment,
                step=suggestion.id,
                rule_version=suggestion.rule_version,
                inputs=dict(suggestion.inputs),
                reason=reason,
                dismissed_by=by,
                dismissed_at=at,
            )
    except IntegrityError:  # somebody else did it in the same moment
        raise AlreadyPutAside from None
    record(assessment=assessment, by=by, at=at, event="step_dismissed", detail={"step": suggestion.id})
    return dismissal


@transaction.atomic
def take_up_again(*, dismissal: Dismissal, by: User, at: datetime) -> None:
    """Let the step be suggested again, if it still fits."""
    if Dismissal.objects.in_force().filter(pk=dismissal.pk).update(withdrawn_at=at):
        detail = {"step": dismissal.step}
        record(assessment=dismissal.assessment, by=by, at=at, event="step_taken_up", detail=detail)
