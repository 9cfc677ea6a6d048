"""The example library: how others have done it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from base.knowledge.fields import CodesField
from base.knowledge.models.item import KnowledgeItem, searchable, side_by_side
from base.knowledge.models.source import Source
from base.translated import Translated, columns

MORE_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class Example(KnowledgeItem):
    """Something that was done somewhere, what one may learn from it, and a first step.

    We tell what public sources say; we have not spoken with the places."""

    class Kind(models.TextChoices):
        INTERMUNICIPAL = "intermunicipal", _("across municipalities")
        MUNICIPALITY = "municipality", _("in a municipality")
        HEALTH_COMMUNITY = "health_community", _("in a health community")
        NETWORK = "network", _("network")
        MODEL = "model", _("model")
        TRIAL = "trial", _("trial")
        HOSPITAL = "hospital", _("at a hospital")
        SPECIALIST = "specialist", _("specialist health care")

    class Basis(models.TextChoices):
        NAMED = "named", _("named in the source")
        DERIVED = "derived", _("worked out by us, must be checked")
        COUNTY = "county", _("all municipalities of the county, worked out by us")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title_nb, title_nn, title_en = columns(models.CharField, _("title"), max_length=160)
    what_nb, what_nn, what_en = columns(models.TextField, _("what they do"))
    learn_nb, learn_nn, learn_en = columns(models.TextField, _("what to learn"))
    first_step_nb, first_step_nn, first_step_en = columns(models.TextField, _("first step"))
    note_nb, note_nn, note_en = columns(models.TextField, _("reservation"), blank=True)
    more_nb, more_nn, more_en = columns(RichTextField, _("more"), blank=True, features=MORE_FEATURES)
    municipalities = CodesField(_("municipalities that take part (numbers)"))
    municipalities_basis = models.CharField(
        _("how we know the municipalities"), max_length=10, choices=Basis.choices, blank=True
    )
    other_municipalities = CodesField(_("municipalities that took part in a study (numbers)"))
    districts = CodesField(_("city districts"))
    indicators = CodesField(_("indicators"))
    services = CodesField(_("services"))
    title = Translated()
    what = Translated()
    learn = Translated()
    first_step = Translated()
    note = Translated()
    more = Translated()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("kind"),
        side_by_side(_("Title"), "title"),
        side_by_side(_("What they do"), "what"),
        side_by_side(_("What to learn"), "learn"),
        side_by_side(_("First step"), "first_step"),
        side_by_side(_("Reservation"), "note"),
        side_by_side(_("More"), "more"),
        InlinePanel("sources", heading=_("Sources"), label=_("source")),
        MultiFieldPanel(
            [
                FieldPanel("municipalities"),
                FieldPanel("municipalities_basis"),
                FieldPanel("other_municipalities"),
                FieldPanel("districts"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("indicators"), FieldPanel("services")], heading=_("What it belongs to")),
        *KnowledgeItem.identity_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *KnowledgeItem.search_fields,
        *searchable("title", boost=3),
        *searchable("what", "learn", "first_step", "more"),
        index.SearchField("districts"),
        index.AutocompleteField("title_nb"),
    ]
    template = "knowledge/example.html"

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def slug(self) -> str:
        """What the address of the example ends in: the key without the `ex-` of shipped ones."""
        return self.key.removeprefix("ex-")

    def get_absolute_url(self) -> str:
        return reverse("home:example", args=[self.slug])


class ExampleSource(Orderable):
    """One source of an example, and where in it."""

    example = ParentalKey(Example, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="example_sources", verbose_name=_("source")
    )
    place = models.CharField(_("where in the source"), max_length=60, blank=True)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("source"), FieldPanel("place")])]
