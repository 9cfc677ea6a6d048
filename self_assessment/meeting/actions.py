"""What is done in a meeting: opening and closing it, turning to the next item, voting, and agreeing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from self_assessment.actions import AlreadyFinished, NotBeingAgreed, ProposedSave, Saved, TooLate
from self_assessment.consensus.actions import agree as agree_on
from self_assessment.domain.meeting import AGENDA, Move, Phase, first_stage, follow, plain_tally, tally
from self_assessment.finishing.trail import record
from self_assessment.meeting.models import Attendance, Meeting, MeetingItem, Vote
from self_assessment.models import Assessment


class MeetingIsOver(Exception):
    """The meeting was closed, or the assessment is no longer being agreed. Nothing was changed."""


class VotesAreShown(Exception):
    """The votes of this round have been shown, so none is added or changed. Nothing was changed."""


@transaction.atomic
def open_meeting(*, assessment: Assessment, minutes: int, by: User, at: datetime) -> Meeting:
    """Open a meeting, or return the one that is open. Also when two press at once there is one.

    `minutes` for each item. Raises NotBeingAgreed, AlreadyFinished."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.state == Assessment.State.FINISHED:
        raise AlreadyFinished
    if not locked.is_being_agreed:
        raise NotBeingAgreed
    if existing := locked.meetings.open().first():
        return existing
    meeting = Meeting.objects.create(assessment=locked, opened_by=by, opened_at=at, minutes=minutes)
    record(assessment=locked, by=by, at=at, event="meeting_opened", detail={"meeting": meeting.pk})
    return meeting


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Close it; what was written stays. Closed already, it changes nothing."""
    Assessment.objects.select_for_update().get(pk=meeting.assessment_id)  # always before its meetings
    locked = _locked(meeting)
    if locked.closed_at is not None:
        return
    locked.closed_at = at
    _tell(locked)
    record(assessment=locked.assessment, by=by, at=at, event="meeting_closed", detail={"meeting": locked.pk})


@transaction.atomic
def join(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Be there, also once more after having left. Raises MeetingIsOver."""
    locked = _on(meeting)
    _be_there(locked, by, at)
    _tell(locked)


@transaction.atomic
def leave(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Leave. A vote that was given stays, as a number among others."""
    locked = _locked(meeting)
    if locked.attendances.filter(user=by, left_at=None).update(left_at=at):
        _tell(locked)


@transaction.atomic
def turn(*, meeting: Meeting, seen: str, move: Move, indicator: str = "", at: datetime) -> Meeting:
    """Turn what the screen shows, for a lead who saw the stage with the key `seen`.

    Showing the votes keeps their numbers. Raises MeetingIsOver, and MovedOn or NothingToReveal as `follow`."""
    locked = _on(meeting)
    item = locked.current
    if move is Move.SHOW:
        item = locked.items.filter(indicator=indicator).first()
    target = (item.stage if item else first_stage(indicator)) if move is Move.SHOW else AGENDA
    now = locked.stage
    stage = follow(now, seen=seen, move=move, target=target)
    if stage == now:
        return locked
    if stage.indicator != now.indicator:
        locked.timer = locked.timer.anew()
    if stage == AGENDA:
        locked.current = None
    else:
        item = item or MeetingItem(meeting=locked, indicator=indicator, taken_up_at=at)
        if move is Move.REVEAL:
            votes = item.votes.filter(round=item.round).values_list("level", flat=True)
            item.tallies = [*item.tallies, plain_tally(tally(votes))]
        item.phase, item.round = stage.phase.value, stage.round
        item.save()
        locked.current = item
    _tell(locked)
    return locked


@transaction.atomic
def run_timer(*, meeting: Meeting, run: bool, at: datetime) -> None:
    """Start or pause the clock. Raises MeetingIsOver."""
    locked = _on(meeting)
    before = locked.timer
    locked.timer = before.start(at) if run else before.pause(at)
    if locked.timer != before:
        _tell(locked)


@transaction.atomic
def talk_more(*, meeting: Meeting, indicator: str, more: bool) -> None:
    """Put an item on the list of what is to be talked about more, or take it off. Raises MeetingIsOver."""
    locked = _on(meeting)
    if locked.items.filter(indicator=indicator).update(talk_more=more):
        _tell(locked)


@transaction.atomic
def vote(
    *, meeting: Meeting, indicator: str, round: int, level: int | None, by: User, at: datetime
) -> MeetingItem:
    """Vote on an item in a round, or change one's vote; None is "do not know". A repeat does no harm.

    The item need not be on the screen any more, as long as its votes have not been shown. Whoever votes is
    there. Raises MeetingIsOver, VotesAreShown."""
    locked = _on(meeting)
    item = locked.items.filter(indicator=indicator).first()
    if item is None or item.round != round or item.phase != Phase.VOTE:
        raise VotesAreShown
    Vote.objects.update_or_create(item=item, round=round, voter=by, defaults={"level": level, "voted_at": at})
    _be_there(locked, by, at)
    _tell(locked)
    return item


@transaction.atomic
def agree(
    *, assessment: Assessment, indicator: str, proposed: ProposedSave, by: User, at: datetime
) -> Saved | TooLate:
    """Save what the group agrees on, as at the table, and keep it with the item of the newest meeting.

    Raises NotBeingAgreed, AlreadyFinished; never because the screen has moved on: what is written is kept."""
    outcome = agree_on(assessment=assessment, indicator=indicator, proposed=proposed, by=by, at=at)
    if isinstance(outcome, Saved):
        item = MeetingItem.objects.filter(meeting__assessment=assessment, indicator=indicator).last()
        save = outcome.answer.saves.filter(version=outcome.answer.version).first()
        if item is not None and save is not None and item.agreed_id != save.pk:
            MeetingItem.objects.filter(pk=item.pk).update(agreed=save)
            _tell(_locked(item.meeting))
    return outcome


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_related("assessment", "current")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)


def _on(meeting: Meeting) -> Meeting:
    locked = _locked(meeting)
    if not locked.is_on:
        raise MeetingIsOver
    return locked


def _be_there(meeting: Meeting, user: User, at: datetime) -> None:
    attendance, created = Attendance.objects.get_or_create(
        meeting=meeting, user=user, defaults={"joined_at": at}
    )
    if not created and attendance.left_at is not None:
        attendance.left_at = None
        attendance.save(update_fields=["left_at"])


def _tell(meeting: Meeting) -> None:
    """Save, so that every page sees that something is new."""
    meeting.version += 1
    meeting.save()
