"""What is wrong with the pages of the courses, or worth a look. Reads what is published; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from wagtail.blocks import StreamValue

from base.checks.domain.findings import Finding, language_findings, strings, weight_findings
from base.checks.domain.markup import plain as without_markup
from base.checks.problems import Place, Problem, problems
from base.checks.reviews import review_findings
from base.content import SELF_SERVICE_LANGUAGES
from courses.blocks import plain_value
from courses.blocks.flaws import message
from courses.domain.lesson import block_flaws, module_flaws
from courses.domain.sources import is_behind, is_unverified
from courses.media.rules import lacking
from courses.models import CoursePage, Media, ModulePage
from courses.models.pages import unknown_sources

_said = lazy(message, str)
Page = CoursePage | ModulePage
_NOT_PROSE = frozenset({"alt", "source", "name", "key", "to", "start", "category", "ids", "prompts", "group"})
"""Fields that are read by nobody, or by few: left out when a text's weight is told."""


def course_problems(on: date) -> Iterator[Problem]:
    """Yield what is found in all published pages of courses, and in their recordings."""
    courses = list(CoursePage.objects.live().select_related("locale").order_by("key", "locale_id"))
    changed = _changed_sources(courses)
    for course in courses:
        yield from page_problems(course, on=on, changed=changed)
        for module in ModulePage.objects.child_of(course).live().order_by("path"):
            module.locale = course.locale
            yield from page_problems(module, on=on, course=course, changed=changed)
    yield from _missing_languages(courses)
    for media in Media.objects.live():
        yield from _recording_problems(media)


