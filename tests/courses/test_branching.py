"""A practice conversation: walking it, going back, and getting nowhere outside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.domain.branching import NoSuchChoice, conversation_of, dead_ends, unreachable
from courses.domain.exercises import UnreadableAnswer, is_finished, read_answer
from courses.domain.progress import BlockState
from courses.domain.showing import show

TALK = {
    "start": "n1",
    "nodes": {
        "n1": {
            "says": "<p>Jeg orker ikke.</p>",
            "options": [
                {"text": "Det er viktig!", "to": "n1", "feedback": "Press møter motstand."},
                {"text": "Hva er tyngst?", "to": "n2", "feedback": "Du tar imot."},
            ],
        },
        "n2": {
            "says": "<p>Lyden.</p>",
            "options": [{"text": "Hva trenger du?", "to": "e1", "feedback": "Lite og konkret."}],
        },
    },
    "ends": {"e1": {"title": "Et lite steg", "debrief": "<p>Du spurte.</p>", "prompts": ["P35"]}},
}
CONVERSATION = conversation_of(TALK)


def test_it_begins_with_the_first_line():
    place = CONVERSATION.walk([])

    assert place.node is CONVERSATION.nodes["n1"]
    assert place.steps == ()
    assert place.end is None


def test_a_choice_that_leads_back_does_not_say_the_line_again():
    place = CONVERSATION.walk([0, 0, 1])

    assert [step.says_again for step in place.steps] == [False, True, True]
    assert place.node.key == "n2"
    assert not place.says_again
    assert CONVERSATION.walk([0]).says_again


def test_an_end_is_reached():
    place = CONVERSATION.walk([1, 0])

    assert place.node is None
    assert place.end.title == "Et lite steg"


@pytest.mark.parametrize(
    "path", [[2], [-1], [1, 0, 0], [0] * 201], ids=["none", "negative", "past-end", "endless"]
)
def test_a_path_that_leaves_the_conversation_is_refused(path):
    with pytest.raises(NoSuchChoice):
        CONVERSATION.walk(path)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        pytest.param({"path": [""], "say": ["1"]}, [1], id="first-choice"),
        pytest.param({"path": ["1"], "say": ["0"]}, [1, 0], id="second-choice"),
        pytest.param({"path": ["0.1"], "back": ["1"]}, [0], id="a-step-back"),
        pytest.param({"path": ["1.0"], "back": ["1"]}, [1], id="back-from-the-end"),
        pytest.param({"path": [""], "back": ["1"]}, [], id="back-from-the-start-stays"),
        pytest.param({"path": ["0.0.1"], "again": ["1"]}, [], id="again"),
    ],
)
def test_a_form_says_where_to_go(fields, path):
    assert read_answer(CONVERSATION, fields) == {"path": path}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"path": ["1"]}, "empty", id="no-choice"),
        pytest.param({"path": ["1"], "say": ["5"]}, "unknown", id="no-such-choice"),
        pytest.param({"path": ["9.9"], "say": ["0"]}, "unknown", id="no-such-path"),
        pytest.param({"path": ["1; drop"], "say": ["0"]}, "unknown", id="no-path-at-all"),
        pytest.param({"path": ["1\n"], "say": ["x"]}, "unknown", id="no-number"),
        pytest.param({"path": ["1.0"], "say": ["0"]}, "unknown", id="past-the-end"),
    ],
)
def test_a_tampered_form_is_refused(fields, reason):
    with pytest.raises(UnreadableAnswer) as refused:
        read_answer(CONVERSATION, fields)

    assert refused.value.reason == reason


@given(st.lists(st.integers(0, 1), max_size=12))
def test_any_walk_may_be_taken_back_step_by_step(path):
    try:
        place = CONVERSATION.walk(path)
    except NoSuchChoice:
        return
    while path:
        assert len(place.steps) == len(path)
        path = path[:-1]
        place = CONVERSATION.walk(path)


def test_it_is_finished_at_an_end_and_not_before():
    assert is_finished(CONVERSATION, {"path": [1, 0]})
    assert not is_finished(CONVERSATION, {"path": [1]})
    assert not is_finished(CONVERSATION, {"path": [9]})


def test_a_path_of_a_conversation_that_has_changed_begins_again():
    shown = show(CONVERSATION, BlockState(answer={"path": [7, 7]}))

    assert shown.path == ""
    assert shown.place.node.key == "n1"


def test_parts_that_cannot_be_reached_or_left_are_found():
    faulty = {
        "start": "n1",
        "nodes": {
            "n1": {"says": "", "options": [{"text": "", "to": "n2", "feedback": ""}]},
            "n2": {"says": "", "options": [{"text": "", "to": "n2", "feedback": ""}]},
            "n3": {"says": "", "options": [{"text": "", "to": "e1", "feedback": ""}]},
        },
        "ends": {"e1": {}},
    }

    assert unreachable(faulty) == ["n3", "e1"]
    assert dead_ends(faulty) == ["n1", "n2"]
