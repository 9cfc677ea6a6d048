"""A signed result as a page shows it, both to the municipality and to those it is shared with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from self_assessment.documents.editions import Edition
from self_assessment.domain.values import Part
from self_assessment.presentation import (
    block_rows,
    duty_rows,
    lacking_professions_fact,
    next_steps,
    put_aside,
    scale_of,
    target_rows,
)
from self_assessment.queries import overlays_that_hold


def result_of(edition: Edition) -> dict[str, Any]:
    """Return all that the page says. Four look-ups, for what the steps lead to."""
    sheet, found = edition.sheet, edition.sheet.result
    return {
        "edition": edition,
        "sheet": sheet,
        "assessment": edition.snapshot.assessment,
        "result": found,
        "overlays": overlays_that_hold(sheet.release, found),
        "rows": block_rows(sheet),
        "fact": lacking_professions_fact(),
        "duties": [duty for duty in duty_rows(sheet) if duty.asked],
        "steps": next_steps(sheet, get_language() or "nb"),
        "targets": target_rows(sheet),
        "put_aside": put_aside(sheet),
        "scale": scale_of(sheet),
        "to_find_out": [sheet.items[code] for code in found.unanswered if code in sheet.items],
        "known": found.completeness[Part.CORE if sheet.assessment.is_quick else Part.ALL],
    }
