"""The report and the workbook of a full assessment: every question answered with a comment, and a plan."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Membership, Municipality, User
from bench.measure import Measure, cpu_milliseconds
from self_assessment.documents.book import workbook_of
from self_assessment.documents.editions import Edition, edition_of
from self_assessment.documents.report import report_pdf
from self_assessment.models import Snapshot
from tests.factories.finished import agreed, map_services, plan_for, sign

COMMENT = (
    "Vi gikk gjennom alle tjenestene, hørte Nav og fastlegene, og ble enige om dette etter en god samtale om"
)


def measure() -> Iterator[Measure]:
    with transaction.atomic():
        edition = signed_edition()
        milliseconds, pages = first_time(edition)
        yield Measure("report-pdf", milliseconds, "ms", 1500)
        yield Measure("report-pdf-pages", pages, "pages", 20, at_least=True)
        yield Measure("workbook", cpu_milliseconds(lambda: workbook_of(edition)), "ms", 1000)
        transaction.set_rollback(True)


def first_time(edition: Edition) -> tuple[float, int]:
    """Milliseconds of CPU for the first report of a process, and its pages: Typst remembers what it has set once."""
    start = time.process_time()
    report = report_pdf(edition)
    milliseconds = round((time.process_time() - start) * 1000, 1)
    return milliseconds, len(PdfReader(io.BytesIO(report)).pages)


def signed_edition() -> Edition:
    municipality = Municipality.objects.get(pk="5037")
    lead = User.objects.create_user("maler@eksempel.kommune.no")
    Membership.objects.create(user=lead, municipality=municipality, role=Membership.Role.LEAD)
    assessment = agreed(by=lead, municipality=municipality, comment=COMMENT)
    map_services(assessment)
    for number in range(12):
        plan_for(assessment, by=lead, title=f"Tiltak {number}", indicators=("B2", "C2"), cost=10_000)
    sign(assessment, by=lead)
    snapshot = Snapshot.objects.with_context().get(assessment=assessment)
    return edition_of(snapshot, language="nb", today=timezone.localdate())
