"""Meetings, what was taken up in them, who was there, and what each one voted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from self_assessment.domain.consensus import Spread
from self_assessment.domain.meeting import AGENDA, Phase, Stage, Timer, read_tally
from self_assessment.domain.values import LEVELS
from self_assessment.models.answer import AnswerSave
from self_assessment.models.assessment import Assessment
from self_assessment.team.models import Participant


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the meetings of assessments the person may see."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def open(self) -> Self:
        """Keep those nobody has closed. One whose assessment is no longer being agreed is not on all the same."""
        return self.filter(closed_at=None)

    def end(self, at: datetime) -> None:
        """Close those that are open, because the group no longer agrees."""
        self.open().update(closed_at=at, version=F("version") + 1)

    def with_counts(self) -> Self:
        """Tell in `voted` how many have voted on what the screen shows, and in `present` how many are there.

        Whoever has voted and left still counts among those who are there, until the next item."""
        votes = Vote.objects.filter(item=OuterRef("current"), round=OuterRef("current__round"))
        taking_part = Participant.objects.present().filter(assessment=OuterRef("meeting__assessment"))
        voters = Vote.objects.filter(
            item=OuterRef("meeting__current"), round=OuterRef("meeting__current__round")
        )
        there = Attendance.objects.filter(meeting=OuterRef("pk")).filter(
            Q(left_at=None, user__in=taking_part.values("user")) | Q(user__in=voters.values("voter"))
        )
        return self.annotate(voted=_count(votes, "item"), present=_count(there, "meeting"))


def _count(rows: models.QuerySet[models.Model], group: str) -> Coalesce:
    counted = rows.order_by().values(group).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


class Meeting(models.Model):
    """One meeting about one assessment. At most one is open at a time.

    `version` grows by one with all that others may see, so that a page can ask whether anything is new."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="meetings")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    current = models.ForeignKey(
        "MeetingItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """What the screen shows; None is the agenda."""
    version = models.PositiveIntegerField(_("version"), default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes for each question"))
    seconds_used = models.FloatField(_("seconds used"), default=0)
    timer_started_at = models.DateTimeField(_("timer started at"), null=True, blank=True)

    voted: int
    present: int
    """Only on rows that come from `with_counts`."""

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(closed_at=None), name="meeting_open_once_per_assessment"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="meeting_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="meeting_minutes_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.opened_at}"

    @property
    def is_on(self) -> bool:
        """Tell whether it still takes votes and decisions. Asks for `assessment`."""
        return self.closed_at is None and self.assessment.is_being_agreed

    @property
    def stage(self) -> Stage:
        return self.current.stage if self.current else AGENDA

    @property
    def timer(self) -> Timer:
        return Timer(
            timedelta(minutes=self.minutes), timedelta(seconds=self.seconds_used), self.timer_started_at
        )

    @timer.setter
    def timer(self, timer: Timer) -> None:
        self.seconds_used, self.timer_started_at = timer.used.total_seconds(), timer.running_since


class MeetingItem(models.Model):
    """One indicator taken up in a meeting, the votes in numbers, and what was agreed.

    `tallies` holds the counts of each round that was shown, as they were then: a vote may go with its account."""

    class Phase(models.TextChoices):
        VOTE = Phase.VOTE.value, _("vote")
        SHOWN = Phase.SHOWN.value, _("votes shown")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    indicator = models.CharField(_("indicator"), max_length=10)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase.choices, default=Phase.VOTE)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    tallies = models.JSONField(_("votes in numbers"), default=list, blank=True)
    agreed = models.ForeignKey(AnswerSave, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The latest answer and note that were written down in this meeting."""
    talk_more = models.BooleanField(_("to be talked about more"), default=False)
    taken_up_at = models.DateTimeField(_("taken up at"))

    class Meta:
        verbose_name = _("item of a meeting")
        verbose_name_plural = _("items of a meeting")
        ordering = ["taken_up_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "indicator"], name="meeting_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.indicator}"

    @property
    def stage(self) -> Stage:
        return Stage(self.indicator, Phase(self.phase), self.round)

    @property
    def rounds(self) -> list[Spread]:
        """The votes of each round that was shown, in numbers."""
        return [read_tally(kept) for kept in self.tallies]


class Attendance(models.Model):
    """One who is at a meeting, or was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="attendance_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.user_id}"


class VoteQuerySet(models.QuerySet["Vote"]):
    def of(self, user: User) -> Self:
        """Keep one person's own. Nobody else's is ever shown with whose it is."""
        return self.filter(voter=user)


class Vote(models.Model):
    """One person's vote on one item in one round; no level means "do not know". It goes with the account."""

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(_("round"))
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    voted_at = models.DateTimeField(_("voted at"))

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["item", "round", "voter"], name="vote_once_per_round"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(LEVELS[0], LEVELS[-1])), name="vote_level_0_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} r{self.round}"
