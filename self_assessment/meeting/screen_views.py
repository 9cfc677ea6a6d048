"""The screen that all look at, and what a lead presses on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.actions import AlreadyFinished, NotBeingAgreed
from self_assessment.consensus.queries import agenda_of
from self_assessment.domain.meeting import Move, MovedOn, NothingToReveal
from self_assessment.meeting import actions
from self_assessment.meeting.desk import AT_THE_SCREEN, around_screen
from self_assessment.meeting.forms import MoveForm, OpenForm
from self_assessment.meeting.models import Meeting
from self_assessment.meeting.queries import newest_of
from self_assessment.presentation import scale_of
from self_assessment.queries import sheet_of
from self_assessment.views import answering
from self_assessment.views.access import full_assessment_to_lead
from self_assessment.views.posting import post_only

SCREEN = "self_assessment:meeting_screen"


@post_only(back="self_assessment:consensus")
@login_required
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a meeting, or go to the one that is open."""
    assessment = full_assessment_to_lead(request, pk)
    form = OpenForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["minutes"][0]))
        return redirect("self_assessment:consensus", pk=pk)
    try:
        actions.open_meeting(
            assessment=assessment,
            minutes=form.cleaned_data["minutes"],
            by=person_of(request),
            at=timezone.now(),
        )
    except NotBeingAgreed:
        messages.error(request, _("Gather the answers in first. Then you can open the meeting."))
    except AlreadyFinished:
        messages.error(request, _("The assessment is finished, so nothing was changed."))
    else:
        return redirect(SCREEN, pk=pk)
    return redirect("self_assessment:consensus", pk=pk)


@never_cache
@require_safe
@login_required
def screen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The agenda, or the item that is up."""
    assessment = full_assessment_to_lead(request, pk)
    meeting = newest_of(assessment)
    if meeting is None or not meeting.is_on:
        return redirect("self_assessment:meeting_minutes" if meeting else "self_assessment:consensus", pk=pk)
    if meeting.current is not None:
        return answering.question(request, pk=pk, code=meeting.current.indicator, desk=AT_THE_SCREEN)
    sheet = sheet_of(assessment)
    context = around_screen(meeting) | {"sheet": sheet, "agenda": agenda_of(sheet), "scale": scale_of(sheet)}
    return render(request, "self_assessment/meeting/agenda.html", context)


@csrf_exempt  # as the view it leads to
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Write down what the group agrees on. A press that also turns the screen is saved first, then turned."""
    if request.method != "POST":
        return _item_on_screen(request, pk=pk, code=code)
    response = answering.question(request, pk=pk, code=code, desk=AT_THE_SCREEN)
    was_saved = response.status_code == 302 and response["Location"] == redirect(SCREEN, pk=pk)["Location"]
    if was_saved and "move" in request.POST:
        return _turned(request, pk)
    return response


@login_required
def _item_on_screen(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Show the item if it is the one that is up; otherwise what is."""
    assessment = full_assessment_to_lead(request, pk)
    meeting = newest_of(assessment)
    if (
        meeting is not None
        and meeting.is_on
        and (meeting.current is None or meeting.current.indicator != code)
    ):
        return redirect(SCREEN, pk=pk)
    if meeting is None:
        return redirect("self_assessment:agree", pk=pk, code=code)
    return answering.question(request, pk=pk, code=code, desk=AT_THE_SCREEN)


@post_only(back=SCREEN)
@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    return _turned(request, pk)


def _turned(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was pressed, or say what the screen shows instead."""
    meeting = newest_of(full_assessment_to_lead(request, pk))
    form = MoveForm(request.POST)
    if meeting is None or not form.is_valid():
        return redirect(SCREEN, pk=pk)
    try:
        _do(request, meeting, *form.cleaned_data["move"], seen=form.cleaned_data["seen"])
    except actions.MeetingIsOver:
        messages.info(request, _("The meeting is over. What you wrote down is in the minutes."))
    except MovedOn as moved:
        messages.info(request, _told(moved))
    except NothingToReveal:
        messages.info(request, _("There was nothing to show, so nothing was changed."))
    return redirect(SCREEN, pk=pk)


def _do(request: HttpRequest, meeting: Meeting, name: str, code: str, *, seen: str) -> None:
    at = timezone.now()
    if name in ("start", "pause"):
        actions.run_timer(meeting=meeting, run=name == "start", at=at)
    elif name in ("more", "enough"):
        actions.talk_more(meeting=meeting, indicator=code, more=name == "more")
    elif name == "close":
        actions.close_meeting(meeting=meeting, by=person_of(request), at=at)
    elif name != Move.SHOW or code in sheet_of(meeting.assessment).items:
        actions.turn(meeting=meeting, seen=seen, move=Move(name), indicator=code, at=at)


def _told(moved: MovedOn) -> str:
    """What happened in the meantime, to somebody whose page was old."""
    if not moved.now.indicator:
        return _("Another window has gone back to the agenda, so nothing was changed.")
    told = {"code": moved.now.indicator}
    if moved.now.shows_votes:
        return _("Another window has shown the votes on %(code)s, so nothing was changed.") % told
    return _("Another window has opened the vote on %(code)s, so nothing was changed.") % told
