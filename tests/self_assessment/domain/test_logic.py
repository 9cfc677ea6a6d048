"""Three-valued logic, as tables."""

import itertools

import pytest

from self_assessment.domain.logic import all_of, any_of, at_least, negation

T, F, U = True, False, None


@pytest.mark.parametrize(
    ("values", "every", "some"),
    [
        ((), T, F),
        ((T, T), T, T),
        ((T, F), F, T),
        ((F, F), F, F),
        ((T, U), U, T),
        ((F, U), F, U),
        ((U, U), U, U),
        ((T, F, U), F, T),
    ],
)
def test_all_and_any(values, every, some):
    for order in itertools.permutations(values):
        assert all_of(order) is every
        assert any_of(order) is some


@pytest.mark.parametrize(("value", "expected"), [(T, F), (F, T), (U, U)])
def test_negation_leaves_unknown_unknown(value, expected):
    assert negation(value) is expected


@pytest.mark.parametrize(
    ("count", "values", "expected"),
    [
        (2, (T, T, F), T),
        (2, (T, T, U), T),
        (2, (T, U, F), U),
        (2, (T, F, F), F),
        (2, (F, F, U), F),
        (1, (), F),
        (3, (U, U, U), U),
    ],
)
def test_at_least(count, values, expected):
    for order in itertools.permutations(values):
        assert at_least(count, order) is expected


@pytest.mark.parametrize("values", list(itertools.product((T, F, U), repeat=3)))
def test_unknown_never_decides(values):
    """Kleene's promise: what is decided with an unknown stays so, whichever way the unknown turns out."""
    ways = list(itertools.product(*((T, F) if value is U else (value,) for value in values)))

    for form in (all_of, any_of, lambda vs: at_least(2, vs)):
        decided = form(values)
        assert decided is U or all(form(way) is decided for way in ways)
