"""Serving the pages of the CMS: each is found in one query, where Wagtail takes three and two more a level."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
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


def as_its_kind(page: Page) -> Page:
    """Return one of `published_pages` as a page of its own kind. No query."""
    kind = page.cached_content_type.model
    return getattr(page, kind) if kind in _kinds() else page


def published_pages() -> PageQuerySet:
    """Return the published pages, with what their own kind adds to them in the same row."""
    return Page.objects.live().select_related("locale", *_kinds())


@cache
def _kinds() -> tuple[str, ...]:
    """Return what a page calls itself as a page of each of our kinds."""
    return tuple(model._meta.model_name for model in apps.get_models() if issubclass(model, BasePage))
