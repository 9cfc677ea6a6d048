"""What is being written and is not saved yet, so that it can be shown as learners will meet it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from h5p import content as h5p_content
from h5p.names import LibraryName
from h5p_django.models.fixed import JSONTextField


class DraftQuerySet(models.QuerySet["Draft"]):
    def older_than(self, at: datetime) -> Self:
        return self.filter(touched_at__lt=at)


class Draft(models.Model):
    """What stood in one open form when its preview was last asked for. Nothing refers to it, and it is
    forgotten after some hours. `parameters` are filtered; `files` is {path: SHA-256 of a blob}."""

    key = models.CharField(_("key"), max_length=32)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    machine = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    parameters = JSONTextField(_("parameters"))
    metadata = JSONTextField(_("metadata"))
    language = models.CharField(_("language"), max_length=10)
    files = JSONTextField(_("files"))
    touched_at = models.DateTimeField(_("last written"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved H5P content")
        verbose_name_plural = _("unsaved H5P contents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["made_by", "key"], name="h5p_draft_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def value(self) -> h5p_content.Content:
        """The content as the h5p package knows it."""
        name = LibraryName(self.machine, self.major, self.minor)
        return h5p_content.Content(name, self.parameters, self.metadata, language=self.language)
