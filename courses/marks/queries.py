"""What a learner has marked: beside a lesson, and gathered on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses import queries
from courses.domain.anchors import NOT_FASTENED, Anchor, anchor_of
from courses.domain.learner import Learner
from courses.encryption import UnreadableNote
from courses.models import Bookmark, ModulePage, Note

Row = Bookmark | Note
LATEST = 5
"""How many bookmarks my page shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a lesson with a bookmark, a note, or both. `changed`: its text is not what it was then.

    `url` is empty when the part is no longer in the course; `text` is None for a note no key opens."""

    course_key: str
    block_id: str
    passage: str
    at: datetime
    url: str = ""
    where: str = ""
    page_id: int | None = None
    bookmarked: bool = False
    text: str | None = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class CourseMarks:
    """The marks of one course in the order of its lessons; those whose part is gone come last."""

    title: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class LatestMark:
    """A bookmark as my page names it."""

    course_key: str
    block_id: str
    passage: str


def anchors_in(page: ModulePage) -> dict[str, Anchor]:
    """Return {block id: what a mark there is fastened to now}, in the order of the lesson. No query."""
    language = page.locale.language_code
    return {raw["id"]: anchor_of(language, raw["value"]) for raw in page.lesson.raw_data}


def latest_marks(learner: Learner) -> list[LatestMark]:
    """Return the bookmarks made last. One query."""
    rows = Bookmark.objects.of(learner).order_by("-made_at")[:LATEST]
    return [LatestMark(row.course_key, row.block_id, row.passage) for row in rows]


def all_marks(learner: Learner, language: str) -> list[CourseMarks]:
    """Return everything `learner` has marked, course by course. At most four queries."""
    bookmarks = list(Bookmark.objects.of(learner).order_by("made_at"))
    notes = list(Note.objects.of(learner).order_by("saved_at"))
    keys = list(dict.fromkeys(row.course_key for row in [*bookmarks, *notes]))
    if not keys:
        return []
    shelves = queries.shelves_of(sorted(keys), language)
    return [_in_course(key, shelf, _by_block(key, bookmarks, notes)) for key, shelf in shelves.items()]


def _in_course(key: str, shelf: queries.Shelf, rows: Mapping[str, Sequence[Row]]) -> CourseMarks:
    parts = {
        block_id: (page, anchor) for page in shelf.modules for block_id, anchor in anchors_in(page).items()
    }
    marks = [_mark(key, parts.get(block_id, (None, NOT_FASTENED)), rows[block_id]) for block_id in rows]
    order = list(parts)
    return CourseMarks(
        shelf.shown.title,
        sorted(
            (mark for mark in marks if mark.bookmarked or mark.text != ""),
            key=lambda mark: order.index(mark.block_id) if mark.block_id in parts else len(order),
        ),
    )


def _by_block(key: str, bookmarks: Sequence[Bookmark], notes: Sequence[Note]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    every: list[Row] = [*bookmarks, *notes]
    for row in every:
        if row.course_key == key:
            rows.setdefault(row.block_id, []).append(row)
    return rows


def _mark(course_key: str, part: tuple[ModulePage | None, Anchor], rows: Sequence[Row]) -> Mark:
    """Return the rows at one part as one mark."""
    page, now = part
    block_id = rows[0].block_id
    return Mark(
        course_key=course_key,
        block_id=block_id,
        passage=now.passage or next((row.passage for row in rows if row.passage), ""),
        at=max(row.saved_at if isinstance(row, Note) else row.made_at for row in rows),
        url=f"{page.url}#{block_id}" if page else "",
        where=page.title if page else "",
        page_id=page.pk if page else None,
        bookmarked=any(isinstance(row, Bookmark) for row in rows),
        text=_words([row for row in rows if isinstance(row, Note)]),
        changed=page is not None and any(row.fastened_to.differs_from(now) for row in rows),
    )


def _words(notes: Sequence[Note]) -> str | None:
    try:
        return "\n\n".join(dict.fromkeys(note.text for note in notes if note.text))
    except UnreadableNote:
        return None


def find_part(course_key: str, block_id: str, language: str) -> ModulePage | None:
    """Return the published module that holds a part, in `language` or bokmål. Two queries."""
    shelf = queries.shelves_of([course_key], language).get(course_key)
    for page in shelf.modules if shelf else ():
        if any(raw["id"] == block_id for raw in page.lesson.raw_data):
            return page
    return None
