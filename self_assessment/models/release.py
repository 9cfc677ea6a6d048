"""The framework (rammeverk) as released: four documents under one version."""

from __future__ import annotations

from typing import Any, Self

from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base import page_cache

NEWEST_RELEASE = "self_assessment:newest-release"
"""Where the cache keeps the digest of the newest release, for the public pages that speak of it."""
NEWEST_RELEASE_SECONDS = 60
FIXED_FIELDS = ("version", "documents", "digest", "status", "released_at")


def _show_on_public_pages() -> None:
    cache.delete(NEWEST_RELEASE)
    page_cache.clear()


class ReleaseIsFixed(Exception):
    """Someone tried to change or delete a released framework. Nothing was changed; make a new version."""


class FrameworkReleaseQuerySet(models.QuerySet["FrameworkRelease"]):
    def released(self) -> Self:
        return self.filter(status=FrameworkRelease.Status.RELEASED)

    def light(self) -> Self:
        """Leave the documents (about 400 kB) in the database until somebody asks for them."""
        return self.defer("documents")

    def newest(self) -> FrameworkRelease | None:
        """The release new assessments are answered in."""
        return self.released().light().order_by("-released_at", "-pk").first()


class FrameworkRelease(models.Model):
    """One state of the framework: {document name: its text, as the file has it}. Fixed once released.

    A finished assessment is read with the release it was answered in, also years later. While a version
    is still being written (utkast) its texts change; each change is its own release, with its own digest."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        RELEASED = "released", _("released")

    version = models.CharField(_("version"), max_length=20)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    documents = models.JSONField(_("documents"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)

    objects = FrameworkReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework release")
        verbose_name_plural = _("framework releases")
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", released_at=None)
                | Q(status="released", released_at__isnull=False),
                name="release_has_its_time_when_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.digest[:8]})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save. Raises ReleaseIsFixed when a released version would change."""
        if self._is_released() and self._differs():
            raise ReleaseIsFixed(str(self))
        super().save(*args, **kwargs)
        transaction.on_commit(_show_on_public_pages)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft. Raises ReleaseIsFixed for a released version."""
        if self._is_released():
            raise ReleaseIsFixed(str(self))
        return super().delete(*args, **kwargs)

    def _is_released(self) -> bool:
        return FrameworkRelease.objects.released().filter(pk=self.pk).exists()

    def _differs(self) -> bool:
        stored = FrameworkRelease.objects.get(pk=self.pk)
        return any(getattr(self, name) != getattr(stored, name) for name in FIXED_FIELDS)
