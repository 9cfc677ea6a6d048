"""Taking in a private note: refused softly when it is too long or may point at a person; the text stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from base.personal_data import find_numbers
from courses import actions
from courses.domain.learner import Learner
from courses.domain.progress import BlockState
from courses.encryption import UnreadableNote
from courses.learner import learner_to_save_for
from courses.marks.queries import anchors_in
from courses.models import ModulePage
from courses.views.replies import course_of


@dataclass(frozen=True, slots=True)
class Taken:
    """How it went. `by` is None when nothing was saved; `state` then holds what was entered, and why."""

    state: BlockState
    status: int = 200
    by: Learner | None = None
    at: datetime = field(default_factory=timezone.now)


def take_note(request: HttpRequest, page: ModulePage, block_id: str) -> Taken:
    """Keep the note that was sent for a part of a lesson."""
    text = request.POST.get("note", "").replace("\r\n", "\n").strip()
    revision = _number(request.POST.get("replaces", ""))
    if len(text) > settings.LONGEST_NOTE:
        return _not_taken(text, revision, "too-long")
    if find_numbers(text):
        return _not_taken(text, revision, "personal-number")
    learner, now = learner_to_save_for(request), timezone.now()
    course = course_of(page)
    try:
        written = actions.save_note(
            place=actions.Place(course.key, course.version, page.key, block_id),
            text=text,
            revision=revision,
            by=learner,
            at=now,
            anchor=anchors_in(page)[block_id],
        )
    except actions.StaleNote as stale:
        state = BlockState(
            note=stale.saved.text,
            note_revision=stale.saved.revision,
            entered={"note": [text]},
            fault="changed-elsewhere",
        )
        return Taken(state, 409)
    except UnreadableNote:
        return _not_taken(text, revision, "unreadable")
    state = BlockState(
        note=written.text,
        note_revision=written.revision,
        note_anchor=written.anchor,
        answered_at=now,
        seen=True,
    )
    return Taken(state, by=learner, at=now)


def _not_taken(text: str, revision: int, fault: str) -> Taken:
    return Taken(BlockState(entered={"note": [text]}, note_revision=revision, fault=fault), 422)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
