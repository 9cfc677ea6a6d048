"""Deadlines in a calendar: a file to download, and a private link that can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import person_of
from base import throttle
from self_assessment.domain.calendar import Deadline, calendar_file
from self_assessment.models import Assessment
from self_assessment.plan import actions
from self_assessment.plan.links import link_of
from self_assessment.plan.models import PlannedAction
from self_assessment.views.access import assessment_to_read
from self_assessment.views.posting import post_only

GUESSES = 20
"""Wrong links from one network address in a window."""


@post_only(back="self_assessment:plan")
@login_required
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the person a new private link to this plan's deadlines."""
    assessment = assessment_to_read(request, pk)
    actions.make_calendar_link(assessment=assessment, user=person_of(request), at=timezone.now())
    messages.success(request, _("Here is your link. It is yours alone; make a new one if it gets around."))
    return redirect(reverse("self_assessment:plan", args=[pk]) + "#kalender")


@post_only(back="self_assessment:plan")
@login_required
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = assessment_to_read(request, pk)
    if actions.revoke_calendar_link(assessment=assessment, user=person_of(request), at=timezone.now()):
        messages.success(request, _("Taken back. The link opens nothing any more."))
    return redirect(reverse("self_assessment:plan", args=[pk]) + "#kalender")


@never_cache
@require_safe
@login_required
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The deadlines as they are now, to be read into a calendar once."""
    return _file(assessment_to_read(request, pk))


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a calendar that comes by itself. A made-up or old link gets nothing."""
    guesses = throttle.by_address(request, "calendar")
    if throttle.is_spent(guesses, GUESSES):
        return HttpResponse(status=429, headers={"Retry-After": str(throttle.WINDOW)})
    link = link_of(token)
    if link is None:
        throttle.count(guesses)
        raise Http404
    response = _file(link.assessment)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _file(assessment: Assessment) -> HttpResponse:
    plan = reverse("self_assessment:plan", args=[assessment.pk])
    name = _("Action plan, %(municipality)s") % {"municipality": assessment.municipality.name}
    deadlines = [
        _deadline(action, f"{settings.SITE_URL}{plan}")
        for action in assessment.planned_actions.exclude(due_date=None)
    ]
    return HttpResponse(
        calendar_file(name, deadlines, timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="plan.ics"'},
    )


def _deadline(action: PlannedAction, url: str) -> Deadline:
    assert action.due_date is not None  # noqa: S101 - those without are left out by the query
    notes = [
        _("Responsible: %(role)s") % {"role": action.owner_role} if action.owner_role else "",
        action.description,
        url,
    ]
    return Deadline(
        uid=f"plan-{action.pk}@{settings.SITE_HOST}",
        day=action.due_date,
        title=action.title,
        notes="\n".join(filter(None, notes)),
        url=url,
        version=action.version,
        changed_at=action.changed_at,
        done=not action.is_open,
    )
