"""A signed edition, opened: the assessment as it was, and the plan beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import get_language

from accounts.models import Municipality
from self_assessment.finishing.documents import sheet_of_snapshot
from self_assessment.finishing.models import SignOff, Snapshot
from self_assessment.plan.models import PlannedAction
from self_assessment.plan.queries import Board, board_from
from self_assessment.queries import Sheet

LANGUAGES = ("nb", "nn")


@dataclass(frozen=True)
class Edition:
    """All that documents are made of. `language` is nb or nn; `reasons` tell why it was opened before this.

    `for_others`: without what the municipality wrote to itself, such as comments and how answers lay."""

    snapshot: Snapshot
    sheet: Sheet
    sign_off: SignOff
    board: Board
    actions: Sequence[PlannedAction]
    reasons: tuple[str, ...]
    language: str
    today: date
    for_others: bool = False

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = self.snapshot.document
        return document


def edition_of(
    snapshot: Snapshot,
    *,
    language: str,
    today: date,
    actions: Sequence[PlannedAction] | None = None,
    for_others: bool = False,
) -> Edition:
    """Open an edition. `actions` is the plan as it was kept with a link; without it, the plan of today."""
    sheet = sheet_of_snapshot(snapshot)
    if actions is None:
        actions = list(snapshot.assessment.planned_actions.all())
    reasons = snapshot.assessment.snapshots.filter(
        revision__lt=snapshot.revision, reopenings__isnull=False
    ).order_by("revision")
    return Edition(
        snapshot=snapshot,
        sheet=sheet,
        sign_off=snapshot.sign_off,
        board=board_from(actions, snapshot.assessment, language, today),
        actions=actions,
        reasons=tuple(reasons.values_list("reopenings__reason", flat=True)),
        language=language,
        today=today,
        for_others=for_others,
    )


def language_of_documents(municipality: Municipality) -> str:
    """The reader's language if it is nb or nn; else the one the municipality has chosen."""
    active = get_language() or ""
    if active in LANGUAGES:
        return active
    return "nn" if municipality.language_form == Municipality.LanguageForm.NYNORSK else "nb"


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Write the words of the program in the language of the document."""
    with translation.override(language):
        yield
