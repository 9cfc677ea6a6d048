"""Theme pages (temasider): what we know about a subject, with a source for every figure."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from base.knowledge.domain.figures import statements, states
from base.knowledge.fields import CodesField
from base.knowledge.models import Fact, KnowledgeItem, Term
from base.models import BasePage
from courses import public
from home.blocks import ThemeBlock
from home.citations import citations_of
from home.domain.expansion import phrases_of, words_of


class ThemePage(BasePage):
    """A theme. The first one lies right under the front page; the others lie under it."""

    key = models.SlugField(_("key"), max_length=40, help_text=_("The same in every language."))
    status = models.CharField(
        _("status"), max_length=10, choices=KnowledgeItem.Status.choices, default=KnowledgeItem.Status.DRAFT
    )
    lead = models.TextField(_("lead"), max_length=250)
    body = StreamField(
        ThemeBlock(),
        verbose_name=_("content"),
    )
    courses = CodesField(_("courses"))
    indicators = CodesField(_("indicators"))

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.ThemePage"]
    subpage_types: ClassVar[list[str]] = ["home.ThemePage"]
    content_panels: ClassVar[list[Any]] = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("courses"), FieldPanel("indicators")], heading=_("Where it leads")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("key"), FieldPanel("status")])],
            heading=_("Identity"),
        ),
        *BasePage.review_panels,
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        family = theme_family(self)
        return {
            **context,
            "citations": citations_of(self.body),
            "trail": [page for page in family if self.is_descendant_of(page)],
            "themes": [page for page in family if page.pk != self.pk],
            "course_links": public.course_links(self.courses, get_language() or "nb"),
            "terms": words_in(f"{self.lead} {prose(self.body)}"),
        }

    @property
    def is_draft(self) -> bool:
        return self.status == KnowledgeItem.Status.DRAFT

    def clean(self) -> None:
        """Every source mark must name a fact, and the figure before the mark must be the fact's."""
        super().clean()
        language = self.locale.language_code if self.locale_id else "nb"
        faults = mark_faults(prose(self.body), language)
        if faults:
            raise ValidationError({"body": faults})


def theme_family(page: ThemePage) -> list[ThemePage]:
    """Return the published theme pages of a page's language, a parent before its children. One query."""
    family = ThemePage.objects.live().filter(locale_id=page.locale_id).order_by("path")
    return list(
        family.select_related("locale").only("title", "path", "depth", "url_path", "locale__language_code")
    )


def words_in(text: str, most: int = 5) -> list[Term]:
    """Return the terms of the glossary that stand in a text, in the order they come. One query."""
    plain = " ".join(words_of(text, most=None))
    language = get_language() or "nb"
    met = []
    # Read as plain values: the glossary is long, and few of its terms are met in one text.
    for row in Term.objects.live().values(*_shown_of_a_term(language)):
        phrases = phrases_of(row[f"term_{language}"] or row["term_nb"])
        found = [plain.find(f" {phrase} ") for phrase in phrases]
        if any(place >= 0 for place in found):
            met.append((min(place for place in found if place >= 0), row))
    return [Term(**row) for _place, row in sorted(met, key=lambda one: one[0])[:most]]


def _shown_of_a_term(language: str) -> set[str]:
    """Return the columns a page shows of a term: its key, and the reader's language with its fallback."""
    columns = {f"{name}_{code}" for name in ("term", "definition") for code in (language, "nb")}
    return {"key", *columns}


def prose(body: Any) -> str:
    """Return the running text of a theme page's body as plain text."""
    return "\n".join(
        strip_tags(block.value["text"].source) for block in body if block.block_type == "section"
    )


def mark_faults(text: str, language: str) -> list[str]:
    """Return what is wrong with the source marks of a plain text, one sentence a fault. Costs one query."""
    found = list(statements(text))
    facts = Fact.objects.in_bulk({key for key, _words in found}, field_name="key")
    faults = []
    for key, words in found:
        if key not in facts:
            faults.append(_("There is no fact with the key %(key)s.") % {"key": key})
        elif not states(words, language, facts[key].value, facts[key].unit):
            faults.append(
                _("The text before {fact:%(key)s} does not say the figure %(value)s.")
                % {"key": key, "value": facts[key].value}
            )
    return faults
