"""Frozen results with their signature, reasons for opening again, and the audit trail."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from self_assessment.models.assessment import Assessment


class KeptAsItIs(Exception):
    """Someone tried to change or delete what is kept for ever. Nothing was changed."""


class Kept(models.Model):
    """A row that is written once. The account of whoever made it may go; the row stays, without the name."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert. Raises KeptAsItIs for a row that is there already."""
        if self.pk is not None and type(self)._default_manager.filter(pk=self.pk).exists():
            raise KeptAsItIs(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KeptAsItIs(str(self))


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep the snapshots of assessments the person may see."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def of_municipality(self, municipality: Municipality) -> Self:
        """Keep one municipality's, the newest first."""
        return self.filter(assessment__municipality=municipality).order_by("-made_at", "-pk")

    def with_context(self) -> Self:
        """Bring along all that is said about a snapshot, without the release's documents."""
        return self.select_related("assessment__municipality", "assessment__release", "sign_off").defer(
            "assessment__release__documents"
        )

    def light(self) -> Self:
        """Leave the document in the database until somebody asks for it."""
        return self.defer("document")


class Snapshot(Kept):
    """An assessment as it was when it was finished: all that its result follows from, and a digest of it.

    `document` holds the exchange format and the release's digest; `digest` is SHA-256 of its canonical JSON.
    The first is revision 1; opening again and finishing once more makes the next."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="snapshots")
    revision = models.PositiveIntegerField(_("revision"))
    document = models.JSONField(_("document"))
    digest = models.CharField(_("digest"), max_length=64)
    made_at = models.DateTimeField(_("made at"))

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["assessment", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "revision"], name="snapshot_revision_once"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="snapshot_revision_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} r{self.revision} {self.digest[:8]}"


class SignOff(Kept):
    """A leader's signature under a snapshot, and how it was confirmed."""

    class Method(models.TextChoices):
        SECOND_FACTOR = "second_factor", _("a second factor")
        PASSWORD = "password", _("the password")

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="sign_off")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField(_("signed as"), max_length=80)
    method = models.CharField(_("confirmed by"), max_length=20, choices=Method.choices)
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.role}"


class Reopening(Kept):
    """Why a finished assessment was opened again."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.TextField(_("reason"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(_("opened again at"))

    class Meta:
        verbose_name = _("opened again")
        verbose_name_plural = _("opened again")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_reason")]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.reopened_at}"


class AuditEntry(Kept):
    """One thing that was done to an assessment. Each holds the digest of the one before, in a chain.

    `actor` is the number of the account, which tells nothing once the account is gone."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="audit_entries")
    sequence = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    actor = models.PositiveBigIntegerField(_("account"), null=True)
    event = models.CharField(_("what was done"), max_length=40)
    detail = models.JSONField(_("details"), default=dict)
    previous = models.CharField(_("digest of the one before"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["assessment", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "sequence"], name="audit_sequence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.sequence} {self.event}"
