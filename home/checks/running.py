"""All checks in one list, and the list kept for the editors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from base.checks.documents import document_problems
from base.checks.links import ask
from base.checks.problems import Place, Problem, problems
from base.knowledge.checks import knowledge_problems
from base.knowledge.models import Resource, Source
from base.knowledge.usage import edit_use
from courses import public as courses
from home.checks.models import CheckRun
from home.checks.pages import shown_problems, theme_problems
from home.serving import published_pages


def content_problems(on: date, *, ask_outside: bool = False) -> list[Problem]:
    """Return all that is found in what is published, errors first. `ask_outside` also asks other sites."""
    found = [
        *courses.course_problems(on),
        *theme_problems(on),
        *knowledge_problems(on),
        *document_problems(),
        *shown_problems(_shown_pages()),
        *(outside_problems() if ask_outside else ()),
    ]
    return sorted(found, key=lambda problem: not problem.is_error)


def _shown_pages() -> list[Page]:
    return list(published_pages().filter(depth__gt=1).order_by("path"))


def outside_problems() -> Iterator[Problem]:
    """Ask every address outside the site that the sources, resources and courses name; each once."""
    named: dict[str, Place] = {}
    for thing in [*Source.objects.exclude(url=""), *Resource.objects.live().exclude(url="")]:
        use = edit_use(thing)
        named.setdefault(thing.url, Place(use.where, url=use.url))
    for url, place in courses.addresses():
        named.setdefault(url, place)
    ours = urlsplit(settings.SITE_URL).netloc
    for url, place in named.items():
        wrong = ask(url) if urlsplit(url).netloc != ours else None
        if wrong:
            yield from problems([wrong], place)


@transaction.atomic
def keep(kind: CheckRun.Kind, found: Sequence[Problem], *, at: datetime) -> CheckRun:
    """Keep what was found in place of what the check found before."""
    run, _created = CheckRun.objects.update_or_create(
        kind=kind, defaults={"at": at, "found": [_as_kept(problem) for problem in found]}
    )
    return run


def _as_kept(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "is_error": problem.is_error,
        "name": problem.place.name,
        "language": problem.place.language,
        "part": problem.place.part,
        "url": problem.place.url,
        "text": {code: _in(code, problem) for code in ("nb", "nn", "en")},
    }


def _in(code: str, problem: Problem) -> str:
    with translation.override(code):
        return str(problem.text)
