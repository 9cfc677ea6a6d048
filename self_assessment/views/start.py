"""The way in: what it is, which municipality, and who may begin."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import NotALead, become_lead
from accounts.models import Municipality
from accounts.queries import find_municipalities
from accounts.requests import person_of
from self_assessment import actions
from self_assessment.forms import MunicipalityForm
from self_assessment.models import Assessment
from self_assessment.presentation import lacking_professions_fact
from self_assessment.queries import first_guess, sheets_of

MOST_SUGGESTIONS = 8


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    mine = Assessment.objects.visible_to(request.user).with_context() if request.user.is_authenticated else []
    return render(
        request,
        "self_assessment/start.html",
        {"form": MunicipalityForm(), "mine": sheets_of(list(mine)), "fact": lacking_professions_fact()},
    )


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """List the municipalities that match; go straight on when only one is called exactly that."""
    form = MunicipalityForm(request.GET)
    if form.is_valid() and (match := form.only_match):
        return redirect("self_assessment:municipality", number=match.number)
    return render(request, "self_assessment/find.html", {"form": form})


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names for the type-ahead: {"municipalities": [{"name", "county", "url"}]}, best first."""
    found = find_municipalities(request.GET.get("q", "")[:100], limit=MOST_SUGGESTIONS)
    return JsonResponse(
        {
            "municipalities": [
                {
                    "name": municipality.name,
                    "county": municipality.county,
                    "url": reverse("self_assessment:municipality", args=[municipality.number]),
                }
                for municipality in found
            ]
        }
    )


@require_safe
def municipality(request: HttpRequest, number: str) -> HttpResponse:
    """One municipality: what is known of it already, and whether the person may begin."""
    chosen = Municipality.objects.filter(number=number).first()
    if chosen is None:
        return _unknown_municipality(request)
    quick = Assessment.objects.visible_to(request.user).open().of_kind(Assessment.Kind.QUICK)
    return render(
        request,
        "self_assessment/municipality.html",
        {
            "municipality": chosen,
            "guess": first_guess(chosen),
            "open_one": quick.filter(municipality=chosen).first(),
            "leads": request.user.is_authenticated
            and Municipality.objects.led_by(request.user).filter(pk=chosen.pk).exists(),
            "demo": settings.DEMO,
        },
    )


@require_POST
@login_required
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Open the municipality's quick check. In demo mode anyone signed in becomes its lead first."""
    chosen = Municipality.objects.filter(number=number).first()
    if chosen is None:
        return _unknown_municipality(request)
    try:
        become_lead(person_of(request), chosen)
        assessment = actions.start(
            municipality=chosen, kind=Assessment.Kind.QUICK, by=person_of(request), at=timezone.now()
        )
    except NotALead:
        return HttpResponseRedirect(reverse("self_assessment:municipality", args=[number]) + "#tilgang")
    except actions.NoFramework:
        messages.error(request, _("The questions are not in place on this site yet. Try again later."))
        return redirect("self_assessment:municipality", number=number)
    return redirect("self_assessment:overview", pk=assessment.pk)


def _unknown_municipality(request: HttpRequest) -> HttpResponse:
    form = MunicipalityForm(data={})
    form.errors["q"] = form.error_class(
        [_("No municipality has that number. Search for it by name instead.")]
    )
    return render(request, "self_assessment/find.html", {"form": form}, status=404)
