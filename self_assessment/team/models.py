"""Invitations, and the people who take part in an assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from self_assessment.models.assessment import Assessment


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def present(self) -> Self:
        """Keep those who have not left."""
        return self.filter(left_at=None)

    def of(self, user: User | AnonymousUser) -> Self:
        return self.filter(user_id=user.pk) if user.pk else self.none()


class Participant(models.Model):
    """One person answering one assessment, in a role of the framework. Who has left is kept, with the time.

    `role` is a role's code in the assessment's release; what it is called and asked stands there. Whoever takes
    part `as_lead` was not invited, and takes part no longer than they lead."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=30)
    as_lead = models.BooleanField(_("as lead"), default=False)
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "user"], name="participant_once_per_assessment"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")),
                name="participant_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.assessment_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        """Keep those nobody has accepted and nobody has taken back; they may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """An invitation to one e-mail address to take part in one role. The link in the mail is good once.

    `nonce` is part of the link: sending it again makes a new one, and the old link no longer opens."""

    class Standing(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        REVOKED = "revoked", _("taken back")
        EXPIRED = "expired", _("has run out")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=30)
    nonce = models.CharField(max_length=32)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "assessment",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once_per_address",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    def standing(self, at: datetime) -> Invitation.Standing:
        """How the invitation stands at a moment."""
        if self.accepted_at is not None:
            return self.Standing.ACCEPTED
        if self.revoked_at is not None:
            return self.Standing.REVOKED
        return self.Standing.EXPIRED if at >= self.expires_at else self.Standing.OPEN
