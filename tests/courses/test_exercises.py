"""Reading and grading: every kind of exercise, right, partly, wrong, left open, and from a tampered form."""

import pytest

from courses.domain.exercises import UnreadableAnswer, exercise_of, grade, is_finished, read_answer
from courses.domain.progress import BlockState
from courses.domain.showing import as_fields, show

SINGLE = {
    "question": "Hva åpner best?",
    "multiple": False,
    "options": [
        {"text": "press", "correct": False, "feedback": "Det kan bli press."},
        {"text": "spør", "correct": True, "feedback": "Du tar imot."},
        {"text": "vent", "correct": False, "feedback": "Døra lukkes."},
    ],
}
SEVERAL = {
    "question": "Hvilke holder?",
    "multiple": True,
    "options": [
        {"text": "a", "correct": True, "feedback": "Ja, a."},
        {"text": "b", "correct": False, "feedback": "Nei, b."},
        {"text": "c", "correct": True, "feedback": "Ja, c."},
        {"text": "d", "correct": False, "feedback": "Nei, d."},
    ],
}
SORT = {
    "question": "Hvem avgjør?",
    "categories": [{"key": "lege", "title": "Legen"}, {"key": "nav", "title": "Nav"}],
    "items": [
        {"text": "graden", "category": "lege", "feedback": "Legen vurderer."},
        {"text": "ytelsen", "category": "nav", "feedback": "Nav forvalter."},
    ],
}
ORDER = {"question": "Hva først?", "items": ["lov", "spør", "takk"], "feedback": "<p>Lov først.</p>"}
MATCH = {
    "question": "Finn parene",
    "pairs": [
        {"left": "plan", "right": "Arbeidsgiver", "feedback": "Innen fire uker."},
        {"left": "møte 1", "right": "Arbeidsgiver", "feedback": "Innen sju uker."},
        {"left": "møte 2", "right": "Nav", "feedback": "Innen 26 uker."},
    ],
}
FILL = {
    "question": "Fyll inn",
    "text": "Det er [[legen|lege]] som vurderer.\n\nSvaret er [[4,5|4.5|fire og en halv]] uker.",
    "feedback": "<p>Godt.</p>",
}
DILEMMA = {
    "text": "<p>Telefonen</p>",
    "options": [{"text": "svar", "feedback": "Hennes nyhet."}, {"text": "nei", "feedback": "Avvist."}],
    "thought": "<p>Tenk.</p>",
}


def exercise(kind, value):
    made = exercise_of(kind, value)
    assert made is not None
    return made


def answered(kind, value, **fields):
    made = exercise(kind, value)
    return grade(made, read_answer(made, {name.replace("_", "-"): given for name, given in fields.items()}))


def order_fields(*places):
    """The fields that put lov, spør and takk at these places."""
    steps = exercise("order", ORDER).steps
    return {f"place-{token}": [place] for token, place in zip(steps, places, strict=True)}


def match_fields(*rights):
    texts = {text: token for token, text in reversed(exercise("match", MATCH).rights.items())}
    return {f"pair-{n}": [texts.get(right, right)] for n, right in enumerate(rights)}


@pytest.mark.parametrize(
    ("value", "chosen", "score", "maximum", "correct", "said"),
    [
        pytest.param(SINGLE, ["1"], 1, 1, True, ["0", "1", "2"], id="right-one-explains-all"),
        pytest.param(SINGLE, ["0"], 0, 1, False, ["0"], id="wrong-one-explains-only-itself"),
        pytest.param(SEVERAL, ["0", "2"], 2, 2, True, ["0", "1", "2", "3"], id="all-right"),
        pytest.param(SEVERAL, ["2"], 1, 2, False, ["2"], id="one-of-two"),
        pytest.param(SEVERAL, ["0", "1"], 0, 2, False, ["0", "1"], id="a-wrong-one-takes-a-point"),
        pytest.param(SEVERAL, ["0", "1", "2", "3"], 0, 2, False, ["0", "1", "2", "3"], id="everything"),
        pytest.param(SEVERAL, ["2", "2", "0"], 2, 2, True, ["0", "1", "2", "3"], id="sent-twice-counts-once"),
    ],
)
def test_choice(value, chosen, score, maximum, correct, said):
    graded = answered("choice", value, option=chosen)

    assert (graded.score, graded.maximum, graded.correct) == (score, maximum, correct)
    assert [item.key for item in graded.items] == said
    assert all(item.feedback for item in graded.items)


