"""Drawing the pages of the courses: what their templates get, and one lesson block at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page

from courses import explanations, h5p, queries
from courses.audiences import audience_names
from courses.blocks.parts import prompts_at_hand
from courses.domain.anchors import Anchor
from courses.domain.progress import BlockState
from courses.indicators import Helped, blocks_helped
from courses.learner import learner_of
from courses.marks.bar import refused_states, render_bar
from courses.marks.queries import anchors_in
from courses.media.domain.transcript import clock
from courses.models import CourseIndexPage, CoursePage, ModulePage
from courses.order.waiting import course_waits, module_waits
from courses.outlines import outline_of
from courses.versions.queries import Taken, taken_on_a_page
from courses.versions.words import version_notice

FALLBACK = "nb"
"""The language of the modules of a course that has none in the reader's own."""


def render_block(
    block: StreamValue.StreamChild,
    *,
    page: CoursePage | ModulePage,
    state: BlockState,
    request: HttpRequest,
    begins: int = 0,
) -> SafeString:
    """Return one lesson block as HTML, with what the learner did; also what a script swaps in.

    `begins` is the second a recording goes on from.

    Costs the query for the course and its sources the first time on a module page."""
    context = {
        "block_id": block.id,
        "page": page,
        "request": request,
        "state": state,
        "sources": sources_of(page),
        "signed_in": learner_of(request).is_signed_in,
        "action": _address(block, page),
        "draft_url": _draft_address(block, page),
    }
    if h5p.shows_content(block) or block.block_type == "h5p":
        context |= h5p.context_of(block, page=page, course=_course_at(page), state=state, request=request)
    if block.block_type == "media":
        context |= {
            "begins": begins,
            "resumes": clock(begins) if begins else "",
            "place_url": _place_of(block, page),
        }
    html: SafeString = block.render(context)
    return html


def _place_of(block: StreamValue.StreamChild, page: CoursePage | ModulePage) -> str:
    return reverse("courses:media_place", args=[page.pk, block.id]) if page.pk else ""


def _course_at(page: CoursePage | ModulePage) -> CoursePage | None:
    return page if isinstance(page, CoursePage) else course_of(page)


def _address(block: StreamValue.StreamChild, page: CoursePage | ModulePage) -> str:
    """Return where the block's form is sent; nowhere in the preview of a page that is not saved yet."""
    if not page.pk:
        return ""
    return reverse(
        "courses:note" if block.block_type == "reflection" else "courses:answer", args=[page.pk, block.id]
    )


def _draft_address(block: StreamValue.StreamChild, page: CoursePage | ModulePage) -> str:
    """Return where a half-written answer is kept; a conversation is kept step by step as it is."""
    if not page.pk or isinstance(page, CoursePage) or block.block_type == "branching":
        return ""
    return reverse("courses:draft", args=[page.pk, block.id])


def sources_of(page: CoursePage | ModulePage) -> Mapping[str, Any]:
    """Return {key: source} of the course, each with title, year and url. Read once a page."""
    if not hasattr(page, "_sources"):
        course = _course_at(page)
        page._sources = {child.value["key"]: child.value for child in course.sources} if course else {}
    return page._sources  # type: ignore[no-any-return]


def course_of(page: ModulePage) -> CoursePage | None:
    """Return the course of a module, with its list as `parent`; None for a module without a place yet.

    Read at most once a page, both in one query."""
    if not hasattr(page, "parent"):
        paths = [page.path[: -page.steplen], page.path[: -2 * page.steplen]] if page.path else []
        rows = Page.objects.filter(path__in=paths).select_related("locale", "coursepage", "courseindexpage")
        above = {row.path: row for row in rows}
        page.parent = getattr(above.get(paths[0]), "coursepage", None) if paths else None
        if page.parent:
            page.parent.parent = getattr(above.get(paths[1]), "courseindexpage", None)
    return page.parent  # type: ignore[no-any-return]


def index_of(page: CoursePage) -> CourseIndexPage | None:
    """Return the list of courses that a course stands in. Read at most once a page."""
    if not hasattr(page, "parent"):
        page.parent = CourseIndexPage.objects.parent_of(page).first() if page.path else None
    return page.parent  # type: ignore[no-any-return]


