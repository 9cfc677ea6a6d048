"""Facts with source and year, and the policy timeline."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.search import index

from base.knowledge.domain.figures import number, states
from base.knowledge.fields import CodesField
from base.knowledge.models.item import KnowledgeItem, searchable, side_by_side
from base.knowledge.models.source import Source
from base.translated import LANGUAGES, Translated, columns


class Certainty(models.TextChoices):
    """How sure we are that the source says so."""

    CONFIRMED = "confirmed", _("seen on the page cited")
    STATED = "stated", _("stated in the document, not checked against another source")
    SECONDARY = "secondary", _("reported by someone other than the origin")
    GENERAL = "general", _("general knowledge, not checked")


class Fact(KnowledgeItem):
    """A figure or a finding, its source, the year it holds for, and how sure we are."""

    class Unit(models.TextChoices):
        COUNT = "count", _("number")
        PERCENT = "percent", _("per cent")
        SHARE = "share", _("share, for example 6/7")
        MILLION = "million", _("million")
        MILLION_NOK = "million_nok", _("million kroner")
        BILLION_NOK = "billion_nok", _("billion kroner")

    value = models.CharField(
        _("figure"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\d+(\.\d+|/[1-9]\d*)?\Z", _("Write a number: 20, 18.7 or 6/7."))],
        help_text=_("Empty for a finding without a number. Every text below must say the same number."),
    )
    unit = models.CharField(_("unit"), max_length=12, choices=Unit.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    text_nb, text_nn, text_en = columns(models.TextField, _("text"))
    note_nb, note_nn, note_en = columns(models.TextField, _("reservation"), blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="facts", verbose_name=_("source")
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty.choices)
    verified_on = models.DateField(
        _("last verified"),
        null=True,
        blank=True,
        help_text=_("The day somebody read the source and saw that it still says this."),
    )
    indicators = CodesField(_("indicators"))
    text = Translated()
    note = Translated()

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("source"), FieldPanel("certainty"), FieldPanel("verified_on")]),
            ],
            heading=_("Figure and source"),
        ),
        side_by_side(_("Text"), "text"),
        side_by_side(_("Reservation"), "note"),
        FieldPanel("indicators"),
        *KnowledgeItem.identity_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *KnowledgeItem.search_fields,
        *searchable("text"),
        index.AutocompleteField("text_nb"),
        index.RelatedFields("source", [index.SearchField("title"), index.SearchField("publisher")]),
    ]
    template = "knowledge/fact.html"

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["key"]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def figure(self) -> str:
        """The number as it is written in the reader's language, or nothing for a finding without one."""
        if self.unit == self.Unit.SHARE and "/" in self.value:
            part, whole = self.value.split("/")
            return pgettext("share, 6 of 7", "%(part)s of %(whole)s") % {"part": part, "whole": whole}
        if number(self.value) is None:
            return ""
        decimals = len(self.value.partition(".")[2])
        written = number_format(self.value, decimals, use_l10n=True, force_grouping=True)
        formats: dict[str, str] = {
            self.Unit.PERCENT: gettext("%(number)s%%"),
            self.Unit.MILLION: gettext("%(number)s million"),
            self.Unit.MILLION_NOK: gettext("NOK %(number)s million"),
            self.Unit.BILLION_NOK: gettext("NOK %(number)s billion"),
        }
        return str(formats.get(self.unit, "%(number)s") % {"number": written})

    def clean(self) -> None:
        super().clean()
        faults = {
            f"text_{code}": _("The text does not say the figure %(value)s.") % {"value": self.value}
            for code in LANGUAGES
            if (text := getattr(self, f"text_{code}")) and not states(text, code, self.value, self.unit)
        }
        if faults:
            raise ValidationError(faults)


class TimelineItem(KnowledgeItem):
    """Something that happened, or is to happen, in the policy of work and health."""

    date = models.CharField(
        _("date"),
        max_length=10,
        validators=[RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?\Z", _("Write 2026, 2026-01 or 2026-01-31."))],
        help_text=_("2026, 2026-01 or 2026-01-31: as exact as the source is."),
    )
    title_nb, title_nn, title_en = columns(models.CharField, _("title"), max_length=160)
    text_nb, text_nn, text_en = columns(models.TextField, _("text"))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="timeline_items", verbose_name=_("source")
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty.choices)
    title = Translated()
    text = Translated()

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("source"), FieldPanel("certainty")]),
        side_by_side(_("Title"), "title"),
        side_by_side(_("Text"), "text"),
        *KnowledgeItem.identity_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *KnowledgeItem.search_fields,
        *searchable("title", "text"),
        index.AutocompleteField("title_nb"),
    ]
    template = "knowledge/timeline_item.html"

    class Meta:
        verbose_name = _("timeline item")
        verbose_name_plural = _("timeline")
        ordering = ["date", "key"]

    def __str__(self) -> str:
        return f"{self.date} {self.title}"

    @property
    def when(self) -> str:
        """The date as exact as it is known: `2012`, `mars 2024` or `1. mars 2024`."""
        parts = [int(part) for part in self.date.split("-")]
        if len(parts) == 1:
            return self.date
        year, month, day = [*parts, 1][:3]
        written = gettext("j F Y") if len(parts) == 3 else "F Y"
        return format_date(datetime.date(year, month, day), written).lower()
