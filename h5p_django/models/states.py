"""What the player has saved for a learner."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from h5p import state as h5p_state
from h5p_django.models.contents import Content, ContentRevision


class PlayerStateQuerySet(models.QuerySet["PlayerState"]):
    def of(self, content: Content, *, block_key: str, learner_key: str) -> Self:
        return self.filter(content=content, block_key=block_key, learner_key=learner_key)


class PlayerState(models.Model):
    """One value that a content saved for one learner in one block.

    `block_key` and `learner_key` are texts of the room that shows the content; here nobody knows whose they
    are. `revision` is the one that was shown when it was saved: `delivered` compares it with today's."""

    content = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="states")
    revision = models.ForeignKey(ContentRevision, on_delete=models.CASCADE, related_name="+")
    block_key = models.CharField(_("part"), max_length=120)
    learner_key = models.CharField(_("learner"), max_length=80)
    sub_content = models.CharField(_("part of the content"), max_length=40, default="0")
    data_type = models.CharField(_("kind of data"), max_length=127)
    data = models.TextField(_("data"))
    preload = models.BooleanField(_("needed at start"), default=True)
    invalidate = models.BooleanField(_("worthless when the content changes"), default=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    """Counts saves, so that one that comes late is known as such."""
    saved_at = models.DateTimeField(_("saved at"))

    objects = PlayerStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved state of an H5P content")
        verbose_name_plural = _("saved states of H5P contents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content", "block_key", "learner_key", "sub_content", "data_type"],
                name="h5p_state_once",
            ),
        ]
        indexes = [models.Index(fields=["learner_key"], name="h5p_state_by_learner")]

    def __str__(self) -> str:
        return f"{self.content_id} {self.block_key} {self.sub_content} {self.data_type}"

    @property
    def value(self) -> h5p_state.State:
        return h5p_state.State(self.data, preload=self.preload, invalidate=self.invalidate)

    def delivered(self, current: ContentRevision) -> h5p_state.State:
        """Return what the page gets today: RESET when the content has changed since and asked for that.

        Cost: one query unless `revision` was selected along."""
        return h5p_state.after_change(self.value, old_hash=self.revision.digest, new_hash=current.digest)
