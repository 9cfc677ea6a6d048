"""A year of learning: on the page, as PDF, as a spreadsheet. Always the reader's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.certificates import learning_record, words, year_documents
from courses.certificates.domain.year import LearningYear
from courses.certificates.views.holder import download, trail
from courses.learner import learner_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR = 2020
"""No learning is older than the product."""


def _year(request: HttpRequest, year: int) -> LearningYear:
    """Return the reader's year, or raise Http404 for one that has not been, or was before all this."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return learning_record.year_of(learner_of(request), request.user, year, words.language())


@login_required
@never_cache
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The year on a page, and the way to other years and to the files."""
    found, this_year = _year(request, year), timezone.localdate().year
    first = learning_record.first_year(learner_of(request), this_year)
    context = {
        "trail": trail(),
        "year": found,
        "heading": year_documents.heading(found),
        "summary": year_documents.summary(found),
        "courses": [_row(course) for course in found.courses],
        "columns": year_documents.columns(),
        "reflections": [(note, words.day(note.saved_at)) for note in found.reflections],
        "years": range(this_year, min(first, year) - 1, -1),
        "text_language": words.language(),
    }
    return render(request, "certificates/year.html", context)


def _row(course: Any) -> dict[str, str]:
    return {
        "title": course.title,
        "version": year_documents.version(course),
        "topics": year_documents.topics(course),
        "time": words.duration(course.minutes),
        "dates": year_documents.dates(course),
        "finished": year_documents.finished(course),
        "code": course.code,
    }


@login_required
@never_cache
@require_safe
def pdf(request: HttpRequest, year: int) -> HttpResponse:
    found = _year(request, year)
    content = year_documents.pdf(found, str(request.user), timezone.now())
    return download(content, "application/pdf", f"kompetanse-{year}.pdf")


@login_required
@never_cache
@require_safe
def xlsx(request: HttpRequest, year: int) -> HttpResponse:
    found = _year(request, year)
    return download(year_documents.xlsx(found, str(request.user)), XLSX, f"kompetanse-{year}.xlsx")
