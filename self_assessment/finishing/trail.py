"""Writing the audit trail, and looking whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from self_assessment.domain.chain import Link, first_break, seal
from self_assessment.finishing.models import AuditEntry
from self_assessment.models.assessment import Assessment


@transaction.atomic
def record(
    *,
    assessment: Assessment,
    by: User | None,
    at: datetime,
    event: str,
    detail: Mapping[str, Any],
) -> AuditEntry:
    """Add what was done to the trail of `assessment`, in the transaction that did it. Never what one person
    answered, and no name: `detail` holds codes, levels and counts."""
    Assessment.objects.select_for_update().get(
        pk=assessment.pk
    )  # one at a time, so that no number is used twice
    latest = AuditEntry.objects.filter(assessment=assessment).order_by("-sequence").first()
    entry = AuditEntry(
        assessment=assessment,
        sequence=latest.sequence + 1 if latest else 1,
        at=at,
        actor=by.pk if by else None,
        event=event,
        detail=dict(detail),
        previous=latest.digest if latest else "",
    )
    entry.digest = seal(_link(entry))
    entry.save()
    return entry


def broken_trails() -> Iterator[tuple[int, int]]:
    """Yield (assessment, number of the first entry that does not fit) for each trail that is not whole."""
    assessments = AuditEntry.objects.order_by("assessment").values_list("assessment", flat=True).distinct()
    for pk in assessments:
        entries = AuditEntry.objects.filter(assessment=pk).order_by("sequence")
        broken = first_break(_link(entry) for entry in entries.iterator())
        if broken is not None:
            yield pk, broken


def _link(entry: AuditEntry) -> Link:
    return Link(
        assessment=entry.assessment_id,
        sequence=entry.sequence,
        at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor=entry.actor,
        event=entry.event,
        detail=entry.detail,
        previous=entry.previous,
        digest=entry.digest,
    )
