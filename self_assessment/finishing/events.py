"""The audit trail in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from self_assessment.domain.chain import canonical
from self_assessment.finishing.models import AuditEntry
from self_assessment.models.assessment import Assessment

NAMES = {
    "started": _("Started"),
    "invited": _("Somebody was invited"),
    "invited_again": _("An invitation was sent again"),
    "invitation_revoked": _("An invitation was taken back"),
    "joined": _("Somebody joined"),
    "left": _("Somebody left"),
    "removed": _("Somebody was taken out of the team"),
    "consensus_opened": _("The answers were gathered in"),
    "answering_again": _("Everybody was asked to answer again"),
    "meeting_opened": _("A meeting was opened"),
    "meeting_closed": _("A meeting was closed"),
    "agreed": _("An answer was agreed on"),
    "table_saved": _("A table was saved"),
    "profile_chosen": _("A profile was chosen"),
    "target_set": _("A target was set"),
    "step_dismissed": _("A next step was put aside"),
    "step_taken_up": _("A next step was taken up again"),
    "finished": _("Finished and signed"),
    "reopened": _("Opened again"),
    "action_planned": _("An action was put into the plan"),
    "action_changed": _("An action was changed"),
    "evidence_added": _("Evidence was added"),
    "evidence_changed": _("Evidence was changed"),
    "evidence_removed": _("Evidence was taken away"),
    "shared": _("A link was made"),
    "share_revoked": _("A link was taken back"),
}
"""{event: what it is called}. One that is not here is shown by its own name."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, with its name and its details in one line."""

    entry: AuditEntry
    name: str
    detail: str


def told_entries(assessment: Assessment) -> list[Told]:
    """The trail of an assessment, the oldest first. One query."""
    entries = AuditEntry.objects.filter(assessment=assessment).order_by("sequence")
    return [_told(entry) for entry in entries]


def _told(entry: AuditEntry) -> Told:
    detail = "; ".join(f"{key}: {_short(value)}" for key, value in entry.detail.items() if value is not None)
    return Told(entry, str(NAMES.get(entry.event, entry.event)), detail)


def _short(value: object) -> str:
    return value if isinstance(value, str) else canonical(value)
