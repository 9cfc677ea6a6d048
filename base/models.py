"""What every page is made of, and the memory of what the shipped content looked like."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BasePage(Page):
    """What all our pages share. Abstract."""

    class Meta:
        abstract = True


class LoadedContent(models.Model):
    """What a shipped thing looked like when it was last loaded, so that an editor's change is never lost."""

    key = models.CharField(_("key"), max_length=120, primary_key=True)
    shipped_digest = models.CharField(max_length=64)
    stored_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key


# The sub-room's models belong to this app; Django finds only what the app's own models module knows.
from base.knowledge.models import Example, Fact, Resource, Source, Term, TimelineItem  # noqa: E402, F401
