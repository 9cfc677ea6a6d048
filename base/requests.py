"""Where a POST comes from, and what a visitor has chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

View = Callable[..., HttpResponseBase]

YEAR = 365 * 24 * 60 * 60
"""Seconds."""


def is_from_our_own_pages(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent this request.

    Every browser we support says so in Sec-Fetch-Site, or at least names the page's Origin on a POST.
    A request with neither is not from a browser, so no page has made a visitor's browser send it."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc == request.get_host()


def same_origin_post(view: View) -> View:
    """Let `view` answer POSTs from our own pages only, without a CSRF token.

    A token in the page would make every anonymous page different, so none of them could be kept in the cache.
    Raises PermissionDenied (403) for a request another site has made the browser send."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_from_our_own_pages(request):
            raise PermissionDenied("cross-site POST")
        return view(request, *args, **kwargs)

    return guarded


def keep_choice(response: HttpResponseBase, name: str, value: str, *, httponly: bool) -> None:
    """Let the browser keep what the visitor chose, for a year."""
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.HTTPS, httponly=httponly, samesite="Lax", path="/"
    )
