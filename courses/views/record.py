"""What a learner decides about their own record: begin, leave, whose it is, forget."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from base.requests import same_origin_post
from courses import actions, explanations
from courses.learner import forget_device, learner_of, learner_to_save_for, remember
from courses.models import CoursePage
from courses.queries import course_state

MY_PAGE = "home:my_page"


@same_origin_post
def enrol(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begin a course, or take it up again, and go to where the learner is in it."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    learner, now = learner_to_save_for(request), timezone.now()
    actions.enrol(course=course.key, version=course.version, by=learner, at=now)
    state = course_state(learner, course)
    resume = explanations.resume(state, now)
    first = state.modules[0].get_url(request) if state.modules else course.get_url(request)
    return remember(redirect(resume.url if resume else first), learner)


@same_origin_post
def leave(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a course off the list. The course page offers to take it up again, so this can be undone."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    if actions.leave(course=course.key, by=learner_of(request), at=timezone.now()):
        messages.success(
            request,
            _("The course is off your list. What you did is kept, and is there if you take it up again."),
        )
    return redirect(course.get_url(request))


@same_origin_post
@login_required
def undo_joining(request: HttpRequest, device: UUID) -> HttpResponse:
    """ "Not my answers": part what came along at sign-in from the person's own record."""
    person: Any = request.user
    if actions.undo_claim(device=device, by=person.pk, at=timezone.now()):
        messages.success(request, _("The answers from before you signed in no longer count as yours."))
    return redirect(MY_PAGE)


@same_origin_post
@login_required
def redo_joining(request: HttpRequest, device: UUID) -> HttpResponse:
    person: Any = request.user
    if actions.redo_claim(device=device, by=person.pk):
        messages.success(request, _("The answers from before you signed in count as yours again."))
    return redirect(MY_PAGE)


@same_origin_post
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what was done on this device without an account, and the cookie that pointed at it."""
    learner = learner_of(request)
    if not learner.is_signed_in:
        for device in learner.devices:
            actions.erase_device(device=device)
        messages.success(request, _("What you did on this device is deleted."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return forget_device(redirect(back if safe else "/"))
