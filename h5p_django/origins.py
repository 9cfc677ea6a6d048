"""Where frames are served: in the site's own address without an origin, or at an address of their own.

`settings.H5P_ORIGIN` decides. Set, that host serves frames and their files and nothing else, and the site's host
serves neither; unset, frames have no origin at all (docs/decisions/0008)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.urls import reverse

_WALLS = "allow-scripts allow-forms allow-popups allow-modals allow-downloads allow-presentation"
"""Never allow-top-navigation; allow-same-origin only where that origin is nobody else's."""
FRAME_PARTS = ("spill", "pakke", "bibliotek", "filer")
"""What stands below `h5p/` for a frame (see urls.py); the rest there is for our own pages."""


def separate() -> bool:
    """Tell whether frames have a host of their own."""
    return bool(settings.H5P_ORIGIN)


def sandbox() -> str:
    """Return the value of `sandbox`, for the attribute and for the header."""
    return f"{_WALLS} allow-same-origin" if separate() else _WALLS


def of_frames(request: HttpRequest) -> str:
    """Return the origin a frame's files come from: `https://h5p.example`."""
    return str(settings.H5P_ORIGIN) or f"{request.scheme}://{request.get_host()}"


def of_pages(request: HttpRequest) -> str:
    """Return the origin of the pages around a frame."""
    return str(settings.SITE_URL) if separate() else f"{request.scheme}://{request.get_host()}"


def said_by_frames() -> str:
    """Return what a browser gives as the origin of a message from a frame."""
    return str(settings.H5P_ORIGIN) or "null"


class OriginMiddleware:
    """Keeps the two hosts apart; does nothing while there is one. Stands before all that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not separate():
            return self.get_response(request)
        if request.get_host() != urlsplit(settings.H5P_ORIGIN).netloc:
            return _nothing_here() if _is_for_frames(request.path_info) else self.get_response(request)
        if not (_is_for_frames(request.path_info) or request.path_info.startswith(settings.STATIC_URL)):
            return _nothing_here()
        request.META.pop("HTTP_COOKIE", None)  # nobody is anybody here
        response = self.get_response(request)
        response.cookies.clear()
        return response


def _is_for_frames(path: str) -> bool:
    root = reverse("h5p:root")
    return path.startswith(root) and path.removeprefix(root).partition("/")[0] in FRAME_PARTS


def _nothing_here() -> HttpResponseBase:
    return HttpResponseNotFound("", content_type="text/plain")
