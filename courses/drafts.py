"""Half-written answers: what may be kept of a form, and keeping it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from base.personal_data import find_numbers
from courses.actions import Place, begin, owner_columns
from courses.domain.answers import LONGEST_GAP
from courses.domain.learner import Learner
from courses.models import Draft

FIELD = re.compile(r"(option|(item|pair|gap)-\d{1,3}|place-[\w-]{1,60})")
"""The fields an exercise may have; see courses.domain.exercise_kinds."""
MOST_VALUES = 100
"""Values in one form; our choice, far above the longest exercise."""


class MayPointAtAPerson(Exception):
    """Something in the form looks like a national identity number or a telephone number; nothing was kept."""


def fields_to_keep(fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return what of a form is an answer under way, no longer than an answer may be.

    Raises MayPointAtAPerson."""
    kept = {
        name: [value[:LONGEST_GAP] for value in values[:MOST_VALUES]]
        for name, values in list(fields.items())[:MOST_VALUES]
        if FIELD.fullmatch(name)
    }
    if any(name.startswith("gap-") and find_numbers(value) for name, vs in kept.items() for value in vs):
        raise MayPointAtAPerson
    return kept


@transaction.atomic
def keep_draft(*, place: Place, fields: Mapping[str, Sequence[str]], by: Learner, at: datetime) -> None:
    """Keep what stands in an exercise that has not been sent; the latest save of the two devices stands."""
    begin(course=place.course, version=place.version, by=by, at=at)
    mine, _created = Draft.objects.update_or_create(
        **owner_columns(by),
        course_key=place.course,
        block_id=place.block,
        defaults={"module_key": place.module, "fields": fields_to_keep(fields), "saved_at": at},
    )
    others = Draft.objects.of(by).in_course(place.course).filter(block_id=place.block)
    others.exclude(pk=mine.pk).delete()
