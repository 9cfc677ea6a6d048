"""What is read of certificates and of what they are issued for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from courses.certificates.domain.achievement import Achievement
from courses.certificates.domain.standing import Standing, may_renew
from courses.certificates.domain.status_list import LENGTH
from courses.certificates.models import Certificate
from courses.domain.learner import Learner
from courses.models import CoursePage
from courses.queries import CourseState, course_state
from courses.versions.editions import kept_course, stored_editions

LANGUAGES = ("nb", "nn")
"""What certificates are written in."""


@dataclass(frozen=True, slots=True)
class CertificateStatus:
    """A certificate as its holder meets it. `renewable`: it has expired, or soon will."""

    certificate: Certificate
    standing: Standing
    renewable: bool


def certificates_of(user: Any, now: datetime | None = None) -> list[CertificateStatus]:
    """Return a person's certificates, newest first, without those that were replaced. One query."""
    now = now or timezone.now()
    return [
        CertificateStatus(
            row, row.standing(now), not row.revoked_at and may_renew(expires_at=row.expires_at, now=now)
        )
        for row in Certificate.objects.of(user).exclude(reason="replaced")
    ]


@dataclass(frozen=True, slots=True)
class Holders:
    """How many a group is, and how many of it hold a certificate: {course key: how many}, none left out."""

    people: int
    holders: Mapping[str, int]


def holders(keys: Sequence[str], *, people: QuerySet[User], now: datetime) -> Holders:
    """Count those of `people` who hold a certificate that stands and has not expired, course by course.

    A person counts once a course, however often it was renewed; who learns signed out has none. One query."""
    standing = Certificate.objects.standing_ones().filter(Q(expires_at=None) | Q(expires_at__gt=now))
    counts = {
        f"holders_of_{key}": Count("pk", filter=Exists(standing.filter(user=OuterRef("pk"), course_key=key)))
        for key in keys
    }
    found = people.aggregate(people=Count("pk"), **counts)
    return Holders(found["people"], {key: found[f"holders_of_{key}"] for key in keys})


def find(code: str) -> Certificate | None:
    """Return the certificate with this code (as domain.code.read gives it), whoever's it is. One query."""
    return Certificate.objects.filter(code=code).first()


def state_to_certify(learner: Learner, key: str) -> CourseState | None:
    """Return where the learner stands in a course, by the page that is taught; None when none is published.

    Parts have the same ids in both languages, so that either will do. At most four queries."""
    pages = _pages(key)
    page = pages.get("nb") or pages.get("nn")
    return course_state(learner, page) if page else None


def achievement(state: CourseState) -> Achievement | None:
    """Return what the learner has finished, or None while something remains. One query, two for a version
    that is published no more: what it was called and taught then is what they finished."""
    finished_at = state.completion.finished_at
    if finished_at is None:
        return None
    pages = _pages_of_version(state)
    nb, nn = pages.get("nb", state.course), pages.get("nn", state.course)
    return Achievement(
        course=state.course.key,
        version=state.taken.version,
        is_draft=state.course.status == CoursePage.Status.DRAFT,
        titles={"nb": nb.title, "nn": nn.title},
        outcomes={"nb": [child.value for child in nb.outcomes], "nn": [child.value for child in nn.outcomes]},
        minutes=state.course.minutes,
        modules=len(state.modules),
        quiz_percent=state.outline.rule.quiz,
        completed_at=finished_at,
    )


def _pages_of_version(state: CourseState) -> dict[str, CoursePage]:
    """Return {language: the course page} as the version the learner takes has it."""
    pages = _pages(state.course.key)
    if all(page.version == state.taken.version for page in pages.values()):
        return pages
    stored = stored_editions([state.course.key], LANGUAGES).get(state.course.key, [])
    kept = {row.language: row.content for row in stored if row.version == state.taken.version}
    return {
        code: kept_course(page, kept[code]) if code in kept and page.version != state.taken.version else page
        for code, page in pages.items()
    }


def _pages(key: str) -> dict[str, CoursePage]:
    """Return {language: the published course page}. One query."""
    pages = CoursePage.objects.live().filter(key=key, locale__language_code__in=LANGUAGES)
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def revoked_bits(number: int) -> list[int]:
    """Return the bits that are set in status list `number` (from 1), in order. One query."""
    first = (number - 1) * LENGTH
    places = Certificate.objects.revoked().filter(place__gte=first, place__lt=first + LENGTH)
    return [place - first for place in places.order_by("place").values_list("place", flat=True)]


def status_lists() -> int:
    """Return how many status lists there are; the first always is. One query."""
    newest = Certificate.objects.order_by("-place").values_list("place", flat=True).first()
    return (newest or 0) // LENGTH + 1


def export_person(user: Any) -> list[dict[str, Any]]:
    """Return what is kept of a person's certificates, as JSON-able values."""
    return [
        {
            "code": row.printed_code,
            "name": row.holder_name,
            "course": row.course_key,
            "version": row.course_version,
            "title": row.title_nb,
            "minutes": row.minutes,
            "finished": row.completed_at.isoformat(),
            "issued": row.issued_at.isoformat(),
            "expires": row.expires_at.isoformat() if row.expires_at else None,
            "revoked": row.revoked_at.isoformat() if row.revoked_at else None,
            "reason": row.reason,
        }
        for row in Certificate.objects.of(user)
    ]


def latest(user: Any, finished: Achievement) -> Certificate | None:
    """Return the newest standing certificate for what was finished. One query."""
    mine = Certificate.objects.of(user).standing_ones()
    return (
        mine.filter(course_key=finished.course, course_version=finished.version).order_by("-renewal").first()
    )


def course_page(key: str, language: str) -> CoursePage | None:
    """Return the published page of a course in `language`, else in the other; None when there is none."""
    pages = _pages(key)
    return pages.get(language) or next(iter(pages.values()), None)
