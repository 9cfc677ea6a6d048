"""An assessment (kartlegging): one municipality answering one release of the framework."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Municipality, User
from self_assessment.models.release import FrameworkRelease

READING_ROLES = (Membership.Role.LEAD, Membership.Role.CONTRIBUTOR, Membership.Role.DECISION_MAKER)
"""Roles that read their own municipality's assessments. A learner's role gives no such right."""


def _of_memberships(user: User | AnonymousUser, roles: tuple[str, ...]) -> Q:
    """Those of municipalities where `user` has one of the roles today."""
    if isinstance(user, AnonymousUser):
        return Q(pk__in=[])
    memberships = Membership.objects.of(user).current().filter(role__in=roles)
    return Q(municipality__in=memberships.values("municipality"))


def _taken_part_in(user: User | AnonymousUser) -> Q:
    """Those `user` was invited to, said yes to, and has not left; as lead only for as long as that lasts."""
    if isinstance(user, AnonymousUser):
        return Q(pk__in=[])
    from self_assessment.team.models import Participant  # here, because that file points at this one

    present = Participant.objects.present().of(user)
    invited, leading = present.filter(as_lead=False), present.filter(as_lead=True)
    leads = _of_memberships(user, (Membership.Role.LEAD,))
    return Q(pk__in=invited.values("assessment")) | (Q(pk__in=leading.values("assessment")) & leads)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` may see: those of municipalities where the person has a part in assessments today,
        and those the person takes part in.

        The one place that decides it. Nobody else sees anything, whatever they are."""
        return self.filter(_of_memberships(user, READING_ROLES) | _taken_part_in(user))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` leads on behalf of the municipality."""
        return self.filter(_of_memberships(user, (Membership.Role.LEAD,)))

    def answerable_by(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` may answer: a quick check as its lead, a full assessment as one who takes part."""
        quick = Q(kind=Assessment.Kind.QUICK) & _of_memberships(user, (Membership.Role.LEAD,))
        return self.filter(quick | Q(kind=Assessment.Kind.FULL) & _taken_part_in(user))

    def telling_whether_answerable_by(self, user: User) -> Self:
        """Let each say in `may_answer` whether `user` answers it: one query instead of two."""
        answered = Assessment.objects.answerable_by(user).filter(pk=OuterRef("pk"))
        return self.annotate(may_answer=Exists(answered))

    def open(self) -> Self:
        return self.exclude(state=Assessment.State.FINISHED)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def with_agreed_answers(self) -> Self:
        """Keep those that hold answers the municipality stands by."""
        from self_assessment.models.answer import Answer  # here, because that file points at this one

        given = Answer.objects.agreed().filter(assessment=OuterRef("pk"), saved_at__isnull=False)
        return self.filter(Exists(given))

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
    started_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """An earlier one of the same municipality, whose answers are asked about: is this still true?"""

    may_answer: bool
    """Only on rows that come from `telling_whether_answerable_by`."""

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
    def is_agreed_together(self) -> bool:
        """Tell whether the municipality's answers come from a group that agrees, or from its lead alone."""
        return self.kind == self.Kind.FULL

    @property
    def takes_answers(self) -> bool:
        """Tell whether each person's own answers may still be given and changed."""
        return self.state in (self.State.DRAFT, self.State.ANSWERING) or (self.is_quick and self.is_open)

    @property
    def is_being_agreed(self) -> bool:
        return self.state == self.State.CONSENSUS

    @property
    def shows_answers(self) -> bool:
        """Tell whether what the group answered may be seen, as numbers: once consensus has been opened."""
        return self.state in (self.State.CONSENSUS, self.State.FINISHED)

    @property
    def is_open(self) -> bool:
        """Tell whether it still takes answers."""
        return self.state != self.State.FINISHED