def place_of(page: Page) -> Place:
    return Place(page.title, page.locale.language_code, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def page_problems(
    page: Page, *, on: date, course: CoursePage | None = None, changed: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """Yield what is found in one page as it stands in memory. `changed` is {address: source} that changed."""
    place = place_of(page)
    if isinstance(page, ModulePage):
        above = course or CoursePage.objects.parent_of(page).get()
        yield from problems(review_findings(page, on, above=above), place)
        yield from _lesson_problems(page, above, place)
        yield from _sources_behind(page, above, changed or {}, place)
    if isinstance(page, CoursePage):
        yield from problems(review_findings(page, on), place)
        yield from _stream_problems(page.quiz, page.locale.language_code, place)
        yield from _question_sources(page, place)
        for source in page.sources:
            if not source.value["year"]:
                yield from problems([Finding("source-without-year", source.value["title"])], place)


def problems_of_page(page: Any, on: date) -> Iterator[Problem]:
    """Yield what is found in a page that may be of any kind; nothing in one that is not of a course."""
    if isinstance(page, CoursePage | ModulePage):
        yield from page_problems(page, on=on)


def _lesson_problems(page: ModulePage, course: CoursePage, place: Place) -> Iterator[Problem]:
    children = list(page.lesson)
    flaws = module_flaws([child.block_type for child in children], [child.id for child in children])
    for flaw in [*flaws, *unknown_sources(page.lesson, course)]:
        yield Problem(flaw.code, _said(flaw), place, is_error=True)
    yield from _stream_problems(page.lesson, page.locale.language_code, place)
    prose = "\n".join(text for child in children for text in _prose(plain_value(child)))
    yield from problems(weight_findings(without_markup(prose)), place)


def _stream_problems(stream: StreamValue, language: str, place: Place) -> Iterator[Problem]:
    for child in stream:
        part = replace(
            place, url=f"{place.url}#block-{child.id}-section", part=f"{child.block.label} ({child.id})"
        )
        plain = plain_value(child)
        for flaw in block_flaws(child.block_type, plain):
            yield Problem(flaw.code, _said(flaw), part, is_error=True)
        yield from problems(child.block.findings(child.value), part)
        for text in _prose(plain):
            yield from problems(language_findings(text, language), part)


def _prose(value: Any) -> Iterator[str]:
    """Yield what a reader meets of a block's plain value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_PROSE:
                yield from _prose(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _prose(inner)
    else:
        yield from strings(value)


# --- sources ----------------------------------------------------------------------------------------


def _changed_sources(courses: Iterable[CoursePage]) -> dict[str, Any]:
    """Return {address: source as it stands where it changed last}: a law is a source of several courses."""
    found: dict[str, Any] = {}
    for course in courses:
        for child in course.sources:
            source = child.value
            known = found.get(source["url"])
            if source["changed_at"] and (known is None or known["changed_at"] < source["changed_at"]):
                found[source["url"]] = source
    return found


def _sources_behind(
    page: ModulePage, course: CoursePage, changed: Mapping[str, Any], place: Place
) -> Iterator[Problem]:
    urls = {child.value["key"]: child.value["url"] for child in course.sources}
    for child in page.lesson:
        key = child.value.get("source") if hasattr(child.value, "get") else None
        source = changed.get(urls.get(key, "")) if key else None
        if source is not None and is_behind(source, published_at=page.last_published_at):
            part = replace(place, part=f"{child.block.label} ({child.id})")
            yield from problems([Finding("source-changed", source["title"])], part)


def _question_sources(page: CoursePage, place: Place) -> Iterator[Problem]:
    sources = {child.value["key"]: child.value for child in page.sources}
    for child in page.quiz:
        source = sources.get(child.value["source"])
        if source is not None and is_unverified(source):
            part = replace(place, part=f"{child.block.label} ({child.id})")
            yield from problems([Finding("question-in-doubt", source["title"])], part)


def addresses() -> Iterator[tuple[str, Place]]:
    """Yield the addresses outside the site that published courses name as sources, and where."""
    for course in CoursePage.objects.live().select_related("locale"):
        yield from ((child.value["url"], place_of(course)) for child in course.sources)


# --- languages --------------------------------------------------------------------------------------


def _missing_languages(courses: Sequence[CoursePage]) -> Iterator[Problem]:
    """Yield what is published in only one of bokmål and nynorsk, or has other parts in the other."""
    by_key: dict[str, dict[str, CoursePage]] = {}
    for course in courses:
        by_key.setdefault(course.key, {})[course.locale.language_code] = course
    for languages in by_key.values():
        there = [code for code in SELF_SERVICE_LANGUAGES if code in languages]
        modules = {
            code: {
                module.key: module
                for module in ModulePage.objects.child_of(languages[code]).live().order_by("path")
            }
            for code in there
        }
        for code in there:
            (other,) = (each for each in SELF_SERVICE_LANGUAGES if each != code)
            if other not in languages:
                yield from problems([Finding("missing-language", other)], place_of(languages[code]))
                continue
            for key, module in modules[code].items():
                module.locale = languages[code].locale
                twin = modules[other].get(key)
                if twin is None:
                    yield from problems([Finding("missing-language", other)], place_of(module))
                elif code != SELF_SERVICE_LANGUAGES[0] and not mirrors(module.lesson, twin.lesson):
                    yield from problems([Finding("does-not-mirror", other)], place_of(module))
            shared = [[key for key in modules[each] if key in modules[code]] for each in (code, other)]
            if (
                code != SELF_SERVICE_LANGUAGES[0]
                and shared[0] != shared[1]
                and len(shared[0]) == len(shared[1])
            ):
                yield from problems([Finding("other-order", other)], place_of(languages[code]))
            if code != SELF_SERVICE_LANGUAGES[0] and not mirrors(languages[code].quiz, languages[other].quiz):
                yield from problems([Finding("does-not-mirror", other)], place_of(languages[code]))


def mirrors(one: StreamValue, other: StreamValue) -> bool:
    """Say whether two streams have the same parts with the same ids in the same order."""
    said = [[(raw["type"], raw.get("id")) for raw in stream.raw_data] for stream in (one, other)]
    return said[0] == said[1]


# --- recordings -------------------------------------------------------------------------------------


def _recording_problems(media: Media) -> Iterator[Problem]:
    place = Place(str(media), url=reverse("wagtailsnippets_courses_media:edit", args=[media.pk]))
    names = (
        "kind",
        "spoken",
        *(f"{n}_{c}" for n in ("captions", "transcript") for c in SELF_SERVICE_LANGUAGES),
    )
    for _field, text in lacking({name: getattr(media, name) for name in names}):
        yield Problem("without-captions", text, place, is_error=True)
