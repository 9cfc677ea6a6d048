"""The actions of a plan, and the private links by which a calendar fetches their deadlines."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from self_assessment.models.assessment import Assessment

HIGHEST_COST = 1_000_000_000
"""Kroner. Anything above is a slip of the hand."""


class PlannedActionQuerySet(models.QuerySet["PlannedAction"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the actions of assessments the person may see."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Keep the actions of assessments the person leads."""
        return self.filter(assessment__in=Assessment.objects.led_by(user))

    def chosen(self) -> Self:
        """Leave out those that were dropped."""
        return self.exclude(status=PlannedAction.Status.DROPPED)

    def unfinished(self) -> Self:
        """Keep what is still to be done."""
        return self.filter(status__in=[PlannedAction.Status.PLANNED, PlannedAction.Status.STARTED])


class PlannedAction(models.Model):
    """One thing the municipality has decided to do (tiltak). Owned by a role, never by a named person.

    `step` is the next step it was made from (R-01, NS-A1); empty for one of the municipality's own.
    `indicators` codes it helps. `version` grows by one for each save, so that a late save is seen."""

    class Phase(models.TextChoices):
        NOW = "now", _("Now")
        HALF_YEAR = "half_year", _("Next half-year")
        YEAR = "year", _("Next year")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Not begun")
        STARTED = "started", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="planned_actions")
    phase = models.CharField(_("when"), max_length=10, choices=Phase.choices, default=Phase.NOW)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PLANNED)
    title = models.CharField(_("what"), max_length=200)
    description = models.TextField(_("more about it"), blank=True)
    owner_role = models.CharField(_("responsible role"), max_length=80, blank=True)
    due_date = models.DateField(_("deadline"), null=True, blank=True)
    cost = models.PositiveIntegerField(_("cost in kroner"), null=True, blank=True)
    decision_reference = models.CharField(_("decision"), max_length=120, blank=True)
    indicators = models.JSONField(_("helps with"), default=list, blank=True)
    step = models.CharField(_("next step"), max_length=20, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"))
    changed_at = models.DateTimeField(_("changed at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned action")
        verbose_name_plural = _("action plan")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="planned_action_has_title"),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__lte=HIGHEST_COST), name="planned_action_cost_sensible"
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_at__isnull=False) | (~Q(status="done") & Q(done_at=None)),
                name="planned_action_done_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["assessment", "step"],
                condition=~Q(step=""),
                name="planned_action_once_per_step",
            ),
            models.UniqueConstraint(
                fields=["assessment", "carried_from"],
                condition=~Q(carried_from=None),
                name="planned_action_carried_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.PLANNED, self.Status.STARTED)

    def is_late(self, on: date) -> bool:
        """Tell whether the deadline has passed while it is still to be done."""
        return self.is_open and self.due_date is not None and self.due_date < on


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def live(self) -> Self:
        return self.filter(revoked_at=None)

    def of(self, user: User) -> Self:
        return self.filter(user=user)


class CalendarLink(models.Model):
    """One person's private link to the deadlines of one plan. `nonce` is part of it; a new link has a new one."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="calendar_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                condition=Q(revoked_at=None),
                name="calendar_link_live_once_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.assessment_id}"