def module_context(page: ModulePage, request: HttpRequest) -> dict[str, Any]:
    """Return what a module page shows. For one who only reads: two queries, and those of its blocks.

    `page` in it is the page as the learner's version of the course has it."""
    if page.kept_version:
        page = ModulePage.objects.select_related("locale").get(pk=page.pk)
    learner, course = learner_of(request), course_of(page)
    modules: Sequence[ModulePage] = ()
    taken = None
    if course:
        modules = _modules(course, with_lessons=learner.has_record)
        taken = taken_on_a_page(learner, course, modules) if learner.has_record else None
    if taken:
        page, modules = taken.page(page), taken.modules
        course = taken.course if page in modules else course
    with prompts_at_hand(page.lesson):
        return {"page": page, **_module_context(page, request, course, modules, taken)}


def _module_context(
    page: ModulePage,
    request: HttpRequest,
    course: CoursePage | None,
    modules: Sequence[ModulePage],
    taken: Taken | None,
) -> dict[str, Any]:
    learner, now = learner_of(request), timezone.now()
    state = queries.page_state(learner, page, taken=taken, now=now) if taken else queries.PageState()
    progress = state.course.progress if state.course else None
    waits = module_waits(page, modules, progress)
    if course and not waits:
        waits = course_waits(course, learner, progress)
    if getattr(request, "is_preview", False):
        waits = []
    place = [module.pk for module in modules].index(page.pk) if page.pk in {m.pk for m in modules} else None
    again: Mapping[str, BlockState] = getattr(request, "shown_again", {})
    """States of blocks whose answer was just refused: see `courses.views.replies`."""
    parts = _Parts(state, again, anchors_in(page))
    return {
        "course": course,
        "version": version_notice(taken, now, page) if taken else None,
        "waits": waits,
        "trail": trail_of(course),
        "helps": _helped_by(course, page) if course else [],
        "modules": modules,
        "number": place + 1 if place is not None else None,
        "before": modules[place - 1] if place else None,
        "after": modules[place + 1] if place is not None and place + 1 < len(modules) else None,
        "state": state,
        "parts": len(page.lesson.raw_data),
        "reached": len(state.module.reached) if state.module else 0,
        "here_when": explanations.when(state.here_at, now) if state.here_at else "",
        "here_title": explanations.block_title(page, state.here),
        "saved_at": f"{timezone.localtime(state.saved_at):%H:%M}" if state.saved_at else "",
        "signed_in": learner.is_signed_in,
        "blocks": [_part(block, page, parts, request) for block in (() if waits else page.lesson)],
    }


def _helped_by(course: CoursePage, page: ModulePage) -> list[Helped]:
    return blocks_helped(page.locale.language_code, indicators=course.indicators, course=course.key)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the parts of one lesson are drawn from: what the learner did and marked, states of
    answers that were just refused, and what a mark is fastened to now."""

    state: queries.PageState
    again: Mapping[str, BlockState]
    anchors: Mapping[str, Anchor]


def _part(
    block: StreamValue.StreamChild, page: ModulePage, parts: _Parts, request: HttpRequest
) -> SafeString:
    """Return a part of the lesson as HTML, and below it the line where it is marked; no line in a preview."""
    state = parts.state.of(block.id)
    seconds = _second_asked_for(block, request) or parts.state.marks.seconds.get(block.id, 0)
    html = render_block(
        block, page=page, state=parts.again.get(block.id) or state, request=request, begins=seconds
    )
    if not page.pk or block.id not in parts.anchors:
        return html
    refused = refused_states(request).get(block.id)
    return html + render_bar(
        page,
        block.id,
        parts.anchors[block.id],
        marks=parts.state.marks,
        state=refused or replace(state, entered=None),  # what was entered is the exercise's
        request=request,
        is_open=refused is not None,
        focus="note" if refused else "",
    )


def _second_asked_for(block: StreamValue.StreamChild, request: HttpRequest) -> int:
    """Return where a search wants a recording to begin: ?opptak=<key>&t=<seconds>."""
    asked = request.GET.get("t", "")
    if block.block_type != "media" or not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        return 0
    media = block.value["recording"]
    return int(asked) if media and media.key == request.GET.get("opptak") else 0


def course_context(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a course shows; with the learner's own state when there is one."""
    learner = learner_of(request)
    taught = page
    """The page whose modules and quiz are taken: the Norwegian one when this language has none."""
    modules = _modules(page, with_lessons=learner.has_record)
    if not modules and page.locale.language_code != FALLBACK:
        taught = page.get_translation_or_none(_fallback()) or page
        modules = _modules(taught, with_lessons=learner.has_record)
    state = queries.course_state(learner, taught, modules) if learner.has_record and modules else None
    now = timezone.now()
    return {
        "trail": trail_of(page)[:1],
        "version": version_notice(state.taken, now) if state else None,
        "waits": course_waits(state.course if state else taught, learner, state.progress if state else None),
        "modules": _with_progress(state.modules if state else modules, state, now),
        "taught": taught,
        "module_language": taught.locale.language_code,
        "questions": outline_of(state.course if state else taught, ()).asked,
        "audience": audience_names(page.audience),
        "helps": blocks_helped(page.locale.language_code, indicators=page.indicators, course=page.key),
        "state": state,
        "begun": state is not None and state.progress.position is not None,
        "remaining": explanations.remaining(state, now) if state else [],
        "resume": explanations.resume(state, now) if state else None,
        "finished_when": explanations.finished_when(state, now) if state else "",
        "signed_in": learner.is_signed_in,
    }


