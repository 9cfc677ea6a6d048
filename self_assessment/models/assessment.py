"""An assessment (kartlegging): one municipality answering one release of the framework."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Municipality, User
from self_assessment.models.release import FrameworkRelease

READING_ROLES = (Membership.Role.LEAD, Membership.Role.CONTRIBUTOR, Membership.Role.DECISION_MAKER)
"""Roles that read their own municipality's assessments. A learner's role gives no such right."""


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` may see: those of municipalities where the person has a part in assessments today.

        The one place that decides it. Nobody else sees anything, whatever they are."""
        return self._of_memberships(user, READING_ROLES)

    def answerable_by(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` may answer on behalf of the municipality."""
        return self._of_memberships(user, (Membership.Role.LEAD,))

    def _of_memberships(self, user: User | AnonymousUser, roles: tuple[str, ...]) -> Self:
        if isinstance(user, AnonymousUser):
            return self.none()
        memberships = Membership.objects.of(user).current().filter(role__in=roles)
        return self.filter(municipality__in=memberships.values("municipality"))

    def open(self) -> Self:
        return self.exclude(state=Assessment.State.FINISHED)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def with_context(self) -> Self:
        """Bring municipality and release along, without the release's documents."""
        return self.select_related("municipality", "release").defer("release__documents")


class Assessment(models.Model):
    """A municipality's own view of its services and skills, in one release of the framework."""

    class Kind(models.TextChoices):
        QUICK = "quick", _("quick check")
        FULL = "full", _("full assessment")

    class State(models.TextChoices):
        DRAFT = "draft", _("not started")
        ANSWERING = "answering", _("being answered")
        CONSENSUS = "consensus", _("being agreed")
        FINISHED = "finished", _("finished")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="assessments")
    release = models.ForeignKey(FrameworkRelease, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created at"))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"],
                condition=~Q(state="finished"),
                name="assessment_open_once_per_municipality_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.created_at.year}"

    @property
    def is_quick(self) -> bool:
        return self.kind == self.Kind.QUICK

    @property
    def is_open(self) -> bool:
        """Tell whether it still takes answers."""
        return self.state != self.State.FINISHED
