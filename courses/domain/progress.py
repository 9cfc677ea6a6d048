"""Progress: what a learner has done in a course, told by the events of the log. Pure.

Events may come in any order, twice, or late: the result depends on which events there are, never on how
they arrived. "Latest" therefore means the greatest (time, id), and every "first" the least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from courses.domain.anchors import NOT_FASTENED, Anchor
from courses.domain.choosing import choices, renewed_at
from courses.domain.events import GIVES_ANSWER, QUIZ, Answer, Event, Kind
from courses.domain.outline import CourseOutline, ModuleOutline
from courses.domain.played import Played, played
from courses.domain.quiz import QuizProgress, quiz_progress

if TYPE_CHECKING:
    from courses.domain.exercises import Graded


@dataclass(frozen=True, slots=True)
class Position:
    """Where the learner was: module and block (the module QUIZ for the quiz), and when."""

    module: str
    block: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far a module has come. `declared`: the learner said it was done, rather than the parts telling.

    `remaining` are its parts that are not done, in order."""

    key: str
    reached: frozenset[str]
    seen_at: datetime | None
    declared: bool
    remaining: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        return self.seen_at is not None


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

    The events are as they count in that version: see `courses.domain.versions`. Those about modules, blocks
    or questions that the outline no longer has are left out of the count, but an attempt at the quiz stands
    as it was handed in. Where the learner has begun to renew, what shows that they know it counts anew: the
    questions; else the conversations that must reach an end; else the reading."""
    log = sorted({event.id: event for event in events}.values(), key=lambda event: event.order)
    since = renewed_at(choices(log))
    anew = _shown_by(outline)
    homes = {block: module.key for module in outline.modules for block in module.blocks}
    scenarios = {block for module in outline.modules for block in module.scenarios}
    return CourseProgress(
        modules=_modules(outline, _by_module(outline, log, homes), since if anew == "modules" else None),
        answers=_answers(event for event in log if event.kind in GIVES_ANSWER and event.block in homes),
        scenarios_ended=_first_ends(log, scenarios, since if anew == "scenarios" else None),
        played=played(event for event in log if event.block in homes),
        quiz=quiz_progress(outline, log, since),
        position=_position(outline, log),
    )


def _shown_by(outline: CourseOutline) -> str:
    """Return what shows that a learner knows the course: what a renewal asks for again. Our choice."""
    if outline.rule.quiz is not None and outline.quiz:
        return "quiz"
    asks = outline.rule.scenarios and any(module.scenarios for module in outline.modules)
    return "scenarios" if asks else "modules"


def _by_module(
    outline: CourseOutline, log: Iterable[Event], homes: Mapping[str, str]
) -> dict[str, list[Event]]:
    """Return {module key: its events in order}. A part that was moved takes what was done in it along."""
    own = {module.key: frozenset(module.blocks) for module in outline.modules}
    nothing: frozenset[str] = frozenset()
    found: dict[str, list[Event]] = {}
    for event in log:
        found.setdefault(event.module, []).append(event)
        here = own.get(event.module, nothing)
        for home in {homes[id] for id in _blocks_of(event) if id not in here and id in homes}:
            found.setdefault(home, []).append(event)
    return found


def _modules(
    outline: CourseOutline, log: Mapping[str, list[Event]], since: datetime | None
) -> tuple[ModuleProgress, ...]:
    return tuple(_module_progress(module, log.get(module.key, []), since) for module in outline.modules)


def _module_progress(module: ModuleOutline, mine: Sequence[Event], since: datetime | None) -> ModuleProgress:
    taken_back = max((e.at for e in mine if e.kind is Kind.MODULE_REOPENED), default=None)
    begins = max((at for at in (taken_back, since) if at), default=None)
    by_doing = {*module.played, *module.to_answer}
    read: dict[str, datetime] = {}
    said: dict[str, datetime] = {}
    reached: set[str] = set()
    for event in mine:
        blocks = _blocks_of(event)
        reached.update(blocks)
        if begins is not None and event.at <= begins:
            continue
        if event.kind is Kind.MODULE_DONE:
            blocks, first = event.data.get("blocks", module.blocks), said
        else:
            first = read
        for block in blocks:
            if first is said or block not in by_doing or _does(event, block, module):
                first.setdefault(block, event.at)
    done = {id: min(at for at in (read.get(id), said.get(id)) if at) for id in read.keys() | said.keys()}
    all_done = bool(module.blocks) and done.keys() >= set(module.blocks)
    seen_at = max(done[id] for id in module.blocks) if all_done else None
    read_at = max(read[id] for id in module.blocks) if all_done and read.keys() >= done.keys() else None
    return ModuleProgress(
        key=module.key,
        reached=frozenset(reached.intersection(module.blocks)),
        seen_at=seen_at,
        declared=seen_at is not None and seen_at != read_at,
        remaining=tuple(id for id in module.blocks if id not in done),
    )


def _blocks_of(event: Event) -> list[str]:
    """Return the ids of the lesson blocks an event shows the learner to have been at."""
    passed = event.data.get("blocks", []) if event.kind is Kind.BLOCK_REACHED else []
    return [*passed, event.block] if event.block else list(passed)


def _does(event: Event, block: str, module: ModuleOutline) -> bool:
    """Say whether an event does what a block asks for that is not done by reading."""
    if event.kind is Kind.H5P_RESULT:
        return bool(event.data["complete"])
    if block in module.played:
        return False
    return event.kind is Kind.SCENARIO_ENDED if block in module.scenarios else event.kind is Kind.ANSWERED


def _answers(log: Iterable[Event]) -> dict[str, Answer]:
    return {event.block: Answer(event.data["answer"], event.at) for event in log}


def _first_ends(log: list[Event], scenarios: set[str], since: datetime | None) -> dict[str, datetime]:
    """Return when each conversation was first taken to an end: here, or as the H5P content beside it."""
    first: dict[str, datetime] = {}
    for event in log:
        ended = event.kind is Kind.SCENARIO_ENDED
        ended = ended or (event.kind is Kind.H5P_RESULT and event.data["complete"])
        if ended and event.block in scenarios and not (since and event.at <= since):
            first.setdefault(event.block, event.at)
    return first


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
