"""What a learner sends from a lesson: answers, notes, how far they have read, that a module is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from base.requests import same_origin_post
from courses import actions, explanations
from courses.domain.branching import Conversation
from courses.domain.events import QUIZ, Kind
from courses.domain.exercises import Exercise, UnreadableAnswer, exercise_of, grade, is_finished, read_answer
from courses.domain.learner import Learner
from courses.domain.progress import BlockState
from courses.drafts import MayPointAtAPerson, keep_draft
from courses.learner import learner_of, learner_to_save_for, remember, signed_out_underway
from courses.models import CoursePage, ModulePage
from courses.queries import modules_of, page_state
from courses.views.notes import take_note
from courses.views.replies import (
    LessonPage,
    block_url,
    course_of,
    event_id,
    fields_of,
    gone,
    lesson_page,
    login_url,
    module_page,
    refused,
    saved,
)


@same_origin_post
def answer(request: HttpRequest, page_id: int, block_id: str) -> HttpResponseBase:
    page = lesson_page(request, page_id)
    child = page.find_block(block_id)
    exercise = exercise_of(child.block_type, child.block.plain(child.value)) if child else None
    if exercise is None:
        return gone(request, page)
    fields = fields_of(request)
    try:
        given = read_answer(exercise, fields)
    except UnreadableAnswer as fault:
        return refused(request, page, block_id, BlockState(entered=fields, fault=fault.reason))
    learner, now = learner_to_save_for(request), timezone.now()
    kind, data = _event_of(page, exercise, given)
    event = actions.record(
        kind, place=_place(page, block_id), data=data, by=learner, at=now, id=event_id(request)
    )
    state = BlockState(answer=given, graded=grade(exercise, given), answered_at=event.at, seen=True)
    return saved(request, page, block_id, by=learner, at=event.at, state=state)


@same_origin_post
def draft(request: HttpRequest, page_id: int, block_id: str) -> HttpResponseBase:
    """Keep what stands in an exercise before it is sent."""
    page = module_page(request, page_id)
    child = page.find_block(block_id)
    if child is None or exercise_of(child.block_type, child.block.plain(child.value)) is None:
        return gone(request, page)
    signed_out = signed_out_underway(request)
    learner, now = learner_to_save_for(request), timezone.now()
    try:
        keep_draft(place=_place(page, block_id), fields=fields_of(request), by=learner, at=now)
    except MayPointAtAPerson:
        return HttpResponse(status=422)
    response = HttpResponse(status=204)
    response["X-Saved-At"] = f"{timezone.localtime(now):%H:%M}"
    if signed_out:
        response["X-Log-In"] = login_url(block_url(page, block_id, request))
    return remember(response, learner)


def _place(page: LessonPage, block_id: str = "") -> actions.Place:
    course = course_of(page)
    return actions.Place(course.key, course.version, QUIZ if page == course else page.key, block_id)


def _event_of(page: LessonPage, exercise: Exercise, given: dict[str, Any]) -> tuple[Kind, dict[str, Any]]:
    """Return what to write in the log about an answer; what it was worth then stays with it."""
    if isinstance(page, CoursePage):
        return Kind.QUIZ_ANSWERED, {"answer": given}
    if isinstance(exercise, Conversation):
        ended = is_finished(exercise, given)
        return Kind.SCENARIO_ENDED if ended else Kind.SCENARIO_STEP, {"answer": given}
    graded = grade(exercise, given)
    worth = {"score": graded.score, "maximum": graded.maximum} if graded else {}
    return Kind.ANSWERED, {"answer": given, **worth}


@same_origin_post
def note(request: HttpRequest, page_id: int, block_id: str) -> HttpResponseBase:
    """Keep what is written at a reflection."""
    page = module_page(request, page_id)
    child = page.find_block(block_id)
    if child is None or child.block_type != "reflection":
        return gone(request, page)
    taken = take_note(request, page, block_id)
    if taken.by is None:
        return refused(request, page, block_id, taken.state, status=taken.status)
    return saved(
        request,
        page,
        block_id,
        by=taken.by,
        at=taken.at,
        state=taken.state,
        version=taken.state.note_revision,
    )


@same_origin_post
def reached(request: HttpRequest, page_id: int) -> HttpResponse:
    """Note how far somebody has read. Of one who only reads, nothing is kept."""
    page = module_page(request, page_id)
    learner = learner_of(request)
    known = [raw["id"] for raw in page.lesson.raw_data]
    passed = set(request.POST.getlist("block"))
    blocks = [block_id for block_id in known if block_id in passed]
    here = request.POST.get("here", "")
    if learner.has_record and here in known:
        actions.record_reading(
            place=_place(page, here), blocks=blocks, by=learner, at=timezone.now(), id=event_id(request)
        )
    return HttpResponse(status=204)


@same_origin_post
def module_done(request: HttpRequest, page_id: int) -> HttpResponse:
    """Mark a module as read and go on to the next one, or to the quiz after the last."""
    page = module_page(request, page_id)
    learner = learner_to_save_for(request)
    if not page.may_declare:
        return remember(_read_to_the_end(request, page, learner), learner)
    actions.record(Kind.MODULE_DONE, place=_place(page), by=learner, at=timezone.now(), id=event_id(request))
    text = _("%(title)s is marked as read.") % {"title": page.title}
    messages.success(
        request,
        format_html('{} <a class="ds-link" href="{}#ferdig">{}</a>', text, page.get_url(request), _("Undo")),
    )
    return remember(redirect(_next_after(page, request)), learner)


def _read_to_the_end(request: HttpRequest, page: ModulePage, learner: Learner) -> HttpResponse:
    """The module counts by what is done in it: note what is read, and say which exercises remain."""
    blocks = [raw["id"] for raw in page.lesson.raw_data]
    actions.record_reading(
        place=_place(page, blocks[-1]), blocks=blocks, by=learner, at=timezone.now(), id=event_id(request)
    )
    state = page_state(learner, page)
    remaining = state.module.remaining if state.module else ()
    if not remaining:
        messages.success(request, _("You are done with %(title)s.") % {"title": page.title})
        return redirect(_next_after(page, request))
    titles = [explanations.block_title(page, block_id) for block_id in remaining]
    messages.info(
        request,
        _("What you have read counts. To be done with the module, answer these too: %(titles)s")
        % {"titles": ", ".join(titles)},
    )
    return redirect(block_url(page, remaining[0], request))


@same_origin_post
def module_reopen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take back that a module is read. What was answered in it stays."""
    page = module_page(request, page_id)
    learner = learner_of(request)
    if learner.has_record:
        actions.record(Kind.MODULE_REOPENED, place=_place(page), by=learner, at=timezone.now())
        messages.success(request, _("%(title)s is no longer marked as read.") % {"title": page.title})
    return redirect(page.get_url(request))


def _next_after(page: ModulePage, request: HttpRequest) -> str:
    course = course_of(page)
    modules = modules_of(course)
    after = modules[modules.index(page) + 1 :]
    if after:
        url: str = after[0].get_url(request)
    elif course.quiz_percent:
        url = reverse("courses:quiz", args=[course.pk])
    else:
        url = course.get_url(request)
    return url
