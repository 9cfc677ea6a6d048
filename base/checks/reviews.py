"""Whether somebody answers for a page, and whether it should have been looked at again by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from base.checks.domain.findings import Finding
from base.models import BasePage


def review_findings(page: BasePage, on: date, *, above: BasePage | None = None) -> Iterator[Finding]:
    """Yield what is missing of a page's owner and next review. No query.

    A page without its own follows the page `above` it, where what is missing is told once for all."""
    if page.owner_id is None and above is None:
        yield Finding("nobody-answers")
    if page.review_by is None and above is None:
        yield Finding("no-review-date")
    if page.review_by is not None and page.review_by < on:
        yield Finding("past-review", date_format(page.review_by, "j. F Y"))
