"""How far apart people's own answers lie."""

import pytest

from self_assessment.domain.consensus import spread
from self_assessment.domain.values import NoLevel

UNKNOWN, NOT_RELEVANT = NoLevel.UNKNOWN, NoLevel.NOT_RELEVANT


@pytest.mark.parametrize(
    ("answers", "range_", "discuss"),
    [
        pytest.param([], 0, False, id="nobody"),
        pytest.param([2, 2, 3], 1, False, id="close"),
        pytest.param([1, 2, 3], 2, True, id="two-apart"),
        pytest.param([0, 4, UNKNOWN], 4, True, id="far"),
        pytest.param([UNKNOWN, UNKNOWN], 0, False, id="nobody-knows"),
        pytest.param([UNKNOWN, 3], 0, False, id="unknown-is-not-nought"),
        pytest.param([NOT_RELEVANT, 3], 0, True, id="relevant-to-one-only"),
        pytest.param([NOT_RELEVANT, NOT_RELEVANT], 0, False, id="agreed-not-relevant"),
    ],
)
def test_answers_far_apart_are_to_be_discussed(answers, range_, discuss):
    assert (spread(answers).range, spread(answers).discuss) == (range_, discuss)


def test_a_spread_counts_people_per_level():
    told = spread([1, 3, 1, UNKNOWN, NOT_RELEVANT])

    assert told.per_level == {0: 0, 1: 2, 2: 0, 3: 1, 4: 0}
    assert (told.unknown, told.not_relevant, told.lowest, told.highest) == (1, 1, 1, 3)
