"""Packages that wait until somebody looks at the library code in them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from h5p_django.models.blobs import Blob
from h5p_django.models.contents import Content
from h5p_django.models.fixed import JSONTextField


class PendingPackageQuerySet(models.QuerySet["PendingPackage"]):
    def waiting(self) -> Self:
        return self.filter(state=PendingPackage.State.WAITING)


class PendingPackage(models.Model):
    """An author's package with library code that is not here yet, and what came of it.

    `libraries` is what an approver looks at (see `brought`). Once decided, the bytes are let go and
    the record stays."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("let in")
        REFUSED = "refused", _("refused")

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, related_name="pending_packages")
    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    title = models.CharField(_("title"), max_length=255)
    main_library = models.CharField(_("content type"), max_length=280)
    libraries = JSONTextField(_("new library code"))
    replaces = models.ForeignKey(
        Content,
        on_delete=models.CASCADE,
        null=True,
        related_name="waiting_versions",
        verbose_name=_("new version of"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    content = models.ForeignKey(
        Content, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("what it became")
    )

    wagtail_reference_index_ignore = True  # waiting to become a content's next version is no use of it
    objects = PendingPackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("waiting H5P package")
        verbose_name_plural = _("waiting H5P packages")
        default_permissions = ("view",)
        ordering = ["uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", blob__isnull=False, decided_at=None)
                | models.Q(state="approved", blob=None, decided_at__isnull=False)
                | (models.Q(state="refused", blob=None, decided_at__isnull=False) & ~models.Q(reason="")),
                name="h5p_package_waits_or_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.title
