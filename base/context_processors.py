"""What every page knows: its address, the same page in the other languages, and its place in the menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from base import languages

COLOR_SCHEMES = ("auto", "light", "dark")
SECTIONS = frozenset({"samtale", "kurs", "kartlegging", "tema", "min-side"})


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the page. `url` is for search engines, `switch_url` also keeps the reader's choice."""

    code: str
    name: str
    url: str
    switch_url: str
    current: bool
    same_page: bool
    """False when the page is not written in this language: the link leads to the front page instead."""


def site(request: HttpRequest) -> dict[str, Any]:
    """Cost: for a page of the CMS one query for its translations, when the template asks for them."""
    return {
        "SITE_URL": settings.SITE_URL,
        "canonical_url": settings.SITE_URL + request.path,
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "demo": settings.DEMO,
        "section": section(request.path),
        "color_scheme": color_scheme(request),
    }


def color_scheme(request: HttpRequest) -> str:
    """Return the look the reader has chosen: auto (as the device), light or dark."""
    chosen = request.COOKIES.get("color_scheme", "")
    return chosen if chosen in COLOR_SCHEMES else "auto"


def section(path: str) -> str:
    """Return the part of the menu an address belongs to, or an empty text."""
    if path.startswith("/konto/"):
        return "min-side"
    parts = path.split("/")
    name = parts[2] if len(parts) > 2 else ""
    return name if name in SECTIONS else ""


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Return a link for each language, in the order of the settings."""
    current = languages.of_path(request.path)
    translations = _addresses(request)
    links = []
    for code, name in settings.LANGUAGES:
        url = translations.get(code)
        address = url or f"/{code}/"
        switch = f"{reverse('base:set_language', args=[code])}?{urlencode({'til': address})}"
        links.append(LanguageLink(code, name, address, switch, code == current, url is not None))
    return links


def _addresses(request: HttpRequest) -> dict[str, str]:
    """Return {language: address} of the same page, for the languages it is written in."""
    page = _page(request)
    if page is None:
        return {code: languages.swapped(request.get_full_path(), code) for code in languages.LANGUAGES}
    same = Page.objects.live().filter(translation_key=page.translation_key)
    same = same.select_related("locale").only("url_path", "locale__language_code")
    # Without the request: then the site is not looked up, and what is asked for is only the path.
    parts = {other.locale.language_code: other.get_url_parts() for other in same}
    return {code: found[2] for code, found in parts.items() if found}


def _page(request: HttpRequest) -> Page | None:
    """Return the page of the CMS this request shows; Wagtail has it at hand, so it costs nothing."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    return Page.find_for_request(request, *match.args, **match.kwargs)
