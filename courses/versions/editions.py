"""Pages into what is kept of a version, and what is kept back into pages that can be shown."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from courses.domain.fingerprint import fingerprint
from courses.domain.versions import Edition
from courses.models import CourseEdition, CoursePage, ModulePage

COURSE = ("title", "summary", "minutes", "status", "quiz_percent", "asks_for_scenarios", "after")
COURSE_STREAMS = ("outcomes", "quiz", "draws", "sources")
MODULE = ("key", "title", "lead", "minutes", "after", "may_declare")
MODULE_STREAMS = ("lesson",)
REFERENCE = "nb"
"""The language whose texts say whether a part has changed. Ids are the same in every language, and every
course is in this one; so the record says the same whichever language it is read in."""


def content_of(course: CoursePage, modules: Iterable[ModulePage]) -> dict[str, Any]:
    """Return all that a version teaches, as JSON-able values."""
    return {
        "course": _values(course, COURSE, COURSE_STREAMS),
        "modules": [_values(module, MODULE, MODULE_STREAMS) for module in modules],
    }


def _values(page: Page, fields: Sequence[str], streams: Sequence[str]) -> dict[str, Any]:
    plain = {name: getattr(page, name) for name in fields}
    return {"pk": page.pk, **plain, **{name: list(getattr(page, name).raw_data) for name in streams}}


@transaction.atomic
def keep_edition(*, course: CoursePage, at: datetime) -> CourseEdition:
    """Let the version that is published now hold what is published now. Versions before it stay as they are."""
    modules = ModulePage.objects.child_of(course).live().order_by("path")
    edition, _created = CourseEdition.objects.update_or_create(
        course_key=course.key,
        language=course.locale.language_code,
        version=course.version,
        defaults={"content": content_of(course, modules), "updated_at": at},
        create_defaults={"content": content_of(course, modules), "updated_at": at, "published_at": at},
    )
    return edition


def kept_course(course: CoursePage, content: Mapping[str, Any]) -> CoursePage:
    """Return the course page with what it taught then. Its place, its key and its address are those of now."""
    return _as_it_was(course, content["course"], COURSE, COURSE_STREAMS)


def kept_modules(course: CoursePage, content: Mapping[str, Any], version: str) -> tuple[ModulePage, ...]:
    """Return the module pages with what they taught then, in the order they had. One query.

    A page that has been deleted is left out: nobody can be asked to read what is gone."""
    pages = ModulePage.objects.defer_streamfields().in_bulk([module["pk"] for module in content["modules"]])
    found = []
    for module in content["modules"]:
        if module["pk"] in pages:
            page = _as_it_was(pages[module["pk"]], module, MODULE, MODULE_STREAMS)
            page.locale, page.kept_version = course.locale, version
            found.append(page)
    return tuple(found)


def pages_of(edition: CourseEdition) -> tuple[CoursePage, list[ModulePage]]:
    """Return what a version taught as pages that stand nowhere: for asking what it asked for. No query."""
    course = CoursePage(key=edition.course_key, version=edition.version)
    modules = edition.content["modules"]
    return (
        _as_it_was(course, edition.content["course"], COURSE, COURSE_STREAMS),
        [_as_it_was(ModulePage(), module, MODULE, MODULE_STREAMS) for module in modules],
    )


def _as_it_was(page: Any, values: Mapping[str, Any], fields: Sequence[str], streams: Sequence[str]) -> Any:
    kept = copy.copy(page)
    kept.__dict__.pop("_sources", None)
    for name in (*fields, *streams):
        setattr(kept, name, values[name])
    return kept


def edition_of(version: str, content: Mapping[str, Any]) -> Edition:
    """Return what a version teaches, as the domain compares it."""
    quiz = content["course"]["quiz"]
    draws = {raw["value"]["group"] for raw in content["course"]["draws"]}
    return Edition(
        version=version,
        modules={
            module["key"]: {raw["id"]: _digest(raw) for raw in module["lesson"]}
            for module in content["modules"]
        },
        quiz={raw["id"]: _digest(raw) for raw in quiz},
        fixed=frozenset(raw["id"] for raw in quiz if raw["value"].get("group") not in draws),
    )


def _digest(raw: Mapping[str, Any]) -> str:
    return fingerprint([raw["type"], raw["value"]])


def stored_editions(course_keys: Iterable[str], languages: Iterable[str]) -> dict[str, list[CourseEdition]]:
    """Return {course key: its kept versions in any of `languages`}, oldest first. One query."""
    found: dict[str, list[CourseEdition]] = {}
    rows = CourseEdition.objects.of(course_keys).filter(language__in=set(languages))
    for row in rows.order_by("published_at", "pk"):
        found.setdefault(row.course_key, []).append(row)
    return found
