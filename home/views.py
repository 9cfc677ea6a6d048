"""HTTP of the pages that put the other rooms together."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from base.knowledge.models import Example
from courses import public as courses
from home import queries
from home.my_page import my_page_of
from home.search import search as search_for
from home.sitemaps import addresses

DAY = 24 * 60 * 60


@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "home/glossary.html", {"letters": queries.glossary(get_language())})


@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    return render(request, "home/examples.html", {"kinds": queries.examples_by_kind()})


@require_GET
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one example, found by its key with or without the `ex-` of shipped ones."""
    found = Example.objects.live().filter(key__in=(slug, f"ex-{slug}")).first()
    if found is None:
        raise Http404
    return render(request, "home/example.html", {"page": queries.example_page(found, get_language())})


@require_GET
def resources(request: HttpRequest) -> HttpResponse:
    return render(request, "home/resources.html", {"kinds": queries.resources_by_kind()})


@require_GET
def facts(request: HttpRequest) -> HttpResponse:
    return render(request, "home/facts.html", {"sources": queries.facts_by_source()})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    found = search_for(request.GET.get("q", ""), get_language())
    return render(request, "home/search.html", {"found": found, "query": found.query})


@require_GET
def about_privacy(request: HttpRequest) -> HttpResponse:
    """What we keep and for how long. The lifetimes are those the code uses."""
    return _about(
        request,
        "privacy",
        _("Privacy"),
        cookies={
            "session": settings.SESSION_COOKIE_NAME,
            "csrf": settings.CSRF_COOKIE_NAME,
            "language": settings.LANGUAGE_COOKIE_NAME,
            "learner": courses.DEVICE_COOKIE,
        },
        session_days=settings.SESSION_COOKIE_AGE // DAY,
        device_days=courses.DEVICE_DAYS,
    )


@require_GET
def about_accessibility(request: HttpRequest) -> HttpResponse:
    lacking = courses.lacking_recordings(get_language() or "nb")
    return _about(request, "accessibility", _("Accessibility"), recordings=lacking)


def _about(request: HttpRequest, name: str, title: str, **values: object) -> HttpResponse:
    """Show a page about the site. Each language has its own text: it is prose, not interface."""
    text = f"home/about/{name}.{get_language()}.html"
    owner = {"owner": settings.SITE_OWNER, "contact": settings.CONTACT_EMAIL}
    return render(request, "home/about/page.html", {"title": title, "text": text, **owner, **values})


@require_GET
@login_required
@never_cache
def my_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/my_page.html", {"mine": my_page_of(request.user, timezone.now())})


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is not for them: personal pages, searches, and the editors' tool."""
    return render(request, "home/robots.txt", {"site": settings.SITE_URL}, content_type="text/plain")


@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "home/sitemap.xml", {"addresses": addresses()}, content_type="application/xml")
