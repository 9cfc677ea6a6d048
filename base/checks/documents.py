"""What keeps somebody out of the documents that editors have uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader
from wagtail.documents import get_document_model

from base.checks.domain.findings import Finding
from base.checks.problems import Place, Problem, problems


def document_problems() -> Iterator[Problem]:
    """Yield what is found in the uploaded PDFs. One query, and each file is opened."""
    for document in get_document_model().objects.filter(file__iendswith=".pdf").order_by("pk"):
        place = Place(document.title, url=reverse("wagtaildocs:edit", args=[document.pk]))
        yield from problems(_document_findings(document), place)


def _document_findings(document: Any) -> list[Finding]:
    try:
        if document.file.size > settings.DOCUMENT_CHECK_MIB * 1024 * 1024:
            return [Finding("pdf-unreadable")]
        with document.file.open("rb") as file:
            return list(pdf_findings(file))
    except OSError:
        return [Finding("pdf-unreadable")]


def pdf_findings(file: BinaryIO) -> Iterator[Finding]:
    """Yield what a PDF lacks of tags, title and language."""
    try:
        reader = PdfReader(file)
        catalog: Any = reader.trailer["/Root"].get_object()
        about: Any = catalog["/MarkInfo"].get_object() if "/MarkInfo" in catalog else {}
        tagged = bool(about.get("/Marked")) and "/StructTreeRoot" in catalog
        title, language = (
            str((reader.metadata and reader.metadata.title) or ""),
            str(catalog.get("/Lang", "")),
        )
    except Exception:  # a damaged file fails in as many ways as there are files
        yield Finding("pdf-unreadable")
        return
    if not tagged:
        yield Finding("pdf-without-tags")
    if not title.strip():
        yield Finding("pdf-without-title")
    if not language.strip():
        yield Finding("pdf-without-language")
