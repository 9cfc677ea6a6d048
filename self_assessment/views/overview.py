"""The overview of one assessment: what the person answers, and for the lead how the whole stands."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from self_assessment.presentation import scale_of
from self_assessment.queries import Sheet, own_sheet_of, sheet_of
from self_assessment.team.queries import progress_of, time_left
from self_assessment.views.access import assessment_to_read, leads, own_part


@never_cache
@require_safe
@login_required
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    assessment = assessment_to_read(request, pk)
    part = own_part(request, assessment)
    sheet = own_sheet_of(assessment, part) if part else sheet_of(assessment)
    leading = leads(request, pk)
    context: dict[str, Any] = {
        "sheet": sheet,
        "part": part,
        "leads": leading,
        "may_answer": _may_answer(sheet, leading),
        "unknown": [item for item in sheet.items.values() if item.unknown],
        "scale": scale_of(sheet),
    }
    if part and assessment.takes_answers:
        context["time"] = time_left(sheet)
    if leading and assessment.is_agreed_together:
        context["progress"] = progress_of(assessment, sheet.release)
    return render(request, "self_assessment/overview.html", context)


def _may_answer(sheet: Sheet, leading: bool) -> bool:
    """Tell whether the questions lead to a page where they are answered."""
    if sheet.assessment.is_agreed_together:
        return sheet.role is not None and sheet.assessment.takes_answers
    return leading
