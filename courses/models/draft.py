"""An answer under way: what stands in an exercise that has not been sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.record import Owned, OwnedQuerySet, one_owner


class Draft(Owned):
    """A half-written answer, so that it can be gone on with on another device. Sending the answer ends it.

    `fields` are those of the form: {name: [values]}."""

    module_key = models.CharField(_("module"), max_length=20)
    block_id = models.CharField(_("part"), max_length=80)
    fields = models.JSONField(_("fields"))
    saved_at = models.DateTimeField(_("saved"))

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer under way")
        verbose_name_plural = _("answers under way")
        constraints = [
            one_owner("draft_of_user_or_device"),
            models.UniqueConstraint(fields=["user", "course_key", "block_id"], name="draft_once_per_user"),
            models.UniqueConstraint(
                fields=["device", "course_key", "block_id"], name="draft_once_per_device"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.course_key} {self.block_id}"
