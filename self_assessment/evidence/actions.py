"""Adding evidence, changing what it speaks for, and taking it away."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from self_assessment.actions import AlreadyFinished
from self_assessment.evidence.models import Evidence, EvidenceUse, evidence_files
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment


class TooMuch(Exception):
    """The assessment has as much evidence as it may have; nothing was changed."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was found to be what it is, as it is to be kept."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EvidenceValues:
    """What is said of a piece of evidence. Its link or file never changes: that would be another one."""

    title: str
    holds_until: date | None
    indicators: tuple[str, ...]


def add(
    *,
    assessment: Assessment,
    values: EvidenceValues,
    url: str = "",
    file: CheckedFile | None = None,
    by: User,
    at: datetime,
) -> Evidence:
    """Add a link or a file. Raises AlreadyFinished, TooMuch; then no file is left behind."""
    name = _keep(file) if file else ""
    try:
        return _add(assessment, values, url, file, name, by, at)
    except BaseException:
        if name:
            evidence_files().delete(name)
        raise


def _keep(file: CheckedFile) -> str:
    return evidence_files().save(f"{uuid.uuid4().hex}.{file.kind}", ContentFile(file.content))


@transaction.atomic
def _add(
    assessment: Assessment,
    values: EvidenceValues,
    url: str,
    file: CheckedFile | None,
    name: str,
    by: User,
    at: datetime,
) -> Evidence:
    _still_open(assessment)
    if Evidence.objects.of(assessment).count() >= settings.ASSESSMENT_EVIDENCE_COUNT:
        raise TooMuch
    row = Evidence.objects.create(
        assessment=assessment,
        title=values.title,
        url=url,
        file=name,
        kind=file.kind if file else "",
        size=len(file.content) if file else 0,
        digest=hashlib.sha256(file.content).hexdigest() if file else "",
        holds_until=values.holds_until,
        added_by=by,
        added_at=at,
    )
    _use(row, values.indicators)
    _record(row, "evidence_added", values.indicators, by, at)
    return row


@transaction.atomic
def change(*, evidence: Evidence, values: EvidenceValues, by: User, at: datetime) -> None:
    """Say something else of it, or let it speak for other questions. Raises AlreadyFinished."""
    _still_open(evidence.assessment)
    evidence.title, evidence.holds_until = values.title, values.holds_until
    evidence.save(update_fields=["title", "holds_until"])
    evidence.uses.exclude(indicator__in=values.indicators).delete()
    _use(evidence, values.indicators)
    _record(evidence, "evidence_changed", values.indicators, by, at)


@transaction.atomic
def remove(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Take it away, its file too. What was signed keeps its title and check code. Raises AlreadyFinished."""
    _still_open(evidence.assessment)
    _record(evidence, "evidence_removed", (), by, at)
    if evidence.file:
        name = str(evidence.file)
        transaction.on_commit(lambda: evidence_files().delete(name))
    evidence.delete()


def _still_open(assessment: Assessment) -> None:
    """Hold the assessment, so that it is not finished meanwhile and two do not add the last one both."""
    rows = Assessment.objects.open().select_for_update(no_key=True)
    if not rows.filter(pk=assessment.pk).exists():
        raise AlreadyFinished


def _use(evidence: Evidence, indicators: Sequence[str]) -> None:
    uses = [EvidenceUse(evidence=evidence, indicator=code) for code in indicators]
    EvidenceUse.objects.bulk_create(uses, ignore_conflicts=True)


def _record(evidence: Evidence, event: str, indicators: Sequence[str], by: User, at: datetime) -> None:
    detail = {"evidence": evidence.pk, "indicators": list(indicators), "sha256": evidence.digest or None}
    record(assessment=evidence.assessment, by=by, at=at, event=event, detail=detail)
