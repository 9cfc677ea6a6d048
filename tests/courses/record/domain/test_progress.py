"""Progress is told by which events there are, never by how they arrived."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.completion import completion
from courses.domain.events import Kind
from courses.domain.outline import ModuleOutline
from courses.domain.progress import CourseProgress, Position, course_progress
from tests.courses.record.domain.events import (
    OUTLINE,
    at,
    done,
    ended,
    event,
    quiz_answered,
    reached,
    submitted,
)

KINDS_OF_EVENT = [
    lambda minute: reached(minute, "m1", "m1-a"),
    lambda minute: reached(minute, "m1", "m1-a", "m1-b"),
    lambda minute: reached(minute, "m2", "m2-a"),
    lambda minute: reached(minute, "m9", "gone"),
    lambda minute: done(minute, "m1"),
    lambda minute: done(minute, "m2"),
    ended,
    lambda minute: event(Kind.ANSWERED, minute, block="m1-b", answer={"minute": minute}, score=1, maximum=1),
    lambda minute: event(Kind.ANSWERED, minute, block="gone", answer={}, score=0, maximum=1),
    lambda minute: event(Kind.NOTE_SAVED, minute, block="m1-a"),
    lambda minute: quiz_answered(minute, "q1", minute % 3),
    lambda minute: submitted(minute, "q1", "q2"),
    lambda minute: submitted(minute, "q1", "q2", "q3", "q4"),
]
REOPENED = [lambda minute: event(Kind.MODULE_REOPENED, minute, module="m1")]


def logs(kinds):
    """Logs of up to 25 events; minutes repeat, so that times tie."""
    return st.lists(
        st.builds(lambda make, minute: make(minute), st.sampled_from(kinds), st.integers(0, 9)), max_size=25
    )


@given(logs([*KINDS_OF_EVENT, *REOPENED]), st.randoms())
def test_any_order_and_any_repetition_rebuild_to_the_same_progress(log, random):
    shuffled = [*log, *random.sample(log, k=len(log) // 2)]
    random.shuffle(shuffled)

    rebuilt = course_progress(OUTLINE, shuffled)

    assert rebuilt == course_progress(OUTLINE, log)
    assert completion(OUTLINE, rebuilt) == completion(OUTLINE, course_progress(OUTLINE, log))


@given(logs(KINDS_OF_EVENT), logs(KINDS_OF_EVENT))
def test_more_events_never_take_a_tick_away(log, more):
    before = completion(OUTLINE, course_progress(OUTLINE, log))

    after = completion(OUTLINE, course_progress(OUTLINE, [*log, *more]))

    for had, has in zip(before.requirements, after.requirements, strict=True):
        assert has.done >= had.done
        assert not had.met or has.met
    assert not before.finished or after.finished
    assert after.minutes_left <= before.minutes_left


def test_nothing_done_is_progress_too():
    progress = course_progress(OUTLINE, [])

    assert (progress.done, progress.total, progress.position) == (0, 2, None)
    assert not completion(OUTLINE, progress).finished


def test_a_module_is_seen_when_its_last_part_was_reached():
    half = course_progress(OUTLINE, [reached(1, "m1", "m1-a")])
    whole = course_progress(
        OUTLINE, [reached(1, "m1", "m1-a"), reached(7, "m1", "m1-b"), reached(9, "m1", "m1-b")]
    )

    assert half.module("m1").seen is False
    assert half.module("m1").reached == {"m1-a"}
    assert whole.module("m1").seen_at == at(7)
    assert whole.module("m1").declared is False


def test_doing_an_exercise_reaches_its_part():
    answer = event(Kind.ANSWERED, 3, block="m1-b", answer={"chosen": [1]}, score=1, maximum=1)

    progress = course_progress(OUTLINE, [reached(1, "m1", "m1-a"), answer])

    assert progress.module("m1").seen_at == at(3)
    assert progress.answers["m1-b"].answer == {"chosen": [1]}


def test_a_module_may_be_said_to_be_read_and_taken_back_and_said_again():
    reopened = event(Kind.MODULE_REOPENED, 5, module="m1")

    said = course_progress(OUTLINE, [done(2, "m1")])
    taken_back = course_progress(OUTLINE, [reached(1, "m1", "m1-a", "m1-b"), done(2, "m1"), reopened])
    again = course_progress(OUTLINE, [done(2, "m1"), reopened, done(8, "m1")])

    assert (said.module("m1").seen_at, said.module("m1").declared) == (at(2), True)
    assert taken_back.module("m1").seen is False
    assert taken_back.module("m1").reached == {"m1-a", "m1-b"}
    assert again.module("m1").seen_at == at(8)


def test_the_latest_answer_stands_also_when_it_arrives_first():
    first = event(Kind.ANSWERED, 1, block="m1-a", answer={"chosen": [0]}, score=0, maximum=1)
    second = event(Kind.ANSWERED, 2, block="m1-a", answer={"chosen": [1]}, score=1, maximum=1)

    assert course_progress(OUTLINE, [second, first]).answers["m1-a"].answer == {"chosen": [1]}


def test_the_position_is_the_latest_place_that_still_is_there():
    moved = [reached(1, "m1", "m1-a"), reached(5, "m1", "m1-b")]

    assert course_progress(OUTLINE, moved).position == Position("m1", "m1-b", at(5))
    shorter = dataclasses.replace(OUTLINE, modules=(ModuleOutline("m1", ("m1-a",)),))
    assert course_progress(shorter, moved).position == Position("m1", "", at(5))
    assert course_progress(OUTLINE, [*moved, quiz_answered(6, "q3", 1)]).position == Position(
        "quiz", "q3", at(6)
    )


def test_right_answers_are_kept_for_the_next_attempt_and_new_ones_come_on_top():
    log = [quiz_answered(1, "q1", 1), submitted(2, "q1", "q2"), quiz_answered(3, "q3", 2)]

    quiz = course_progress(OUTLINE, log).quiz

    assert {id: answer.answer["chosen"] for id, answer in quiz.draft.items()} == {
        "q1": [0],
        "q2": [0],
        "q3": [2],
    }
    assert quiz.begun is True
    assert quiz.latest.percent == 40
    assert course_progress(OUTLINE, log[:2]).quiz.begun is False


def test_an_attempt_stands_as_it_was_handed_in_when_the_questions_change():
    passed = [submitted(2, "q1", "q2", "q3", "q4")]
    fewer = dataclasses.replace(OUTLINE, quiz=("q1", "q9"))

    quiz = course_progress(fewer, passed).quiz

    assert quiz.latest.percent == 80
    assert set(quiz.draft) == {"q1"}


@pytest.mark.parametrize(
    ("correct", "total", "percent"),
    [
        pytest.param(0, 0, 0, id="no-questions"),
        pytest.param(8, 10, 80, id="at-the-mark"),
        pytest.param(31, 39, 79, id="just-below-is-below"),
    ],
)
def test_percent_is_rounded_down(correct, total, percent):
    attempt = event(Kind.QUIZ_SUBMITTED, 1, module="quiz", correct=correct, total=total, answers={}, right=[])

    assert course_progress(OUTLINE, [attempt]).quiz.latest.percent == percent


def test_an_empty_course_has_no_progress_to_tell():
    assert course_progress(dataclasses.replace(OUTLINE, modules=(), quiz=()), []) == CourseProgress()
