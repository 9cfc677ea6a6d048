"""Sharing a signed result: the links of a municipality, and what those who have one see."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from base import throttle
from self_assessment.documents.editions import Edition, edition_of, language_of_documents
from self_assessment.documents.page import page_of
from self_assessment.documents.report import report_pdf
from self_assessment.documents.result_page import result_of
from self_assessment.documents.views import download, file_name
from self_assessment.models import Assessment
from self_assessment.sharing import actions
from self_assessment.sharing.forms import ShareForm
from self_assessment.sharing.links import link_of, share_url, token_for
from self_assessment.sharing.models import ShareLink, ShareOpening
from self_assessment.views.access import assessment_to_lead
from self_assessment.views.posting import post_only

GUESSES = 20
"""Wrong links from one network address in a window."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def shares(request: HttpRequest, pk: int) -> HttpResponse:
    """The links of an assessment, how often each was opened, and a form for a new one."""
    assessment = assessment_to_lead(request, pk)
    latest = assessment.snapshots.order_by("-revision").first()
    form = ShareForm(request.POST or None)
    if latest and not assessment.is_open and form.is_valid():
        link = actions.share(snapshot=latest, by=person_of(request), at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Here is the link. Send it to those it is for."))
        return redirect(f"{request.path}#lenke-{link.pk}")
    context = {
        "assessment": assessment,
        "latest": latest,
        "form": form,
        "links": _links(assessment),
        "now": timezone.now(),
    }
    return render(request, "self_assessment/sharing/shares.html", context, status=422 if form.errors else 200)


def _links(assessment: Assessment) -> list[dict[str, object]]:
    rows = (
        ShareLink.objects.filter(snapshot__assessment=assessment)
        .select_related("snapshot")
        .defer("snapshot__document", "plan")
        .prefetch_related("openings")
    )
    now = timezone.now()
    return [
        {
            "row": row,
            "live": row.is_live(now),
            "url": share_url(row),
            "times": sum(opening.times for opening in row.openings.all()),
        }
        for row in rows
    ]


@post_only(back="self_assessment:shares")
@login_required
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Let a link open no more."""
    assessment = assessment_to_lead(request, pk)
    row = get_object_or_404(ShareLink.objects.filter(snapshot__assessment=assessment), pk=link)
    if actions.revoke(link=row, by=person_of(request), at=timezone.now()):
        messages.success(request, _("Taken back. The link opens nothing any more."))
    else:
        messages.info(request, _("It was taken back already."))
    return redirect("self_assessment:shares", pk=pk)


# --- for those who have a link ---


@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The frozen result. A made-up link, one that has run out and one taken back get the same nothing."""
    link = _opened(request, token)
    if isinstance(link, HttpResponse):
        return link
    _count(request, link, ShareOpening.Form.PAGE)
    edition = _edition(link)
    context = result_of(edition) | {"page": page_of(edition), "link": link, "token": token_for(link)}
    return _private(render(request, "self_assessment/sharing/shared.html", context))


@never_cache
@require_safe
def shared_report(request: HttpRequest, token: str) -> HttpResponse:
    """The report as PDF, without what the municipality wrote to itself."""
    link = _opened(request, token)
    if isinstance(link, HttpResponse):
        return link
    _count(request, link, ShareOpening.Form.REPORT)
    edition = _edition(link)
    return _private(download(report_pdf(edition), "application/pdf", file_name(edition, "rapport", "pdf")))


def _opened(request: HttpRequest, token: str) -> ShareLink | HttpResponse:
    guesses = throttle.by_address(request, "share")
    if throttle.is_spent(guesses, GUESSES):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(throttle.WINDOW)
        return _private(response)
    link = link_of(token, timezone.now())
    if link is None:
        throttle.count(guesses)
        raise Http404
    return link


def _count(request: HttpRequest, link: ShareLink, form: ShareOpening.Form) -> None:
    if request.method == "GET":
        actions.count_opening(link=link, form=form.value, day=timezone.localdate())


def _edition(link: ShareLink) -> Edition:
    snapshot = link.snapshot
    return edition_of(
        snapshot,
        language=language_of_documents(snapshot.assessment.municipality),
        today=timezone.localtime(link.made_at).date(),
        actions=actions.plan_of(link),
        for_others=True,
    )


def _private(response: HttpResponse) -> HttpResponse:
    """Out of search engines, and the address told to nobody the reader goes on to."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
