"""The place in front of the screen, where a lead writes down what the group agrees on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from base.drawing.qr import qr
from self_assessment.actions import ProposedSave, Saved, TooLate
from self_assessment.consensus.queries import agenda_of
from self_assessment.meeting.actions import agree
from self_assessment.meeting.models import Meeting
from self_assessment.meeting.queries import newest_of, state_of
from self_assessment.queries import Item, Sheet
from self_assessment.views.desks import AGREED


def _save(sheet: Sheet, code: str, proposed: ProposedSave, by: User, at: datetime) -> Saved | TooLate:
    return agree(assessment=sheet.assessment, indicator=code, proposed=proposed, by=by, at=at)


def around_screen(meeting: Meeting) -> dict[str, Any]:
    """What stands on every page of the screen: the clock, the count, and where to take part."""
    path = reverse("self_assessment:meeting", args=[meeting.assessment_id])
    address = f"{settings.SITE_URL}{path}"
    return {
        "meeting": meeting,
        "state": state_of(meeting, timezone.now()),
        "address": address.partition("://")[2],
        "qr": qr(address, _("QR code that leads to the meeting")),
    }


def _around(sheet: Sheet, item: Item) -> dict[str, Any]:
    agenda, code = agenda_of(sheet), item.indicator.code
    meeting = newest_of(sheet.assessment)
    if meeting is None:
        raise Http404
    row = meeting.items.filter(indicator=code).first()
    before, after = agenda.neighbours(code)
    codes = [matter.item.indicator.code for matter in agenda.matters]
    return around_screen(meeting) | {
        "row": row,
        "shown": row.rounds[-1] if row and row.stage.shows_votes else None,
        "matter": agenda.of(code),
        "agenda": agenda,
        "place": codes.index(code) + 1,
        "before": before,
        "after": after,
    }


AT_THE_SCREEN = replace(
    AGREED,
    question="self_assessment:meeting_item",
    two_answers="self_assessment:meeting_two_answers",
    overview="self_assessment:meeting_screen",
    template="self_assessment/meeting/item.html",
    form="self_assessment/meeting/agree_form.html",
    save=_save,
    surroundings=_around,
)
