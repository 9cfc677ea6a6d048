"""What happened: the events of the log, as values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Kind(StrEnum):
    """What happened. The names are in the log for ever: add, never rename."""

    BLOCK_REACHED = "block_reached"  # data: {"blocks": [ids passed since the one before]}
    ANSWERED = "answered"  # data: {"answer": …, "score": int, "maximum": int}
    SCENARIO_STEP = "scenario_step"  # data: {"answer": …}
    SCENARIO_ENDED = "scenario_ended"  # data: {"answer": …}
    NOTE_SAVED = "note_saved"  # data: {}; the words are in the note, encrypted
    MODULE_DONE = "module_done"  # the learner said so
    MODULE_REOPENED = "module_reopened"  # … and took it back
    # data: {"verb": str, "complete": bool} and, with points, "score" and "maximum"; answered as text also
    # "twin": {"of": the content it was asked by, "question": str, "answer": …}
    H5P_RESULT = "h5p_result"
    VERSION_CHOSEN = "version_chosen"  # data: see courses.domain.choosing.Choice
    QUIZ_DRAWN = "quiz_drawn"  # data: {"attempt": int, "order": [ids], "digests": [of each]}
    QUIZ_ANSWERED = "quiz_answered"  # data: {"answer": …, "digest": of the question}
    QUIZ_SUBMITTED = "quiz_submitted"  # data: see courses.domain.quiz.Attempt


QUIZ = "quiz"
"""The module key of what happens in the quiz."""

GIVES_ANSWER = frozenset({Kind.ANSWERED, Kind.SCENARIO_STEP, Kind.SCENARIO_ENDED})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as the log holds it. `at` is the server's time, `version` the course's."""

    id: UUID
    kind: Kind
    module: str
    block: str
    data: Mapping[str, Any]
    at: datetime
    version: str = ""

    @property
    def order(self) -> tuple[datetime, UUID]:
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer that stands for one exercise or question. `digest` names the question as it was then."""

    answer: Mapping[str, Any]
    at: datetime
    digest: str = ""
