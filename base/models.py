"""What every page is made of, and the memory of what the shipped content looked like."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import Page, PageViewRestriction

from base.responsible import ResponsibleForm


class BasePage(Page):
    """What all our pages share. Abstract. `owner`, a column of Wagtail's, is who answers for the page."""

    review_by = models.DateField(
        _("to be reviewed by"),
        null=True,
        blank=True,
        help_text=_("After this day the page is on the list of what to look at, and says so to its readers."),
    )

    base_form_class = ResponsibleForm
    review_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("owner", heading=_("answers for the page")), FieldPanel("review_by")]
                )
            ],
            heading=_("Review"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def is_past_review(self) -> bool:
        return self.review_by is not None and self.review_by < datetime.date.today()

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return what limits who may see the page, here or further up. One query, where Wagtail takes two.

        The path holds the paths of all ancestors. A page that is an alias is limited as its original is."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        here = Q(page__path__in=paths, page__alias_of=None) | Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(here).distinct()


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
