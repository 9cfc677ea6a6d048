"""What moved between two assessments, and how the change of a block is split. No database."""

from fractions import Fraction

import pytest

from self_assessment.domain.comparison import Side, Way, compare
from self_assessment.domain.result import assess
from self_assessment.domain.values import LegalStatus
from tests.self_assessment.domain.shipped import every_answer, release, situation


def side(**answers):
    told = situation(svar={k: v for k, v in every_answer(2, **answers).items() if v is not None})
    return Side(release(), told, assess(release(), told))


def test_answers_move_up_down_are_found_out_and_lost():
    moved = compare(side(B1=1, B2=3, B3="vet_ikke", B4=2), side(B1=3, B2=1, B3=2, B4=None))

    ways = {move.indicator.code: move.way for move in moved.moves if move.way is not Way.SAME}

    assert ways == {"B1": Way.UP, "B2": Way.DOWN, "B3": Way.FOUND_OUT, "B4": Way.LOST}
    assert moved.of(Way.UP)[0].steps == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"B2": 1}, {"B2": 4}, id="other-answers"),
        pytest.param({"B3": "vet_ikke"}, {"B3": 4}, id="found-out"),
        pytest.param({"B1": 0, "B4": None}, {"B1": 3, "B4": 4}, id="both"),
    ],
)
def test_the_parts_of_a_change_add_up(before, after):
    moves = compare(side(**before), side(**after)).blocks

    assert all(one.by_answers + one.by_questions == one.change for one in moves if one.change is not None)


def test_what_is_only_found_out_is_not_called_a_change_of_answers():
    block = next(one for one in compare(side(B3="vet_ikke"), side(B3=4)).blocks if one.block.code == "B")

    assert block.by_answers == 0
    assert block.by_questions == block.change == Fraction(10)


def test_a_duty_that_is_met_now_is_told():
    moved = compare(side(C7=1), side(C7=3)).legal

    assert [(one.indicator.code, one.before, one.after) for one in moved] == [
        ("C7", LegalStatus.NOT_MET, LegalStatus.MET)
    ]
