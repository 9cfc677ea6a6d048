"""The service map, one service, the profession table, and the profile."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from self_assessment.domain.framework import MAP_INDICATOR, PROFESSION_INDICATOR
from self_assessment.mapping import actions
from self_assessment.mapping.forms import (
    FactsForm,
    ProfessionTableForm,
    ProfileForm,
    ServiceForm,
    ServiceMapForm,
    TableForm,
)
from self_assessment.mapping.models import FactEntry, ProfessionEntry, Row, ServiceEntry
from self_assessment.mapping.picture import picture_of
from self_assessment.queries import Sheet, whole_sheet_of
from self_assessment.views.access import (
    assessment_to_lead,
    leads,
    whole_sheet_to_read,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def service_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The service map as a table to fill in. A quick check asks about those that decide the profile, unless
    the whole map is asked for."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    short = sheet.assessment.is_quick and "alle" not in request.GET
    form = ServiceMapForm(
        request.POST or None,
        subjects=[s for s in sheet.release.services if s.counts_in_profile or not short],
        questions=sheet.release.service_questions,
        stored=sheet.background.tables.service_rows,
    )
    extra = {"short": short, "derived": sheet.result.derived[MAP_INDICATOR], "result": sheet.result}
    return _table(request, sheet, form, ServiceEntry, "service_map", extra)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def professions(request: HttpRequest, pk: int) -> HttpResponse:
    """The profession table to fill in, and the few extra questions that some advice rests on."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    facts = _facts_form(request, sheet)
    if facts.is_bound and facts.is_valid() and _save_facts(request, sheet, facts):
        return redirect("self_assessment:professions", pk=pk)
    form = ProfessionTableForm(
        None if facts.is_bound else request.POST or None,
        subjects=sheet.release.professions,
        questions=sheet.release.profession_columns,
        stored=sheet.background.tables.profession_rows,
    )
    extra = {"derived": sheet.result.derived[PROFESSION_INDICATOR], "facts": facts}
    return _table(request, sheet, form, ProfessionEntry, "professions", extra)


def _facts_form(request: HttpRequest, sheet: Sheet) -> FactsForm:
    return FactsForm(
        request.POST if "facts" in request.POST else None,
        facts=sheet.release.facts,
        words=next(q for q in sheet.release.service_questions if q.code == "kontaktrolle"),
        stored=sheet.background.tables.fact_rows,
    )


def _save_facts(request: HttpRequest, sheet: Sheet, form: FactsForm) -> bool:
    """Save the extra questions; tell what could not be saved, and why."""
    try:
        late = actions.save_rows(
            assessment=sheet.assessment,
            kind=FactEntry,
            rows=form.proposed(),
            by=person_of(request),
            at=timezone.now(),
        )
    except actions.MapIsFinished:
        form.add_error(None, _("The assessment is finished, so the table stands as it is."))
        return False
    if late:
        messages.warning(
            request, _("Somebody else answered this while you did. Their answer stands; look again.")
        )
    else:
        messages.success(request, _("Saved."))
    return True


