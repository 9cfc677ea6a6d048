"""What is wrong with the theme pages, and with how any page is shown to its readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from base.checks.domain.findings import Finding, language_findings, link_findings, quoted, weight_findings
from base.checks.domain.markup import plain, tables_without_headers
from base.checks.domain.outline import outline, skipped_levels
from base.checks.links import leads_nowhere
from base.checks.problems import Place, Problem, problems
from base.checks.reviews import review_findings
from base.content import SELF_SERVICE_LANGUAGES
from home.citations import citations_of
from home.models import ThemePage
from home.models.theme_page import prose


def place_of(page: Page) -> Place:
    return Place(page.title, page.locale.language_code, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def theme_problems(on: date) -> Iterator[Problem]:
    """Yield what is found in the published theme pages."""
    pages = list(ThemePage.objects.live().select_related("locale").order_by("path"))
    there = {(page.key, page.locale.language_code) for page in pages}
    for page in pages:
        yield from theme_page_problems(page, on)
        if page.locale.language_code in SELF_SERVICE_LANGUAGES:
            missing = [code for code in SELF_SERVICE_LANGUAGES if (page.key, code) not in there]
            yield from problems((Finding("missing-language", code) for code in missing), place_of(page))


def theme_page_problems(page: ThemePage, on: date) -> Iterator[Problem]:
    """Yield what is found in one theme page as it stands in memory."""
    place = place_of(page)
    yield from problems(review_findings(page, on), place)
    for block in page.body:
        if block.block_type == "section":
            part = replace(place, url=f"{place.url}#block-{block.id}-section", part=block.value["heading"])
            text = block.value["text"].source
            yield from problems(link_findings(text, is_gone=leads_nowhere), part)
            yield from problems(language_findings(text, place.language), part)
    yield from problems(weight_findings(plain(prose(page.body))), place)
    for fact in citations_of(page.body).facts.values():
        published = page.last_published_at
        if fact.source.changed_at and (published is None or published < fact.source.changed_at):
            yield from problems([Finding("source-changed", str(fact.source))], place)
        if (
            fact.last_published_at
            and published
            and fact.latest_revision_id
            and published < fact.last_published_at
        ):
            yield from problems([Finding("fact-changed", fact.key)], place)


def shown_problems(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield what is wrong with published pages as a reader without an account is given them.

    Each is asked for as a browser does, within this process."""
    client = Client(raise_request_exception=False, headers={"host": settings.SITE_HOST})
    for page in pages:
        with translation.override(translation.get_language()):
            answer = client.get(page.get_url(), secure=settings.HTTPS)
        place = place_of(page)
        if answer.status_code != 200:
            yield from problems([Finding("not-served", str(answer.status_code))], place)
            continue
        html = answer.content.decode()
        yield from problems(
            (Finding("heading-skips", step.name) for step in skipped_levels(outline(html))), place
        )
        bare = tables_without_headers(html)
        yield from problems((Finding("table-without-headers", quoted(table)) for table in bare), place)
