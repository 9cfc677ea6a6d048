"""What the answers come to: profile, building blocks, duties, next steps, and what to find out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from self_assessment.domain.values import Part
from self_assessment.presentation import block_rows, duty_rows, lacking_professions_fact, next_steps
from self_assessment.queries import overlays_that_hold
from self_assessment.views.access import may_answer, sheet_to_read


@never_cache
@require_safe
@login_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole result on one page, worked out from the answers as they stand now."""
    sheet = sheet_to_read(request, pk)
    found = sheet.result
    duties = duty_rows(sheet)
    return render(
        request,
        "self_assessment/result.html",
        {
            "sheet": sheet,
            "result": found,
            "overlays": overlays_that_hold(sheet.release, found),
            "rows": block_rows(sheet),
            "duties": [duty for duty in duties if duty.asked],
            "duties_left": [duty for duty in duties if not duty.asked],
            "fact": lacking_professions_fact(),
            "steps": next_steps(sheet, get_language() or "nb"),
            "to_find_out": [sheet.items[code] for code in found.unanswered],
            "unknown": sum(item.unknown for item in sheet.items.values()),
            "known": found.completeness[Part.CORE if sheet.assessment.is_quick else Part.ALL],
            "may_answer": may_answer(request, pk),
            "now": timezone.now(),
        },
    )
