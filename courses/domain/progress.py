"""Progress: what a learner has done in a course, told by the events of the log. Pure.

Events may come in any order, twice, or late: the result depends on which events there are, never on how
they arrived. "Latest" therefore means the greatest (time, id), and every "first" the least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from courses.domain.anchors import NOT_FASTENED, Anchor

if TYPE_CHECKING:
    from courses.domain.exercises import Graded


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
    VERSION_CHOSEN = "version_chosen"  # data: see courses.domain.versions.Choice
    QUIZ_DRAWN = "quiz_drawn"  # data: {"attempt": int, "questions": {id: digest}, "order": [ids]}
    QUIZ_ANSWERED = "quiz_answered"  # data: {"answer": …}
    QUIZ_SUBMITTED = (
        "quiz_submitted"  # data: {"correct": int, "total": int, "answers": {id: …}, "right": [ids]}
    )


QUIZ = "quiz"
"""The module key of what happens in the quiz."""

GIVES_ANSWER = frozenset({Kind.ANSWERED, Kind.SCENARIO_STEP, Kind.SCENARIO_ENDED})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as the log holds it. `at` is the server's time."""

    id: UUID
    kind: Kind
    module: str
    block: str
    data: Mapping[str, Any]
    at: datetime

    @property
    def order(self) -> tuple[datetime, UUID]:
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class PassRule:
    """What finishing a course asks for. `quiz` in per cent right, or None when there is no quiz."""

    modules: bool = True
    quiz: int | None = None
    scenarios: bool = False


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """A course module as progress sees it: its parts in order, and which are practice conversations.

    `played` are the H5P contents that count only by what is done in them, not by being passed."""

    key: str
    blocks: tuple[str, ...]
    scenarios: tuple[str, ...] = ()
    minutes: int = 0
    played: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course as progress sees it. `quiz` holds the ids of its questions in order."""

    key: str
    version: str
    rule: PassRule
    modules: tuple[ModuleOutline, ...]
    quiz: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer that stands for one exercise or question."""

    answer: Mapping[str, Any]
    at: datetime


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


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner was: module and block (the module QUIZ for the quiz), and when."""

    module: str
    block: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far a module has come. `declared`: the learner said it was read, rather than the parts telling."""

    key: str
    reached: frozenset[str]
    seen_at: datetime | None
    declared: bool

    @property
    def seen(self) -> bool:
        return self.seen_at is not None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One handed-in quiz, with the result as it was then: later edits of the questions change nothing."""

    correct: int
    total: int
    answers: Mapping[str, Mapping[str, Any]]
    right: frozenset[str]
    at: datetime

    @property
    def percent(self) -> int:
        """Per cent right, 0-100, rounded down: 79.9 is not 80."""
        return 100 * self.correct // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """Attempts from first to latest, and the answers that stand ready for the next one.

    What was right in the latest attempt is kept for the next (our choice: nobody is asked to repeat what
    they showed they know); what has been answered since comes on top."""

    attempts: tuple[Attempt, ...] = ()
    draft: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def latest(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def begun(self) -> bool:
        """True when something has been answered since the latest attempt."""
        latest = self.latest
        return any(latest is None or answer.at > latest.at for answer in self.draft.values())


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """What a learner has done in a course. `answers` and `scenarios_ended` go by block id."""

    modules: tuple[ModuleProgress, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    scenarios_ended: Mapping[str, datetime] = field(default_factory=dict)
    played: Mapping[str, Played] = field(default_factory=dict)
    quiz: QuizProgress = field(default_factory=QuizProgress)
    position: Position | None = None

    @property
    def done(self) -> int:
        return sum(module.seen for module in self.modules)

    @property
    def total(self) -> int:
        return len(self.modules)

    def module(self, key: str) -> ModuleProgress | None:
        return next((module for module in self.modules if module.key == key), None)


@dataclass(frozen=True, slots=True)
class BlockState:
    """What a learner did with one lesson block, for drawing it.

    `note_revision` goes back with the note, so that an older tab overwrites nothing. `entered` holds the
    form fields of an answer that could not be read, and `fault` the code of why."""

    answer: Mapping[str, Any] | None = None
    graded: Graded | None = None
    answered_at: datetime | None = None
    note: str = ""
    note_revision: int = 0
    note_anchor: Anchor = NOT_FASTENED
    seen: bool = False
    played: Played | None = None
    entered: Mapping[str, list[str]] | None = None
    fault: str = ""


UNTOUCHED = BlockState()


def course_progress(outline: CourseOutline, events: Iterable[Event]) -> CourseProgress:
    """Return the progress that `events` (in any order, with repeats) tell of in the course of `outline`.

    Events about modules, blocks or questions that the outline no longer has are left out of the count,
    but an attempt at the quiz stands as it was handed in."""
    log = sorted({event.id: event for event in events}.values(), key=lambda event: event.order)
    blocks = {block for module in outline.modules for block in module.blocks}
    scenarios = {block for module in outline.modules for block in module.scenarios}
    return CourseProgress(
        modules=tuple(_module_progress(module, log) for module in outline.modules),
        answers=_answers(event for event in log if event.kind in GIVES_ANSWER and event.block in blocks),
        scenarios_ended=_first_times(log, scenarios),
        played=played(event for event in log if event.block in blocks),
        quiz=_quiz_progress(outline, log),
        position=_position(outline, log),
    )


def _module_progress(module: ModuleOutline, log: list[Event]) -> ModuleProgress:
    mine = [event for event in log if event.module == module.key]
    reopened = max((event.at for event in mine if event.kind is Kind.MODULE_REOPENED), default=None)
    first: dict[str, datetime] = {}
    for event in mine:
        for block in _blocks_done(event, module):
            if block in module.blocks and (reopened is None or event.at > reopened):
                first.setdefault(block, event.at)
    declared_at = min(
        (e.at for e in mine if e.kind is Kind.MODULE_DONE and (reopened is None or e.at > reopened)),
        default=None,
    )
    read_at = max(first.values()) if module.blocks and len(first) == len(module.blocks) else None
    seen_at = min((at for at in (declared_at, read_at) if at), default=None)
    return ModuleProgress(
        key=module.key,
        reached=frozenset(block for event in mine for block in _blocks_of(event) if block in module.blocks),
        seen_at=seen_at,
        declared=seen_at is not None and seen_at != read_at,
    )


def _blocks_of(event: Event) -> list[str]:
    """Return the ids of the lesson blocks an event shows the learner to have been at."""
    passed = event.data.get("blocks", []) if event.kind is Kind.BLOCK_REACHED else []
    return [*passed, event.block] if event.block else list(passed)


def _blocks_done(event: Event, module: ModuleOutline) -> list[str]:
    """Return the ids of the blocks an event takes the learner through: what is to be played, by its result."""
    blocks = _blocks_of(event)
    if event.kind is Kind.H5P_RESULT and event.data["complete"]:
        return blocks
    return [block for block in blocks if block not in module.played]


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


def _answers(log: Iterable[Event]) -> dict[str, Answer]:
    return {event.block: Answer(event.data["answer"], event.at) for event in log}


def _first_times(log: list[Event], scenarios: set[str]) -> dict[str, datetime]:
    """Return when each conversation was first taken to an end: here, or as the H5P content beside it."""
    first: dict[str, datetime] = {}
    for event in log:
        ended = event.kind is Kind.SCENARIO_ENDED
        ended = ended or (event.kind is Kind.H5P_RESULT and event.data["complete"])
        if ended and event.block in scenarios:
            first.setdefault(event.block, event.at)
    return first


def _quiz_progress(outline: CourseOutline, log: list[Event]) -> QuizProgress:
    attempts = tuple(_attempt(event) for event in log if event.kind is Kind.QUIZ_SUBMITTED)
    latest = attempts[-1] if attempts else None
    kept = {id: Answer(latest.answers[id], latest.at) for id in latest.right} if latest else {}
    since = _answers(
        event
        for event in log
        if event.kind is Kind.QUIZ_ANSWERED and (latest is None or event.at > latest.at)
    )
    draft = {id: answer for id, answer in {**kept, **since}.items() if id in outline.quiz}
    return QuizProgress(attempts, draft)


def _attempt(event: Event) -> Attempt:
    data = event.data
    right = frozenset(id for id in data["right"] if id in data["answers"])
    return Attempt(data["correct"], data["total"], data["answers"], right, event.at)


def _position(outline: CourseOutline, log: list[Event]) -> Position | None:
    blocks = {module.key: set(module.blocks) for module in outline.modules}
    for event in reversed(log):
        if event.kind in (Kind.QUIZ_ANSWERED, Kind.QUIZ_SUBMITTED):
            return Position(QUIZ, event.block if event.block in outline.quiz else "", event.at)
        if event.module in blocks:
            return Position(
                event.module, event.block if event.block in blocks[event.module] else "", event.at
            )
    return None
