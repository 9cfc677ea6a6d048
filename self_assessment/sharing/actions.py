"""Making a link, taking it back, and counting how often it is opened."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from base.secret_links import new_nonce
from self_assessment.finishing.models import Snapshot
from self_assessment.finishing.trail import record
from self_assessment.plan.actions import ActionValues, values_of
from self_assessment.plan.models import PlannedAction
from self_assessment.sharing.models import ShareLink, ShareOpening


@transaction.atomic
def share(*, snapshot: Snapshot, purpose: str, days: int, by: User, at: datetime) -> ShareLink:
    """Make a link to a signed edition, with the plan as it is now. It opens for so many days."""
    link = ShareLink.objects.create(
        snapshot=snapshot,
        nonce=new_nonce(),
        purpose=purpose,
        plan=frozen_plan(snapshot.assessment.planned_actions.chosen()),
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    detail = {"link": link.pk, "revision": snapshot.revision, "days": days}
    record(assessment=snapshot.assessment, by=by, at=at, event="shared", detail=detail)
    return link


@transaction.atomic
def revoke(*, link: ShareLink, by: User, at: datetime) -> bool:
    """Let the link open no more. Says whether it was open until now."""
    if not ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        return False
    assessment = link.snapshot.assessment
    record(assessment=assessment, by=by, at=at, event="share_revoked", detail={"link": link.pk})
    return True


@transaction.atomic
def count_opening(*, link: ShareLink, form: str, day: date) -> None:
    """Note that the link was opened once more on a day. Nothing of who opened it."""
    opening, created = ShareOpening.objects.get_or_create(link=link, day=day, form=form)
    if not created:
        ShareOpening.objects.filter(pk=opening.pk).update(times=F("times") + 1)


# --- the plan as it was ---


def frozen_plan(planned: Any) -> list[dict[str, Any]]:
    """Write out actions as plain values."""
    return [
        asdict(values_of(action))
        | {
            "due_date": action.due_date.isoformat() if action.due_date else None,
            "indicators": list(action.indicators),
            "step": action.step,
            "done_at": action.done_at.isoformat() if action.done_at else None,
        }
        for action in planned
    ]


def plan_of(link: ShareLink) -> list[PlannedAction]:
    """The actions as they were when the link was made: rows that are never saved."""
    return [_action(number, told) for number, told in enumerate(link.plan, start=1)]


def _action(number: int, told: dict[str, Any]) -> PlannedAction:
    fields = {name: told[name] for name in (*ActionValues.__slots__, "step")}
    fields["due_date"] = date.fromisoformat(told["due_date"]) if told["due_date"] else None
    done_at = datetime.fromisoformat(told["done_at"]) if told["done_at"] else None
    return PlannedAction(pk=number, done_at=done_at, **fields)
