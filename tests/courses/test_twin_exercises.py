"""What the exercises of a twin can that those of a lesson need not: points and spelling as in H5P. Pure."""

from __future__ import annotations

import pytest

from courses.domain.answers import UnreadableAnswer, read_answer
from courses.domain.exercise_kinds import Cards, Categories, Choice, Fill, Option, Sorted, order_of
from courses.domain.grading import grade, is_finished
from courses.domain.progress import BlockState
from courses.domain.showing import show
from courses.twins.tasks import Standing, standing, tasks_of
from h5p.twin import Choice as Asked
from h5p.twin import Option as Offered
from h5p.twin import Text, Twin
from h5p_django.public import ContentTwin

RIGHT, WRONG = Option("a", "", True), Option("b", "", False)


def points(exercise, answer) -> tuple[int, int]:
    graded = grade(exercise, answer)
    return graded.score, graded.maximum


@pytest.mark.parametrize(
    ("options", "multiple", "one_point", "chosen", "expected"),
    [
        pytest.param((RIGHT, RIGHT, WRONG), True, False, [0, 2], (0, 2), id="a-wrong-one-takes-a-point"),
        pytest.param((RIGHT, RIGHT, WRONG), True, True, [0, 1], (1, 1), id="all-right-is-one-point"),
        pytest.param((RIGHT, RIGHT, WRONG), True, True, [0], (0, 1), id="some-right-is-none"),
        pytest.param((RIGHT, RIGHT, WRONG), False, False, [1], (1, 1), id="any-right-one-of-single"),
        pytest.param((WRONG, WRONG), True, True, [], (1, 1), id="nothing-is-right"),
        pytest.param((WRONG, WRONG), True, True, [1], (0, 1), id="nothing-was-right"),
    ],
)
def test_points_of_a_choice(options, multiple, one_point, chosen, expected):
    assert points(Choice(options, multiple, one_point=one_point), {"options": chosen}) == expected


def test_choosing_nothing_is_an_answer_only_where_nothing_is_right():
    assert read_answer(Choice((WRONG, WRONG), True, one_point=True), {}) == {"options": []}
    with pytest.raises(UnreadableAnswer):
        read_answer(Choice((RIGHT, WRONG), True), {})


@pytest.mark.parametrize(
    ("written", "exact", "lenient", "right"),
    [
        ("Arbeidsevne", False, False, True),
        ("arbeidsevne", True, False, False),
        ("Arbeidsevne", True, False, True),
        ("Arbiedsevne", True, True, True),
        ("Arbedsevn", True, True, True),
        ("Arbdsvn", True, True, False),
    ],
)
def test_spelling_counts_as_the_content_says(written, exact, lenient, right):
    gap = Fill(("", ""), (("Arbeidsevne",),), "", exact=exact, lenient=lenient)

    assert grade(gap, {"gaps": [written]}).correct is right


def test_a_short_word_has_no_room_for_slips():
    assert not grade(Fill(("", ""), (("lov",),), "", lenient=True), {"gaps": ["lav"]}).correct


def test_a_gap_with_a_bank_takes_only_its_words():
    gap = Fill(("", ""), (("lov",),), "", bank=("lov", "råd"))

    assert read_answer(gap, {"gap-0": ["lov"]}) == {"gaps": ["lov"]}
    assert show(gap, BlockState()).paragraphs[0][0].choices == (("lov", "lov"), ("råd", "råd"))
    with pytest.raises(UnreadableAnswer):
        read_answer(gap, {"gap-0": ["annet"]})


@pytest.mark.parametrize(
    ("order", "expected"),
    [("abc", (2, 2)), ("bca", (1, 2)), ("cba", (0, 2))],
)
def test_neighbours_give_the_points_where_the_content_says_so(order, expected):
    exercise = order_of(["a", "b", "c"], "", by_neighbours=True)
    token = {text: token for token, text in exercise.steps.items()}
    answer = {"places": {token[text]: place for place, text in enumerate(order, start=1)}}

    assert points(exercise, answer) == expected
    assert is_finished(exercise, answer)


@pytest.mark.parametrize(
    ("wrong_costs", "one_point", "expected"),
    [(False, False, (1, 2)), (True, False, (0, 2)), (False, True, (0, 1))],
)
def test_points_for_things_put_in_places(wrong_costs, one_point, expected):
    things = (Sorted("a", "0", "", also=("1",)), Sorted("b", "0", ""))
    exercise = Categories({"0": "A", "1": "B"}, things, wrong_costs=wrong_costs, one_point=one_point)

    assert points(exercise, {"items": ["1", "1"]}) == expected


def test_cards_are_done_when_one_says_so():
    assert points(Cards((("a", "b"),), 1), read_answer(Cards((("a", "b"),), 1), {})) == (1, 1)


def made(*parts) -> ContentTwin:
    return ContentTwin(Twin("", parts), "x", "/", "nb")


def test_points_are_told_when_all_is_answered():
    question = Asked("?", (Offered("a", True), Offered("b", False)))
    tasks = tasks_of(made(Text("<p>Les</p>"), question, question))

    assert standing(tasks, {"1": {"options": [0]}}) == Standing(1, 2, 1, 1)
    assert standing(tasks, {"1": {"options": [0]}, "2": {"options": [1]}}) == Standing(2, 2, 1, 2)
    assert standing(tasks, {"1": {"options": [0]}, "9": {"options": [1]}}).left == 1


def test_a_twin_that_asks_nothing_has_one_thing_to_say():
    tasks = tasks_of(made(Text("<p>Les</p>")))

    assert standing(tasks, {"1": {"turned": 0}}) == Standing(1, 1, 0, 0)
