"""What changes the service map, the profession table, the facts, and the profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import Municipality, User
from self_assessment.finishing.trail import record
from self_assessment.mapping.models import FactEntry, ProfessionEntry, ProfileChoice, Row, ServiceEntry
from self_assessment.models.assessment import Assessment

R = TypeVar("R", bound=Row)


class MapIsFinished(Exception):
    """The assessment is finished, so its tables stand as they are; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row as it was written: its code, the version it was written on, and {column: value} of what was asked.

    `shared_with` holds municipality numbers, and is None when the page did not ask."""

    code: str
    replaces: int
    values: Mapping[str, Any]
    shared_with: tuple[str, ...] | None = None


@transaction.atomic
def save_rows(
    *,
    assessment: Assessment,
    kind: type[R],
    rows: Iterable[ProposedRow],
    by: User,
    at: datetime,
) -> list[R]:
    """Save the rows that differ from what is stored; return those that came too late, as they are stored now.

    A row somebody else has changed since it was read is left as it is: the others are saved. Rows that say
    nothing new are not touched, so a whole table may be sent at once. Raises MapIsFinished."""
    # One at a time: two who write the first row of a service in the same moment would both insert it.
    if not Assessment.objects.open().select_for_update().filter(pk=assessment.pk).first():
        raise MapIsFinished
    stored = {
        row.code: row for row in kind._default_manager.select_for_update().filter(assessment=assessment)
    }
    late, changed = [], []
    for proposed in rows:
        row = stored.get(proposed.code) or kind(assessment=assessment, code=proposed.code)
        if not _differs(row, proposed):
            continue
        if row.version != proposed.replaces:
            late.append(row)
            continue
        for column, value in proposed.values.items():
            setattr(row, column, value)
        row.version, row.saved_at, row.saved_by = row.version + 1, at, by
        row.save()
        if proposed.shared_with is not None and isinstance(row, ServiceEntry):
            row.shared_with.set(Municipality.objects.filter(pk__in=proposed.shared_with))
        changed.append(row.code)
    if changed:
        Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.DRAFT).update(
            state=Assessment.State.ANSWERING
        )
        detail = {"table": kind._meta.model_name or "", "rows": " ".join(changed)}
        record(assessment=assessment, by=by, at=at, event="table_saved", detail=detail)
    return late


def _differs(row: Row, proposed: ProposedRow) -> bool:
    if any(getattr(row, column) != value for column, value in proposed.values.items()):
        return True
    if proposed.shared_with is None or not isinstance(row, ServiceEntry):
        return False
    stored = set(row.shared_with.values_list("pk", flat=True)) if row.pk else set()
    return stored != set(proposed.shared_with)


@transaction.atomic
def choose_profile(
    *, assessment: Assessment, profile: str, reason: str, by: User, at: datetime
) -> ProfileChoice:
    """Let the lead's profile stand instead of the map's, or, with an empty `profile`, the map's again."""
    if not Assessment.objects.open().filter(pk=assessment.pk).exists():
        raise MapIsFinished
    choice = ProfileChoice.objects.create(
        assessment=assessment, profile=profile, reason=reason, chosen_by=by, chosen_at=at
    )
    record(assessment=assessment, by=by, at=at, event="profile_chosen", detail={"profile": profile})
    return choice


def take_along(*, from_: Assessment, to: Assessment, by: User, at: datetime) -> None:
    """Copy the tables of an earlier assessment into a new, empty one: services change less than answers."""
    for entry in from_.service_entries.all():
        neighbours = list(entry.shared_with.all())
        _copy(entry, to, by, at).shared_with.set(neighbours)
    for profession in from_.profession_entries.all():
        _copy(profession, to, by, at)
    for fact in from_.fact_entries.all():
        _copy(fact, to, by, at)


Table = TypeVar("Table", ServiceEntry, ProfessionEntry, FactEntry)


def _copy(row: Table, to: Assessment, by: User, at: datetime) -> Table:
    row.pk, row._state.adding = None, True
    row.assessment, row.version, row.saved_at, row.saved_by = to, 1, at, by
    row.save()
    return row
