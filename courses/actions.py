"""What a learner's record is written by. One function, one transaction; nothing half-written remains."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from courses.domain.anchors import NOT_FASTENED, Anchor
from courses.domain.events import GIVES_ANSWER, Kind
from courses.domain.learner import Learner, learner_keys
from courses.models import Bookmark, DeviceClaim, Draft, Enrolment, LearningEvent, MediaPlace, Note
from courses.notes import NoteText, joined
from h5p_django import public as h5p

AT_A_TIME = 500
"""Devices forgotten in one transaction: a database takes only so many values in a question."""
COUNTS_AS_ANSWER = [*GIVES_ANSWER, Kind.H5P_RESULT, Kind.QUIZ_ANSWERED, Kind.NOTE_SAVED]


class AlreadySubmitted(Exception):
    """This attempt at the quiz was handed in before; nothing was changed."""


class StaleNote(Exception):
    """The note was saved elsewhere after this text was opened; `saved` is what stands, unchanged."""

    def __init__(self, saved: NoteText) -> None:
        super().__init__("the note has been changed since")
        self.saved = saved


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a course something happens. `version` is the version of the course as it was met."""

    course: str
    version: str
    module: str
    block: str = ""


def owner_columns(learner: Learner) -> dict[str, Any]:
    """Return the columns of the one who writes: the person when signed in, else the device at hand."""
    if learner.user_id is not None:
        return {"user_id": learner.user_id, "device": None}
    return {"user_id": None, "device": learner.devices[0]}


@transaction.atomic
def record(
    kind: Kind,
    *,
    place: Place,
    by: Learner,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    id: UUID | None = None,
) -> LearningEvent:
    """Add one event to the log, and begin the course if it was not begun.

    Sent again with the same `id` it is the same event, and nothing is added. Should the id stand for
    something else (another learner's, or another answer), the event gets a new one: nothing is lost."""
    begin(course=place.course, version=place.version, by=by, at=at)
    columns = {
        **owner_columns(by),
        "course_key": place.course,
        "module_key": place.module,
        "block_id": place.block,
        "kind": kind.value,
        "data": dict(data or {}),
    }
    rest = {"course_version": place.version, "at": at}
    if id is not None:
        event, created = LearningEvent.objects.get_or_create(id=id, defaults={**columns, **rest})
        if created or all(getattr(event, name) == value for name, value in columns.items()):
            return event
    return LearningEvent.objects.create(id=uuid.uuid4(), **columns, **rest)


@transaction.atomic
def record_reading(
    *, place: Place, blocks: list[str], by: Learner, at: datetime, id: UUID | None = None
) -> LearningEvent | None:
    """Note the blocks somebody has passed, and that they are at `place`. None in a course they have left:
    reading on in it does not put it back on their list."""
    mine = Enrolment.objects.of(by).in_course(place.course)
    if mine.exists() and not mine.current().exists():
        return None
    return record(Kind.BLOCK_REACHED, place=place, by=by, at=at, data={"blocks": blocks}, id=id)


def begin(*, course: str, version: str, by: Learner, at: datetime) -> Enrolment:
    """Return the learner's enrolment, locked; made, and pinned to `version`, at the first save.

    One who left and does something in the course again takes it up in the version they had."""
    mine = Enrolment.objects.of(by).in_course(course).select_for_update()
    latest = mine.order_by(F("left_at").desc(nulls_first=True), "enrolled_at").first()
    if latest is None:
        latest, _ = Enrolment.objects.get_or_create(
            **owner_columns(by),
            course_key=course,
            left_at=None,
            defaults={"course_version": version, "enrolled_at": at},
        )
    elif latest.left_at:
        latest.left_at = None
        latest.save(update_fields=["left_at"])
    return latest


@transaction.atomic
def enrol(*, course: str, version: str, by: Learner, at: datetime) -> Enrolment:
    """Begin a course, pinned to `version`, or take it up again as it was."""
    return begin(course=course, version=version, by=by, at=at)


@transaction.atomic
def leave(*, course: str, by: Learner, at: datetime) -> int:
    """Take the course off the learner's list. What was done is kept. Returns how many enrolments ended."""
    return Enrolment.objects.of(by).in_course(course).current().update(left_at=at)


@transaction.atomic
def save_quiz_answers(
    *,
    place: Place,
    answers: Mapping[str, Mapping[str, Any]],
    by: Learner,
    at: datetime,
    digests: Mapping[str, str] | None = None,
    id: UUID | None = None,
) -> None:
    """Keep answers ({question id: answer}) for the attempt under way; all or none of them.

    `digests` name the questions as they were answered."""
    named = digests or {}
    for question, answer in answers.items():
        one = uuid.uuid5(id, question) if id else None
        where = replace(place, block=question)
        data = {"answer": answer, "digest": named.get(question, "")}
        record(Kind.QUIZ_ANSWERED, place=where, by=by, at=at, data=data, id=one)


@transaction.atomic
def settle_draw(
    *, place: Place, attempt: int, order: Sequence[str], digests: Mapping[str, str], by: Learner, at: datetime
) -> None:
    """Let these questions be those of the attempt, on every device. What was settled before it stands."""
    data = {"attempt": attempt, "order": list(order), "digests": [digests[id] for id in order]}
    record(Kind.QUIZ_DRAWN, place=place, by=by, at=at, data=data)


