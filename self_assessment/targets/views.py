"""Deciding targets: the list of gaps with the formula behind their order, and one indicator's target."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.actions import AlreadyFinished
from self_assessment.presentation import scale_of, target_rows
from self_assessment.queries import whole_sheet_of
from self_assessment.targets import actions
from self_assessment.targets.forms import TargetForm
from self_assessment.views.access import assessment_to_lead, item_of, leads, whole_sheet_to_read


@never_cache
@require_safe
@login_required
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """Every indicator with level, target and gap, the largest weight times gap first."""
    sheet = whole_sheet_to_read(request, pk)
    return render(
        request,
        "self_assessment/targets/targets.html",
        {"sheet": sheet, "rows": target_rows(sheet), "leads": leads(request, pk)},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def target(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Decide the target of one indicator, and see those it replaces."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    item = item_of(sheet, code)
    now = sheet.background.targets.get(code)
    initial = {
        "level": now.level if now else None,
        "due_date": now.due_date if now else None,
        "decided_by_role": now.decided_by_role if now else "",
    }
    form = TargetForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_target(
                assessment=sheet.assessment,
                indicator=code,
                **form.cleaned_data,
                by=person_of(request),
                at=timezone.now(),
            )
        except AlreadyFinished:
            form.add_error(None, _("The assessment is finished, so the targets stand as they are."))
        else:
            messages.success(request, _("Saved."))
            return redirect("self_assessment:targets", pk=pk)
    history = sheet.assessment.targets.filter(indicator=code).order_by("-decided_at", "-pk")
    return render(
        request,
        "self_assessment/targets/target.html",
        {
            "sheet": sheet,
            "item": item,
            "form": form,
            "history": history,
            "suggested": sheet.release.default_targets[code],
            "scale": scale_of(sheet),
        },
        status=422 if form.errors else 200,
    )
