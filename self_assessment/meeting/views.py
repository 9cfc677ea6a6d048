"""The meeting on the phones of those who take part: what is on, joining, voting, and the minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import person_of
from self_assessment.consensus.queries import agenda_of
from self_assessment.domain.values import LEVELS
from self_assessment.meeting import actions
from self_assessment.meeting.forms import VoteForm
from self_assessment.meeting.models import Meeting
from self_assessment.meeting.queries import (
    agreed_answer,
    is_there,
    minutes_of,
    newest_of,
    newest_visible_to,
    own_vote,
    state_of,
    tag_of,
    topic_of,
)
from self_assessment.models import Assessment
from self_assessment.queries import Item, release_of, sheet_of
from self_assessment.views.access import assessment_to_read, leads, may_answer
from self_assessment.views.posting import post_only


@never_cache
@require_safe
@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """What the meeting is about now. Whoever answers the assessment votes here; others who may see it follow."""
    assessment = assessment_to_read(request, pk)
    if not assessment.is_agreed_together:
        return redirect("self_assessment:overview", pk=pk)
    now = newest_of(assessment)
    context = {
        "assessment": assessment,
        "meeting": now,
        "state": state_of(now, timezone.now()),
        "leads": leads(request, pk),
    }
    if now is not None and now.is_on:
        context |= _going_on(request, assessment, now)
    return render(request, "self_assessment/meeting/phone.html", context)


def _going_on(request: HttpRequest, assessment: Assessment, now: Meeting) -> dict[str, Any]:
    person = person_of(request)
    votes = may_answer(request, assessment.pk)
    context: dict[str, Any] = {"votes": votes, "there": votes and is_there(now, person)}
    if now.current is None:
        return context | {"agenda": agenda_of(sheet_of(assessment))}
    release, code = release_of(assessment.release), now.current.indicator
    topic = topic_of(release, code)
    answer = agreed_answer(assessment, code)
    return context | {
        "topic": topic,
        "scale": {step.level: step.name for step in release.scale},
        "steps": [(level, topic.indicator.ladder[level]) for level in reversed(LEVELS)],
        "own": own_vote(now.current, person) if votes else None,
        "shown": now.current.rounds[-1] if now.stage.shows_votes else None,
        "agreed": Item.of(topic.indicator, answer) if answer else None,
    }


@never_cache
@require_safe
@login_required
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The little that the pages ask for every second. Not changed since If-None-Match: 304."""
    now = newest_visible_to(person_of(request), pk)
    if now is None:
        assessment_to_read(request, pk)
    tag = f'"{tag_of(now)}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = JsonResponse(state_of(now, timezone.now()))
    response["ETag"] = tag
    return response


def _meeting_to_take_part_in(request: HttpRequest, pk: int) -> Meeting | None:
    """Return the newest meeting, for one who answers the assessment. One who may only see it is told so: 403."""
    assessment = assessment_to_read(request, pk)
    if not may_answer(request, pk):
        raise PermissionDenied
    if not assessment.is_agreed_together:
        raise Http404
    return newest_of(assessment)


@post_only(back="self_assessment:meeting")
@login_required
def join(request: HttpRequest, pk: int) -> HttpResponse:
    now = _meeting_to_take_part_in(request, pk)
    try:
        if now is None:
            raise actions.MeetingIsOver
        actions.join(meeting=now, by=person_of(request), at=timezone.now())
    except actions.MeetingIsOver:
        messages.info(request, _("There is no meeting now."))
    return redirect("self_assessment:meeting", pk=pk)


@post_only(back="self_assessment:meeting")
@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    now = _meeting_to_take_part_in(request, pk)
    if now is not None:
        actions.leave(meeting=now, by=person_of(request), at=timezone.now())
        messages.success(request, _("You have left the meeting. A vote you have given still counts."))
    return redirect("self_assessment:meeting", pk=pk)


@post_only(back="self_assessment:meeting")
@login_required
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a vote in. The page's own script is answered with the time, or with 409 and what is wrong."""
    now = _meeting_to_take_part_in(request, pk)
    form = VoteForm(request.POST)
    at = timezone.now()
    if not form.is_valid():
        return _not_taken(request, pk, str(next(iter(form.errors.values()))[0]), status=422)
    said = form.cleaned_data
    try:
        if now is None:
            raise actions.MeetingIsOver
        item = actions.vote(
            meeting=now,
            indicator=said["item"],
            round=said["round"],
            level=form.level,
            by=person_of(request),
            at=at,
        )
    except actions.MeetingIsOver:
        return _not_taken(request, pk, _("The meeting is over, so your vote was not counted."))
    except actions.VotesAreShown:
        told = {"code": said["item"], "vote": _("do not know") if form.level is None else form.level}
        words = _(
            "The votes on %(code)s were shown before yours (%(vote)s) came, so it was not counted. "
            "Say it aloud in the meeting."
        )
        return _not_taken(request, pk, words % told)
    if now.current_id != item.pk:
        messages.info(
            request,
            _("Your vote on %(code)s is counted. The meeting has moved on to another question.")
            % {"code": item.indicator},
        )
    if _is_fetch(request):
        return HttpResponse(headers={"X-Saved-At": date_format(timezone.localtime(at), "H:i")})
    return redirect("self_assessment:meeting", pk=pk)


def _not_taken(request: HttpRequest, pk: int, words: str, *, status: int = 409) -> HttpResponse:
    """Say why a vote was not taken in: here, and on the page that comes next."""
    messages.warning(request, words)
    if _is_fetch(request):
        return render(request, "self_assessment/meeting/not_taken.html", {"words": words}, status=status)
    return redirect("self_assessment:meeting", pk=pk)


def _is_fetch(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


@never_cache
@require_safe
@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was taken up in each meeting, how the votes lay, and what was agreed with what note."""
    assessment = assessment_to_read(request, pk)
    if not assessment.is_agreed_together:
        return redirect("self_assessment:overview", pk=pk)
    release = release_of(assessment.release)
    return render(
        request,
        "self_assessment/meeting/minutes.html",
        {
            "assessment": assessment,
            "all_minutes": minutes_of(assessment, release),
            "scale": {step.level: step.name for step in release.scale},
            "leads": leads(request, pk),
        },
    )
