"""Targets as they were decided, one after the other."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from self_assessment.domain.values import LEVELS
from self_assessment.models.assessment import Assessment


class TargetQuerySet(models.QuerySet["Target"]):
    def in_force(self) -> Self:
        """Keep the newest target of each indicator; those it replaced stay as history."""
        newest = Target.objects.filter(assessment=OuterRef("assessment"), indicator=OuterRef("indicator"))
        return self.filter(pk=Subquery(newest.order_by("-decided_at", "-pk").values("pk")[:1]))


class Target(models.Model):
    """The level (0-4) aimed for in one indicator, by a date, and who decided it. Never changed: replaced.

    `level` None goes back to the framework's own target. `decided_by_role` is a role, never a name."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=10)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    due_date = models.DateField(_("by"), null=True, blank=True)
    decided_by_role = models.CharField(_("decided by"), max_length=80)
    note = models.TextField(_("note"), blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"))

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["decided_at", "pk"]
        indexes = [models.Index(fields=["assessment", "indicator"], name="target_of_indicator")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(LEVELS[0], LEVELS[-1])), name="target_level_0_to_4"
            ),
            models.CheckConstraint(condition=~Q(decided_by_role=""), name="target_says_who_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.indicator} {self.level}"
