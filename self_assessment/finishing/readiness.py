"""Whether an assessment can be finished, and what the leader should know before signing."""

from __future__ import annotations

from dataclasses import dataclass

from self_assessment.consensus.queries import Matter, agenda_of
from self_assessment.presentation import DutyRow, duty_rows
from self_assessment.queries import Item, Sheet


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands in the way (`not_gathered`, `nothing_answered`, `lacking_notes`), and what only is to be known.

    `unsettled` duties by law nobody has settled; the leader confirms to have seen them. `unanswered` others."""

    not_gathered: bool
    nothing_answered: bool
    lacking_notes: tuple[Matter, ...]
    unsettled: list[DutyRow]
    unanswered: list[Item]

    @property
    def ready(self) -> bool:
        return not (self.not_gathered or self.nothing_answered or self.lacking_notes)


def readiness_of(sheet: Sheet) -> Readiness:
    """Look over a whole sheet. One query for a full assessment."""
    together = sheet.assessment.is_agreed_together
    gathered = not together or sheet.assessment.shows_answers
    return Readiness(
        not_gathered=not gathered,
        nothing_answered=not sheet.answered,
        lacking_notes=agenda_of(sheet).lacking_notes if together and gathered else (),
        unsettled=[duty for duty in duty_rows(sheet) if duty.is_unsettled and duty.asked],
        unanswered=[
            item
            for item in sheet.items.values()
            if not item.not_relevant and item.level is None and not item.indicator.statutory
        ],
    )
