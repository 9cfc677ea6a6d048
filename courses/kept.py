"""What a learner keeps at the parts of a course: private notes, bookmarks, places in recordings, half-written
answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import CharField, IntegerField, TextField, Value
from django.db.models.functions import Cast

from courses.domain.anchors import Anchor
from courses.domain.learner import Learner
from courses.encryption import UnreadableNote
from courses.models import Bookmark, Draft, MediaPlace, Note
from courses.notes import NoteText, joined

_BOOKMARK, _PLACE, _DRAFT = 0, -1, -2
"""What stands for the revision of a row that is no note; a note's own is 1 or more."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One learner's bookmarks ({block id: what it is fastened to}) and places in recordings ({block id: seconds})."""

    bookmarks: Mapping[str, Anchor] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """`notes` are {block id: note}; one that no key opens is left out: no error page. `drafts` are {block id:
    (the fields of the form, when they were saved)} of answers that were not sent."""

    notes: Mapping[str, NoteText] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    drafts: Mapping[str, tuple[Mapping[str, list[str]], datetime]] = field(default_factory=dict)


def kept_in(learner: Learner, course_key: str) -> Kept:
    """Return all that `learner` keeps in a course. One query."""
    if not learner.has_record:
        return Kept()
    notes: dict[str, list[Note]] = {}
    bookmarks: dict[str, Anchor] = {}
    seconds: dict[str, int] = {}
    drafts: dict[str, tuple[Mapping[str, list[str]], datetime]] = {}
    for block_id, revision, at, user_id, device, token, *anchor in _rows(learner, course_key):
        if revision == _BOOKMARK:
            bookmarks[block_id] = Anchor(*anchor)
        elif revision == _PLACE:
            seconds[block_id] = int(token)
        elif revision == _DRAFT:
            drafts[block_id] = (json.loads(token), at)
        else:
            note = Note(user_id=user_id, device=device, token=token, revision=revision, saved_at=at)
            note.fasten(Anchor(*anchor))
            notes.setdefault(block_id, []).append(note)
    return Kept(_readable(notes), Marks(bookmarks, seconds), drafts)


def _rows(learner: Learner, course_key: str) -> list[Any]:
    """Return the four tables' rows as one, the oldest first."""
    nothing = Value("", output_field=CharField())
    notes = Note.objects.of(learner).in_course(course_key)
    bookmarks = Bookmark.objects.of(learner).in_course(course_key)
    places = MediaPlace.objects.of(learner).in_course(course_key)
    drafts = Draft.objects.of(learner).in_course(course_key)
    anchor = ("language", "text_digest", "passage")
    rows = notes.values_list("block_id", "revision", "saved_at", "user_id", "device", "token", *anchor).union(
        bookmarks.values_list(
            "block_id",
            Value(_BOOKMARK, output_field=IntegerField()),
            "made_at",
            "user_id",
            "device",
            Value("", output_field=TextField()),
            *anchor,
        ),
        places.values_list(
            "block_id",
            Value(_PLACE, output_field=IntegerField()),
            "at",
            "user_id",
            "device",
            Cast("seconds", TextField()),
            nothing,
            nothing,
            nothing,
        ),
        drafts.values_list(
            "block_id",
            Value(_DRAFT, output_field=IntegerField()),
            "saved_at",
            "user_id",
            "device",
            Cast("fields", TextField()),
            nothing,
            nothing,
            nothing,
        ),
        all=True,
    )
    return sorted(rows, key=itemgetter(2))


def _readable(notes: Mapping[str, list[Note]]) -> dict[str, NoteText]:
    found = {}
    for block_id, rows in notes.items():
        try:
            found[block_id] = joined(rows)
        except UnreadableNote:
            continue
    return found
