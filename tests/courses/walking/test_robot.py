"""The robot finishes what can be finished, says what cannot, and leaves nothing behind."""

import pytest

from courses.domain.exercises import exercise_of, grade, read_answer
from courses.domain.right_answers import NoWay, paths_to_ends, right_fields
from courses.models import CoursePage, Enrolment, LearningEvent, ModulePage
from courses.walking.robot import walk, walk_problems

pytestmark = pytest.mark.any_database


@pytest.fixture
def course(db):
    return CoursePage.objects.get(key="L4", locale__language_code="nn")


def test_a_shipped_course_can_be_finished_and_nothing_is_left_of_it(course):
    before = (LearningEvent.objects.count(), Enrolment.objects.count())

    assert [problem.line() for problem in walk(course)] == []
    assert (LearningEvent.objects.count(), Enrolment.objects.count()) == before


@pytest.mark.django_db
def test_every_shipped_course_can_be_finished_in_every_language():
    assert [problem.line() for problem in walk_problems()] == []


@pytest.mark.django_db
def test_a_question_without_a_right_answer_is_told():
    course = CoursePage.objects.get(key="L1", locale__language_code="nb")
    raw = list(course.quiz.raw_data)
    for option in raw[0]["value"]["options"]:
        option["value"]["correct"] = False
    course.quiz = course.quiz.stream_block.to_python(raw)
    course.save()

    problems = walk(course)

    assert problems
    assert all(problem.code == "out-of-reach" and problem.is_error for problem in problems)
    assert any("L1-q1" in str(problem.text) for problem in problems)


def test_a_course_without_published_modules_is_told(course):
    for module in ModulePage.objects.child_of(course):
        module.unpublish()

    assert [problem.code for problem in walk(course)] == ["out-of-reach"]


@pytest.mark.django_db
def test_the_right_answer_of_every_shipped_exercise_counts_as_right():
    for module in ModulePage.objects.all():
        for child in module.lesson:
            exercise = exercise_of(child.block_type, child.block.plain(child.value))
            if exercise is not None:
                graded = grade(exercise, read_answer(exercise, right_fields(exercise)))
                assert graded is None or graded.correct, child.id


def test_a_choice_without_a_right_option_has_no_right_answer():
    value = {"options": [{"text": "a", "feedback": "b", "correct": False}] * 2, "multiple": False}

    with pytest.raises(NoWay):
        right_fields(exercise_of("choice", value))


def test_the_shortest_way_to_each_end_is_found_also_in_a_circle():
    def reply(to):
        return {"text": "x", "to": to, "feedback": "y"}

    value = {
        "start": "n1",
        "nodes": {
            "n1": {"says": "", "options": [reply("n1"), reply("n2")]},
            "n2": {"says": "", "options": [reply("e1"), reply("n1"), reply("e2")]},
        },
        "ends": {key: {"title": "", "debrief": "", "prompts": []} for key in ("e1", "e2", "e3")},
    }

    assert paths_to_ends(exercise_of("branching", value)) == {"e1": [1, 0], "e2": [1, 2]}
