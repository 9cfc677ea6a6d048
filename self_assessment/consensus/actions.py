"""What a group does to agree: gather the answers in, agree on each, and, if need be, answer again."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from accounts.models import User
from self_assessment.actions import AlreadyFinished, ProposedSave, Saved, TooLate, save_answer
from self_assessment.consensus.queries import spreads_of
from self_assessment.finishing.trail import record
from self_assessment.models import Assessment
from self_assessment.models.answer import AnswerValues


class NobodyHasAnswered(Exception):
    """There is nothing to agree on yet. Nothing was changed."""


@transaction.atomic
def open_consensus(*, assessment: Assessment, by: User, at: datetime) -> None:
    """Gather the answers in: from now on they stand, may be seen as numbers, and the group agrees.

    Done once already, it changes nothing. Raises NobodyHasAnswered, AlreadyFinished."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.state == Assessment.State.CONSENSUS:
        return
    if locked.state == Assessment.State.FINISHED:
        raise AlreadyFinished
    if not assessment.answers.individual().exclude(level=None).exists():
        raise NobodyHasAnswered
    locked.state = Assessment.State.CONSENSUS
    locked.save(update_fields=["state"])
    record(assessment=assessment, by=by, at=at, event="consensus_opened", detail={})


@transaction.atomic
def answer_again(*, assessment: Assessment, by: User, at: datetime) -> None:
    """Let everybody answer again. What was agreed on is kept. Raises AlreadyFinished."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.state == Assessment.State.FINISHED:
        raise AlreadyFinished
    if locked.state == Assessment.State.CONSENSUS:
        locked.state = Assessment.State.ANSWERING
        locked.save(update_fields=["state"])
        locked.meetings.end(at)
        record(assessment=assessment, by=by, at=at, event="answering_again", detail={})


@transaction.atomic
def agree(
    *, assessment: Assessment, indicator: str, proposed: ProposedSave, by: User, at: datetime
) -> Saved | TooLate:
    """Save what the group agrees on; `comment` of the values is the note on why.

    Like any save it overwrites nothing it has not seen. Raises NotBeingAgreed, AlreadyFinished."""
    _take_turn(assessment)
    outcome = save_answer(assessment=assessment, indicator=indicator, proposed=proposed, by=by, at=at)
    if isinstance(outcome, Saved) and outcome.answer.saved_at == at:
        agreed = outcome.answer.values.answer
        said = agreed if isinstance(agreed, int) or agreed is None else agreed.value
        detail = {"indicator": indicator, "answer": said, "version": outcome.answer.version}
        record(assessment=assessment, by=by, at=at, event="agreed", detail=detail)
    return outcome


@transaction.atomic
def agree_where_all_do(*, assessment: Assessment, by: User, at: datetime) -> list[str]:
    """Agree on every indicator that has no agreed answer and on which at least two gave the same, and nobody
    another. Return the indicators. Raises NotBeingAgreed, AlreadyFinished."""
    _take_turn(assessment)
    decided = set(assessment.answers.agreed().filter(version__gt=0).values_list("indicator", flat=True))
    alike = {
        code: spread.unanimous
        for code, spread in spreads_of(assessment).items()
        if code not in decided and spread.unanimous is not None and spread.people > 1
    }
    for code, level in alike.items():
        proposed = ProposedSave(uuid.uuid4(), 0, AnswerValues(level))
        agree(assessment=assessment, indicator=code, proposed=proposed, by=by, at=at)
    return list(alike)


def _take_turn(assessment: Assessment) -> None:
    """One at a time, and the assessment always before its answers: two could wait for each other otherwise."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)
