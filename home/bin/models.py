"""What an editor has deleted, and may have back for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BinQuerySet(models.QuerySet["BinItem"]):
    def over_time(self, now: datetime) -> Self:
        """Keep what has lain here for as long as we promise, and goes for good."""
        return self.filter(deleted_at__lt=now - timedelta(days=settings.BIN_DAYS))


class BinItem(models.Model):
    """One thing that was deleted.

    A page stays where it was, with its history, translations and children, taken off the site; `live` holds
    [page, published revision] of those that were published. A short text is `kept` in Django's own form of a row."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="+")
    live = models.JSONField(default=list)
    kept = models.JSONField(null=True)
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    deleted_at = models.DateTimeField(_("deleted"))
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = BinQuerySet.as_manager()

    class Meta:
        verbose_name = _("deleted thing")
        verbose_name_plural = _("bin")
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, kept=None) | Q(page=None, kept__isnull=False),
                name="bin_item_is_page_or_text",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def gone_at(self) -> datetime:
        """When it goes for good."""
        return self.deleted_at + timedelta(days=settings.BIN_DAYS)
