"""Links by which others read a finished result, and how often each was opened."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from self_assessment.finishing.models import Snapshot


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def live(self, at: datetime) -> Self:
        """Keep those that open: neither taken back nor run out."""
        return self.filter(revoked_at=None, expires_at__gt=at)

    def with_context(self) -> Self:
        return self.select_related("snapshot__assessment__municipality", "snapshot__sign_off")


class ShareLink(models.Model):
    """A link to one frozen result. `plan` is the action plan as it was when the link was made: frozen too.

    `purpose` says for whom it was made, in the municipality's own words; a role or a body, never a person."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="share_links")
    nonce = models.CharField(max_length=32, unique=True)
    purpose = models.CharField(_("for whom"), max_length=120)
    plan = models.JSONField(_("plan"), default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared link")
        verbose_name_plural = _("shared links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="share_link_expires_after_it_is_made"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="share_link_has_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id} {self.purpose}"

    def is_live(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at


class ShareOpening(models.Model):
    """How many times a link was opened on one day, and whether as a page or a file. Nothing of who opened it."""

    class Form(models.TextChoices):
        PAGE = "page", _("the page")
        REPORT = "report", _("the report")

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="openings")
    day = models.DateField(_("day"))
    form = models.CharField(_("what"), max_length=10, choices=Form.choices)
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("opening of a shared link")
        verbose_name_plural = _("openings of shared links")
        ordering = ["-day", "form"]
        constraints = [models.UniqueConstraint(fields=["link", "day", "form"], name="opening_once_per_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day} {self.times}"
