"""What somebody has finished, as it goes into a certificate. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Achievement:
    """A finished course. `titles` and `outcomes` go by language, nb and nn.

    `completed_at` is when the last requirement was met for the first time. `shown_at` is when the learner
    showed it latest, which is what a renewal asks for: the latest quiz passed, or the latest work done."""

    course: str
    version: str
    is_draft: bool
    titles: Mapping[str, str]
    outcomes: Mapping[str, Sequence[str]]
    minutes: int
    modules: int
    quiz_percent: int | None
    completed_at: datetime
    shown_at: datetime
