"""What changes an assessment: starting one, and saving an answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actions import NotALead
from accounts.models import Municipality, User
from self_assessment.finishing.trail import record
from self_assessment.mapping.actions import take_along
from self_assessment.models import Answer, AnswerSave, Assessment, FrameworkRelease, Participant
from self_assessment.models.answer import AnswerValues
from self_assessment.queries import release_of


class NoFramework(Exception):
    """There is no released framework to answer; the site's content has not been loaded."""


class AlreadyFinished(Exception):
    """The assessment is finished and takes no more answers; nothing was changed."""


class AnswersAreIn(Exception):
    """The group has begun to agree, so each one's own answers stand as they are; nothing was changed."""


class NotBeingAgreed(Exception):
    """The group has not begun to agree, so there is nothing to agree on yet; nothing was changed."""


def start(
    *,
    municipality: Municipality,
    kind: str,
    by: User,
    at: datetime,
    started_from: Assessment | None = None,
) -> Assessment:
    """Return the municipality's open assessment of `kind`, made now if it has none.

    `started_from` is an earlier one whose answers are asked about anew, and whose tables are taken along.
    Raises NotALead, NoFramework. Also when two press at once there is only one."""
    if not Municipality.objects.led_by(by).filter(pk=municipality.pk).exists():
        raise NotALead(f"user {by.pk} does not lead {municipality.pk}")
    open_ones = Assessment.objects.open().of_kind(kind).filter(municipality=municipality)
    if existing := open_ones.first():
        return existing
    release = FrameworkRelease.objects.newest()
    if release is None:
        raise NoFramework
    try:
        with transaction.atomic():
            return _create(
                Assessment(
                    municipality=municipality,
                    release=release,
                    kind=kind,
                    created_by=by,
                    created_at=at,
                    started_from=started_from,
                ),
                by,
                at,
            )
    except IntegrityError:  # somebody else started it in the same moment
        return open_ones.get()


def _create(assessment: Assessment, by: User, at: datetime) -> Assessment:
    assessment.save()
    detail = {"kind": assessment.kind, "release": assessment.release.digest}
    if assessment.started_from is not None:
        detail["from"] = str(assessment.started_from.pk)
        take_along(from_=assessment.started_from, to=assessment, by=by, at=at)
    if assessment.is_agreed_together:
        Participant.objects.create(
            assessment=assessment,
            user=by,
            role=release_of(assessment.release).roles[0].code,
            as_lead=True,
            joined_at=at,
        )
    record(assessment=assessment, by=by, at=at, event="started", detail=detail)
    return assessment


@dataclass(frozen=True, slots=True)
class ProposedSave:
    """A save as the client asks for it: its own id, the version it was written on, and what it says."""

    id: uuid.UUID
    replaces: int
    values: AnswerValues


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer as it stands after a save that took, was a repeat, or changed nothing."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class TooLate:
    """Somebody saved another answer in between. Nothing was overwritten; `save` is kept beside `answer`."""

    answer: Answer
    save: AnswerSave


@transaction.atomic
def save_answer(
    *,
    assessment: Assessment,
    indicator: str,
    proposed: ProposedSave,
    by: User,
    at: datetime,
    respondent: User | None = None,
) -> Saved | TooLate:
    """Save an answer to one indicator, if it is still the version the person saw.

    It is the `respondent`'s own, or, without one, what the municipality stands by: in a quick check what its
    lead says, in a full assessment what the group agrees on. `proposed` has been checked by the form. A repeat
    of a save, and a save that changes nothing, do no harm. Raises AlreadyFinished, AnswersAreIn, NotBeingAgreed."""
    _take_answers(assessment, own=respondent is not None)
    answer = _held_answer(assessment, respondent, indicator)
    earlier = AnswerSave.objects.filter(pk=proposed.id).first()
    if earlier and earlier.answer_id == answer.pk and earlier.values == proposed.values:
        return Saved(answer) if earlier.version is not None else TooLate(answer, earlier)
    if proposed.values == answer.values:
        return Saved(answer)
    # An id used before, for something else, is no reason to lose what was written.
    save = AnswerSave(
        id=uuid.uuid4() if earlier else proposed.id,
        answer=answer,
        by=by,
        replaces=proposed.replaces,
        saved_at=at,
    )
    save.values = proposed.values
    if proposed.replaces != answer.version:
        save.save()
        return TooLate(answer, save)
    answer.values, answer.saved_at = proposed.values, at
    answer.version = save.version = answer.version + 1
    save.save()
    answer.save()
    return Saved(answer)


def _held_answer(assessment: Assessment, respondent: User | None, indicator: str) -> Answer:
    """Return the answer with its row locked, made now if there is none yet."""
    which: dict[str, Any] = {"assessment": assessment, "respondent": respondent, "indicator": indicator}
    held = Answer.objects.select_for_update().filter(**which).first()
    if held is None:
        made, _ = Answer.objects.get_or_create(**which)
        held = Answer.objects.select_for_update().get(pk=made.pk)
    return held


def _take_answers(assessment: Assessment, *, own: bool) -> None:
    """Note that answering has begun. Raises what `save_answer` says, as the table says now."""
    rows = Assessment.objects.all()
    if not own:  # so that none slips in while somebody finishes; own answers are closed before that
        rows = rows.select_for_update(no_key=True)
    state = rows.values_list("state", flat=True).get(pk=assessment.pk)
    if state == Assessment.State.FINISHED:
        raise AlreadyFinished
    if own and state == Assessment.State.CONSENSUS:
        raise AnswersAreIn
    if not own and assessment.is_agreed_together and state != Assessment.State.CONSENSUS:
        raise NotBeingAgreed
    if state == Assessment.State.DRAFT:
        Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.ANSWERING)
