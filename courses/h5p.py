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
from h5p_django.public import Place, embed

ROOM = "courses"
"""Begins the name of every place of ours, so that a result finds back to us."""


def context_of(
    block: StreamValue.StreamChild,
    *,
    page: CoursePage | ModulePage,
    course: CoursePage | None,
    state: BlockState,
    request: HttpRequest,
) -> dict[str, Any]:
    """Return what the template of an H5P block needs beside its value. No query."""
    content = block.value["content"]
    played = state.played
    context: dict[str, Any] = {"played": played}
    if played:
        context["points"] = played.latest if block.value["attempts"] == "last" else played.best
    if content is not None and course is not None and page.pk:
        place = place_of(block, page=page, course=course, learner=learner_of(request))
        begin = reverse("courses:h5p_begin", args=[page.pk, block.id])
        context["embed"] = embed(place, title=content.title, begin=begin)
    return context


def place_of(
    block: StreamValue.StreamChild, *, page: CoursePage | ModulePage, course: CoursePage, learner: Learner
) -> Place:
    """Return the place of a block that has a content."""
    value = block.value
    return Place(
        content=value["content"].pk,
        block=f"{ROOM}/{course.key}/{page.key}/{block.id}",
        learners=learner_keys(learner),
        context=course.version,
        language=page.locale.language_code,
        completion=value["completion"],
        share=value["share"] or 0,
    )
