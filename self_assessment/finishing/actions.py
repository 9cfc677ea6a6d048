"""Finishing an assessment with a signature, and opening it again with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from self_assessment.actions import AlreadyFinished
from self_assessment.domain.frozen import digest_of
from self_assessment.finishing.documents import document_of
from self_assessment.finishing.models import AuditEntry, Reopening, SignOff, Snapshot
from self_assessment.finishing.readiness import readiness_of
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment
from self_assessment.queries import whole_sheet_of


class NotReady(Exception):
    """Something must be done before the assessment can be finished; nothing was changed."""


class ChangedSince(Exception):
    """The answers are not those the leader looked at any more; nothing was changed."""


class NotFinished(Exception):
    """Only a finished assessment can be opened again; nothing was changed."""


class AnotherIsOpen(Exception):
    """The municipality has begun a new assessment of the same kind; nothing was changed."""


@transaction.atomic
def finish(*, assessment: Assessment, seen: str, role: str, method: str, by: User, at: datetime) -> Snapshot:
    """Freeze the assessment and sign it. Also when two press at once, it is finished once.

    `seen` is the digest of what the leader looked at (`digest_of(document_of(...))`), `method` one of
    `SignOff.Method`. Raises AlreadyFinished, ChangedSince, NotReady."""
    locked = _locked(assessment)
    if not locked.is_open:
        raise AlreadyFinished
    sheet = whole_sheet_of(locked)
    document = document_of(sheet)
    if digest_of(document) != seen:
        raise ChangedSince
    if not readiness_of(sheet).ready:
        raise NotReady
    document["trail"] = _head(locked)
    snapshot = Snapshot.objects.create(
        assessment=locked,
        revision=_next_revision(locked),
        document=document,
        digest=digest_of(document),
        made_at=at,
    )
    SignOff.objects.create(snapshot=snapshot, signed_by=by, role=role, method=method, signed_at=at)
    locked.state = Assessment.State.FINISHED
    locked.save(update_fields=["state"])
    locked.meetings.end(at)
    detail = {"revision": snapshot.revision, "snapshot": snapshot.digest, "confirmed_by": method}
    record(assessment=locked, by=by, at=at, event="finished", detail=detail)
    return snapshot


@transaction.atomic
def reopen(*, assessment: Assessment, reason: str, by: User, at: datetime) -> Reopening:
    """Open a finished assessment again. What was signed stays, and can still be cited.

    Raises NotFinished, AnotherIsOpen."""
    locked = _locked(assessment)
    if locked.is_open:
        raise NotFinished
    same_kind = Assessment.objects.open().of_kind(locked.kind).filter(municipality=locked.municipality_id)
    if same_kind.exists():
        raise AnotherIsOpen
    latest = locked.snapshots.latest("revision")
    reopening = Reopening.objects.create(snapshot=latest, reason=reason, reopened_by=by, reopened_at=at)
    locked.state = Assessment.State.CONSENSUS if locked.is_agreed_together else Assessment.State.ANSWERING
    locked.save(update_fields=["state"])
    record(assessment=locked, by=by, at=at, event="reopened", detail={"revision": latest.revision})
    return reopening


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.with_context()
    return rows.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)


def _next_revision(assessment: Assessment) -> int:
    return (assessment.snapshots.aggregate(highest=Max("revision"))["highest"] or 0) + 1


def _head(assessment: Assessment) -> dict[str, object] | None:
    """The newest entry of the trail: with it in a signed document, not even the end of the trail can be cut off."""
    latest = AuditEntry.objects.filter(assessment=assessment).order_by("sequence").last()
    return {"sequence": latest.sequence, "digest": latest.digest} if latest else None
