"""What a content reports of a learner, handed to the room that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from h5p.errors import StatementRefused
from h5p.results import Completion, is_complete, read_statement
from h5p_django.places import Place, iri


@dataclass(frozen=True, slots=True)
class Result:
    """One thing a learner did in a content. `learner`, `block` and `context` are the room's own texts.

    `score` of `maximum` points are None when it carries no score of the whole. `complete`: this alone makes
    the content done by the rule of the place."""

    id: UUID
    learner: str
    block: str
    context: str
    verb: str
    score: float | None
    maximum: float | None
    complete: bool
    at: datetime


Receiver = Callable[[Result], None]
_receivers: list[Receiver] = []


def on_result(receiver: Receiver) -> None:
    """Let a room hear of results; it takes those of its own places. Called once, at start."""
    if receiver not in _receivers:
        _receivers.append(receiver)


def report(*, place: Place, statement: bytes, at: datetime) -> None:
    """Check one xAPI statement and hand it on. Raises StatementRefused; statement-without-id too."""
    found = read_statement(statement, content=iri(place.content))
    if found.id is None:
        raise StatementRefused("statement-without-id")
    score = found.score if found.is_result else None
    complete = is_complete([found], Completion(place.completion), share=place.share / 100)
    result = Result(
        id=UUID(found.id),
        learner=place.learner,
        block=place.block,
        context=place.context,
        verb=found.verb,
        score=score.raw if score else None,
        maximum=score.max if score else None,
        complete=complete,
        at=at,
    )
    for receiver in _receivers:
        receiver(result)
