"""A whole course on one page, to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from courses.paper import paper_modules


@require_safe
def course(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show every module of a published course, exercises as tasks on paper, and a key at the end."""
    page = get_object_or_404(CoursePage.objects.live().public().select_related("locale"), pk=page_id)
    context = {"page": page, "modules": paper_modules(page, request)}
    return render(request, "courses/paper.html", context)
