"""What all pieces of knowledge share: a stable key, a status, a date to look again, drafts and preview."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from base.translated import LANGUAGES, Translated


def side_by_side(heading: Any, name: str) -> Panel:
    """One text in nb, nn and en next to each other, so that they are edited together."""
    return MultiFieldPanel(
        [FieldRowPanel([FieldPanel(f"{name}_{code}") for code in LANGUAGES])], heading=heading
    )


def searchable(*names: str, boost: float = 1) -> list[index.SearchField]:
    """The columns of texts in three languages, to be found in any of them."""
    return [index.SearchField(f"{name}_{code}", boost=boost) for name in names for code in LANGUAGES]


class KnowledgeQuerySet(SearchableQuerySetMixin, models.QuerySet["KnowledgeItem"]):
    def live(self) -> Self:
        """Keep what is published."""
        return self.filter(live=True)

    def past_review(self, on: datetime.date) -> Self:
        """Keep what should have been looked at again by `on`, the oldest first."""
        return self.filter(review_by__lt=on).order_by("review_by", "key")


class KnowledgeItem(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A piece of knowledge that an editor answers for. Abstract."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft, not yet approved by the competence centre")
        APPROVED = "approved", _("approved")

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Stable: other texts, rules and addresses point at it. Do not change it later."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    review_by = models.DateField(_("to be reviewed by"), null=True, blank=True)

    objects = KnowledgeQuerySet.as_manager()

    identity_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("key"), FieldPanel("status"), FieldPanel("review_by")])],
            heading=_("Identity and review"),
        )
    ]
    search_fields: ClassVar[list[index.BaseField]] = [index.FilterField("live"), index.FilterField("key")]
    template: ClassVar[str]
    """The part that shows one item, on the public pages and in the preview; it is given `item`."""

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @cached_property
    def is_past_review(self) -> bool:
        return self.review_by is not None and self.review_by < datetime.date.today()

    def clean(self) -> None:
        """A text that may be left out must still stand in both bokmål and nynorsk, or in neither."""
        super().clean()
        names = [name for name in dir(type(self)) if isinstance(vars(type(self)).get(name), Translated)]
        faults = {
            f"{name}_{missing}": _("Write it in both bokmål and nynorsk, or in neither.")
            for name in names
            for missing, there in (("nb", "nn"), ("nn", "nb"))
            if getattr(self, f"{name}_{there}") and not getattr(self, f"{name}_{missing}")
        }
        if faults:
            raise ValidationError(faults)

    preview_modes: ClassVar[list[tuple[str, Any]]] = [
        ("nb", _("Bokmål")),
        ("nn", _("Nynorsk")),
        ("en", _("English")),
    ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        with translation.override(mode_name):
            response: HttpResponse = super().serve_preview(request, mode_name).render()
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "knowledge/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "item": self}
