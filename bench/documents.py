"""The report and the workbook of a full assessment: every question answered with a comment, and a plan."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

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
        yield Measure("report-pdf", first_time(edition), "ms", 1500)
        yield Measure("workbook", cpu_milliseconds(lambda: workbook_of(edition)), "ms", 1000)
        transaction.set_rollback(True)


def first_time(edition: Edition) -> float:
    """Milliseconds of CPU for the first report of a process: Typst remembers what it has set once."""
    start = time.process_time()
    report_pdf(edition)
    return round((time.process_time() - start) * 1000, 1)


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
