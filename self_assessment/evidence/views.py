"""The evidence of an assessment: seeing it, adding to it, changing and taking away, and fetching a file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.actions import AlreadyFinished
from self_assessment.domain.evidence_files import TYPES
from self_assessment.evidence import actions
from self_assessment.evidence.forms import EvidenceForm, NewEvidenceForm
from self_assessment.evidence.models import Evidence, evidence_files
from self_assessment.evidence.queries import evidence_of
from self_assessment.models import Assessment
from self_assessment.queries import sheet_from_rows
from self_assessment.views.access import assessment_to_read, leads, own_part
from self_assessment.views.posting import post_only


@never_cache
@require_safe
@login_required
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """All evidence on one page, what has run out first among what is said of it."""
    assessment = assessment_to_read(request, pk)
    rows = evidence_of(assessment, timezone.localdate())
    leading = leads(request, pk)
    context = {
        "assessment": assessment,
        "rows": rows,
        "passed": sum(row.passed for row in rows),
        "may_add": assessment.is_open and (leading or own_part(request, assessment) is not None),
        "leads": leading,
        "most": settings.ASSESSMENT_EVIDENCE_COUNT,
    }
    return render(request, "self_assessment/evidence/evidence.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a link or a file, for the question in `?sporsmal=` or any other."""
    assessment = _to_add_to(request, pk)
    if not assessment.is_open:
        return _finished(request, pk)
    form = NewEvidenceForm(
        request.POST or None,
        request.FILES or None,
        sheet=sheet_from_rows(assessment, []),
        initial={"indicators": [request.GET.get("sporsmal", "")]},
    )
    if not form.is_valid():
        return _form_page(request, assessment, form)
    try:
        actions.add(
            assessment=assessment,
            values=form.values,
            url=form.cleaned_data["url"],
            file=form.checked,
            by=person_of(request),
            at=timezone.now(),
        )
    except AlreadyFinished:
        return _finished(request, pk)
    except actions.TooMuch:
        form.add_error(
            None,
            _(
                "There are %(most)s pieces of evidence already, and no more are taken. "
                "Take away one you no longer need."
            )
            % {"most": settings.ASSESSMENT_EVIDENCE_COUNT},
        )
        return _form_page(request, assessment, form)
    messages.success(request, _("Added."))
    return redirect("self_assessment:evidence", pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Say something else of it, or let it speak for other questions."""
    row = _to_change(request, pk, evidence)
    if not row.assessment.is_open:
        return _finished(request, pk)
    initial = {
        "title": row.title,
        "holds_until": row.holds_until,
        "indicators": list(row.uses.values_list("indicator", flat=True)),
    }
    form = EvidenceForm(request.POST or None, sheet=sheet_from_rows(row.assessment, []), initial=initial)
    if not form.is_valid():
        return _form_page(request, row.assessment, form, row)
    try:
        actions.change(evidence=row, values=form.values, by=person_of(request), at=timezone.now())
    except AlreadyFinished:
        return _finished(request, pk)
    messages.success(request, _("Saved."))
    return redirect("self_assessment:evidence", pk=pk)


@post_only(back="self_assessment:evidence_change", keep=("pk", "evidence"))
@login_required
def remove(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    row = _to_change(request, pk, evidence)
    try:
        actions.remove(evidence=row, by=person_of(request), at=timezone.now())
    except AlreadyFinished:
        return _finished(request, pk)
    messages.success(request, _("It is taken away, and its file is deleted."))
    return redirect("self_assessment:evidence", pk=pk)


@never_cache
@require_safe
@login_required
def file(request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
    """Send a file to those who may see the assessment, to be saved and never to be opened here."""
    row = get_object_or_404(
        Evidence.objects.visible_to(request.user).exclude(file=""), assessment=pk, pk=evidence
    )
    try:
        opened = evidence_files().open(str(row.file))
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        opened, as_attachment=True, filename=row.download_name, content_type=TYPES[row.kind]
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _to_add_to(request: HttpRequest, pk: int) -> Assessment:
    """Return the assessment for one who leads it or takes part in it. Others who see it are told so: 403."""
    assessment = assessment_to_read(request, pk)
    if not leads(request, pk) and own_part(request, assessment) is None:
        raise PermissionDenied
    return assessment


def _to_change(request: HttpRequest, pk: int, evidence: int) -> Evidence:
    """Return what the person may change: the lead all of it, others what they added themselves."""
    assessment = _to_add_to(request, pk)
    row = get_object_or_404(Evidence.objects.of(assessment), pk=evidence)
    if row.added_by_id != request.user.pk and not leads(request, pk):
        raise PermissionDenied
    row.assessment = assessment
    return row


def _finished(request: HttpRequest, pk: int) -> HttpResponse:
    messages.info(request, _("The assessment is finished, so its evidence stands as it was signed."))
    return redirect("self_assessment:evidence", pk=pk)


def _form_page(
    request: HttpRequest, assessment: Assessment, form: EvidenceForm, row: Evidence | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"assessment": assessment, "form": form, "row": row}
    status = 422 if form.errors else 200
    return render(request, "self_assessment/evidence/form.html", context, status=status)