@pytest.mark.parametrize(
    ("given", "score", "correct", "unanswered"),
    [
        pytest.param(["lege", "nav"], 2, True, 0, id="right"),
        pytest.param(["lege", "lege"], 1, False, 0, id="partly"),
        pytest.param(["nav", "lege"], 0, False, 0, id="wrong"),
        pytest.param(["lege", ""], 1, False, 1, id="one-left-open"),
    ],
)
def test_categories(given, score, correct, unanswered):
    graded = answered("categories", SORT, item_0=[given[0]], item_1=[given[1]])

    assert (graded.score, graded.maximum, graded.correct, graded.unanswered) == (
        score,
        2,
        correct,
        unanswered,
    )
    assert [bool(item.feedback) for item in graded.items] == [bool(text) for text in given]


@pytest.mark.parametrize(
    ("places", "score", "correct", "unanswered"),
    [
        pytest.param("123", 3, True, 0, id="right"),
        pytest.param("213", 1, False, 0, id="two-have-changed-places"),
        pytest.param("231", 0, False, 0, id="wrong"),
        pytest.param("113", 2, False, 0, id="two-at-the-same-place"),
        pytest.param(["1", "", "3"], 2, False, 1, id="one-left-open"),
    ],
)
def test_order(places, score, correct, unanswered):
    made = exercise("order", ORDER)

    graded = grade(made, read_answer(made, order_fields(*places)))

    assert (graded.score, graded.maximum, graded.correct, graded.unanswered) == (
        score,
        3,
        correct,
        unanswered,
    )
    assert graded.overall == ORDER["feedback"]


@pytest.mark.parametrize(
    ("rights", "score", "correct"),
    [
        pytest.param(["Arbeidsgiver", "Arbeidsgiver", "Nav"], 3, True, id="either-of-two-with-the-same-text"),
        pytest.param(["Arbeidsgiver", "Nav", "Nav"], 2, False, id="partly"),
        pytest.param(["Nav", "Nav", "Arbeidsgiver"], 0, False, id="wrong"),
    ],
)
def test_match(rights, score, correct):
    made = exercise("match", MATCH)

    graded = grade(made, read_answer(made, match_fields(*rights)))

    assert (graded.score, graded.maximum, graded.correct) == (score, 3, correct)


@pytest.mark.parametrize(
    ("words", "score", "correct", "unanswered"),
    [
        pytest.param(["legen", "4,5"], 2, True, 0, id="right"),
        pytest.param(
            ["  LEGEN. ", "Fire  og en halv"], 2, True, 0, id="case-spaces-and-full-stop-do-not-matter"
        ),
        pytest.param(["lege", "5"], 1, False, 0, id="partly"),
        pytest.param(["Nav", "5"], 0, False, 0, id="wrong"),
        pytest.param(["lege", ""], 1, False, 1, id="one-left-open"),
    ],
)
def test_fill(words, score, correct, unanswered):
    graded = answered("fill", FILL, gap_0=[words[0]], gap_1=[words[1]])

    assert (graded.score, graded.maximum, graded.correct, graded.unanswered) == (
        score,
        2,
        correct,
        unanswered,
    )
    assert not any(item.feedback for item in graded.items)


def test_a_dilemma_is_never_right_or_wrong():
    made = exercise("dilemma", DILEMMA)

    answer = read_answer(made, {"option": ["1"]})

    assert grade(made, answer) is None
    assert is_finished(made, answer)


