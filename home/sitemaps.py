"""The site's map for search engines: every public page in every language, each naming the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from base.knowledge.models import Example
from courses import public as courses
from self_assessment import public as self_assessment

VIEWS = (
    "home:glossary",
    "home:examples",
    "home:resources",
    "home:facts",
    "home:about_privacy",
    "home:about_accessibility",
    "prompts:library",
    "self_assessment:start",
)
"""Pages anyone may read that are not in the CMS."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page in one language. `alternates` {language: address} are the same page, this one too."""

    location: str
    alternates: Mapping[str, str]
    changed_at: datetime | None = None


def addresses() -> Iterator[Address]:
    """Yield every public page. Seven queries, however many pages there are."""
    for paths in _views():
        for location in paths.values():
            yield Address(location, paths)
    yield from _pages()


def _views() -> Iterator[dict[str, str]]:
    """Yield {language: address} for each page that is not in the CMS."""
    examples = list(Example.objects.live())
    prompts = {code: [prompt.url for prompt in courses.all_prompts(code)] for code, _ in settings.LANGUAGES}
    for name in VIEWS:
        yield _in_each_language(partial(reverse, name))
    for code in self_assessment.building_block_codes():
        yield _in_each_language(partial(reverse, "self_assessment:building_block", args=[code]))
    for example in examples:
        yield _in_each_language(example.get_absolute_url)
    for urls in zip(*prompts.values(), strict=True):
        yield {code: _full(url) for code, url in zip(prompts, urls, strict=True)}


def _in_each_language(address: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            found[code] = _full(address())
    return found


def _pages() -> Iterator[Address]:
    pages = Page.objects.live().public().filter(depth__gt=1).select_related("locale")
    ordered: Iterable[Page] = pages.order_by("translation_key", "path")
    for _key, group in groupby(ordered, key=attrgetter("translation_key")):
        versions = [page for page in group if page.url]
        alternates = {page.locale.language_code: _full(page.url) for page in versions}
        for page in versions:
            yield Address(_full(page.url), alternates, page.last_published_at)


def _full(path: str) -> str:
    return f"{settings.SITE_URL}{path}" if path.startswith("/") else path
