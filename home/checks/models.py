"""The latest list of what is wrong, so that editors see what the night's check found without waiting for one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckRun(models.Model):
    """What a check found the last time it was run; one row for each kind of check.

    `found` is a list of {code, is_error, name, language, part, url, text: {nb, nn, en}}."""

    class Kind(models.TextChoices):
        CONTENT = "content", _("texts and links")
        WALK = "walk", _("can the courses be finished?")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, primary_key=True)
    at = models.DateTimeField(_("checked"))
    found = models.JSONField(_("found"))

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_kind_display()
