"""What a municipality points at when it says where it stands: a link or a file, for one question or several."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from self_assessment.models.assessment import Assessment


def evidence_files() -> Storage:
    return storages["evidence"]


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep those of assessments `user` may see."""
        return self.filter(assessment__in=Assessment.objects.visible_to(user))

    def of(self, assessment: Assessment) -> Self:
        return self.filter(assessment=assessment)

    def for_indicator(self, code: str) -> Self:
        return self.filter(uses__indicator=code)


class Evidence(models.Model):
    """A link or a file that speaks for one answer or several. Its file is never served but as a download.

    What the file was called where it came from is not kept: names of files tend to hold names of people."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=120)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), storage=evidence_files, upload_to="%Y", blank=True)
    kind = models.CharField(_("kind of file"), max_length=10, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), default=0)
    digest = models.CharField(_("check code (SHA-256)"), max_length=64, blank=True)
    holds_until = models.DateField(_("holds until"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added at"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="") & ~Q(digest="")),
                name="evidence_is_a_link_or_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def download_name(self) -> str:
        """What the file is called when it is fetched: by its title, with the ending of what it is."""
        return f"{slugify(self.title)[:60] or 'dokumentasjon'}.{self.kind}"

    def has_passed(self, today: date) -> bool:
        return self.holds_until is not None and self.holds_until < today


class EvidenceUse(models.Model):
    """One question that a piece of evidence speaks for."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    indicator = models.CharField(_("indicator"), max_length=10)

    class Meta:
        verbose_name = _("use of evidence")
        verbose_name_plural = _("uses of evidence")
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "indicator"], name="evidence_use_once_per_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.indicator}"
