"""Serving the pages of the CMS, each found in two queries; Wagtail takes three and two more a level."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
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
    address = roots[0].root_path + path
    slug = address.rstrip("/").rpartition("/")[2]
    here = (
        Page.objects.live().filter(slug=slug, url_path=address).values_list("pk", "content_type_id").first()
    )
    if here is None:
        return None
    kind = cast(type[Page], ContentType.objects.get_for_id(here[1]).model_class() or Page)
    return kind._default_manager.select_related("locale").get(pk=here[0]).route(request, [])


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
