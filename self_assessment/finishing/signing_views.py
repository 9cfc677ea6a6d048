"""Finishing with a signature, what has been finished, opening again, and the audit trail."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.actions import AlreadyFinished
from self_assessment.domain.frozen import digest_of
from self_assessment.finishing import actions, confirming
from self_assessment.finishing.documents import document_of
from self_assessment.finishing.events import told_entries
from self_assessment.finishing.forms import ReopeningForm, SigningForm
from self_assessment.finishing.models import SignOff
from self_assessment.finishing.readiness import readiness_of
from self_assessment.models import Assessment
from self_assessment.queries import whole_sheet_of
from self_assessment.views.access import assessment_to_lead, assessment_to_read, leads


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in the way, what is not settled, and in which role the leader signs. Then: prove who you are."""
    assessment = assessment_to_lead(request, pk)
    if not assessment.is_open:
        return redirect("self_assessment:finished", pk=pk)
    sheet = whole_sheet_of(assessment)
    readiness = readiness_of(sheet)
    unsettled, seen = bool(readiness.unsettled), digest_of(document_of(sheet))
    form = SigningForm(request.POST or None, unsettled=unsettled, initial={"seen": seen})
    back = reverse("self_assessment:sign", args=[pk])
    way = confirming.way_to_confirm(request, back)
    if request.method == "POST" and readiness.ready and way and form.is_valid():
        if form.cleaned_data["seen"] != seen:
            return _changed(request, pk)
        confirming.ask(request, assessment=pk, seen=seen, role=form.cleaned_data["role"])
        return redirect(way)
    context = {"sheet": sheet, "readiness": readiness, "form": form, "can_confirm": way is not None}
    return render(
        request, "self_assessment/finishing/finish.html", context, status=422 if form.errors else 200
    )


def _changed(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(
        request, _("Something was changed while you looked. Look over it once more before you sign.")
    )
    return redirect("self_assessment:finish", pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The last step: what is signed, as what, and how it was confirmed. Without a fresh proof, back a step."""
    assessment = assessment_to_lead(request, pk)
    signing = confirming.waiting(request, pk)
    method = confirming.confirmed_by(request, signing) if signing else None
    if signing is None or method is None:
        if assessment.is_open:
            messages.info(request, _("Confirm who you are before you sign."))
        return redirect("self_assessment:finish", pk=pk)
    if request.method != "POST":
        context = {"assessment": assessment, "signing": signing, "method": method.label}
        return render(request, "self_assessment/finishing/sign.html", context)
    confirming.forget(request)
    try:
        actions.finish(
            assessment=assessment,
            seen=signing.seen,
            role=signing.role,
            method=method.value,
            by=person_of(request),
            at=timezone.now(),
        )
    except AlreadyFinished:
        messages.info(request, _("Somebody else finished it in the meantime. It is signed once."))
    except actions.ChangedSince:
        return _changed(request, pk)
    except actions.NotReady:
        messages.warning(request, _("Something has to be done first. It stands below."))
        return redirect("self_assessment:finish", pk=pk)
    else:
        messages.success(request, _("Finished and signed. Well done, all of you."))
    return redirect("self_assessment:finished", pk=pk)


@never_cache
@require_safe
@login_required
def finished(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been signed, edition by edition, and what can be done with it."""
    assessment = assessment_to_read(request, pk)
    snapshots = list(
        assessment.snapshots.light()
        .select_related("sign_off")
        .prefetch_related("reopenings")
        .order_by("-revision")
    )
    context = {
        "assessment": assessment,
        "snapshots": snapshots,
        "latest": snapshots[0] if snapshots else None,
        "leads": leads(request, pk),
        "methods": dict(SignOff.Method.choices),
    }
    return render(request, "self_assessment/finishing/finished.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a finished assessment is opened again; what was signed stays."""
    assessment = assessment_to_lead(request, pk)
    if assessment.is_open:
        return redirect("self_assessment:overview", pk=pk)
    form = ReopeningForm(request.POST or None)
    if form.is_valid():
        return _reopened(request, assessment, form.cleaned_data["reason"])
    context = {"assessment": assessment, "form": form}
    return render(
        request, "self_assessment/finishing/reopen.html", context, status=422 if form.errors else 200
    )


def _reopened(request: HttpRequest, assessment: Assessment, reason: str) -> HttpResponse:
    try:
        actions.reopen(assessment=assessment, reason=reason, by=person_of(request), at=timezone.now())
    except actions.NotFinished:
        messages.info(request, _("Somebody else opened it again in the meantime."))
    except actions.AnotherIsOpen:
        messages.error(
            request,
            _("You have begun a new assessment, so this one stays finished. Go on in the new one instead."),
        )
        return redirect("self_assessment:finished", pk=assessment.pk)
    else:
        messages.success(request, _("Open again. The edition you signed stays, and may still be cited."))
    return redirect("self_assessment:overview", pk=assessment.pk)


@never_cache
@require_safe
@login_required
def trail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was done to the assessment, the newest first: what, when, and which account."""
    assessment = assessment_to_lead(request, pk)
    context = {"assessment": assessment, "entries": list(reversed(told_entries(assessment)))}
    return render(request, "self_assessment/finishing/trail.html", context)


@never_cache
@require_safe
@login_required
def trail_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The trail as CSV, with the digests, so that anyone can follow the chain."""
    assessment = assessment_to_lead(request, pk)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(["number", "at", "account", "event", "detail", "previous", "digest"])
    for told in told_entries(assessment):
        entry = told.entry
        writer.writerow(
            [
                entry.sequence,
                entry.at.isoformat(),
                entry.actor or "",
                entry.event,
                told.detail,
                entry.previous,
                entry.digest,
            ]
        )
    name = f"logg-{assessment.municipality.number}-{assessment.pk}.csv"
    return HttpResponse(
        "\ufeff" + target.getvalue(),  # so that a spreadsheet reads it as UTF-8
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
