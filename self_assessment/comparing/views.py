"""What moved between two finished assessments, and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Municipality
from self_assessment.comparing.forms import PairForm
from self_assessment.comparing.queries import side_by_side
from self_assessment.domain.comparison import Way
from self_assessment.models import Assessment, Snapshot


@never_cache
@require_safe
@login_required
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """The two newest, or any two that are chosen, of what the person may see."""
    municipality = get_object_or_404(Municipality, pk=number)
    if not Assessment.objects.visible_to(request.user).filter(municipality=municipality).exists():
        raise Http404
    seen = Snapshot.objects.visible_to(request.user).of_municipality(municipality)
    editions = list(seen.with_context().light())
    first = {"fra": editions[1].pk, "til": editions[0].pk} if len(editions) > 1 else {}
    asked = request.GET if {"fra", "til"} & set(request.GET) else first
    form = PairForm(asked or None, editions=editions)
    context = {"municipality": municipality, "editions": editions, "form": form}
    if form.is_valid():
        before, after = form.pair
        found = side_by_side(before, after)
        comparison = found.comparison
        context |= {
            "before": before,
            "after": after,
            "found": found,
            "up": found.rows(comparison.of(Way.UP)),
            "down": found.rows(comparison.of(Way.DOWN)),
            "known": found.rows(comparison.of(Way.FOUND_OUT)),
            "lost": found.rows(comparison.of(Way.LOST, Way.OTHER)),
            "new": found.rows(comparison.of(Way.NEW)),
            "gone": found.rows(comparison.of(Way.GONE)),
            "same": len(comparison.of(Way.SAME)),
        }
    return render(
        request, "self_assessment/comparing/compare.html", context, status=422 if form.errors else 200
    )
