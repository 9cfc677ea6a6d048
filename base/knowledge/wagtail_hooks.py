"""What editors get in the CMS for the knowledge base."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from base.knowledge.models import Example, Fact, Resource, Source, Term, TimelineItem
from base.knowledge.review import past_review
from base.knowledge.usage import Use, edit_use, find_uses, is_kept


class FactViewSet(SnippetViewSet):
    model = Fact
    icon = "pick"
    list_display = (
        "text_nb",
        Column("figure", label=gettext_lazy("figure")),
        "year",
        "source",
        "status",
        "review_by",
        LiveStatusTagColumn(),
    )
    list_filter = ("status", "certainty", "source")


class TimelineItemViewSet(SnippetViewSet):
    model = TimelineItem
    icon = "history"
    list_display = ("date", "title_nb", "source", "status", LiveStatusTagColumn())
    list_filter = ("status", "certainty")


class ExampleViewSet(SnippetViewSet):
    model = Example
    icon = "site"
    list_display = ("title_nb", "kind", "status", "review_by", LiveStatusTagColumn())
    list_filter = ("status", "kind")


class ResourceViewSet(SnippetViewSet):
    model = Resource
    icon = "link"
    list_display = ("title", "kind", "publisher", "year", "status", LiveStatusTagColumn())
    list_filter = ("status", "kind", "language")


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    list_display = ("term_nb", "term_nn", "term_en", "status", LiveStatusTagColumn())
    list_filter = ("status",)


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full-inverse"
    list_display = ("title", "publisher", "year", "url")
    list_filter = ("publisher",)


class KnowledgeGroup(SnippetViewSetGroup):
    """All that we know and where it comes from, under one item of the menu."""

    menu_label = gettext_lazy("Knowledge")
    menu_icon = "clipboard-list"
    menu_order = 220
    items = (
        FactViewSet,
        TimelineItemViewSet,
        ExampleViewSet,
        ResourceViewSet,
        TermViewSet,
        SourceViewSet,
    )


register_snippet(KnowledgeGroup)


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Refuse to delete what something else leans on, and say where that is."""
    refused = [(thing, uses) for thing in instances if is_kept(thing) and (uses := find_uses(thing))]
    for thing, uses in refused:
        messages.error(request, refusal(thing, uses))
    return redirect(edit_use(refused[0][0]).url) if refused else None


@hooks.register("before_bulk_action")
def keep_what_is_in_use_among_many(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action_class_instance: Any
) -> HttpResponse | None:
    return keep_what_is_in_use(request, objects) if action_type == "delete" else None


def refusal(thing: Model, uses: Sequence[Use]) -> str:
    """Return what the editor is told, with a link to each place of use."""
    text = _("“%(thing)s” is in use and was not deleted. Take it out of these places first:") % {
        "thing": thing
    }
    places = format_html_join(", ", "{}", ((_place(use),) for use in uses))
    return format_html("{} {}", text, places)


def _place(use: Use) -> str:
    return format_html('<a href="{}">{}</a>', use.url, use.where) if use.url else use.where


class PastReviewPanel(Component):
    """On the dashboard: what should have been looked at again by now."""

    name = "past_review"
    template_name = "knowledge/past_review_panel.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        items = past_review(datetime.date.today())
        return {"items": [(item, edit_use(item)) for item in items]}


@hooks.register("construct_homepage_panels")
def show_what_is_past_review(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(PastReviewPanel())
