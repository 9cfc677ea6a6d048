"""Resources: what others have written that is worth reading."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.search import index

from base.knowledge.fields import CodesField
from base.knowledge.models.item import KnowledgeItem, searchable, side_by_side
from base.translated import Translated, columns


class Resource(KnowledgeItem):
    """A guide, course, book, article, film or law, and why to open it. The title stands as it was written."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guides")
        ADVICE = "advice", _("Professional advice")
        ONLINE_COURSE = "online_course", _("Online courses")
        BOOK = "book", _("Textbooks")
        ARTICLE = "article", _("Articles and web pages")
        REPORT = "report", _("Reports and research")
        LAW = "law", _("Laws and regulations")
        FILM = "film", _("Films")
        PODCAST = "podcast", _("Podcasts")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nb")
    url = models.URLField(
        _("web address"), max_length=500, blank=True, help_text=_("Only an address you have opened yourself.")
    )
    why_nb, why_nn, why_en = columns(models.TextField, _("why to open it"))
    indicators = CodesField(_("indicators"))
    courses = CodesField(_("courses"))
    why = Translated()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldPanel("url"),
        side_by_side(_("Why to open it"), "why"),
        MultiFieldPanel([FieldPanel("indicators"), FieldPanel("courses")], heading=_("What it belongs to")),
        *KnowledgeItem.identity_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *KnowledgeItem.search_fields,
        index.SearchField("title", boost=2),
        index.SearchField("publisher"),
        *searchable("why"),
        index.AutocompleteField("title"),
    ]
    template = "knowledge/resource.html"

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title
