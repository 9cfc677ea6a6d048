"""The glossary: the words of the field in nb, nn and en."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.search import index

from base.knowledge.fields import CodesField
from base.knowledge.models.item import KnowledgeItem, searchable, side_by_side
from base.knowledge.models.source import Source
from base.translated import Translated, columns


class Term(KnowledgeItem):
    """A word of the field (fagord), what it means, and what else people call it.

    Synonyms hold what people type, common misspellings too; they are searched and never shown."""

    term_nb, term_nn, term_en = columns(models.CharField, _("term"), max_length=100)
    definition_nb, definition_nn, definition_en = columns(models.TextField, _("definition"))
    synonyms_nb = CodesField(_("other words and misspellings (nb)"))
    synonyms_nn = CodesField(_("other words and misspellings (nn)"))
    see_also = CodesField(_("see also (keys of other terms)"))
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="terms",
        verbose_name=_("source"),
    )
    term = Translated()
    definition = Translated()

    panels: ClassVar[list[Panel]] = [
        side_by_side(_("Term"), "term"),
        side_by_side(_("Definition"), "definition"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("synonyms_nb"), FieldPanel("synonyms_nn")]), FieldPanel("see_also")],
            heading=_("Other words"),
        ),
        FieldPanel("source"),
        *KnowledgeItem.identity_panels,
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *KnowledgeItem.search_fields,
        *searchable("term", boost=5),
        *searchable("definition"),
        index.SearchField("synonyms_nb", boost=2),
        index.SearchField("synonyms_nn", boost=2),
        index.AutocompleteField("term_nb"),
    ]
    template = "knowledge/term.html"

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["term_nb"]

    def __str__(self) -> str:
        return str(self.term)

    def get_absolute_url(self) -> str:
        return f"{reverse('home:glossary')}#{self.key}"

    def clean(self) -> None:
        super().clean()
        known = set(Term.objects.filter(key__in=self.see_also).values_list("key", flat=True))
        unknown = [key for key in self.see_also if key not in known]
        if unknown:
            raise ValidationError(
                {"see_also": _("There is no term with the key %(keys)s.") % {"keys": ", ".join(unknown)}}
            )
