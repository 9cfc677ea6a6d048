"""The one door into this room: all that other rooms may import. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from self_assessment.building_blocks.queries import building_block_codes, building_blocks_helped
from self_assessment.content import export_content, read_content
from self_assessment.evidence.queries import evidence_added_by
from self_assessment.models import (
    Answer,
    AnswerSave,
    Assessment,
    Attendance,
    FrameworkRelease,
    Participant,
    Vote,
)
from self_assessment.queries import Sheet, release_of, sheets_of

__all__ = [
    "AssessmentStatus",
    "IndicatorLink",
    "building_block_codes",
    "building_blocks_helped",
    "export_content",
    "export_person",
    "indicator_links",
    "my_assessments",
    "read_content",
    "rules_naming",
]


@dataclass(frozen=True, slots=True)
class AssessmentStatus:
    """How far one of a person's assessments has come. `resume_url` is the first open question."""

    municipality: str
    county: str
    kind: str
    kind_name: str
    state: str
    created_at: datetime
    answered: int
    asked: int
    may_answer: bool
    resume_url: str
    overview_url: str
    result_url: str


def my_assessments(user: User) -> list[AssessmentStatus]:
    """Return the assessments the person may see, newest first. Three queries, however many there are."""
    if not user.is_authenticated:
        return []
    mine = list(Assessment.objects.visible_to(user).telling_whether_answerable_by(user).with_context())
    return [_status(sheet, sheet.assessment.may_answer) for sheet in (sheets_of(mine, user) if mine else [])]


def _status(sheet: Sheet, may_answer: bool) -> AssessmentStatus:
    assessment = sheet.assessment
    overview = reverse("self_assessment:overview", args=[assessment.pk])
    to_answer = sheet.first_open if may_answer and assessment.takes_answers else None
    return AssessmentStatus(
        municipality=assessment.municipality.name,
        county=assessment.municipality.county,
        kind=assessment.kind,
        kind_name=assessment.get_kind_display(),
        state=assessment.state,
        created_at=assessment.created_at,
        answered=sheet.answered,
        asked=sheet.asked,
        may_answer=may_answer,
        resume_url=(
            reverse("self_assessment:question", args=[assessment.pk, to_answer.indicator.code])
            if to_answer
            else overview
        ),
        overview_url=overview,
        result_url=reverse("self_assessment:result", args=[assessment.pk]),
    )


@dataclass(frozen=True, slots=True)
class IndicatorLink:
    """An indicator as other rooms name it: its code, what it asks about, and the keys of what serves it."""

    code: str
    name: str
    courses: tuple[str, ...]
    prompts: tuple[str, ...]


def indicator_links(codes: Sequence[str], language: str) -> list[IndicatorLink]:
    """Return the indicators of the newest release among `codes`, in that order. One query."""
    row = FrameworkRelease.objects.newest()
    if row is None:
        return []
    release = release_of(row)
    return [
        IndicatorLink(
            code,
            release.indicators[code].name.in_language(language),
            release.indicators[code].courses,
            release.prompts_by_indicator[code],
        )
        for code in codes
        if code in release.indicators
    ]


def rules_naming(name: str) -> list[str]:
    """Return the codes of the newest rules that show an example (by its key) or a prompt (by its code)."""
    row = FrameworkRelease.objects.newest()
    rules = release_of(row).rules if row else ()
    return [rule.id for rule in rules if name in rule.examples or name in rule.prompts]


def export_person(user: User) -> dict[str, Any]:
    """Return all that this room holds about a person: what they started, answered and saved."""
    return {
        "started": [
            {"municipality": str(assessment.municipality), "at": assessment.created_at.isoformat()}
            for assessment in Assessment.objects.filter(created_by=user).select_related("municipality")
        ],
        "takes_part": [
            {
                "municipality": str(part.assessment.municipality),
                "role": part.role,
                "joined_at": part.joined_at.isoformat(),
                "left_at": part.left_at.isoformat() if part.left_at else None,
            }
            for part in Participant.objects.of(user).select_related("assessment__municipality")
        ],
        "evidence": evidence_added_by(user),
        "answers": [
            _said(answer)
            for answer in Answer.objects.filter(respondent=user).order_by("assessment", "indicator")
        ],
        "saves": [
            _said(save) | {"indicator": save.answer.indicator, "assessment": save.answer.assessment_id}
            for save in AnswerSave.objects.filter(by=user).select_related("answer")
        ],
        "meetings": [
            {
                "assessment": one.meeting.assessment_id,
                "joined_at": one.joined_at.isoformat(),
                "left_at": one.left_at.isoformat() if one.left_at else None,
            }
            for one in Attendance.objects.filter(user=user).select_related("meeting").order_by("joined_at")
        ],
        "votes": [
            {
                "assessment": vote.item.meeting.assessment_id,
                "indicator": vote.item.indicator,
                "round": vote.round,
                "level": vote.level,
                "at": vote.voted_at.isoformat(),
            }
            for vote in Vote.objects.of(user).select_related("item__meeting").order_by("voted_at")
        ],
    }


def _said(row: Answer | AnswerSave) -> dict[str, Any]:
    return {
        "at": row.saved_at.isoformat() if row.saved_at else None,
        "level": row.level,
        "without_level": row.without_level,
        "reason": row.reason,
        "comment": row.comment,
        "confidence": row.confidence,
    }
