"""What a meeting shows: to everybody at once, and to one person about their own vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from accounts.models import User
from self_assessment.domain.consensus import Spread
from self_assessment.domain.framework import BuildingBlock, Indicator, Release
from self_assessment.meeting.models import Meeting, MeetingItem, Vote
from self_assessment.models import Answer, Assessment
from self_assessment.queries import Item


def newest_of(assessment: Assessment) -> Meeting | None:
    """The meeting that is open, or the one that was. One query."""
    rows = assessment.meetings.with_counts().select_related("assessment", "current__agreed")
    return rows.order_by("-opened_at", "-pk").first()


def newest_visible_to(user: User, assessment: int) -> Meeting | None:
    """The same for a person who may see it, in the same one query."""
    rows = Meeting.objects.visible_to(user).filter(assessment=assessment).with_counts()
    return rows.select_related("assessment", "current").order_by("-opened_at", "-pk").first()


def view_of(meeting: Meeting | None) -> str:
    """What a page of the meeting is about, in one word: when it changes, the page is another."""
    if meeting is None:
        return "none"
    return meeting.stage.key if meeting.is_on else "over"


def decided_in(meeting: Meeting | None) -> str:
    """What is decided about the item on the screen, in one word."""
    item = meeting.current if meeting else None
    return f"{item.agreed_id}.{item.talk_more}" if item else ""


def tag_of(meeting: Meeting | None) -> str:
    """The state in one word, for a page to ask whether anything is new."""
    if meeting is None:
        return "none"
    return f"{meeting.pk}.{meeting.version}.{meeting.voted}.{meeting.present}.{view_of(meeting)}"


def state_of(meeting: Meeting | None, at: datetime) -> dict[str, Any]:
    """What everybody may know at any time. Never a vote: only how many have voted."""
    on = meeting is not None and meeting.is_on
    return {
        "tag": tag_of(meeting),
        "view": view_of(meeting),
        "decided": decided_in(meeting),
        "voted": meeting.voted if meeting and on else 0,
        "present": meeting.present if meeting and on else 0,
        "left": meeting.timer.left(at) if meeting and on else 0,
        "running": bool(meeting and on and meeting.timer_started_at),
    }


@dataclass(frozen=True, slots=True)
class Topic:
    """One indicator as it stands on a phone."""

    indicator: Indicator
    block: BuildingBlock


def topic_of(release: Release, code: str) -> Topic:
    indicator = release.indicators[code]
    return Topic(indicator, next(block for block in release.blocks if block.code == indicator.block))


def own_vote(item: MeetingItem, user: User) -> Vote | None:
    """The person's own vote in the round that is on now. One query."""
    return item.votes.of(user).filter(round=item.round).first()


def is_there(meeting: Meeting, user: User) -> bool:
    return meeting.attendances.filter(user=user, left_at=None).exists()


def agreed_answer(assessment: Assessment, code: str) -> Answer | None:
    """What the municipality stands by on one indicator. One query."""
    return assessment.answers.agreed().filter(indicator=code, version__gt=0).first()


# --- minutes ---


@dataclass(frozen=True, slots=True)
class Minute:
    """One item as the minutes tell of it. `agreed` is what was written down in the meeting, not what holds now."""

    row: MeetingItem
    agreed: Item

    @property
    def indicator(self) -> Indicator:
        return self.agreed.indicator

    @property
    def rounds(self) -> list[Spread]:
        return [told for told in self.row.rounds if told.people]

    @property
    def note(self) -> str:
        return self.row.agreed.comment if self.row.agreed else ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting as it was: how many were there, and item by item what was voted and agreed."""

    meeting: Meeting
    people: int
    items: tuple[Minute, ...]


def minutes_of(assessment: Assessment, release: Release) -> list[Minutes]:
    """The minutes of all meetings, the newest first. Two queries."""
    meetings = list(
        assessment.meetings.select_related("assessment")
        .annotate(people=Count("attendances"))
        .order_by("-opened_at", "-pk")
    )
    found: dict[int, list[Minute]] = {meeting.pk: [] for meeting in meetings}
    for row in MeetingItem.objects.filter(meeting__in=meetings).select_related("agreed"):
        said = row.agreed.values.answer if row.agreed else None
        found[row.meeting_id].append(Minute(row, Item(release.indicators[row.indicator], None, said)))
    return [Minutes(meeting, meeting.people, tuple(found[meeting.pk])) for meeting in meetings]
