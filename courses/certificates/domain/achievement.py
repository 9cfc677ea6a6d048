"""What somebody has finished, as it goes into a certificate. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Achievement:
    """A finished course. `titles` and `outcomes` go by language, nb and nn.

    `completed_at` is when the last requirement was met for the first time, since they latest began to renew."""

    course: str
    version: str
    is_draft: bool
    titles: Mapping[str, str]
    outcomes: Mapping[str, Sequence[str]]
    minutes: int
    modules: int
    quiz_percent: int | None
    completed_at: datetime