@pytest.mark.parametrize(
    ("kind", "value", "fields", "reason"),
    [
        pytest.param("choice", SINGLE, {}, "empty", id="nothing-chosen"),
        pytest.param("choice", SINGLE, {"option": ["3"]}, "unknown", id="no-such-option"),
        pytest.param("choice", SINGLE, {"option": ["-1"]}, "unknown", id="negative"),
        pytest.param("choice", SINGLE, {"option": ["9" * 5000]}, "unknown", id="huge-number"),
        pytest.param("choice", SINGLE, {"option": ["١"]}, "unknown", id="a-digit-of-another-script"),
        pytest.param("choice", SINGLE, {"option": ["0", "1"]}, "unknown", id="two-where-one-is-asked"),
        pytest.param("categories", SORT, {}, "empty", id="nothing-sorted"),
        pytest.param("categories", SORT, {"item-0": ["leder"]}, "unknown", id="no-such-category"),
        pytest.param("order", ORDER, {}, "empty", id="nothing-placed"),
        pytest.param("order", ORDER, order_fields("1", "2", "4"), "unknown", id="no-such-place"),
        pytest.param("match", MATCH, {"pair-0": ["0"]}, "unknown", id="a-place-instead-of-a-token"),
        pytest.param("match", MATCH, {"pair-7": ["x"]}, "empty", id="only-pairs-that-do-not-exist"),
        pytest.param("fill", FILL, {"gap-0": ["  "]}, "empty", id="only-spaces"),
        pytest.param(
            "fill", FILL, {"gap-0": ["010190 12345"]}, "personal-number", id="a-national-identity-number"
        ),
        pytest.param("fill", FILL, {"gap-0": ["22 33 44 55"]}, "personal-number", id="a-telephone-number"),
        pytest.param("dilemma", DILEMMA, {"option": ["0", "1"]}, "unknown", id="two-thoughts"),
        pytest.param("dilemma", DILEMMA, {}, "empty", id="no-thought"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(kind, value, fields, reason):
    with pytest.raises(UnreadableAnswer) as refused:
        read_answer(exercise(kind, value), fields)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        pytest.param("choice", SINGLE, {"options": [7]}, id="option"),
        pytest.param("categories", SORT, {"items": ["leder"]}, id="category"),
        pytest.param("order", ORDER, {"places": {"gone": 1}}, id="step"),
        pytest.param("match", MATCH, {"pairs": ["gone", "gone"]}, id="pair"),
        pytest.param("fill", FILL, {"gaps": []}, id="gap"),
        pytest.param("fill", FILL, {}, id="an-answer-to-another-kind-of-exercise"),
    ],
)
def test_an_answer_to_a_lesson_that_has_changed_can_still_be_shown(kind, value, answer):
    made = exercise(kind, value)

    graded = grade(made, answer)

    assert not graded.correct
    assert graded.score == 0
    show(made, BlockState(answer=answer, graded=graded))


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        pytest.param("choice", SEVERAL, {"options": [0, 2]}, id="choice"),
        pytest.param("categories", SORT, {"items": ["nav", ""]}, id="categories"),
        pytest.param("match", MATCH, {"pairs": ["", "", ""]}, id="match"),
        pytest.param("fill", FILL, {"gaps": ["legen", ""]}, id="fill"),
        pytest.param("dilemma", DILEMMA, {"option": 1}, id="dilemma"),
    ],
)
def test_what_was_entered_can_be_shown_again_as_it_was(kind, value, answer):
    made = exercise(kind, value)
    if kind == "match":
        answer = {"pairs": [next(iter(made.rights)), "", ""]}

    assert read_answer(made, as_fields(answer)) == answer


@pytest.mark.parametrize("count", range(2, 12))
def test_steps_and_pairs_are_never_shown_in_the_right_order(count):
    texts = [f"steg {n}" for n in range(count)]
    order = exercise("order", {"items": texts, "feedback": ""})
    match = exercise("match", {"pairs": [{"left": t, "right": t, "feedback": "."} for t in texts]})

    assert [order.steps[token] for token in order.shown] != texts
    assert sorted(order.steps[token] for token in order.shown) == sorted(texts)
    assert list(match.rights.values()) != texts


def test_an_order_with_a_place_left_open_keeps_the_others():
    made = exercise("order", ORDER)
    answer = read_answer(made, order_fields("2", "", "1"))

    shown = show(made, BlockState(answer=answer, graded=grade(made, answer)))

    assert [(part.text, part.value, part.verdict) for part in shown.parts] == [
        ("takk", "1", "no"),
        ("lov", "2", "no"),
        ("spør", "", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("choice", SINGLE), ("categories", SORT), ("match", MATCH), ("fill", FILL), ("dilemma", DILEMMA)],
)
def test_nothing_is_said_before_an_answer(kind, value):
    shown = show(exercise(kind, value), BlockState())
    parts = [*shown.parts, *(part for paragraph in shown.paragraphs for part in paragraph)]

    assert not any(part.feedback or part.verdict or part.chosen for part in parts)
    assert shown.outcome == shown.overall == ""


def test_a_text_with_gaps_is_shown_paragraph_by_paragraph():
    shown = show(exercise("fill", FILL), BlockState())

    assert [[(part.before, part.name) for part in paragraph] for paragraph in shown.paragraphs] == [
        [("Det er ", "gap-0"), (" som vurderer.", "")],
        [("Svaret er ", "gap-1"), (" uker.", "")],
    ]


@pytest.mark.parametrize("kind", ["situation", "cards", "reflection", "template"])
def test_parts_that_take_no_answer_are_no_exercise(kind):
    assert exercise_of(kind, {}) is None
