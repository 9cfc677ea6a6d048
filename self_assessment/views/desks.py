"""Where an answer is given: at one's own place, or at the table where the group agrees.

The two are answered alike; they differ in whose answer it is, when it may be given, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from self_assessment import actions
from self_assessment.consensus.actions import agree
from self_assessment.consensus.queries import agenda_of
from self_assessment.domain.framework import MAP_INDICATOR
from self_assessment.mapping.queries import READ_FROM_TABLES, read_level, tables_of
from self_assessment.models import Assessment
from self_assessment.presentation import scale_of
from self_assessment.queries import Item, Sheet, facts_about
from self_assessment.views.access import sheet_to_agree, sheet_to_answer

Outcome = actions.Saved | actions.TooLate


@dataclass(frozen=True, slots=True)
class Desk:
    """Names of the pages of a desk, and what is done at it.

    `sheet` finds what the person answers here, or refuses; `save` saves one answer; `surroundings` is what the
    page shows besides; `form` is the part of it that takes the answer; `mark` keeps what was typed here apart
    from what was typed at another desk."""

    question: str
    two_answers: str
    overview: str
    template: str
    mark: str
    form: str
    sheet: Callable[[HttpRequest, int], Sheet]
    is_open: Callable[[Assessment], bool]
    save: Callable[[Sheet, str, actions.ProposedSave, User, datetime], Outcome]
    neighbours: Callable[[Sheet, str], tuple[Item | None, Item | None]]
    surroundings: Callable[[Sheet, Item], dict[str, Any]]

    def key(self, code: str) -> str:
        return self.mark + code


def _save_own(sheet: Sheet, code: str, proposed: actions.ProposedSave, by: User, at: datetime) -> Outcome:
    return actions.save_answer(
        assessment=sheet.assessment,
        indicator=code,
        proposed=proposed,
        by=by,
        at=at,
        respondent=by if sheet.role else None,
    )


def _around_own(sheet: Sheet, item: Item) -> dict[str, Any]:
    """The answer from last time, when it is still to be said whether it holds."""
    before, after = sheet.neighbours(item.indicator.code)
    earlier = sheet.assessment.started_from
    last_time = None
    if earlier is not None and not item.answered:
        last_time = earlier.answers.agreed().filter(indicator=item.indicator.code, version__gt=0).first()
    return {
        "before": before,
        "after": after,
        "last_time": last_time,
        "last_time_at": earlier.created_at if earlier else None,
        "scale": scale_of(sheet),
    } | _read_from_tables(sheet, item)


def _read_from_tables(sheet: Sheet, item: Item) -> dict[str, Any]:
    """The level the service map or the profession table points to, for the three indicators they speak of."""
    code = item.indicator.code
    if code not in READ_FROM_TABLES:
        return {}
    tables = tables_of(sheet.assessment)
    level = read_level(sheet.release, facts_about(sheet.assessment.municipality), tables, code)
    return {"read_level": level, "map_page": "service_map" if code == MAP_INDICATOR else "professions"}


def _save_agreed(sheet: Sheet, code: str, proposed: actions.ProposedSave, by: User, at: datetime) -> Outcome:
    return agree(assessment=sheet.assessment, indicator=code, proposed=proposed, by=by, at=at)


def _around_agreed(sheet: Sheet, item: Item) -> dict[str, Any]:
    agenda = agenda_of(sheet)
    before, after = agenda.neighbours(item.indicator.code)
    return {
        "before": before,
        "after": after,
        "agenda": agenda,
        "matter": agenda.of(item.indicator.code),
    } | _read_from_tables(sheet, item)


OWN = Desk(
    question="self_assessment:question",
    two_answers="self_assessment:two_answers",
    overview="self_assessment:overview",
    template="self_assessment/question.html",
    mark="",
    form="self_assessment/answer_form.html",
    sheet=sheet_to_answer,
    is_open=lambda assessment: assessment.takes_answers or assessment.is_quick,
    save=_save_own,
    neighbours=lambda sheet, code: sheet.neighbours(code),
    surroundings=_around_own,
)
AGREED = Desk(
    question="self_assessment:agree",
    two_answers="self_assessment:agree_two_answers",
    overview="self_assessment:consensus",
    template="self_assessment/consensus/matter.html",
    mark="enighet/",
    form="self_assessment/answer_form.html",
    sheet=sheet_to_agree,
    is_open=lambda assessment: assessment.is_being_agreed,
    save=_save_agreed,
    neighbours=lambda sheet, code: agenda_of(sheet).neighbours(code),
    surroundings=_around_agreed,
)
