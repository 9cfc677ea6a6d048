"""Events and outlines for the tests of the pure record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from courses.domain.events import Event, Kind
from courses.domain.outline import CourseOutline, ModuleOutline, PassRule

START = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
OUTLINE = CourseOutline(
    key="L1",
    version="0.1",
    rule=PassRule(modules=True, quiz=80, scenarios=True),
    modules=(
        ModuleOutline("m1", ("m1-a", "m1-b"), minutes=12),
        ModuleOutline("m2", ("m2-a", "m2-talk"), scenarios=("m2-talk",), minutes=10),
    ),
    quiz=("q1", "q2", "q3", "q4", "q5"),
)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def event(
    kind: Kind, minute: int, *, module: str = "m1", block: str = "", id: UUID | None = None, **data
) -> Event:
    return Event(id or uuid4(), kind, module, block, data, at(minute))


def reached(minute: int, module: str, *blocks: str) -> Event:
    return event(Kind.BLOCK_REACHED, minute, module=module, block=blocks[-1], blocks=list(blocks))


def done(minute: int, module: str) -> Event:
    return event(Kind.MODULE_DONE, minute, module=module)


def ended(minute: int) -> Event:
    return event(Kind.SCENARIO_ENDED, minute, module="m2", block="m2-talk", answer={"path": [0]})


def submitted(minute: int, *right: str) -> Event:
    answers = {question: {"chosen": [0 if question in right else 1]} for question in OUTLINE.quiz}
    return event(
        Kind.QUIZ_SUBMITTED,
        minute,
        module="quiz",
        correct=len(right),
        total=5,
        answers=answers,
        right=list(right),
    )


def quiz_answered(minute: int, question: str, chosen: int) -> Event:
    return event(Kind.QUIZ_ANSWERED, minute, module="quiz", block=question, answer={"chosen": [chosen]})
