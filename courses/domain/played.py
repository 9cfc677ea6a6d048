"""What was done in the H5P contents of a course. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.domain.events import Event, Kind


@dataclass(frozen=True, slots=True)
class Points:
    """What was reached in an H5P content, of the most there is."""

    score: float
    maximum: float

    @property
    def share(self) -> float:
        return self.score / self.maximum if self.maximum else 1.0


@dataclass(frozen=True, slots=True)
class Played:
    """What a learner has done in an H5P content: when it first counted as done, and its points.

    `answers` are those given to its twin, by (the content it was asked by, question)."""

    complete_at: datetime | None = None
    best: Points | None = None
    latest: Points | None = None
    at: datetime | None = None
    answers: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def answers_to(self, of: str) -> dict[str, Mapping[str, Any]]:
        """Return {question: answer} of the twin made from `of`; another revision asks other questions."""
        return {question: answer for (made_from, question), answer in self.answers.items() if made_from == of}


def played(events: Iterable[Event]) -> dict[str, Played]:
    """Return {block id: what was done in its H5P content}."""
    found: dict[str, Played] = {}
    for event in sorted(events, key=lambda event: event.order):
        if event.kind is Kind.H5P_RESULT:
            found[event.block] = _play_on(found.get(event.block, Played()), event)
    return found


def _play_on(before: Played, event: Event) -> Played:
    data = event.data
    latest = Points(data["score"], data["maximum"]) if "maximum" in data else before.latest
    better = latest is not None and (before.best is None or latest.share > before.best.share)
    twin = data.get("twin")
    given = {(twin["of"], twin["question"]): twin["answer"]} if twin else {}
    return Played(
        complete_at=before.complete_at or (event.at if data["complete"] else None),
        best=latest if better else before.best,
        latest=latest,
        at=event.at,
        answers={**before.answers, **given},
    )
