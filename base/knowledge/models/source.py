"""Where a fact, an example or a term comes from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import RevisionMixin
from wagtail.search import index


class Source(RevisionMixin, index.Indexed, models.Model):
    """A document or page we build on. Its title stands in the language it was written in."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=120)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("Empty for a page that is changed as time goes.")
    )
    url = models.URLField(_("web address"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)
    """When it last got another title, publisher, year or address. What cites it is to be looked at then."""

    panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldPanel("url"),
        FieldPanel("key"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "title"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}" + (f" ({self.year})" if self.year else "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        said = ("title", "publisher", "year", "url")
        before = Source.objects.filter(pk=self.pk).values(*said).first() if self.pk else None
        if before and before != {name: getattr(self, name) for name in said}:
            self.changed_at = timezone.now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "changed_at"}
        super().save(*args, **kwargs)
