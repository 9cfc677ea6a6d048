"""Assessments that are agreed on, finished and signed. They lean on the framework every test database holds."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Municipality, User
from self_assessment import actions as answering
from self_assessment.domain.frozen import digest_of
from self_assessment.domain.values import NoLevel
from self_assessment.finishing import actions
from self_assessment.finishing.documents import document_of
from self_assessment.finishing.models import SignOff, Snapshot
from self_assessment.mapping.models import FactEntry, ProfessionEntry, ServiceEntry
from self_assessment.models import Assessment
from self_assessment.models.answer import AnswerValues
from self_assessment.plan import actions as planning
from self_assessment.queries import release_of, whole_sheet_of
from tests.factories.self_assessment import AssessmentFactory


def agreed(
    *, by: User, answers: dict[str, Any] | None = None, comment: str = "", **fields: Any
) -> Assessment:
    """A full assessment the group has agreed on: level 2 on all, save those named in `answers`."""
    assessment = AssessmentFactory(
        kind=Assessment.Kind.FULL, state=Assessment.State.CONSENSUS, created_by=by, **fields
    )
    codes = release_of(assessment.release).indicators
    for code, answer in {**dict.fromkeys(codes, 2), **(answers or {})}.items():
        if answer is not None:
            agree(assessment, code, answer, by=by, comment=comment and f"{comment} {code}")
    return assessment


def agree(assessment: Assessment, code: str, answer: int | NoLevel, *, by: User, comment: str = "") -> None:
    """Let the municipality stand by an answer."""
    row = assessment.answers.agreed().filter(indicator=code).first()
    reason = "Det gjør nabokommunen for oss." if answer is NoLevel.NOT_RELEVANT else ""
    answering.save_answer(
        assessment=assessment,
        indicator=code,
        proposed=answering.ProposedSave(
            uuid.uuid4(), row.version if row else 0, AnswerValues(answer, reason, comment, "sure")
        ),
        by=by,
        at=timezone.now(),
    )


def map_services(assessment: Assessment) -> None:
    """Fill in a little of every table."""
    neighbour = Municipality.objects.get(pk="5006")
    there = {"working_age": "ja", "work_topic": "nei", "contact_role": "ja"}
    for code in ("S07", "S11", "S12"):
        entry = ServiceEntry.objects.create(
            assessment=assessment, code=code, exists="interkommunal", referral=["fastlege"], **there
        )
        entry.shared_with.add(neighbour)
    for code in ("S13", "S16", "S08", "S09"):
        ServiceEntry.objects.create(assessment=assessment, code=code, exists="nei")
    ProfessionEntry.objects.create(assessment=assessment, code="psykolog", posts="0.50", available="nei")
    FactEntry.objects.create(assessment=assessment, code="nav_har_sosionom", option="ja")


def sign(
    assessment: Assessment, *, by: User, role: str = "Kommunalsjef helse", at: datetime | None = None
) -> Snapshot:
    """Finish the assessment as its leader."""
    assessment = Assessment.objects.with_context().get(pk=assessment.pk)
    return actions.finish(
        assessment=assessment,
        seen=digest_of(document_of(whole_sheet_of(assessment))),
        role=role,
        method=SignOff.Method.PASSWORD.value,
        by=by,
        at=at or timezone.now(),
    )


def plan_for(assessment: Assessment, *, by: User, **values: Any) -> Any:
    """Put an action into the plan."""
    told = planning.ActionValues(**{"title": "Spør om jobb i alle førstesamtaler", **values})
    return planning.add(assessment=assessment, values=told, by=by, at=timezone.now())
