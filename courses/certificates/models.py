"""Certificates, and how long those of a course last."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.certificates.domain.code import grouped
from courses.certificates.domain.standing import Reason, Standing, standing
from courses.certificates.domain.status_list import LENGTH

REASONS = {
    Reason.REPLACED: _("replaced by a new one"),
    Reason.MISTAKE: _("issued by mistake"),
    Reason.WITHDRAWN: _("the course was withdrawn"),
    Reason.MISUSE: _("misused"),
    Reason.HOLDER: _("the holder asked for it"),
}


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of(self, user: Any) -> Self:
        """Keep a person's own; one who is not signed in has none."""
        return self.filter(user_id=user.pk) if user.pk else self.none()

    def revoked(self) -> Self:
        return self.exclude(revoked_at=None)

    def standing_ones(self) -> Self:
        """Keep those that have not been revoked, expired ones too."""
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """What someone finished, as it was on the day the certificate was issued.

    All that is needed to print and check it stands here, so that nothing that happens to the course or the
    account changes it. Only three things ever do: it is revoked, the account is erased (the name gives way to
    a salted proof of it), and both."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    holder_name = models.CharField(_("name"), max_length=120, blank=True)
    holder_proof = models.CharField(_("proof of the name"), max_length=200, blank=True)
    course_key = models.CharField(_("course"), max_length=20)
    course_version = models.CharField(_("version"), max_length=20)
    is_draft = models.BooleanField(_("the course was a draft"))
    title_nb = models.CharField(_("title (nb)"), max_length=255)
    title_nn = models.CharField(_("title (nn)"), max_length=255)
    outcomes_nb = models.JSONField(_("learning outcomes (nb)"), default=list)
    outcomes_nn = models.JSONField(_("learning outcomes (nn)"), default=list)
    minutes = models.PositiveSmallIntegerField(_("time (minutes)"))
    modules = models.PositiveSmallIntegerField(_("modules"))
    quiz_percent = models.PositiveSmallIntegerField(_("per cent right to pass the quiz"), null=True)
    completed_at = models.DateTimeField(_("finished"))
    issued_at = models.DateTimeField(_("issued"))
    expires_at = models.DateTimeField(_("expires"), null=True)
    renewal = models.PositiveSmallIntegerField(_("renewal number"), default=0)
    place = models.PositiveIntegerField(_("place in the status lists"), unique=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    reason = models.CharField(
        _("reason"),
        max_length=20,
        blank=True,
        choices=[(reason.value, text) for reason, text in REASONS.items()],
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("revoke_certificate", "Can revoke certificates")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key", "course_version", "renewal"],
                condition=Q(revoked_at=None),
                name="certificate_once_per_learner_and_version",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, reason="")
                | Q(revoked_at__isnull=False, reason__in=[reason.value for reason in Reason]),
                name="certificate_revoked_for_a_reason",
            ),
            models.CheckConstraint(
                condition=(~Q(holder_name="") & Q(holder_proof=""))
                | (Q(holder_name="") & ~Q(holder_proof="")),
                name="certificate_name_or_its_proof",
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("issued_at")),
                name="certificate_expires_after_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_code

    def get_absolute_url(self) -> str:
        """Return where the holder has it."""
        return reverse("certificates:certificate", args=[self.printed_code])

    @property
    def printed_code(self) -> str:
        return grouped(self.code)

    @property
    def verify_path(self) -> str:
        """The address where anyone may check it; the same in every language."""
        return reverse("verify:certificate", args=[self.printed_code])

    @property
    def status_list(self) -> int:
        """The number of the status list its bit is in, from 1."""
        return self.place // LENGTH + 1

    @property
    def bit(self) -> int:
        return self.place % LENGTH

    def standing(self, now: datetime) -> Standing:
        return standing(revoked_at=self.revoked_at, expires_at=self.expires_at, now=now)

    def title(self, language: str) -> str:
        """Return the title as it was; certificates are in bokmål and nynorsk."""
        return self.title_nn if language == "nn" else self.title_nb

    def outcomes(self, language: str) -> list[str]:
        outcomes: list[str] = self.outcomes_nn if language == "nn" else self.outcomes_nb
        return outcomes


class CertificateTerm(models.Model):
    """How long certificates of a course are valid, from the day they are issued. Without one, for ever.

    A change counts for certificates issued after it: a promise that was printed is kept."""

    course_key = models.CharField(_("key of the course"), max_length=20, unique=True)
    months = models.PositiveSmallIntegerField(_("valid for (months)"), validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("validity of certificates")
        verbose_name_plural = _("validity of certificates")
        ordering = ["course_key"]

    def __str__(self) -> str:
        return self.course_key
