"""The choices of the library, as an address carries them."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.prompts.filters import LONGEST_DECK, Choices, PromptFilter, moved

CHOICES = Choices(phases=range(1, 11), roles=["sykepleier", "rph"], settings=["tolk"], minutes=[1, 5, 15])
codes = st.integers(1, 999).map(lambda number: f"P{number:02}")


def read(query: str) -> PromptFilter:
    return PromptFilter.read(parse_qs(query), CHOICES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", PromptFilter(), id="nothing"),
        pytest.param("fase=&rolle=&tid=", PromptFilter(), id="an-empty-form"),
        pytest.param(
            "fase=6&rolle=rph&tid=5&situasjon=tolk", PromptFilter(6, "rph", 5, "tolk"), id="everything"
        ),
        pytest.param("fase=2&fase=6", PromptFilter(6), id="the-latest-counts"),
        pytest.param("fase=99", PromptFilter(ignored=True), id="no-such-phase"),
        pytest.param("fase=6%0A&rolle=x", PromptFilter(6, ignored=True), id="space-around-is-forgiven"),
        pytest.param("tid=²", PromptFilter(ignored=True), id="a-digit-that-is-no-number"),
        pytest.param("kort=P01&kort=p27", PromptFilter(deck=("P01", "P27")), id="a-deck-from-a-form"),
        pytest.param("kort=P27.P01.P27", PromptFilter(deck=("P27", "P01")), id="a-deck-from-an-address"),
        pytest.param(
            "kort=%3Cscript%3E.P1.P01", PromptFilter(deck=("P01",)), id="what-is-no-code-is-left-out"
        ),
    ],
)
def test_reading(query, expected):
    assert read(query) == expected


@given(
    phase=st.none() | st.sampled_from(list(CHOICES.phases)),
    role=st.none() | st.sampled_from(CHOICES.roles),
    minutes=st.none() | st.sampled_from(CHOICES.minutes),
    setting=st.none() | st.sampled_from(CHOICES.settings),
    deck=st.lists(codes, unique=True, max_size=LONGEST_DECK).map(tuple),
)
def test_what_is_written_in_an_address_is_read_back(phase, role, minutes, setting, deck):
    wanted = PromptFilter(phase, role, minutes, setting, deck)

    assert read(wanted.in_address.lstrip("?")) == wanted
    assert bool(wanted) == bool(wanted.in_address)


def test_a_deck_has_an_end():
    many = ".".join(f"P{number}" for number in range(100, 300))

    assert len(read(f"kort={many}").deck) == LONGEST_DECK


def test_moving_a_card_changes_its_place_only():
    assert moved(("P01", "P02", "P03"), 1, -1) == ("P02", "P01", "P03")
    assert moved(("P01", "P02", "P03"), 1, 1) == ("P01", "P03", "P02")
