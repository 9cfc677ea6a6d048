"""What belongs to no subject: the way in, the reader's language and look, health, and what went wrong."""

from __future__ import annotations

import sys
from http import HTTPStatus

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from base import languages
from base.context_processors import COLOR_SCHEMES, color_scheme
from base.requests import keep_choice, same_origin_post

logger = structlog.get_logger(__name__)


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the front page in the language they chose last, or the one their browser asks for."""
    language = (
        languages.known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        or languages.accepted(request.headers.get("Accept-Language", ""))
        or languages.DEFAULT
    )
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@require_GET
@never_cache
def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the reader's language and go on to the page they asked for."""
    if languages.known(code) is None:
        raise Http404
    response = HttpResponseRedirect(_address(request, request.GET.get("til", ""), f"/{code}/"))
    keep_choice(response, settings.LANGUAGE_COOKIE_NAME, code, httponly=settings.LANGUAGE_COOKIE_HTTPONLY)
    return response


@same_origin_post
def set_color_scheme(request: HttpRequest) -> HttpResponse:
    """Keep the look the reader chose; the script does the same without asking the server."""
    chosen = request.POST.get("color_scheme", "")
    response = HttpResponseRedirect(_address(request, request.POST.get("til", ""), "/"))
    if chosen in COLOR_SCHEMES:
        keep_choice(response, "color_scheme", chosen, httponly=False)
    return response


def _address(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """Return `wanted` when it is an address of ours, so that nobody is sent to another site."""
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else otherwise


@require_GET
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers. Touches neither database nor cache."""
    return HttpResponse("live\n", content_type="text/plain")


@require_GET
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether the database and the cache answer: 200 when both do, else 503. One query."""
    answers = {"database": _database_answers(), "cache": _cache_answers()}
    status = HTTPStatus.OK if all(answers.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({name: "ok" if ok else "down" for name, ok in answers.items()}, status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except (OperationalError, InterfaceError):
        logger.warning("database_down")
        return False


def _cache_answers() -> bool:
    try:
        cache.set("ready", "ok", 10)
        return bool(cache.get("ready") == "ok")
    except Exception as error:  # each cache has errors of its own; here any of them means down
        logger.warning("cache_down", kind=type(error).__name__)
        return False


# --- What went wrong ---------------------------------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _calm(request, "400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has run out. Going back in the browser brings up what was written."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke. If the database does not answer, say so, and when to try again."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _calm(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = "30"
        return response
    return _calm(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _calm(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Render an error page that asks nothing of the database or the person: they may be what is broken."""
    language = languages.of_visit(
        request.path, user=None, query={}, cookie=request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    )
    with translation.override(language):
        return HttpResponse(
            render_to_string(template, {"calm": True, "color_scheme": color_scheme(request)}), status=status
        )
