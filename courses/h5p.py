"""An H5P content in a lesson: where it stands, for whom, and what its block shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.blocks import StreamValue

from courses.domain.learner import Learner, learner_keys
from courses.domain.progress import BlockState
from courses.learner import learner_of
from courses.models import CoursePage, ModulePage
from h5p_django.public import Place, embed, is_playable

ROOM = "courses"
"""Begins the name of every place of ours, so that a result finds back to us."""


def shows_content(block: StreamValue.StreamChild) -> bool:
    """Say whether an H5P content is chosen in a block: alone, or beside a conversation of ours."""
    return block.block_type in ("h5p", "branching") and block.value["content"] is not None


def context_of(
    block: StreamValue.StreamChild,
    *,
    page: CoursePage | ModulePage,
    course: CoursePage | None,
    state: BlockState,
    request: HttpRequest,
) -> dict[str, Any]:
    """Return what the template of a block with an H5P content needs beside its value. A query for each."""
    played = state.played
    context: dict[str, Any] = {"played": played}
    if played:
        latest = block.block_type == "h5p" and block.value["attempts"] == "last"
        context["points"] = played.latest if latest else played.best
    if course is None or not page.pk or not shows_content(block):
        return context
    content = block.value["content"]
    if block.block_type == "h5p":
        context["twin_url"] = reverse("courses:twin", args=[page.pk, block.id])
    # A conversation stands in the lesson anyway; whether its other form can run, the frame itself says.
    if block.block_type == "branching" or is_playable(content):
        place = place_of(block, page=page, course=course, learner=learner_of(request))
        begin = reverse("courses:h5p_begin", args=[page.pk, block.id])
        context["embed"] = embed(place, title=content.title, begin=begin)
    else:
        context["twin_parts"] = _twin_parts(block, page, state, request)
    return context


def _twin_parts(
    block: StreamValue.StreamChild, page: CoursePage | ModulePage, state: BlockState, request: HttpRequest
) -> list[Any]:
    """Return the twin as the lesson shows it while the player cannot run."""
    from courses.twins.placing import drawing_of
    from courses.twins.rendering import states_of

    drawing = drawing_of(block, page)
    if drawing is None:
        return []
    answers = state.played.answers_to(drawing.found.of) if state.played else {}
    return drawing.parts(states_of(drawing.tasks, answers), request)


def place_of(
    block: StreamValue.StreamChild, *, page: CoursePage | ModulePage, course: CoursePage, learner: Learner
) -> Place:
    """Return the place of a block that has a content. A conversation is done when an end is reached."""
    value = block.value
    return Place(
        content=value["content"].pk,
        block=f"{ROOM}/{course.key}/{page.key}/{block.id}",
        learners=learner_keys(learner),
        context=course.version,
        language=page.locale.language_code,
        completion=value.get("completion", "completed"),
        share=value.get("share") or 0,
    )
