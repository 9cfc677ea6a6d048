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
from django.views.decorators.http import require_safe

from accounts.actions import NotALead, become_lead
from accounts.models import Municipality
from accounts.queries import find_municipalities
from accounts.requests import person_of
from self_assessment import actions
from self_assessment.building_blocks.queries import newest_release
from self_assessment.forms import MunicipalityForm
from self_assessment.models import Assessment
from self_assessment.presentation import lacking_professions_fact
from self_assessment.queries import Sheet, first_guess, sheets_of
from self_assessment.views.posting import post_only

MOST_SUGGESTIONS = 8


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "self_assessment/start.html",
        {
            "form": MunicipalityForm(),
            "mine": _mine(request),
            "fact": lacking_professions_fact(),
            "blocks": release.blocks if (release := newest_release()) else (),
        },
    )


def _mine(request: HttpRequest) -> list[Sheet]:
    if not request.user.is_authenticated:
        return []
    mine = list(Assessment.objects.visible_to(request.user).with_context())
    return sheets_of(mine, person_of(request)) if mine else []


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
    mine = Assessment.objects.visible_to(request.user).filter(municipality=chosen)
    return render(
        request,
        "self_assessment/municipality.html",
        {
            "municipality": chosen,
            "guess": first_guess(chosen),
            "open_quick": mine.open().of_kind(Assessment.Kind.QUICK).first(),
            "open_full": mine.open().of_kind(Assessment.Kind.FULL).first(),
            "earlier": mine.with_agreed_answers().first(),
            "leads": request.user.is_authenticated
            and Municipality.objects.led_by(request.user).filter(pk=chosen.pk).exists(),
            "demo": settings.DEMO,
        },
    )


@post_only(back="self_assessment:municipality", keep=("number",))
@login_required
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Open the municipality's quick check or full assessment, perhaps from what was said last time.

    In demo mode anyone signed in becomes its lead first."""
    chosen = Municipality.objects.filter(number=number).first()
    if chosen is None:
        return _unknown_municipality(request)
    try:
        become_lead(person_of(request), chosen)
        assessment = actions.start(
            municipality=chosen,
            kind=_wanted_kind(request),
            by=person_of(request),
            at=timezone.now(),
            started_from=_started_from(request, chosen),
        )
    except NotALead:
        return HttpResponseRedirect(reverse("self_assessment:municipality", args=[number]) + "#tilgang")
    except actions.NoFramework:
        messages.error(request, _("The questions are not in place on this site yet. Try again later."))
        return redirect("self_assessment:municipality", number=number)
    return redirect("self_assessment:overview", pk=assessment.pk)


def _wanted_kind(request: HttpRequest) -> str:
    """The kind that was asked for; a quick check when none was."""
    kind = request.POST.get("kind", "")
    return kind if kind in Assessment.Kind.values else Assessment.Kind.QUICK


def _started_from(request: HttpRequest, municipality: Municipality) -> Assessment | None:
    """The newest earlier one that has answers, if the person wants to go on from it."""
    if "from_last_time" not in request.POST:
        return None
    earlier = Assessment.objects.visible_to(request.user).filter(municipality=municipality)
    return earlier.with_agreed_answers().first()


def _unknown_municipality(request: HttpRequest) -> HttpResponse:
    form = MunicipalityForm(data={})
    form.errors["q"] = form.error_class(
        [_("No municipality has that number. Search for it by name instead.")]
    )
    return render(request, "self_assessment/find.html", {"form": form}, status=404)
