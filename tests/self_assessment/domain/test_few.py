"""What may be told of a count without telling of anyone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from self_assessment.domain.few import Shown, told


@pytest.mark.parametrize(
    ("count", "of", "shown"),
    [
        pytest.param(0, 40, Shown.FEW, id="nobody-is-told-as-few"),
        pytest.param(4, 40, Shown.FEW, id="four-are-few"),
        pytest.param(5, 40, Shown.NUMBER, id="five-are-told"),
        pytest.param(35, 40, Shown.NUMBER, id="five-left-over"),
        pytest.param(36, 40, Shown.MANY, id="four-left-over-would-be-told-of"),
        pytest.param(40, 40, Shown.MANY, id="all-of-them"),
        pytest.param(4, 4, Shown.FEW, id="a-small-group"),
    ],
)
def test_what_is_told(count, of, shown):
    found = told(count, of=of, least=5)

    assert found.shown is shown
    assert found.number == (count if shown is Shown.NUMBER else None)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(2, 10))
def test_no_number_speaks_of_fewer_than_the_least_on_either_side(count, rest, least):
    found = told(count, of=count + rest, least=least)

    if found.number is not None:
        assert found.number >= least
        assert rest >= least
