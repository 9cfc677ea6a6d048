"""What to talk about first, how long the rest takes, what is worth a second look, and a trail that holds."""

import dataclasses

import pytest

from self_assessment.domain.chain import Link, first_break, seal
from self_assessment.domain.consensus import rank_disagreement, spread
from self_assessment.domain.effort import Moment, minutes_left, paces
from self_assessment.domain.quality import Concern, second_looks
from self_assessment.domain.values import NoLevel


def ranked(answers, weights=None):
    return [one.indicator for one in rank_disagreement(answers, weights or {})]


def test_what_lies_furthest_apart_comes_first():
    assert ranked({"near": [2, 3], "far": [0, 4], "same": [2, 2], "apart": [1, 3]}) == [
        "far", "apart", "near", "same",
    ]  # fmt: skip


def test_with_the_same_range_the_split_group_comes_before_the_odd_one_out():
    assert ranked({"odd": [1, 1, 1, 1, 3], "split": [1, 1, 3, 3]}) == ["split", "odd"]


def test_with_the_same_split_the_heavier_question_comes_first_and_the_unanswered_last():
    assert ranked({"none": [], "light": [1, 3], "heavy": [1, 3]}, {"heavy": 4, "light": 1}) == [
        "heavy", "light", "none",
    ]  # fmt: skip


def test_irrelevant_to_one_and_a_level_to_another_is_to_be_discussed():
    assert ranked({"near": [2, 3], "odd": [2, NoLevel.NOT_RELEVANT]}) == ["odd", "near"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [([2, 2], 2), ([2, 3], None), ([2, NoLevel.UNKNOWN], None), ([], None), ([0], 0)],
)
def test_all_agree_only_when_all_gave_the_same_level(answers, expected):
    assert spread(answers).unanimous == expected


def moments(people, seconds, block="A", answers=6):
    return [Moment(person, block, n * seconds) for person in range(people) for n in range(answers)]


def test_the_pace_is_the_median_of_what_it_took():
    pace = paces(moments(5, 40), ["A"], estimate=60)["A"]

    assert (pace.seconds, pace.people, pace.measured) == (40, 5, True)


@pytest.mark.parametrize(("people", "answers"), [(4, 20), (5, 4)], ids=["too-few-people", "too-few-answers"])
def test_with_too_few_to_go_by_it_is_the_estimate(people, answers):
    pace = paces(moments(people, 40, answers=answers), ["A"], estimate=60)["A"]

    assert (pace.seconds, pace.measured) == (60, False)


def test_a_break_is_no_time_spent():
    with_breaks = moments(6, 40) + [Moment(person, "A", 90_000) for person in range(6)]

    assert paces(with_breaks, ["A"], estimate=60)["A"].seconds == 40


def test_minutes_left_are_summed_over_blocks_and_never_nothing_while_a_question_is_left():
    pace = paces([], ["A", "B"], estimate=60)

    assert minutes_left({"A": 3, "B": 2}, pace) == 5
    assert minutes_left({"A": 0, "B": 0}, pace) == 0
    assert paces([], ["A"], estimate=5)["A"].minutes(1) == 1


def test_far_apart_without_a_note_is_the_first_thing_to_look_at():
    found = second_looks(
        {"A1": 3, "A2": 1}, {"A1": "", "A2": "Ny rutine"}, {"A1": spread([0, 3]), "A2": spread([1])}
    )

    assert [(one.concern, one.indicators) for one in found] == [
        (Concern.NO_NOTE, ("A1",)),
        (Concern.NO_GROUNDS, ("A1",)),
    ]


def test_an_answer_past_all_of_them_and_copied_words_are_pointed_out():
    words = dict.fromkeys(("A1", "A2", "A3"), "Se årsmeldingen  for i fjor")
    found = second_looks({"A1": 4, "A2": 1, "A3": 1}, words, {"A1": spread([1, 2])})

    assert [(one.concern, one.indicators) for one in found] == [
        (Concern.OUTSIDE, ("A1",)),
        (Concern.COPIED, ("A1", "A2", "A3")),
    ]


@pytest.mark.parametrize(
    ("left_out", "answered", "told"),
    [
        pytest.param(2, 3, False, id="two-are-no-habit"),
        pytest.param(3, 12, False, id="a-fifth-and-no-more"),
        pytest.param(3, 11, True, id="more-than-a-fifth"),
        pytest.param(4, 0, True, id="all-of-them"),
    ],
)
def test_too_much_called_not_relevant_is_pointed_out(left_out, answered, told):
    agreed = {f"N{n}": NoLevel.NOT_RELEVANT for n in range(left_out)} | {f"A{n}": 1 for n in range(answered)}

    found = second_looks(agreed, {}, {})

    assert [one.concern for one in found] == ([Concern.LEFT_OUT] if told else [])


def test_a_high_answer_with_evidence_has_its_grounds():
    assert second_looks({"A1": 4}, {}, {}, {"A1"}) == ()
    assert [one.concern for one in second_looks({"A1": 4}, {}, {}, {"A2"})] == [Concern.NO_GROUNDS]


def chain(length=4):
    links, previous = [], ""
    for number in range(1, length + 1):
        link = Link(7, number, f"2026-01-0{number}", 3, "agreed", {"indicator": "B2", "answer": 2}, previous)
        links.append(dataclasses.replace(link, digest=seal(link)))
        previous = links[-1].digest
    return links


def test_a_chain_as_it_was_written_is_whole():
    assert first_break(chain()) is None


@pytest.mark.parametrize(
    "change",
    [
        {"detail": {"indicator": "B2", "answer": 3}},
        {"actor": 4},
        {"at": "2026-01-09"},
        {"event": "invited"},
        {"previous": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_changed_in_it_shows(change):
    links = chain()
    links[1] = dataclasses.replace(links[1], **change)

    assert first_break(links) == 2


def test_even_a_change_with_a_new_seal_shows_at_the_next_and_so_does_a_missing_entry():
    links = chain()
    forged = dataclasses.replace(links[1], actor=99)
    links[1] = dataclasses.replace(forged, digest=seal(forged))

    assert first_break(links) == 3
    assert first_break(chain()[:1] + chain()[2:]) == 3
