"""The table where the group agrees: what to talk about first, and gathering the answers in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import person_of
from self_assessment.actions import AlreadyFinished, NotBeingAgreed
from self_assessment.consensus import actions
from self_assessment.consensus.queries import agenda_of
from self_assessment.meeting.queries import newest_of
from self_assessment.presentation import scale_of
from self_assessment.queries import sheet_of
from self_assessment.team.queries import progress_of
from self_assessment.views.access import assessment_to_read, full_assessment_to_lead, leads
from self_assessment.views.posting import post_only


@never_cache
@require_safe
@login_required
def consensus(request: HttpRequest, pk: int) -> HttpResponse:
    """How the answers lie and what is agreed on. Before the answers are gathered in nobody sees them, the lead
    neither: the page then says who has answered."""
    assessment = assessment_to_read(request, pk)
    leading = leads(request, pk)
    if not assessment.is_agreed_together:
        return redirect("self_assessment:overview", pk=pk)
    sheet = sheet_of(assessment)
    context = {"sheet": sheet, "leads": leading, "scale": scale_of(sheet)}
    if assessment.shows_answers:
        context["agenda"] = agenda_of(sheet)
        context["meeting"] = newest_of(assessment)
        context["meeting_minutes"] = settings.ASSESSMENT_MEETING_MINUTES
    else:
        context["progress"] = progress_of(assessment, sheet.release)
    return render(request, "self_assessment/consensus/agenda.html", context)


@post_only(back="self_assessment:consensus")
@login_required
def open_consensus(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = full_assessment_to_lead(request, pk)
    try:
        actions.open_consensus(assessment=assessment, by=person_of(request), at=timezone.now())
    except actions.NobodyHasAnswered:
        messages.error(request, _("Nobody has answered yet, so there is nothing to agree on."))
    except AlreadyFinished:
        messages.error(request, _("The assessment is finished, so nothing was changed."))
    return redirect("self_assessment:consensus", pk=pk)


@post_only(back="self_assessment:consensus")
@login_required
def answer_again(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = full_assessment_to_lead(request, pk)
    try:
        actions.answer_again(assessment=assessment, by=person_of(request), at=timezone.now())
    except AlreadyFinished:
        messages.error(request, _("The assessment is finished, so nothing was changed."))
    else:
        messages.success(request, _("Everybody may answer again. What you have agreed on is kept."))
    return redirect("self_assessment:consensus", pk=pk)


@post_only(back="self_assessment:consensus")
@login_required
def agree_where_all_do(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = full_assessment_to_lead(request, pk)
    try:
        agreed = actions.agree_where_all_do(assessment=assessment, by=person_of(request), at=timezone.now())
    except (NotBeingAgreed, AlreadyFinished):
        messages.error(request, _("The answers are not gathered in now, so nothing was changed."))
    else:
        said = ngettext("One answer is agreed on.", "%(count)s answers are agreed on.", len(agreed))
        messages.success(request, said % {"count": len(agreed)})
    return redirect("self_assessment:consensus", pk=pk)
