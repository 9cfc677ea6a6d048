"""Who has answered how much, and how long the rest takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from self_assessment.domain.effort import Moment, Pace, minutes_left, paces
from self_assessment.domain.framework import Release, Role
from self_assessment.models import AnswerSave, Assessment, Invitation, Participant
from self_assessment.queries import Sheet, role_of

_PACE_SECONDS = 3600
_PACE_DAYS, _MOST_SAVES = 365, 5000


@dataclass(frozen=True, slots=True)
class Member:
    """One who takes part, and how many of their questions they have answered. Never what."""

    participant: Participant
    role: Role
    answered: int
    asked: int

    @property
    def name(self) -> str:
        return str(self.participant.user)

    @property
    def is_done(self) -> bool:
        return self.answered >= self.asked


def members_of(assessment: Assessment, release: Release) -> list[Member]:
    """Everybody who takes part or has left, in the order they came. Two queries."""
    people = list(assessment.participants.select_related("user"))
    answered: dict[int, set[str]] = {person.user_id: set() for person in people}
    given = assessment.answers.individual().filter(Q(level__isnull=False) | ~Q(without_level=""))
    for user, indicator in given.values_list("respondent", "indicator"):
        answered.setdefault(user, set()).add(indicator)
    return [_member(person, role_of(release, person.role), answered[person.user_id]) for person in people]


def _member(participant: Participant, role: Role, answered: set[str]) -> Member:
    return Member(participant, role, len(answered & role.indicators), len(role.indicators))


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """An invitation with its role, and how it stands now."""

    invitation: Invitation
    role: Role
    standing: Invitation.Standing

    @property
    def may_be_sent_again(self) -> bool:
        return self.standing in (Invitation.Standing.OPEN, Invitation.Standing.EXPIRED)


def invitations_of(assessment: Assessment, release: Release, at: datetime) -> list[SentInvitation]:
    """Those not accepted: the accepted ones stand among the members. One query."""
    rows = assessment.invitations.filter(accepted_at=None)
    return [SentInvitation(row, role_of(release, row.role), row.standing(at)) for row in rows]


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """How far the team has come, in numbers."""

    people: int
    done: int
    waiting: int


def progress_of(assessment: Assessment, release: Release) -> TeamProgress:
    """Three queries."""
    present = [one for one in members_of(assessment, release) if one.participant.left_at is None]
    waiting = assessment.invitations.unanswered().aggregate(count=Count("pk"))["count"]
    return TeamProgress(len(present), sum(one.is_done for one in present), waiting)


# --- how long it takes ---


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Minutes left for one person: in all, and per block; and what they were reckoned from."""

    minutes: int
    per_block: dict[str, int]
    measured: bool


def time_left(sheet: Sheet) -> TimeLeft:
    """Reckon the minutes left on a person's own sheet. One query an hour."""
    pace = pace_of(sheet.release)
    left = {block.block.code: len(block.items) - block.answered for block in sheet.blocks}
    return TimeLeft(
        minutes_left(left, pace),
        {code: pace[code].minutes(count) for code, count in left.items()},
        any(pace[code].measured for code, count in left.items() if count),
    )


def pace_of(release: Release) -> dict[str, Pace]:
    """How long a question of each block takes people, from the first answers of the last year."""
    key = f"self_assessment.pace.{release.version}"
    found = cache.get(key)
    if found is None:
        found = paces(
            _moments(release), [block.code for block in release.blocks], release.seconds_per_question
        )
        cache.set(key, found, _PACE_SECONDS)
    return found


def _moments(release: Release) -> list[Moment]:
    since = timezone.now() - timedelta(days=_PACE_DAYS)
    saves = (
        AnswerSave.objects.filter(version=1, saved_at__gte=since, answer__respondent__isnull=False)
        .order_by("-saved_at")
        .values_list("by", "answer__assessment", "answer__indicator", "saved_at")[:_MOST_SAVES]
    )
    people: dict[tuple[int | None, int], int] = {}
    return [
        Moment(
            people.setdefault((by, assessment), len(people)),
            release.indicators[indicator].block,
            saved_at.timestamp(),
        )
        for by, assessment, indicator, saved_at in saves
        if indicator in release.indicators
    ]
