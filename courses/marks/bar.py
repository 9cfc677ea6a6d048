"""The line below each part of a lesson, where a learner marks it or writes a note."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from courses.domain.anchors import Anchor
from courses.domain.progress import UNTOUCHED, BlockState
from courses.kept import Marks
from courses.learner import learner_of
from courses.models import ModulePage


def render_bar(
    page: ModulePage,
    block_id: str,
    anchor: Anchor,
    *,
    marks: Marks,
    state: BlockState = UNTOUCHED,
    request: HttpRequest,
    is_open: bool = False,
    focus: str = "",
) -> SafeString:
    """Return the line as HTML. `anchor` is the part as it is now; `focus` is "note" or "bookmark"."""
    kind = next(raw["type"] for raw in page.lesson.raw_data if raw["id"] == block_id)
    bookmark = marks.bookmarks.get(block_id)
    context = {
        "page": page,
        "block_id": block_id,
        "passage": anchor.passage,
        "bookmarked": bookmark is not None,
        "takes_notes": kind != "reflection",
        "state": state,
        "written": state.entered["note"][0] if state.entered else state.note,
        "changed": state.note_anchor.differs_from(anchor) or bool(bookmark and bookmark.differs_from(anchor)),
        "signed_in": learner_of(request).is_signed_in,
        "is_open": is_open,
        "focus": focus,
    }
    return mark_safe(get_template("courses/parts/marks.html").render(context))


def refused_states(request: HttpRequest) -> Mapping[str, BlockState]:
    """Return {block id: state} of notes that were just refused in this request."""
    return getattr(request, "notes_again", {})