def index_context(page: CourseIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the list of courses shows, filtered by ?for= (an audience) and ?tid= (at most minutes)."""
    courses = list(CoursePage.objects.child_of(page).live().order_by("path"))
    for course in courses:
        course.locale = page.locale
    audience, minutes = request.GET.get("for", ""), request.GET.get("tid", "")
    found = [
        course
        for course in courses
        if (not audience or audience in course.audience)
        and (not minutes.isdigit() or course.minutes <= int(minutes))
    ]
    learner = learner_of(request)
    mine = queries.my_courses(learner, page.locale.language_code) if learner.has_record else []
    states = {state.course.key: state for state in mine}
    counts = _module_counts(page)
    every = dict.fromkeys(key for course in courses for key in course.audience)
    return {
        "courses": [
            {
                "page": course,
                "audience": audience_names(course.audience),
                "modules": counts.get(course.key, 0),
                "state": states.get(course.key),
            }
            for course in found
        ],
        "audiences": list(zip(every, audience_names(every), strict=True)),
        "chosen": {"for": audience, "tid": minutes},
        "times": [45, 60, 75],
    }


def _modules(course: CoursePage, *, with_lessons: bool) -> list[ModulePage]:
    """Return the published modules in order, with their locale at hand. One query."""
    found = ModulePage.objects.child_of(course).live().order_by("path")
    modules = list(found if with_lessons else found.defer_streamfields())
    for module in modules:
        module.locale = course.locale
    return modules


def trail_of(course: CoursePage | None) -> list[Any]:
    index = index_of(course) if course else None
    if index and course:
        index.locale = course.locale
    return [step for step in (index, course) if step]


def _with_progress(
    modules: Sequence[ModulePage], state: queries.CourseState | None, now: datetime
) -> list[dict[str, Any]]:
    """Return each module with its progress; the first one not seen is where the learner is now."""
    progress = {module.key: module for module in state.progress.modules} if state else {}
    unseen = [key for key, module in progress.items() if not module.seen]
    return [
        {
            "page": module,
            "progress": progress.get(module.key),
            "waits": module_waits(module, modules, state.progress if state else None),
            "why": explanations.why(module, progress.get(module.key), now),
            "is_now": bool(unseen) and unseen[0] == module.key,
        }
        for module in modules
    ]


def _module_counts(index: CourseIndexPage) -> dict[str, int]:
    """Return {course key: number of published modules}, as they are in nb where the language has none."""
    counts = Counter(_paths_of_courses(index))
    if not counts and index.locale.language_code != FALLBACK:
        translated = index.get_translation_or_none(_fallback())
        index = translated or index
        counts = Counter(_paths_of_courses(index))
    keys = CoursePage.objects.child_of(index).values_list("path", "key")
    return {key: counts[path] for path, key in keys}


def _paths_of_courses(index: CourseIndexPage) -> list[str]:
    paths = ModulePage.objects.descendant_of(index).live().values_list("path", flat=True)
    return [path[: -ModulePage.steplen] for path in paths]


def _fallback() -> Locale:
    return Locale.objects.get(language_code=FALLBACK)
