"""Marking a part of a lesson, writing a note beside it, and the page where all of it is gathered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from base.requests import same_origin_post
from courses.actions import Place
from courses.domain.progress import BlockState
from courses.kept import kept_in
from courses.learner import learner_of, learner_to_save_for
from courses.marks import actions, queries
from courses.marks.bar import render_bar
from courses.media.actions import keep_place
from courses.models import ModulePage
from courses.notes import NoteText
from courses.views.notes import Taken, take_note
from courses.views.replies import acknowledged, course_of, gone, module_page, shown_again, wants_fragment

LONGEST_RECORDING = 24 * 60 * 60
"""Seconds. A place beyond it is no place in anything we show."""


@same_origin_post
def bookmark(request: HttpRequest, page_id: int, block_id: str) -> HttpResponseBase:
    """Keep a bookmark (`keep=1`), or take it away."""
    page = module_page(request, page_id)
    anchor = queries.anchors_in(page).get(block_id)
    if anchor is None:
        return gone(request, page)
    learner, now, course = learner_to_save_for(request), timezone.now(), course_of(page)
    if request.POST.get("keep") == "1":
        place = Place(course.key, course.version, page.key, block_id)
        actions.keep_bookmark(place=place, anchor=anchor, by=learner, at=now)
    else:
        actions.drop_bookmark(course=course.key, block=block_id, by=learner)
    return acknowledged(
        request,
        page,
        block_id,
        by=learner,
        at=now,
        fragment=lambda: _bar(request, page, block_id, focus="bookmark"),
        back=_back(request),
    )


@same_origin_post
def note(request: HttpRequest, page_id: int, block_id: str) -> HttpResponseBase:
    """Keep a private note beside a part of a lesson."""
    page = module_page(request, page_id)
    if block_id not in queries.anchors_in(page):
        return gone(request, page)
    taken = take_note(request, page, block_id)
    if taken.by is None:
        return _refused(request, page, block_id, taken)
    return acknowledged(
        request,
        page,
        block_id,
        by=taken.by,
        at=taken.at,
        fragment=lambda: _bar(request, page, block_id, state=taken.state),
        version=taken.state.note_revision,
    )


def _refused(request: HttpRequest, page: ModulePage, block_id: str, taken: Taken) -> HttpResponseBase:
    if wants_fragment(request):
        html = _bar(request, page, block_id, state=taken.state, focus="note")
        return HttpResponse(html, status=taken.status)
    request.notes_again = {block_id: taken.state}  # type: ignore[attr-defined]
    return shown_again(request, page, {}, taken.status)


def _bar(
    request: HttpRequest, page: ModulePage, block_id: str, *, state: BlockState | None = None, focus: str = ""
) -> str:
    """Return the line as it is now; with the note as it stands when no `state` is given."""
    kept = kept_in(learner_of(request), course_of(page).key)
    note = kept.notes.get(block_id, NoteText())
    return render_bar(
        page,
        block_id,
        queries.anchors_in(page)[block_id],
        marks=kept.marks,
        state=state or BlockState(note=note.text, note_revision=note.revision, note_anchor=note.anchor),
        request=request,
        is_open=True,
        focus=focus,
    )


def _back(request: HttpRequest) -> str:
    """Return the page of ours that asked to be led back to; empty for the lesson itself."""
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


@same_origin_post
def media_place(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """Note how far into a recording somebody has come. Of one who only reads, nothing is kept."""
    page = module_page(request, page_id)
    learner, seconds = learner_of(request), request.POST.get("seconds", "")
    recordings = [raw["id"] for raw in page.lesson.raw_data if raw["type"] == "media"]
    is_place = (
        seconds.isascii() and seconds.isdigit() and len(seconds) < 6 and int(seconds) < LONGEST_RECORDING
    )
    if learner.has_record and block_id in recordings and is_place:
        course = course_of(page)
        place = Place(course.key, course.version, page.key, block_id)
        keep_place(place=place, seconds=int(seconds), by=learner, at=timezone.now())
    return HttpResponse(status=204)


@require_GET
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """All that the learner has marked and written, course by course."""
    learner = learner_of(request)
    context = {
        "courses": queries.all_marks(learner, get_language() or "nb") if learner.has_record else [],
        "signed_in": learner.is_signed_in,
    }
    return render(request, "courses/my_marks.html", context)


@require_GET
@never_cache
def go(request: HttpRequest, course_key: str, block_id: str) -> HttpResponse:
    """Lead to a part of a lesson wherever it stands now."""
    page = queries.find_part(course_key, block_id, get_language() or "nb")
    if page is None:
        messages.info(request, _("That part is no longer in the course. What you wrote there is kept here."))
        return redirect("courses:mine")
    return redirect(f"{page.get_url(request)}#{block_id}")
