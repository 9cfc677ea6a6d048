"""Statements from a browser: understood when about this content, refused otherwise."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.errors import StatementRefused
from h5p.results import (
    Attempts,
    Completion,
    Score,
    counting_score,
    default_completion,
    is_complete,
    read_finished,
    read_statement,
)
from tests.h5p.builders import SUB_CONTENT_ID, calm
from tests.h5p.test_strict_json import JSON

CONTENT = "https://site.example/h5p/7"


def statement(verb="answered", *, raw=3, most=4, parent=None, part="", **more):
    value = {
        "actor": {"name": "Somebody else", "mbox": "mailto:x@example.org"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": CONTENT + (f"?subContentId={part}" if part else "")},
        "result": {"score": {"min": 0, "max": most, "raw": raw}, "duration": "PT1M2.5S", "completion": True},
        **more,
    }
    if parent:
        value["context"] = {"contextActivities": {"parent": [{"id": parent}]}}
    return json.dumps(value).encode()


def read(*arguments, **options):
    return read_statement(statement(*arguments, **options), content=CONTENT)


def test_a_statement_is_understood_and_its_actor_forgotten():
    made = read("completed", id=SUB_CONTENT_ID.upper())

    assert made.id == SUB_CONTENT_ID
    assert made.verb == "completed"
    assert made.score == Score(3, 4)
    assert made.score.scaled == 0.75
    assert made.seconds == 62.5
    assert made.completed is True
    assert made.is_result
    assert "actor" not in made.raw


@pytest.mark.parametrize("verb", ["accessed-embed", "accessed-reuse", "accessed-copyright", "interacted"])
def test_every_verb_that_core_sends_is_known(verb):
    assert read(verb).verb == verb


def test_a_statement_about_a_part_says_which():
    made = read(part=SUB_CONTENT_ID, parent=CONTENT)

    assert made.sub_content_id == SUB_CONTENT_ID
    assert made.has_parent
    assert not made.is_result


def test_informational_types_use_another_verb():
    value = {"verb": {"id": "http://activitystrea.ms/schema/1.0/consume"}, "object": {"id": CONTENT}}

    assert read_statement(json.dumps(value).encode(), content=CONTENT).verb == "consumed"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"{", "statement-not-json", id="no-json"),
        pytest.param(b"[]", "statement-not-json", id="list"),
        pytest.param(statement(x="x" * 70_000), "statement-too-large", id="large"),
        pytest.param(statement("hacked"), "statement-bad-verb", id="verb"),
        pytest.param(statement(verb={}), "statement-bad-verb", id="verb-object"),
        pytest.param(
            statement(object={"id": "https://site.example/h5p/8"}), "statement-other-content", id="other"
        ),
        pytest.param(statement(object={"id": CONTENT + "8"}), "statement-other-content", id="longer"),
        pytest.param(statement(object={"id": CONTENT + "#x"}), "statement-other-content", id="fragment"),
        pytest.param(statement(object=None), "statement-other-content", id="nothing"),
        pytest.param(statement(raw=5), "statement-bad-score", id="more-than-all"),
        pytest.param(statement(raw=-1), "statement-bad-score", id="negative"),
        pytest.param(statement(raw=1, most=10_000_000), "statement-bad-score", id="huge"),
        pytest.param(statement(raw="x"), "statement-bad-score", id="text"),
        pytest.param(statement(raw=True), "statement-bad-score", id="boolean"),
        pytest.param(statement(raw=1, most=None), "statement-bad-score", id="no-max"),
    ],
)
def test_other_statements_are_refused(data, code):
    with pytest.raises(StatementRefused) as refused:
        read_statement(data, content=CONTENT)

    assert refused.value.code == code


def test_a_content_address_may_carry_a_query():
    value = {
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "https://x/?p=1&subContentId=a"},
    }

    assert read_statement(json.dumps(value).encode(), content="https://x/?p=1").sub_content_id == "a"


@calm
@given(JSON, st.sampled_from(["id", "verb", "object", "result", "context", "actor"]))
def test_no_json_raises_anything_else(value, key):
    made = json.loads(statement())
    made[key] = value

    try:
        read_statement(json.dumps(made).encode(), content=CONTENT)
    except StatementRefused:
        return


@calm
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data):
    with pytest.raises(StatementRefused):
        read_statement(data, content=CONTENT)


@pytest.mark.parametrize(
    ("form", "expected"),
    [({"score": "3", "maxScore": "4"}, Score(3, 4)), ({"score": "0", "maxScore": "0"}, Score(0, 0))],
)
def test_a_finished_request_is_read(form, expected):
    assert read_finished(form) == expected


@pytest.mark.parametrize("form", [{}, {"score": "5", "maxScore": "4"}, {"score": "1e9", "maxScore": "1e9"}])
def test_a_finished_request_with_no_sense_is_refused(form):
    with pytest.raises(StatementRefused):
        read_finished(form)


@pytest.mark.parametrize(
    ("attempts", "raw"),
    [(Attempts.BEST, 4), (Attempts.LATEST, 2), (Attempts.FIRST, 1)],
    ids=lambda value: str(value),
)
def test_which_attempt_counts(attempts, raw):
    made = [read("answered", raw=number) for number in (1, 4, 2)]
    made.append(read("answered", raw=3, parent=CONTENT, part=SUB_CONTENT_ID))

    assert counting_score(made, attempts) == Score(raw, 4)


def test_no_result_no_score():
    assert counting_score([read("interacted")]) is None


@pytest.mark.parametrize(
    ("verbs", "completion", "done"),
    [
        (["interacted"], Completion.SEEN, True),
        ([], Completion.SEEN, False),
        (["interacted", "attempted"], Completion.COMPLETED, False),
        (["answered"], Completion.COMPLETED, True),
        (["completed"], Completion.COMPLETED, True),
        (["answered"], Completion.SCORE, True),
        (["interacted"], Completion.SCORE, False),
    ],
)
def test_when_a_content_is_complete(verbs, completion, done):
    assert is_complete([read(verb) for verb in verbs], completion, share=0.75) is done


def test_too_few_points_do_not_complete():
    assert not is_complete([read(raw=2)], Completion.SCORE, share=0.75)


def test_an_answer_to_a_part_does_not_complete_the_whole():
    assert not is_complete([read(parent=CONTENT, part=SUB_CONTENT_ID)], Completion.COMPLETED)


def test_types_that_report_nothing_are_complete_when_seen():
    assert default_completion("H5P.Accordion") is Completion.SEEN
    assert default_completion("H5P.Dialogcards") is Completion.SEEN
    assert default_completion("H5P.MultiChoice") is Completion.COMPLETED
