"""The plan: reading it, taking in next steps, adding one's own, changing and moving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.models import Assessment
from self_assessment.plan import actions
from self_assessment.plan.forms import ActionForm, MoveForm
from self_assessment.plan.links import feed_url
from self_assessment.plan.models import CalendarLink, PlannedAction
from self_assessment.plan.queries import board_from, left_from_before, steps_to_take_in
from self_assessment.queries import release_of
from self_assessment.views.access import (
    assessment_to_lead,
    assessment_to_read,
    leads,
    whole_sheet_as_it_stands,
)
from self_assessment.views.posting import post_only


@never_cache
@require_safe
@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan on one page, and what could be taken into it."""
    assessment = assessment_to_read(request, pk)
    language, today = get_language() or "nb", timezone.localdate()
    rows, leading = list(assessment.planned_actions.all()), leads(request, pk)
    link = CalendarLink.objects.live().of(person_of(request)).filter(assessment=assessment).first()
    context: dict[str, Any] = {
        "assessment": assessment,
        "board": board_from(rows, assessment, language, today),
        "phases": PlannedAction.Phase.choices,
        "leads": leading,
        "feed": feed_url(link) if link else "",
        "today": today,
    }
    if leading:
        context["steps"] = steps_to_take_in(whole_sheet_as_it_stands(assessment), rows, language)
        context["left"] = left_from_before(assessment)
    return render(request, "self_assessment/plan/plan.html", context)


@post_only(back="self_assessment:plan")
@login_required
def from_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a next step into the plan with one press."""
    assessment = assessment_to_lead(request, pk)
    sheet = whole_sheet_as_it_stands(assessment)
    suggestion = next((one for one in sheet.result.suggestions if one.id == step), None)
    if suggestion is None:
        messages.info(request, _("This step is not among the suggestions any more."))
        return redirect("self_assessment:plan", pk=pk)
    try:
        action = actions.plan_step(
            assessment=assessment,
            suggestion=suggestion,
            language=get_language() or "nb",
            by=person_of(request),
            at=timezone.now(),
        )
    except actions.AlreadyPlanned:
        messages.info(request, _("It is in the plan already."))
        return redirect("self_assessment:plan", pk=pk)
    messages.success(request, _("It is in the plan. Choose who is responsible, and look at the deadline."))
    return redirect("self_assessment:plan_change", pk=pk, action=action.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write one of the municipality's own actions."""
    assessment = assessment_to_lead(request, pk)
    initial = {"phase": PlannedAction.Phase.NOW, "status": PlannedAction.Status.PLANNED}
    form = ActionForm(request.POST or None, release=release_of(assessment.release), initial=initial)
    if form.is_valid():
        actions.add(assessment=assessment, values=form.values, by=person_of(request), at=timezone.now())
        messages.success(request, _("It is in the plan."))
        return redirect("self_assessment:plan", pk=pk)
    return _form_page(request, assessment, form, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    """Change an action. If somebody saved it meanwhile, both are shown and nothing is overwritten."""
    assessment = assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.planned_actions, pk=action)
    form = ActionForm(
        request.POST or None,
        release=release_of(assessment.release),
        initial={name: getattr(row, name) for name in actions.ActionValues.__slots__}
        | {"replaces": row.version},
    )
    if not form.is_valid():
        return _form_page(request, assessment, form, row=row, status=422 if form.errors else 200)
    try:
        actions.change(
            action=row,
            values=form.values,
            replaces=form.cleaned_data["replaces"] or 0,
            by=person_of(request),
            at=timezone.now(),
        )
    except actions.ChangedMeanwhile as late:
        # What was typed stays in the form; saving once more, on the version shown beside it, lets it hold.
        again = ActionForm(
            request.POST.copy() | {"replaces": str(late.action.version)},
            release=release_of(assessment.release),
        )
        return _form_page(request, assessment, again, row=row, late=late.action, status=409)
    messages.success(request, _("Saved."))
    return redirect("self_assessment:plan", pk=pk)


def _form_page(
    request: HttpRequest,
    assessment: Assessment,
    form: ActionForm,
    *,
    row: PlannedAction | None = None,
    late: PlannedAction | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"assessment": assessment, "form": form, "action": row, "late": late}
    return render(request, "self_assessment/plan/action.html", context, status=status)


@post_only(back="self_assessment:plan")
@login_required
def move(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    """Move an action to another phase, or call it done or dropped."""
    assessment = assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.planned_actions, pk=action)
    form = MoveForm(request.POST)
    if form.is_valid():
        phase, status = form.moved(row)
        actions.move(action=row, phase=phase, status=status, by=person_of(request), at=timezone.now())
        messages.success(request, _("Moved."))
    else:
        messages.error(request, _("Choose where to move it."))
    return redirect("self_assessment:plan", pk=pk)


@post_only(back="self_assessment:plan")
@login_required
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take along what the plan before this one did not get done."""
    assessment = assessment_to_lead(request, pk)
    taken = actions.carry_over(
        actions=left_from_before(assessment), to=assessment, by=person_of(request), at=timezone.now()
    )
    if taken:
        messages.success(request, _("Taken along: %(count)s.") % {"count": len(taken)})
    else:
        messages.info(request, _("There was nothing more to take along."))
    return redirect("self_assessment:plan", pk=pk)
