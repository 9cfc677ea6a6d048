"""The page with an H5P content as text, and the answers given there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from base.requests import same_origin_post
from courses.actions import Place
from courses.domain.exercises import UnreadableAnswer, read_answer
from courses.domain.played import Played
from courses.domain.progress import BlockState
from courses.h5p import place_of
from courses.learner import learner_of, learner_to_save_for, remember, signed_out_underway
from courses.models import CoursePage, ModulePage
from courses.rendering import course_of, trail_of
from courses.twins import actions
from courses.twins.placing import drawing_of
from courses.twins.queries import played_in
from courses.twins.rendering import Drawing, state_of, states_of
from courses.twins.tasks import Task, standing
from courses.views.replies import (
    KEPT_WHILE_LOGGED_OUT,
    event_id,
    fields_of,
    gone,
    login_url,
    module_page,
    wants_fragment,
)


@dataclass(frozen=True, slots=True)
class Here:
    """A block of a published lesson that shows a content, and its twin."""

    page: ModulePage
    course: CoursePage
    block: Any
    drawing: Drawing

    @property
    def address(self) -> str:
        return reverse("courses:twin", args=[self.page.pk, self.block.id])

    def task(self, key: str) -> Task | None:
        return next((task for task in self.drawing.tasks if task.key == key), None)


def _find(request: HttpRequest, page_id: int, block_id: str) -> Here:
    page = module_page(request, page_id)
    block = page.find_block(block_id)
    drawing = drawing_of(block, page) if block is not None and block.block_type == "h5p" else None
    course = course_of(page)
    if drawing is None or course is None:
        raise Http404(block_id)
    return Here(page, course, block, drawing)


@require_safe
def page(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """Show a content as text and questions, with what the reader has answered."""
    return _page(request, _find(request, page_id, block_id))


@same_origin_post
def answer(request: HttpRequest, page_id: int, block_id: str, key: str) -> HttpResponse:
    """Take the answer to one question."""
    here = _find(request, page_id, block_id)
    task = here.task(key)
    if task is None:
        return gone(request, here.page)
    fields = fields_of(request)
    try:
        given = read_answer(task.exercise, fields)
    except UnreadableAnswer as fault:
        return _refused(request, here, task, BlockState(entered=fields, fault=fault.reason))
    learner = learner_to_save_for(request)
    event = actions.answer(
        tasks=here.drawing.tasks,
        of=here.drawing.found.of,
        task=task,
        given=given,
        place=Place(here.course.key, here.course.version, here.page.key, here.block.id),
        rule=place_of(here.block, page=here.page, course=here.course, learner=learner),
        by=learner,
        at=timezone.now(),
        id=event_id(request),
    )
    return remember(_saved(request, here, task, given, event.at), learner)


def _saved(request: HttpRequest, here: Here, task: Task, given: Mapping[str, Any], at: Any) -> HttpResponse:
    back = f"{here.address}#{here.block.id}-{task.key}"
    signed_out = signed_out_underway(request)
    if wants_fragment(request):
        html = here.drawing.task(
            task, state_of(task, given), request, **_standing(here, _played(request, here))
        )
        response = HttpResponse(html)
        response["X-Saved-At"] = f"{timezone.localtime(at):%H:%M}"
        if signed_out:
            response["X-Log-In"] = login_url(back)
        return response
    if signed_out:
        messages.warning(request, KEPT_WHILE_LOGGED_OUT)
    return redirect(login_url(back) if signed_out else back)


def _refused(request: HttpRequest, here: Here, task: Task, state: BlockState) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(here.drawing.task(task, state, request), status=422)
    return _page(request, here, {task.key: state})


def _page(request: HttpRequest, here: Here, again: Mapping[str, BlockState] | None = None) -> HttpResponse:
    played = _played(request, here)
    answers = played.answers_to(here.drawing.found.of)
    states = {**states_of(here.drawing.tasks, answers), **(again or {})}
    language = here.drawing.found.language
    context = {
        "value": here.block.value,
        "trail": [*trail_of(here.course), here.page],
        "back": f"{here.page.get_url(request)}#{here.block.id}",
        "parts": here.drawing.parts(states, request),
        "asks": bool(here.drawing.found.twin.questions),
        "language": language if language not in ("", "und", get_language()) else "",
        "fault": "".join(f"{here.block.id}-{key}" for key in again or {}),
        **(_standing(here, played) if answers else {}),
    }
    return render(request, "courses/twin/page.html", context, status=422 if again else 200)


def _played(request: HttpRequest, here: Here) -> Played:
    return played_in(here.block.id, course=here.course.key, by=learner_of(request))


def _standing(here: Here, played: Played) -> dict[str, Any]:
    """Return what is told of the whole: how far one is, and whether the lesson counts it as done."""
    value = here.block.value
    return {
        "standing": standing(here.drawing.tasks, played.answers_to(here.drawing.found.of)),
        "complete": played.complete_at is not None,
        "share": value["share"] if value["completion"] == "score" else None,
    }
