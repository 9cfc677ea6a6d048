"""Next steps that were put aside."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from self_assessment.models.assessment import Assessment


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)


class Dismissal(models.Model):
    """A suggestion the municipality does not want now, and why. It stays away until what it rests on changes.

    `step` is a rule (R-01) or an indicator's own step (NS-A1), `inputs` {what it read: value then}."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="dismissals")
    step = models.CharField(_("next step"), max_length=20)
    rule_version = models.CharField(_("version of the rules"), max_length=20)
    inputs = models.JSONField(_("what it rested on"))
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    dismissed_at = models.DateTimeField(_("put aside at"))
    withdrawn_at = models.DateTimeField(_("taken up again at"), null=True, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        verbose_name = _("dismissed next step")
        verbose_name_plural = _("dismissed next steps")
        ordering = ["dismissed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_has_reason"),
            models.UniqueConstraint(
                fields=["assessment", "step"],
                condition=Q(withdrawn_at=None),
                name="dismissal_in_force_once_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.step}"
