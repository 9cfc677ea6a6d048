"""Putting a next step aside, and taking it up again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from self_assessment.queries import whole_sheet_of
from self_assessment.steps import actions
from self_assessment.steps.forms import DismissalForm
from self_assessment.views.access import assessment_to_lead
from self_assessment.views.posting import post_only


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dismiss(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Say why a step is not for now. One that is not suggested any more leads back to those that are."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    suggestion = next((one for one in sheet.result.suggestions if one.id == step), None)
    if suggestion is None:
        messages.info(request, _("This step is not among the suggestions any more."))
        return redirect("self_assessment:result", pk=pk)
    form = DismissalForm(request.POST or None)
    if form.is_valid():
        try:
            actions.dismiss(
                assessment=sheet.assessment,
                suggestion=suggestion,
                reason=form.cleaned_data["reason"],
                by=person_of(request),
                at=timezone.now(),
            )
        except actions.AlreadyPutAside:
            messages.info(request, _("This step was put aside already."))
        else:
            messages.success(request, _("Put aside. It comes back if the answers it rests on change."))
        return redirect("self_assessment:result", pk=pk)
    context = {"sheet": sheet, "suggestion": suggestion, "form": form}
    status = 422 if form.errors else 200
    return render(request, "self_assessment/steps/dismiss.html", context, status=status)


@post_only(back="self_assessment:result")
@login_required
def take_up_again(request: HttpRequest, pk: int, dismissal: int) -> HttpResponse:
    assessment = assessment_to_lead(request, pk)
    row = get_object_or_404(assessment.dismissals.in_force(), pk=dismissal)
    actions.take_up_again(dismissal=row, by=person_of(request), at=timezone.now())
    messages.success(request, _("Taken up again. It is among the suggestions when it fits."))
    return redirect("self_assessment:result", pk=pk)
