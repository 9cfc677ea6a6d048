"""What happens to every request on its way to a view and back. The order is in the settings."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django_structlog.middlewares import RequestMiddleware

from base import languages, page_cache
from base.requests import keep_choice

logger = structlog.get_logger(__name__)


class PageCacheMiddleware:
    """Answers with a kept page when there is one, and keeps what may be kept. See base/page_cache.py.

    Stands outermost of what makes a page, so that a kept page costs one look-up and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = page_cache.key_for(request)
        if key is None:
            return self.get_response(request)
        try:
            generation, page = page_cache.find(key)
        except Exception as error:  # each cache has errors of its own; without it pages are only slower
            logger.warning("cache_down", kind=type(error).__name__)
            return self.get_response(request)
        if page is None:
            response = self.get_response(request)
            page = page_cache.keep(key, generation, response)
            if page is None:
                return response
        return _answer(request, page)


def _answer(request: HttpRequest, page: page_cache.KeptPage) -> HttpResponse:
    """Send a kept page, or only say that the one the browser has is still right.

    `private, no-cache`: the browser may keep it but asks each time, since logging in changes the page;
    a shared cache on the way may not."""
    same = request.headers.get("If-None-Match") == page.headers["ETag"]
    response = HttpResponse(
        b"" if same else page.body, status=HTTPStatus.NOT_MODIFIED if same else HTTPStatus.OK
    )
    response.headers = type(response.headers)({**page.headers, "Cache-Control": "private, no-cache"})
    if same:
        del response.headers["Content-Length"]
    return response


class TextGZipMiddleware(GZipMiddleware):
    """Compresses text. Pictures and documents are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").split(";")[0]
        if kind.startswith("text/") or kind in ("application/json", "image/svg+xml"):
            return super().process_response(request, response)
        return response


class RequestLogMiddleware(RequestMiddleware):
    """Logs each request with its path and nothing a person wrote: no query string, no address, no browser."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"


class PolicyMiddleware(CSPMiddleware):
    """The content security policy: strict for all that visitors see, a wider one for the editors' tool."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path_info.startswith("/admin/"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        if getattr(request, "is_dummy", False):  # Wagtail makes a preview, for a frame of the editor
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        return parts


class VisitorMiddleware(AuthenticationMiddleware):
    """Says who is logged in. Whoever has no session cookie is nobody, and the session is not asked.

    Asking it would mark the page as one that differs by cookie, and no page could be kept for anyone."""

    def process_request(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            super().process_request(request)
            return
        request.user = AnonymousUser()

        async def auser() -> Any:
            return request.user

        request.auser = auser


class LanguageMiddleware(LocaleMiddleware):
    """Sets the language of the visit: that of the address, else that of the person (see base/languages.py).

    Stands after VisitorMiddleware. Django's own would ask the browser, and so give an address like /konto/
    another language than the page the reader came from."""

    def process_request(self, request: HttpRequest) -> None:
        path = request.path_info
        has_language = languages.of_path(path) is not None
        user = None if has_language else getattr(request.user, "language", None)
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = languages.of_visit(path, user=user, query=request.GET, cookie=cookie)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Lead an address that lacks its language (`/kurs/`) to where it stands; else say the language."""
        if response.status_code == HTTPStatus.NOT_FOUND and request.resolver_match is None:
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language() or languages.DEFAULT)
        on_the_way_to = languages.of_path(request.GET.get("next", ""))
        if on_the_way_to and not request.user.is_authenticated and not languages.of_path(request.path_info):
            # The forms that follow (the code from the mail, a new account) no longer say where one came from.
            httponly = settings.LANGUAGE_COOKIE_HTTPONLY
            keep_choice(response, settings.LANGUAGE_COOKIE_NAME, on_the_way_to, httponly=httponly)
        return response
