"""What the answers come to: profile, building blocks, duties, next steps, and what to find out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from self_assessment.consensus.queries import agenda_of
from self_assessment.domain.values import Part
from self_assessment.mapping.picture import picture_of
from self_assessment.presentation import (
    block_rows,
    duty_rows,
    heat_rows,
    lacking_professions_fact,
    next_steps,
    put_aside,
    scale_of,
    sure_rows,
    target_rows,
)
from self_assessment.queries import Sheet, overlays_that_hold
from self_assessment.views.access import leads, own_part, whole_sheet_to_read


@never_cache
@require_safe
@login_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole result on one page, worked out from the answers as they stand now."""
    sheet = whole_sheet_to_read(request, pk)
    found, leading = sheet.result, leads(request, pk)
    duties = duty_rows(sheet)
    context = {
        "sheet": sheet,
        "result": found,
        "overlays": overlays_that_hold(sheet.release, found),
        "rows": block_rows(sheet),
        "duties": [duty for duty in duties if duty.asked],
        "duties_left": [duty for duty in duties if not duty.asked],
        "fact": lacking_professions_fact(),
        "steps": next_steps(sheet, get_language() or "nb"),
        "put_aside": put_aside(sheet),
        "to_find_out": [sheet.items[code] for code in found.unanswered if code in sheet.items],
        "unknown": sum(item.unknown for item in sheet.items.values()),
        "known": found.completeness[Part.CORE if sheet.assessment.is_quick else Part.ALL],
        "leads": leading,
        "may_answer": leading and sheet.assessment.is_quick and sheet.assessment.is_open,
        "now": timezone.now(),
    }
    if not sheet.assessment.is_quick:
        context |= _of_a_group(sheet)
        context["part"] = own_part(request, sheet.assessment)
    return render(request, "self_assessment/result.html", context)


def _of_a_group(sheet: Sheet) -> dict[str, Any]:
    """What only a full assessment has. How the answers lie is shown once they are gathered in, never before."""
    context: dict[str, Any] = {
        "heat_rows": heat_rows(sheet),
        "targets": target_rows(sheet),
        "scale": scale_of(sheet),
        "picture": picture_of(sheet.release, sheet.background.tables),
    }
    if sheet.assessment.shows_answers:
        agenda = agenda_of(sheet)
        context |= {"agenda": agenda, "sure_rows": sure_rows(sheet, agenda.given)}
    return context
