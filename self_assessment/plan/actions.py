"""What changes a plan. A plan goes on being changed after the assessment is finished: that is what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from base.secret_links import new_nonce
from self_assessment.domain.suggestions import Suggestion
from self_assessment.domain.values import Effort
from self_assessment.finishing.trail import record
from self_assessment.models.assessment import Assessment
from self_assessment.plan.models import CalendarLink, PlannedAction

_PHASES = {
    Effort.SMALL: PlannedAction.Phase.NOW,
    Effort.MEDIUM: PlannedAction.Phase.HALF_YEAR,
    Effort.LARGE: PlannedAction.Phase.YEAR,
}
DAYS = {PlannedAction.Phase.NOW: 42, PlannedAction.Phase.HALF_YEAR: 182, PlannedAction.Phase.YEAR: 365}
"""Days until the deadline proposed for an action of each phase. Ours: six weeks is what a first try takes."""


class AlreadyPlanned(Exception):
    """The step is in the plan already; nothing was changed."""


class ChangedMeanwhile(Exception):
    """Somebody saved the action after it was read; nothing was changed. `action` is how it stands now."""

    def __init__(self, action: PlannedAction) -> None:
        self.action = action
        super().__init__(str(action))


@dataclass(frozen=True, slots=True)
class ActionValues:
    """What a person decides about an action. `cost` in kroner; `indicators` codes it helps."""

    title: str
    phase: str = PlannedAction.Phase.NOW
    status: str = PlannedAction.Status.PLANNED
    description: str = ""
    owner_role: str = ""
    due_date: date | None = None
    cost: int | None = None
    decision_reference: str = ""
    indicators: tuple[str, ...] = ()


@transaction.atomic
def plan_step(
    *, assessment: Assessment, suggestion: Suggestion, language: str, by: User, at: datetime
) -> PlannedAction:
    """Put a next step into the plan, in the phase its effort calls for. Raises AlreadyPlanned."""
    phase = _PHASES[suggestion.effort]
    values = ActionValues(
        title=suggestion.title.in_language(language)[:200],
        phase=phase,
        description=suggestion.action.in_language(language),
        due_date=at.date() + timedelta(days=DAYS[phase]),
        indicators=suggestion.serves,
    )
    try:
        with transaction.atomic():
            return _create(assessment, values, by, at, step=suggestion.id)
    except IntegrityError:
        raise AlreadyPlanned from None


@transaction.atomic
def add(*, assessment: Assessment, values: ActionValues, by: User, at: datetime) -> PlannedAction:
    """Put one of the municipality's own actions into the plan."""
    return _create(assessment, values, by, at)


def _create(
    assessment: Assessment,
    values: ActionValues,
    by: User,
    at: datetime,
    *,
    step: str = "",
    carried_from: PlannedAction | None = None,
) -> PlannedAction:
    action = PlannedAction(
        assessment=assessment,
        step=step,
        carried_from=carried_from,
        created_by=by,
        created_at=at,
        changed_at=at,
    )
    _fill(action, values, at)
    action.save()
    detail = {"action": action.pk, "step": step or None, "phase": action.phase}
    record(assessment=assessment, by=by, at=at, event="action_planned", detail=detail)
    return action


def _fill(action: PlannedAction, values: ActionValues, at: datetime) -> list[str]:
    """Set the values; return the names of those that differ."""
    changed = []
    for name in ActionValues.__slots__:
        value = getattr(values, name)
        value = list(value) if name == "indicators" else value
        if getattr(action, name) != value:
            setattr(action, name, value)
            changed.append(name)
    if action.status != PlannedAction.Status.DONE:
        action.done_at = None
    elif action.done_at is None:
        action.done_at = at
    return changed


def values_of(action: PlannedAction) -> ActionValues:
    """What is decided about the action now."""
    found = {name: getattr(action, name) for name in ActionValues.__slots__}
    return ActionValues(**found | {"indicators": tuple(action.indicators)})


@transaction.atomic
def change(
    *, action: PlannedAction, values: ActionValues, replaces: int, by: User, at: datetime
) -> PlannedAction:
    """Change an action, if it is still the version the person saw. Raises ChangedMeanwhile."""
    locked = PlannedAction.objects.select_for_update().get(pk=action.pk)
    if locked.version != replaces and values_of(locked) != values:
        raise ChangedMeanwhile(locked)
    return _changed(locked, values, by, at)


@transaction.atomic
def move(*, action: PlannedAction, phase: str, status: str, by: User, at: datetime) -> PlannedAction:
    """Move an action to another phase or status; all else stays as it is now."""
    locked = PlannedAction.objects.select_for_update().get(pk=action.pk)
    return _changed(locked, replace(values_of(locked), phase=phase, status=status), by, at)


def _changed(action: PlannedAction, values: ActionValues, by: User, at: datetime) -> PlannedAction:
    changed = _fill(action, values, at)
    if not changed:
        return action
    action.version, action.changed_at = action.version + 1, at
    action.save()
    detail = {"action": action.pk, "changed": " ".join(changed)}
    record(assessment=action.assessment, by=by, at=at, event="action_changed", detail=detail)
    return action


@transaction.atomic
def carry_over(
    *, actions: Iterable[PlannedAction], to: Assessment, by: User, at: datetime
) -> list[PlannedAction]:
    """Take unfinished actions along into the plan of a later assessment, each once; return the new ones."""
    taken = set(to.planned_actions.exclude(carried_from=None).values_list("carried_from", flat=True))
    steps = set(to.planned_actions.exclude(step="").values_list("step", flat=True))
    carried = []
    for action in actions:
        if action.pk not in taken and action.step not in steps:
            values = values_of(action)
            carried.append(_create(to, values, by, at, step=action.step, carried_from=action))
    return carried


@transaction.atomic
def make_calendar_link(*, assessment: Assessment, user: User, at: datetime) -> CalendarLink:
    """Give a person a new private link to the deadlines; the one before no longer opens."""
    revoke_calendar_link(assessment=assessment, user=user, at=at)
    return CalendarLink.objects.create(assessment=assessment, user=user, nonce=new_nonce(), made_at=at)


def revoke_calendar_link(*, assessment: Assessment, user: User, at: datetime) -> bool:
    """Let the person's link open no more. Says whether there was one."""
    own = CalendarLink.objects.live().of(user).filter(assessment=assessment)
    return bool(own.update(revoked_at=at))
