"""Whole public pages, kept for those we know nothing about.

A page is kept with its headers, compressed as it was sent, under an address, a look and an encoding. It is
never kept or given when the visitor carries a cookie that may say who they are, when the page sets a cookie,
or when it says it differs by one (`Vary: Cookie`). `clear` makes everything kept so far old at once."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from base import languages
from base.context_processors import color_scheme

logger = structlog.get_logger(__name__)

GENERATION = "pages:generation"
LONGEST_ADDRESS = 300
"""Longer addresses are searches and the like, and would only push pages people share out of the cache."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A response as it was sent. `generation` tells which state of the content it shows."""

    generation: str
    headers: dict[str, str]
    body: bytes


def clear() -> None:
    """Make every kept page old, once the change of public content that calls this is committed."""
    transaction.on_commit(_start_generation)


def clear_for(sender: type[Model], **signal: object) -> None:
    """Clear when a page or a snippet was saved, moved or deleted; those saves are Wagtail's own."""
    if issubclass(sender, Page) or sender in get_snippet_models():
        clear()


def _start_generation() -> None:
    cache.set(GENERATION, uuid.uuid4().hex, None)


def key_for(request: HttpRequest) -> str | None:
    """Return where the page of this request would be kept, or None when it must be made anew."""
    if request.method != "GET" or not settings.PAGE_CACHE_SECONDS or not languages.of_path(request.path):
        return None
    if not request.COOKIES.keys() <= _says_nothing_of_the_visitor():
        return None
    address = request.get_full_path()
    # A search is what somebody wrote themselves; a fragment and a preview share their address with a page.
    shared = not (
        "q" in request.GET or "X-Requested-With" in request.headers or getattr(request, "is_dummy", False)
    )
    if not shared or len(address) > LONGEST_ADDRESS:
        return None
    gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    parts = "\n".join((request.get_host(), address, color_scheme(request), str(gzip)))
    return f"page:{hashlib.blake2b(parts.encode(), digest_size=20).hexdigest()}"


def _says_nothing_of_the_visitor() -> set[str]:
    """Return the cookies that do not change what an anonymous page shows, or are part of the key.

    Named one by one: a cookie nobody thought of then keeps a visitor out, rather than letting them in."""
    return {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "color_scheme"}


def find(key: str) -> tuple[str, KeptPage | None]:
    """Return the generation of the content now, and the page if it is kept and still shows that generation.

    One round trip to the cache. The caller hands the generation back to `keep`, so that a page which was
    being made while the content changed is not taken for a new one."""
    found = cache.get_many([GENERATION, key])
    generation = found.get(GENERATION) or str(cache.get_or_set(GENERATION, uuid.uuid4().hex, None))
    page: KeptPage | None = found.get(key)
    return generation, page if page is not None and page.generation == generation else None


def keep(key: str, generation: str, response: HttpResponseBase) -> KeptPage | None:
    """Keep a response if it is the same for everyone, and return what was kept."""
    if not isinstance(response, HttpResponse) or not _is_for_everyone(response):
        return None
    tag = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    page = KeptPage(generation, {**response.headers, "ETag": f'"{tag}"'}, response.content)
    cache.set(key, page, settings.PAGE_CACHE_SECONDS)
    return page


def _is_for_everyone(response: HttpResponse) -> bool:
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and not response.cookies
        and "Cache-Control" not in response  # the view has an opinion of its own
        and varies <= {"accept-encoding"}
    )
