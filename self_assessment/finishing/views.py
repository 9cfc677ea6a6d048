"""Looking over the answers before they are finished."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from self_assessment.consensus.queries import agenda_of
from self_assessment.finishing.review import contradictions_of, second_looks_of
from self_assessment.presentation import duty_rows
from self_assessment.queries import whole_sheet_of
from self_assessment.views.access import assessment_to_lead


@never_cache
@require_safe
@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Contradictions, what still has to be discussed or settled, and what is worth a second look."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    agenda = (
        agenda_of(sheet) if sheet.assessment.shows_answers and sheet.assessment.is_agreed_together else None
    )
    return render(
        request,
        "self_assessment/finishing/review.html",
        {
            "sheet": sheet,
            "agenda": agenda,
            "contradictions": contradictions_of(sheet),
            "looks": second_looks_of(sheet, agenda),
            "unsettled": [duty for duty in duty_rows(sheet) if duty.is_unsettled and duty.asked],
            "desk": "self_assessment:agree"
            if sheet.assessment.is_agreed_together
            else "self_assessment:question",
        },
    )
