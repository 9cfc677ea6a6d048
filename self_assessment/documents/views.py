"""What a signed edition can be read as: the result, the page for the director, the report, the workbook."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from self_assessment.documents.book import workbook_of
from self_assessment.documents.editions import (
    LANGUAGES,
    Edition,
    edition_of,
    language_of_documents,
    written_in,
)
from self_assessment.documents.page import page_of
from self_assessment.documents.report import report_pdf
from self_assessment.documents.result_page import result_of
from self_assessment.views.access import leads, snapshot_to_read

NAMES = {"nb": _("Bokmål"), "nn": _("Nynorsk")}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _edition(request: HttpRequest, pk: int, revision: int) -> Edition:
    snapshot = snapshot_to_read(request, pk, revision)
    language = language_of_documents(snapshot.assessment.municipality)
    return edition_of(snapshot, language=language, today=timezone.localdate())


@never_cache
@require_safe
@login_required
def edition(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """The whole result on one page, as it was signed."""
    context = result_of(_edition(request, pk, revision)) | {"leads": leads(request, pk)}
    return render(request, "self_assessment/documents/edition.html", context)


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """The page for the director."""
    found = _edition(request, pk, revision)
    with written_in(found.language):
        context = {"edition": found, "page": page_of(found), "assessment": found.snapshot.assessment}
        return render(request, "self_assessment/documents/summary.html", context)


@never_cache
@require_safe
@login_required
def documents(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """All that can be downloaded, in both written standards."""
    snapshot = snapshot_to_read(request, pk, revision)
    context = {
        "snapshot": snapshot,
        "assessment": snapshot.assessment,
        "languages": _languages(language_of_documents(snapshot.assessment.municipality)),
    }
    return render(request, "self_assessment/documents/documents.html", context)


def _languages(first: str) -> list[tuple[str, str]]:
    """Bokmål and nynorsk by code and name; the municipality's own, or the reader's, first."""
    return sorted(((code, str(NAMES[code])) for code in LANGUAGES), key=lambda one: one[0] != first)


@never_cache
@require_safe
@login_required
def report(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """The report as PDF, in the language of the address."""
    found = _edition(request, pk, revision)
    return download(report_pdf(found), "application/pdf", file_name(found, "rapport", "pdf"))


@never_cache
@require_safe
@login_required
def workbook(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """Everything as a workbook."""
    found = _edition(request, pk, revision)
    return download(workbook_of(found), XLSX, file_name(found, "alt", "xlsx"))


@never_cache
@require_safe
@login_required
def calculation(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """The signed document itself: what the check code is the digest of, with every number and its trace."""
    snapshot = snapshot_to_read(request, pk, revision)
    content = json.dumps(snapshot.document, ensure_ascii=False, sort_keys=True, indent=1)
    name = f"utregning-{snapshot.assessment.municipality.number}-utgave-{snapshot.revision}.json"
    return download(content.encode(), "application/json", name)


def file_name(edition: Edition, what: str, kind: str) -> str:
    number = edition.sheet.assessment.municipality.number
    return f"{what}-{number}-{edition.snapshot.made_at:%Y-%m-%d}-{edition.language}.{kind}"


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
