"""Any interleaving of what a learner does, on two devices and over versions, rebuilds to what they met live.

The machine does what the views do: it asks for the live state, acts on it, and writes events whose clocks may
differ between web workers. Whatever arrives late, twice or out of order, the log alone gives the same state."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from courses.domain.choosing import choice_data, choices, may_undo, undo_data, version_taken
from courses.domain.completion import completion
from courses.domain.events import QUIZ, Event, Kind
from courses.domain.outline import CourseOutline, ModuleOutline, PassRule
from courses.domain.progress import course_progress
from courses.domain.versions import Edition, counting_in
from tests.courses.record.domain.events import START

VERSIONS = ("1", "2", "3")
BLOCKS = {"m1": ("m1-a", "m1-b"), "m2": ("m2-a", "m2-talk"), "m3": ("m3-a",)}
QUESTIONS = ("q1", "q2", "q3")
CHANGED = {"1": {}, "2": {"m1-b": "2", "q2": "2"}, "3": {"m1-b": "2", "m2-a": "3", "q2": "2", "q3": "3"}}
MODULES = {"1": ("m1", "m2"), "2": ("m1", "m2"), "3": ("m1", "m2", "m3")}


def edition(version: str) -> Edition:
    changed = CHANGED[version]
    modules = {key: {id: changed.get(id, "1") for id in BLOCKS[key]} for key in MODULES[version]}
    quiz = {id: changed.get(id, "1") for id in QUESTIONS}
    return Edition(version, modules, quiz, frozenset(QUESTIONS))


EDITIONS = {version: edition(version) for version in VERSIONS}


def outline(version: str) -> CourseOutline:
    modules = tuple(
        ModuleOutline(key, BLOCKS[key], scenarios=tuple(id for id in BLOCKS[key] if "talk" in id), minutes=9)
        for key in MODULES[version]
    )
    return CourseOutline("L1", version, PassRule(quiz=60, scenarios=True), modules, quiz=QUESTIONS)


def state(events: list[Event]):
    """Return all that a learner meets: the version, the progress in it, and whether the course is finished."""
    version = version_taken("1", choices(events))
    asks = outline(version)
    progress = course_progress(asks, counting_in(EDITIONS[version], events, EDITIONS))
    return version, progress, completion(asks, progress)


class Learning(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.log: list[Event] = []
        self.clock = START
        self.published = "1"
        self.finished: set[str] = set()

    def write(self, kind: Kind, module: str = "", block: str = "", skew: int = 0, **data) -> Event:
        """Write an event as the web worker does whose clock is `skew` seconds behind."""
        self.clock += timedelta(minutes=1)
        version = data.pop("version", None) or state(self.log)[0]
        at = self.clock - timedelta(seconds=skew)
        event = Event(uuid.uuid4(), kind, module, block, data, at, version)
        self.log.append(event)
        return event

    @rule(module=st.sampled_from(["m1", "m2", "m3"]), part=st.integers(0, 1), skew=st.integers(0, 90))
    def read(self, module: str, part: int, skew: int) -> None:
        block = BLOCKS[module][min(part, len(BLOCKS[module]) - 1)]
        self.write(Kind.BLOCK_REACHED, module, block, skew, blocks=[block])

    @rule(module=st.sampled_from(["m1", "m2"]), skew=st.integers(0, 90))
    def answer(self, module: str, skew: int) -> None:
        answer = {"options": [skew % 2]}
        self.write(Kind.ANSWERED, module, BLOCKS[module][0], skew, answer=answer, score=1, maximum=1)

    @rule()
    def talk_to_an_end(self) -> None:
        self.write(Kind.SCENARIO_ENDED, "m2", "m2-talk", answer={"path": [0]})

    @rule(module=st.sampled_from(["m1", "m2", "m3"]))
    def say_done(self, module: str) -> None:
        self.write(Kind.MODULE_DONE, module)

    @rule(module=st.sampled_from(["m1", "m2"]))
    def take_back(self, module: str) -> None:
        self.write(Kind.MODULE_REOPENED, module)

    @rule(question=st.sampled_from(QUESTIONS), skew=st.integers(0, 90))
    def answer_a_question(self, question: str, skew: int) -> None:
        self.write(Kind.QUIZ_ANSWERED, QUIZ, question, skew, answer={"options": [0]}, digest="nb:1")

    @rule(right=st.integers(0, 3))
    def hand_in(self, right: int) -> None:
        version = state(self.log)[0]
        answers = {id: {"options": [0]} for id in QUESTIONS}
        digests = {id: f"nb:{EDITIONS[version].quiz[id]}" for id in QUESTIONS}
        self.write(
            Kind.QUIZ_SUBMITTED, QUIZ, correct=right, total=3, answers=answers,
            right=list(QUESTIONS[:right]), order=list(QUESTIONS), digests=digests,
        )  # fmt: skip

    @precondition(lambda self: self.published != "3")
    @rule()
    def publish(self) -> None:
        self.published = VERSIONS[VERSIONS.index(self.published) + 1]

    @rule(moves=st.booleans())
    def choose(self, moves: bool) -> None:
        was = state(self.log)[0]
        data = choice_data(was=was, to=self.published if moves else was, offered=self.published, renews=False)
        self.write(Kind.VERSION_CHOSEN, version=data["to"], **data)

    @precondition(lambda self: state(self.log)[2].finished)
    @rule()
    def renew(self) -> None:
        was = state(self.log)[0]
        before = state(self.log)[1].done
        data = choice_data(was=was, to=was, offered=self.published, renews=True)
        self.write(Kind.VERSION_CHOSEN, version=was, **data)
        assert state(self.log)[1].done == before  # the questions show what one knows: the reading stands

    @precondition(lambda self: choices(self.log) and may_undo(choices(self.log)[-1], self.log))
    @rule()
    def undo(self) -> None:
        latest = choices(self.log)[-1]
        before = [event for event in self.log if event.order < (latest.at, latest.id)]
        self.write(Kind.VERSION_CHOSEN, version=latest.was, **undo_data(latest.id))
        since = [
            event for event in self.log if event.at > latest.at and event.kind is not Kind.VERSION_CHOSEN
        ]
        assert state(self.log)[1] == state([*before, *since])[1]

    @rule(copies=st.integers(1, 3))
    def send_again(self, copies: int) -> None:
        """A save that was not acknowledged is sent again, word for word: the same id."""
        if self.log:
            before = state(self.log)
            self.log += [self.log[-1]] * copies
            assert state(self.log) == before

    @invariant()
    def the_log_alone_gives_the_live_state(self) -> None:
        live = state(self.log)
        shuffled = [*self.log, *self.log[::3]]
        random.Random(len(self.log)).shuffle(shuffled)
        assert state(shuffled) == live

    @invariant()
    def what_was_finished_can_always_be_told_again(self) -> None:
        """Later events never change what the log told up to a choice."""
        for choice in choices(self.log):
            upto = [event for event in self.log if event.order < (choice.at, choice.id)]
            asks = outline(choice.was)
            events = counting_in(EDITIONS[choice.was], upto, EDITIONS)
            assert completion(asks, course_progress(asks, events)) is not None


Learning.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestLearning = Learning.TestCase
