"""Serving the pages of the CMS: each is found in one query, where Wagtail takes three and two more a level."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from base.models import BasePage


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at `path` (`kurs/…/`, below the front page of the language)."""
    found = _find(request, path)
    if found is not None:
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # where Wagtail looks first
    response: HttpResponse = wagtail_serve(request, path)
    return response


def _find(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the published page at `path`. None when there is none, or which site is asked is not plain."""
    roots = [root for root in Site.get_site_root_paths() if root.language_code == get_language()]
    if len(roots) != 1:
        return None
    page = _page_at(roots[0].root_path + path)
    return page.route(request, []) if page else None


_kinds_met: dict[str, type[Page]] = {}
"""Address -> the kind of page met there, as this process remembers it; asked again when it no longer holds."""


def _page_at(address: str) -> Page | None:
    here = Q(slug=address.rstrip("/").rpartition("/")[2], url_path=address, live=True)
    page = _page_of(_kinds_met[address], here) if address in _kinds_met else None
    if page is None:
        kind = Page.objects.filter(here).values_list("content_type_id", flat=True).first()
        if kind is None:
            return None
        model = ContentType.objects.get_for_id(kind).model_class() or Page
        _kinds_met[address] = cast(type[Page], model)
        page = _page_of(_kinds_met[address], here)
    return page


def _page_of(kind: type[Page], here: Q) -> Page | None:
    page: Page | None = kind._default_manager.filter(here).select_related("locale").first()
    return page


def published_pages() -> PageQuerySet:
    """Return the published pages, with what their own kind adds to them in the same row."""
    return Page.objects.live().select_related("locale", *_kinds())


def with_leads() -> PageQuerySet:
    """Return the published pages, each with `lead_text`: what it says of itself in a sentence or two, whatever its
    kind calls that. Only what it takes to link to them is read, not their texts."""
    leads = [F(lead) for lead in _leads()]
    lead_text = Coalesce(*leads, Value(""), output_field=TextField())
    return Page.objects.live().select_related("locale").only(*_OF_A_LINK).annotate(lead_text=lead_text)


_OF_A_LINK = ("title", "search_description", "url_path", "live", "path", "depth", "content_type", "locale")


@cache
def _leads() -> tuple[str, ...]:
    """Return the field of each kind of page that holds its lead, as asked from a page."""
    return tuple(
        f"{model._meta.model_name}__{field.name}"
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for field in model._meta.local_fields
        if field.name in ("lead", "summary")
    )


@cache
def _kinds() -> tuple[str, ...]:
    """Return what a page calls itself as a page of each of our kinds."""
    return tuple(model._meta.model_name for model in apps.get_models() if issubclass(model, BasePage))
