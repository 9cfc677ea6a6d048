"""Evidence as pages, signed documents and a person's own export show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from accounts.models import User
from self_assessment.evidence.models import Evidence, EvidenceUse
from self_assessment.models.assessment import Assessment


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence with what it speaks for, and whether its day has passed."""

    evidence: Evidence
    indicators: tuple[str, ...]
    passed: bool


def evidence_of(assessment: Assessment, today: date) -> list[EvidenceRow]:
    """All evidence of an assessment, by title. Two queries."""
    rows = Evidence.objects.of(assessment).prefetch_related("uses")
    return [EvidenceRow(row, _codes(row), row.has_passed(today)) for row in rows]


def evidence_for(assessment: Assessment, indicator: str, today: date) -> list[EvidenceRow]:
    """What speaks for one question. One query."""
    rows = Evidence.objects.of(assessment).for_indicator(indicator)
    return [EvidenceRow(row, (indicator,), row.has_passed(today)) for row in rows]


def indicators_with_evidence(assessment: Assessment) -> set[str]:
    """The questions that have a link or a file. One query."""
    uses = EvidenceUse.objects.filter(evidence__assessment=assessment.pk)
    return set(uses.values_list("indicator", flat=True))


def plain_evidence(assessment: Assessment) -> list[dict[str, Any]]:
    """The evidence as it is signed: a file by its check code, never by its content. One query."""
    uses = EvidenceUse.objects.filter(evidence__assessment=assessment).select_related("evidence")
    return [
        {
            "title": row.title,
            "url": row.url,
            "kind": row.kind,
            "sha256": row.digest,
            "holds_until": row.holds_until.isoformat() if row.holds_until else None,
            "indicators": [use.indicator for use in group],
        }
        for row, group in groupby(uses.order_by("evidence", "indicator"), key=attrgetter("evidence"))
    ]


def evidence_added_by(user: User) -> list[dict[str, Any]]:
    """What a person has added, for their own export."""
    return [
        {"title": row.title, "url": row.url, "kind": row.kind, "at": row.added_at.isoformat()}
        for row in Evidence.objects.filter(added_by=user).order_by("added_at")
    ]


def _codes(row: Evidence) -> tuple[str, ...]:
    return tuple(use.indicator for use in row.uses.all())
