"""The twin of a lesson's block: the generated one, or the editor's own words in its place."""

from __future__ import annotations

from dataclasses import replace

from wagtail.blocks import StreamValue

from courses.models import CoursePage, ModulePage
from courses.twins.rendering import Drawing
from courses.twins.tasks import tasks_of
from h5p.results import Completion
from h5p.twin import Twin
from h5p_django.public import Words, twin_of


def drawing_of(block: StreamValue.StreamChild, page: CoursePage | ModulePage) -> Drawing | None:
    """Return the twin of a block with an H5P content, None where none is chosen.

    With the editor's own words instead of it there is nothing to ask; having read them is enough."""
    value = block.value
    found = twin_of(value["content"]) if value["content"] is not None else None
    if found is None:
        return None
    if value["words"] == Words.INSTEAD and value["alternative"].source:
        found = replace(found, twin=Twin(found.twin.title))
    asks_to_read = not found.twin.questions and value["completion"] != Completion.SEEN
    return Drawing(found, tasks_of(found), page.pk, block.id, asks_to_read)
