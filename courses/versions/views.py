"""A learner chooses between versions of a course, with what it means in view, and may take it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from base.requests import same_origin_post
from courses.learner import learner_of
from courses.models import CoursePage, ModulePage
from courses.queries import CourseState, course_state, modules_of
from courses.versions import actions
from courses.versions.previews import preview
from courses.versions.queries import page_taken
from courses.versions.words import version_notice

GO_ON, FINISH, RENEW, UNDO = "move", "finish", "renew", "undo"


@never_cache
def version(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what moving over, or renewing, would mean. One who has not begun has nothing to choose."""
    course = get_object_or_404(CoursePage.objects.live().select_related("locale"), pk=page_id)
    state = course_state(learner_of(request), course, modules_of(course))
    if not state.taken.begun or not _may_choose(state):
        return redirect(course.get_url(request))
    return _choices(request, course, state)


def _may_choose(state: CourseState) -> bool:
    return state.taken.is_behind or state.completion.finished


def _choices(request: HttpRequest, course: CoursePage, state: CourseState) -> HttpResponse:
    now, behind = timezone.now(), state.taken.is_behind
    context = {
        "course": course,
        "trail": [course.get_parent(), course],
        "state": state,
        "behind": behind,
        "preview": preview(state, course=course, modules=modules_of(course), renews=not behind, now=now),
        "notice": version_notice(state.taken, now),
    }
    return render(request, "courses/version.html", context)


@same_origin_post
def choose(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Keep the choice. A form of another version than the one taken or published now is shown anew."""
    course = get_object_or_404(CoursePage.objects.live().select_related("locale"), pk=page_id)
    learner = learner_of(request)
    state = course_state(learner, course, modules_of(course))
    what = request.POST.get("do", "")
    if what == UNDO:
        return _undo(request, course)
    if what not in (GO_ON, FINISH, RENEW) or not state.taken.begun or not _may_choose(state):
        return redirect(course.get_url(request))
    if request.POST.get("to") != course.version:
        return _changed(request, course)
    to = state.taken.version if what == FINISH else course.version
    try:
        actions.choose_version(
            course=course.key,
            was=request.POST.get("was", ""),
            to=to,
            offered=course.version,
            renews=what == RENEW,
            by=learner,
            at=timezone.now(),
        )
    except actions.ChosenElsewhere:
        return _changed(request, course)
    messages.success(request, _said(what, to))
    return redirect(course.get_url(request))


def _said(what: str, version: str) -> str:
    texts = {
        GO_ON: _(
            "You take version %(version)s now. You can change your mind until you answer something new."
        ),
        FINISH: _("You finish version %(version)s. The choice stays open."),
        RENEW: _("You can renew the course now. What you finished before stays in your record."),
    }
    return texts[what] % {"version": version}


def _changed(request: HttpRequest, course: CoursePage) -> HttpResponse:
    messages.warning(
        request, _("Something changed since this page was opened. Nothing is chosen. Here is how it is now.")
    )
    return redirect("courses:version", course.pk)


def _undo(request: HttpRequest, course: CoursePage) -> HttpResponse:
    try:
        choice = UUID(request.POST.get("choice", ""))
        undone = actions.undo_choice(
            course=course.key, choice=choice, by=learner_of(request), at=timezone.now()
        )
    except (ValueError, actions.TooLate):
        messages.warning(
            request, _("The choice cannot be taken back any more: something has been answered since.")
        )
    else:
        messages.success(
            request, _("The choice is taken back. You take version %(version)s.") % {"version": undone.was}
        )
    return redirect(course.get_url(request))


@never_cache
def kept_module(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show a module that has been taken down, to those who are in a version that has it."""
    page = get_object_or_404(ModulePage.objects.select_related("locale"), pk=page_id)
    if page.live:
        return redirect(page.get_url(request))
    course = get_object_or_404(CoursePage.objects.live().parent_of(page).select_related("locale"))
    kept, _course = page_taken(learner_of(request), page, course)
    if not kept.kept_version:
        raise Http404("not in the learner's version")
    response: HttpResponseBase = page.serve(request)
    return response
