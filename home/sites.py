"""The skeleton of the site: its languages, its address, and a front page in each language."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import HomePage

NAMES = {"nb": "Byggestein", "nn": "Byggestein (nynorsk)", "en": "Byggestein (English)"}


def prepare_site() -> Mapping[str, HomePage]:
    """Make what is missing of locales, front pages and the site, and return the front pages by language.

    Nothing that exists is changed, but for the welcome page Wagtail's first migration made."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES}
    pages = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    root = Page.objects.filter(depth=1).get()
    for code, locale in locales.items():
        if code not in pages:
            first = next(iter(pages.values()), None)
            page = HomePage(title=NAMES[code], slug=f"forside-{code}", locale=locale)
            if first is not None:
                page.translation_key = first.translation_key
            pages[code] = root.add_child(instance=page)
    _point_site_at(pages[settings.LANGUAGE_CODE])
    return pages


def _point_site_at(front_page: HomePage) -> None:
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and site.root_page.specific_class is HomePage:
        return
    address = {"hostname": settings.SITE_HOST, "port": _port(), "site_name": settings.WAGTAIL_SITE_NAME}
    welcome = site.root_page if site is not None else None
    Site.objects.update_or_create(is_default_site=True, defaults={**address, "root_page": front_page})
    if welcome is not None and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def _port() -> int:
    _, _, port = settings.SITE_URL.split("://", 1)[1].partition(":")
    return int(port) if port else (443 if settings.HTTPS else 80)
