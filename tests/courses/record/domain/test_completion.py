"""Every tick and non-tick can be explained."""

import dataclasses

import pytest

from courses.domain.completion import Requirement, Rule, completion, onward
from courses.domain.outline import PassRule
from courses.domain.progress import course_progress
from tests.courses.record.domain.events import OUTLINE, at, done, ended, quiz_answered, reached, submitted


def stand(*events, **rule):
    outline = dataclasses.replace(OUTLINE, rule=PassRule(**{"quiz": 80, "scenarios": True, **rule}))
    return completion(outline, course_progress(outline, events))


def test_nothing_done_tells_all_that_remains():
    assert stand().requirements == (
        Requirement(Rule.MODULES, 0, 2, ("m1", "m2"), None),
        Requirement(Rule.SCENARIOS, 0, 1, ("m2-talk",), None),
        Requirement(Rule.QUIZ, 0, 80, (), None),
    )
    assert stand().minutes_left == 22


def test_finished_is_when_the_last_requirement_was_met():
    now = stand(done(1, "m1"), done(4, "m2"), ended(9), submitted(6, "q1", "q2", "q3", "q4"))

    assert [requirement.met_at for requirement in now.requirements] == [at(4), at(9), at(6)]
    assert now.finished_at == at(9)
    assert now.minutes_left == 0


def test_the_quiz_tells_the_best_result_the_tries_and_what_to_look_at():
    quiz = stand(submitted(1, "q1", "q2", "q3"), submitted(2, "q1")).requirements[-1]

    assert (quiz.done, quiz.total, quiz.tries, quiz.met) == (60, 80, 2, False)
    assert quiz.remaining == ("q2", "q3", "q4", "q5")


def test_a_worse_attempt_after_passing_takes_nothing_away():
    quiz = stand(submitted(1, "q1", "q2", "q3", "q4"), submitted(2)).requirements[-1]

    assert (quiz.done, quiz.met_at) == (80, at(1))


def test_only_what_the_rule_asks_for_counts():
    now = stand(reached(3, "m1", "m1-a", "m1-b"), done(5, "m2"), quiz=None, scenarios=False)

    assert [requirement.rule for requirement in now.requirements] == [Rule.MODULES]
    assert now.finished_at == at(5)


def test_a_course_that_asks_for_nothing_is_never_finished():
    assert stand(done(1, "m1"), modules=False, quiz=None, scenarios=False).finished is False


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], None, id="been-nowhere"),
        pytest.param([reached(1, "m1", "m1-a")], None, id="stays-in-what-is-not-done"),
        pytest.param([done(1, "m1")], "m2", id="next-module"),
        pytest.param([done(1, "m2")], "m1", id="the-one-skipped"),
        pytest.param([done(1, "m1"), done(2, "m2")], "quiz", id="the-quiz-after-the-modules"),
        pytest.param([done(1, "m1"), quiz_answered(2, "q1", 0)], None, id="stays-in-the-quiz"),
        pytest.param([submitted(2, "q1", "q2", "q3", "q4")], "m1", id="back-to-the-modules-after-passing"),
        pytest.param(
            [done(1, "m1"), done(2, "m2"), submitted(3, "q1", "q2", "q3", "q4")], None, id="nothing-remains"
        ),
    ],
)
def test_one_goes_on_where_something_remains(events, expected):
    progress = course_progress(OUTLINE, events)

    assert onward(progress, completion(OUTLINE, progress)) == expected