def _table(
    request: HttpRequest,
    sheet: Sheet,
    form: TableForm,
    kind: type[Row],
    name: str,
    extra: dict[str, Any],
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            late = actions.save_rows(
                assessment=sheet.assessment,
                kind=kind,
                rows=form.proposed(),
                by=person_of(request),
                at=timezone.now(),
            )
        except actions.MapIsFinished:
            form.add_error(None, _("The assessment is finished, so the table stands as it is."))
            late, status = [], 409
        else:
            if not late:
                return _saved(request, sheet, form, kind, name)
            form.show_late(late)
            status = 409
    context = {"sheet": sheet, "form": form, "rows": form.rows(), "questions": form.questions, **extra}
    template = f"{name}_form" if _is_fetch(request) else name
    return render(request, f"self_assessment/mapping/{template}.html", context, status=status)


def _is_fetch(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _saved(request: HttpRequest, sheet: Sheet, form: TableForm, kind: type[Row], name: str) -> HttpResponse:
    """Acknowledge; to the page's script with the version each row has now, so that its next save is not late."""
    if not _is_fetch(request):
        messages.success(request, _("Saved."))
        query = f"?{urlencode(request.GET)}" if request.GET else ""
        return redirect(reverse(f"self_assessment:{name}", args=[sheet.assessment.pk]) + query)
    codes = [subject.code for subject in form.subjects]
    rows = kind._default_manager.filter(**{"assessment": sheet.assessment, "code__in": codes})
    versions = urlencode({f"{row.code}-version": row.version for row in rows})
    said_at = date_format(timezone.localtime(), "H:i")
    return HttpResponse(headers={"X-Saved-At": said_at, "X-Row-Versions": versions})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def service(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The rest of one service: ways in, who shares it, and whom it works with."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    found = next((one for one in sheet.release.services if one.code == code), None)
    if found is None:
        raise Http404
    form = ServiceForm(
        request.POST or None,
        service=found,
        ways=next(q for q in sheet.release.service_questions if q.kind == "flervalg"),
        others=sheet.release.services,
        entry=sheet.background.tables.service_rows.get(code),
        own=sheet.assessment.municipality,
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            late = actions.save_rows(
                assessment=sheet.assessment,
                kind=ServiceEntry,
                rows=[form.proposed()],
                by=person_of(request),
                at=timezone.now(),
            )
        except actions.MapIsFinished:
            form.add_error(None, _("The assessment is finished, so the table stands as it is."))
            status = 409
        else:
            if not late:
                messages.success(request, _("Saved."))
                return redirect("self_assessment:service_map", pk=pk)
            return _service_changed(request, sheet, found.code, form)
    context = {"sheet": sheet, "service": found, "form": form}
    return render(request, "self_assessment/mapping/service.html", context, status=status)


def _service_changed(request: HttpRequest, sheet: Sheet, code: str, form: ServiceForm) -> HttpResponse:
    """Somebody else saved the service meanwhile: show theirs beside what was written, and let it be sent again."""
    fresh = whole_sheet_of(sheet.assessment)
    row = fresh.background.tables.service_rows[code]
    form.know(row)
    line = next(
        line for line in picture_of(fresh.release, fresh.background.tables).lines if line.service.code == code
    )
    context = {"sheet": fresh, "service": form.service, "form": form, "stored": row, "stored_line": line}
    return render(request, "self_assessment/mapping/service.html", context, status=409)


@never_cache
@require_safe
@login_required
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The map drawn, with the same in a table. For all who may see the assessment."""
    sheet = whole_sheet_to_read(request, pk)
    return render(
        request,
        "self_assessment/mapping/picture.html",
        {
            "sheet": sheet,
            "picture": picture_of(sheet.release, sheet.background.tables),
            "result": sheet.result,
            "leads": leads(request, pk),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another profile hold than the map's, with a reason; or the map's again."""
    sheet = whole_sheet_of(assessment_to_lead(request, pk))
    language = get_language() or "nb"
    names = {one.value: term.title.in_language(language) for one, term in sheet.release.profiles.items()}
    form = ProfileForm(request.POST or None, chosen=sheet.background.tables.chosen, names=names)
    if form.is_valid():
        try:
            actions.choose_profile(
                assessment=sheet.assessment,
                profile=form.cleaned_data["profile"],
                reason=form.cleaned_data["reason"],
                by=person_of(request),
                at=timezone.now(),
            )
        except actions.MapIsFinished:
            form.add_error(None, _("The assessment is finished, so the profile stands as it is."))
        else:
            messages.success(request, _("Saved."))
            return redirect("self_assessment:result", pk=pk)
    return render(
        request,
        "self_assessment/mapping/profile.html",
        {
            "sheet": sheet,
            "form": form,
            "result": sheet.result,
            "history": sheet.assessment.profile_choices.select_related("chosen_by").order_by("-pk"),
        },
        status=422 if form.errors else 200,
    )
