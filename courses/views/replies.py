"""How a save is answered: a fragment for a script that asked, the page itself for a form that was sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.domain.learner import Learner
from courses.domain.progress import BlockState
from courses.learner import learner_of, remember, signed_out_underway
from courses.models import CoursePage, ModulePage
from courses.rendering import render_block
from courses.versions.queries import course_taken, page_taken

LessonPage = CoursePage | ModulePage
KEPT_WHILE_LOGGED_OUT = gettext_lazy(
    "You had been logged out. What you sent is kept. Log in, and it comes along."
)


def lesson_page(request: HttpRequest, page_id: int) -> LessonPage:
    """Return the module, or course with its quiz, as the learner's version has it, or raise Http404."""
    module = ModulePage.objects.filter(pk=page_id).select_related("locale").first()
    if module is not None:
        return _as_taken(request, module)
    course = get_object_or_404(CoursePage.objects.live().select_related("locale"), pk=page_id)
    return course_taken(learner_of(request), course)


def module_page(request: HttpRequest, page_id: int) -> ModulePage:
    """Return the module as the learner's version has it, with its course as `parent`, or raise Http404.

    One that has been taken down is there for those whose version has it."""
    return _as_taken(request, get_object_or_404(ModulePage.objects.select_related("locale"), pk=page_id))


def _as_taken(request: HttpRequest, page: ModulePage) -> ModulePage:
    course = get_object_or_404(CoursePage.objects.live().parent_of(page).select_related("locale"))
    page, course = page_taken(learner_of(request), page, course)
    if not (page.live or page.kept_version):
        raise Http404("not published, and not in the learner's version")
    page.parent = course
    return page


def course_of(page: LessonPage) -> CoursePage:
    """Return the course a page belongs to, as the learner has it when the page is. At most one query."""
    if isinstance(page, CoursePage):
        return page
    course: CoursePage = getattr(page, "parent", None) or CoursePage.objects.parent_of(page).get()
    return course


def wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def event_id(request: HttpRequest) -> UUID | None:
    """Return the id the client gave this save, so that sending it again adds nothing; None without one."""
    try:
        return uuid.UUID(request.POST.get("save_id", ""))
    except ValueError:
        return None


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def block_url(page: LessonPage, block_id: str, request: HttpRequest) -> str:
    """Return where a reader finds the block: in the lesson, or in the quiz of the course."""
    if isinstance(page, CoursePage):
        return f"{reverse('courses:quiz', args=[page.pk])}#{block_id}"
    return f"{page.get_url(request)}#{block_id}"


def login_url(address: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': address})}"


def saved(
    request: HttpRequest,
    page: LessonPage,
    block_id: str,
    *,
    by: Learner,
    at: datetime,
    state: BlockState,
    version: int | None = None,
) -> HttpResponse:
    """Acknowledge a save at a part of a lesson; a script gets the part as it is now."""
    return acknowledged(
        request,
        page,
        block_id,
        by=by,
        at=at,
        fragment=lambda: render_block(page.find_block(block_id), page=page, state=state, request=request),
        version=version,
    )


def acknowledged(
    request: HttpRequest,
    page: LessonPage,
    block_id: str,
    *,
    by: Learner,
    at: datetime,
    fragment: Callable[[], str],
    version: int | None = None,
    back: str = "",
) -> HttpResponse:
    """Say that something is saved. When the login had run out, the way back leads through it to the same part.

    `fragment` makes what a script puts in place; a form is led to the part, or to `back`."""
    here = back or block_url(page, block_id, request)
    signed_out = signed_out_underway(request)
    if wants_fragment(request):
        response = HttpResponse(fragment())
        response["X-Saved-At"] = f"{timezone.localtime(at):%H:%M}"
        if version is not None:
            response["X-Version"] = str(version)
        if signed_out:
            response["X-Log-In"] = login_url(here)
    elif signed_out:
        messages.warning(request, KEPT_WHILE_LOGGED_OUT)
        response = redirect(login_url(here))
    else:
        response = redirect(here)
    return remember(response, by)


def refused(
    request: HttpRequest, page: LessonPage, block_id: str, state: BlockState, status: int = 422
) -> HttpResponseBase:
    """Say what is wrong, at the block, with what was entered still there. Nothing was saved."""
    if wants_fragment(request):
        html = render_block(page.find_block(block_id), page=page, state=state, request=request)
        return HttpResponse(html, status=status)
    return shown_again(request, page, {block_id: state}, status)


def shown_again(
    request: HttpRequest, page: LessonPage, states: Mapping[str, BlockState], status: int
) -> HttpResponseBase:
    """Answer with the lesson page as if it had been asked for, some of its blocks in the given states."""
    address = page.get_url(request)
    request.path = request.path_info = address
    request.resolver_match = resolve(address)
    request.shown_again = dict(states)  # type: ignore[attr-defined]
    response: Any = page.serve(request)
    response.status_code = status
    return response  # type: ignore[no-any-return]


def gone(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """Say that the exercise is no longer there. The lesson as it is now is where to go on."""
    text = _(
        "This exercise has been changed or removed since you opened the page. Your answer has no place to go."
    )
    if wants_fragment(request):
        return HttpResponse(text, status=410, content_type="text/plain; charset=utf-8")
    messages.warning(request, text)
    return redirect(page.get_url(request))
