"""A person's learning as other rooms show it: plain values, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from courses import actions, explanations, queries
from courses.certificates.my_certificates import MyCertificate, my_certificates
from courses.domain.learner import Learner
from courses.encryption import UnreadableNote
from courses.explanations import Remaining, Resume
from courses.learner import joined_text
from courses.marks import queries as marks
from courses.marks.queries import LatestMark
from courses.models import Bookmark, DeviceClaim, Draft, Enrolment, LearningEvent, MediaPlace, Note
from courses.queries import CourseState
from courses.versions.words import VersionNotice, version_notice

SHOWN_FOR = timedelta(days=14)
"""How long my page tells that answers came along, and offers to take it back. Our choice."""


@dataclass(frozen=True, slots=True)
class CourseStatus:
    """A course somebody takes: how far it is, where it stopped, what remains and why, when it was finished.

    `page_id` is what courses:enrol, courses:leave and courses:version take. `declared` is how many of the
    modules count by the learner's own word. `certificate` is the newest they have for it."""

    key: str
    page_id: int
    title: str
    url: str
    done: int
    total: int
    minutes_left: int
    resume: Resume | None
    remaining: tuple[Remaining, ...]
    finished_at: datetime | None
    finished_when: str
    declared: int
    version: VersionNotice
    certificate: MyCertificate | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Answers that came along from a device at a sign-in. `undone`: they were said to be someone else's."""

    device: UUID
    text: str
    undone: bool


def learner_for(user: Any) -> Learner:
    """Return a signed-in person as a learner. One query."""
    devices = DeviceClaim.objects.of(user.pk).standing().values_list("device", flat=True)
    return Learner(user.pk, tuple(devices))


def my_courses(user: Any) -> list[CourseStatus]:
    """Return the courses on a person's list in the reader's language, the latest used first. Six queries, and
    two more when some are in an earlier version."""
    now = timezone.now()
    states = queries.my_courses(learner_for(user), get_language() or "nb")
    finished = any(state.completion.finished for state in states)
    certificates = {one.course_key: one for one in reversed(my_certificates(user))} if finished else {}
    return [_status(state, now, certificates.get(state.course.key)) for state in states]


def _status(state: CourseState, now: datetime, certificate: MyCertificate | None) -> CourseStatus:
    return CourseStatus(
        key=state.course.key,
        page_id=state.course.pk,
        title=state.shown.title,
        url=state.shown.url,
        done=state.progress.done,
        total=state.progress.total,
        minutes_left=state.completion.minutes_left,
        resume=explanations.resume(state, now),
        remaining=tuple(explanations.remaining(state, now)),
        finished_at=state.completion.finished_at,
        finished_when=explanations.finished_when(state, now),
        declared=sum(module.declared for module in state.progress.modules),
        version=version_notice(state.taken, now),
        certificate=certificate,
    )


def latest_marks(user: Any) -> list[LatestMark]:
    """Return the bookmarks a person made last. Two queries."""
    return marks.latest_marks(learner_for(user))


def joined_lately(user: Any) -> list[Joined]:
    """Return what came along at sign-ins in the last two weeks, newest first. One query."""
    since = timezone.now() - SHOWN_FOR
    claims = DeviceClaim.objects.of(user.pk).filter(claimed_at__gte=since).order_by("-claimed_at")
    return [Joined(claim.device, joined_text(claim.answers), claim.undone_at is not None) for claim in claims]


def export_person(user: Any) -> dict[str, Any]:
    """Return all that is kept of a person's learning, as plain JSON-able values; notes in clear text."""
    learner = learner_for(user)
    return {
        "enrolments": [
            {
                "course": row.course_key,
                "version": row.course_version,
                "begun": row.enrolled_at.isoformat(),
                "left": row.left_at.isoformat() if row.left_at else None,
            }
            for row in Enrolment.objects.of(learner).order_by("enrolled_at")
        ],
        "events": [
            {
                "id": str(row.id),
                "course": row.course_key,
                "version": row.course_version,
                "module": row.module_key,
                "part": row.block_id,
                "what": row.kind,
                "content": row.data,
                "at": row.at.isoformat(),
                "on_a_device": row.device is not None,
            }
            for row in LearningEvent.objects.of(learner).order_by("at", "id")
        ],
        "notes": [
            {
                "course": row.course_key,
                "module": row.module_key,
                "part": row.block_id,
                "part_was_called": row.passage,
                "text": _text(row),
                "saved": row.saved_at.isoformat(),
            }
            for row in Note.objects.of(learner).order_by("saved_at")
        ],
        "bookmarks": [
            {
                "course": row.course_key,
                "module": row.module_key,
                "part": row.block_id,
                "part_was_called": row.passage,
                "made": row.made_at.isoformat(),
            }
            for row in Bookmark.objects.of(learner).order_by("made_at")
        ],
        "answers_under_way": [
            {
                "course": row.course_key,
                "module": row.module_key,
                "part": row.block_id,
                "fields": row.fields,
                "saved": row.saved_at.isoformat(),
            }
            for row in Draft.objects.of(learner).order_by("saved_at")
        ],
        "places_in_recordings": [
            {
                "course": row.course_key,
                "part": row.block_id,
                "seconds": row.seconds,
                "at": row.at.isoformat(),
            }
            for row in MediaPlace.objects.of(learner).order_by("at")
        ],
        "devices": [
            {
                "device": str(claim.device),
                "joined": claim.claimed_at.isoformat(),
                "taken_back": claim.undone_at.isoformat() if claim.undone_at else None,
            }
            for claim in DeviceClaim.objects.of(user.pk).order_by("claimed_at")
        ],
    }


def _text(note: Note) -> str | None:
    """Return the note's words; None when it was encrypted with a key that is gone."""
    try:
        return note.text
    except UnreadableNote:
        return None


def erase_person(user: Any) -> None:
    """Delete all that is kept of a person's learning. For when the account goes."""
    actions.erase_person(user_id=user.pk)
