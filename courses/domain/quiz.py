"""The questions at the end: the attempts handed in, the one under way, and what is asked in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.domain.events import Answer, Event, Kind
from courses.domain.outline import CourseOutline


@dataclass(frozen=True, slots=True)
class Attempt:
    """One handed-in quiz, with the result as it was then: later edits of the questions change nothing.

    Its event holds {"correct", "total", "answers": {id: …}, "right": [ids], "order": [ids], "digests":
    {id: digest}}; the digests name the questions as they were asked. The first attempts had neither of the two.
    `counts`: it tells of the version the learner takes, and was handed in since the latest renewal. `kept`
    are the right answers that need not be given again."""

    correct: int
    total: int
    answers: Mapping[str, Mapping[str, Any]]
    right: frozenset[str]
    at: datetime
    digests: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    counts: bool = True
    kept: frozenset[str] = frozenset()

    @property
    def percent(self) -> int:
        """Per cent right, 0-100, rounded down: 79.9 is not 80."""
        return 100 * self.correct // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """Attempts from first to latest, and the answers that stand ready for the next one.

    What was right in the latest attempt is kept for the next (our choice: nobody is asked to repeat what
    they showed they know); what has been answered since comes on top. `drawn` is {id: digest} of the
    questions that were drawn for the attempt under way, in the order shown; None until that is settled."""

    attempts: tuple[Attempt, ...] = ()
    draft: Mapping[str, Answer] = field(default_factory=dict)
    drawn: Mapping[str, str] | None = None

    @property
    def latest(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def counting(self) -> tuple[Attempt, ...]:
        return tuple(attempt for attempt in self.attempts if attempt.counts)

    @property
    def begun(self) -> bool:
        """True when something has been answered since the latest attempt."""
        latest = self.latest
        return any(latest is None or answer.at > latest.at for answer in self.draft.values())


def quiz_progress(outline: CourseOutline, log: Sequence[Event], since: datetime | None) -> QuizProgress:
    """Return what `log` (in order) tells. Of what was handed in or answered up to `since` nothing counts."""
    attempts = tuple(_attempt(event, since) for event in log if event.kind is Kind.QUIZ_SUBMITTED)
    latest = attempts[-1] if attempts else None
    kept = {id: _kept(latest, id) for id in latest.kept} if latest else {}
    begins = max((at for at in (since, latest.at if latest else None) if at), default=None)
    under_way = [event for event in log if begins is None or event.at > begins]
    given = {
        event.block: Answer(event.data["answer"], event.at, event.data.get("digest", ""))
        for event in under_way
        if event.kind is Kind.QUIZ_ANSWERED
    }
    draft = {id: answer for id, answer in {**kept, **given}.items() if id in outline.quiz}
    return QuizProgress(attempts, draft, _drawn(under_way, len(attempts) + 1))


def _kept(attempt: Attempt, id: str) -> Answer:
    return Answer(attempt.answers[id], attempt.at, attempt.digests.get(id, ""))


def _attempt(event: Event, since: datetime | None) -> Attempt:
    data = event.data
    right = frozenset(id for id in data["right"] if id in data["answers"])
    stands = since is None or event.at > since
    return Attempt(
        correct=data["correct"],
        total=data["total"],
        answers=data["answers"],
        right=right,
        at=event.at,
        digests=data.get("digests", {}),
        order=tuple(data.get("order", ())),
        counts=stands and data.get("counts", True),
        kept=right.intersection(data.get("kept", right)) if stands else frozenset(),
    )


def _drawn(under_way: Iterable[Event], attempt: int) -> Mapping[str, str] | None:
    """Return the first draw of the attempt: what another device drew at the same time gives way to it."""
    draws = (e.data for e in under_way if e.kind is Kind.QUIZ_DRAWN and e.data["attempt"] == attempt)
    first = next(draws, None)
    return dict(zip(first["order"], first["digests"], strict=True)) if first else None