@transaction.atomic
def submit_quiz(
    *,
    place: Place,
    attempt: int,
    answers: Mapping[str, Mapping[str, Any]],
    right: list[str],
    total: int,
    by: Learner,
    at: datetime,
    digests: Mapping[str, str] | None = None,
) -> LearningEvent:
    """Hand in attempt number `attempt` (counted from 1) with the answers and which of them were right.

    `digests` name the questions as they were asked.

    Raises AlreadySubmitted when that attempt was handed in, also when two tabs press at once."""
    begin(course=place.course, version=place.version, by=by, at=at)
    before = LearningEvent.objects.of(by).in_course(place.course).filter(kind=Kind.QUIZ_SUBMITTED).count()
    if attempt != before + 1:
        raise AlreadySubmitted(attempt)
    data = {"correct": len(right), "total": total, "answers": answers, "right": right, "order": list(answers)}
    if digests:
        data["digests"] = {id: digests[id] for id in answers}
    return record(Kind.QUIZ_SUBMITTED, place=place, by=by, at=at, data=data)


@transaction.atomic
def save_note(
    *, place: Place, text: str, revision: int, by: Learner, at: datetime, anchor: Anchor | None = None
) -> NoteText:
    """Keep the learner's words at a part of a lesson, encrypted, with the text they are fastened to.

    `revision` is the one the note was opened with.

    Raises StaleNote, and UnreadableNote when what stands cannot be read: then it is not written over."""
    begin(course=place.course, version=place.version, by=by, at=at)
    notes = list(Note.objects.of(by).in_course(place.course).filter(block_id=place.block).select_for_update())
    saved = joined(notes)
    if text == saved.text and notes:
        return saved
    if revision != saved.revision:
        raise StaleNote(saved)
    owner = owner_columns(by)
    mine = next((n for n in notes if n.user_id == owner["user_id"] and n.device == owner["device"]), None)
    if not notes:
        record(Kind.NOTE_SAVED, place=place, by=by, at=at)
    note = mine or Note(**owner, course_key=place.course, module_key=place.module, block_id=place.block)
    note.text, note.revision, note.saved_at = text, saved.revision + 1, at
    note.fasten(anchor or NOT_FASTENED)
    note.save()
    # What came along from a device was shown together with it, and is in the text that was saved now.
    Note.objects.filter(pk__in=[other.pk for other in notes if other.pk != note.pk]).delete()
    return NoteText(text, note.revision, at, note.fastened_to)


@transaction.atomic
def claim_device(*, device: UUID, by: int, at: datetime) -> DeviceClaim | None:
    """Let what was done on `device` count as the person's. None when there is nothing, or it is claimed."""
    mine = Learner(devices=(device,))
    if not (Enrolment.objects.of(mine).exists() or LearningEvent.objects.of(mine).exists()):
        return None
    answers = (
        LearningEvent.objects.of(mine)
        .filter(kind__in=COUNTS_AS_ANSWER)
        .values("course_key", "block_id")
        .distinct()
        .count()
    )
    claim, created = DeviceClaim.objects.get_or_create(
        device=device, defaults={"user_id": by, "answers": answers, "claimed_at": at}
    )
    return claim if created else None


@transaction.atomic
def undo_claim(*, device: UUID, by: int, at: datetime) -> bool:
    """Part the device's record from the person's again. False when there is no such claim of theirs."""
    return bool(DeviceClaim.objects.of(by).standing().filter(device=device).update(undone_at=at))


@transaction.atomic
def redo_claim(*, device: UUID, by: int) -> bool:
    """Regret the undoing. False when there is no such claim of theirs."""
    return bool(DeviceClaim.objects.of(by).filter(device=device).update(undone_at=None))


@transaction.atomic
def erase_person(*, user_id: int) -> None:
    """Delete all that is known of a person's learning, on every device they have claimed too.

    Also what they said was not theirs: nobody can reach it any more, so there is no reason to keep it."""
    claims = DeviceClaim.objects.of(user_id)
    _erase(Learner(user_id, tuple(claims.values_list("device", flat=True))))
    claims.delete()


@transaction.atomic
def erase_device(*, device: UUID) -> None:
    """Delete what was done on a device that nobody has claimed."""
    if not DeviceClaim.objects.filter(device=device).exists():
        _erase(Learner(devices=(device,)))


def _erase(learner: Learner) -> None:
    LearningEvent.objects.of(learner).erase()
    for kept in (Note, Bookmark, MediaPlace, Draft):
        kept.objects.of(learner).delete()
    Enrolment.objects.of(learner).delete()
    for key in learner_keys(learner):
        h5p.forget_learner(learner_key=key)


@transaction.atomic
def forget_devices(*, before: datetime) -> int:
    """Delete what lies on devices without an owner that were last used before `before`.

    Returns how many, at most AT_A_TIME; call again until it is none."""
    on_a_device = {"device__isnull": False}
    idle = (
        # Whatever is saved begins the course, so every device that holds something has an enrolment.
        Enrolment.objects.filter(**on_a_device)
        .exclude(device__in=DeviceClaim.objects.standing().values("device"))
        .exclude(device__in=Enrolment.objects.filter(**on_a_device, enrolled_at__gte=before).values("device"))
        .exclude(device__in=LearningEvent.objects.filter(**on_a_device, at__gte=before).values("device"))
        .exclude(device__in=Note.objects.filter(**on_a_device, saved_at__gte=before).values("device"))
        .exclude(device__in=Draft.objects.filter(**on_a_device, saved_at__gte=before).values("device"))
        .exclude(device__in=Bookmark.objects.filter(**on_a_device, made_at__gte=before).values("device"))
    )
    devices = tuple(idle.values_list("device", flat=True).distinct()[:AT_A_TIME])
    if devices:
        _erase(Learner(devices=devices))
    return len(devices)
