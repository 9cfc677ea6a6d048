"""The front page, one per language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from base.knowledge.fields import CodesField
from base.models import BasePage
from courses import public as courses
from home.blocks import DoorBlock


class HomePage(BasePage):
    """What this is, in one screen: for the one who meets people, for a municipality, and for an editor."""

    heading = models.CharField(_("heading"), max_length=60, blank=True)
    heading_mark = models.CharField(_("last word of the heading, marked"), max_length=30, blank=True)
    lead = models.TextField(_("lead"), max_length=250, blank=True)
    prompt_codes = CodesField(_("prompts that take turns, one a day"))
    doors = StreamField(
        blocks.StreamBlock([("door", DoorBlock())], max_num=3), verbose_name=_("doors"), blank=True
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("heading_mark"), FieldPanel("lead")], heading=_("At the top")
        ),
        FieldPanel("prompt_codes"),
        FieldPanel("doors"),
        *BasePage.review_panels,
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.prompt_codes:
            code = self.prompt_codes[timezone.localdate().toordinal() % len(self.prompt_codes)]
            context["prompt"] = next(iter(courses.prompt_links([code], get_language() or "nb")), None)
        return context
