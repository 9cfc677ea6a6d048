"""What a lesson must hold: the rules of each block, and of a module."""

import pytest

from courses.blocks.flaws import message
from courses.domain.lesson import Flaw, block_flaws, module_flaws


def option(text="a", *, correct=False, feedback="Fordi."):
    return {"text": text, "correct": correct, "feedback": feedback}


def choice(*options, multiple=False):
    return {"question": "?", "multiple": multiple, "options": list(options)}


def talk(nodes, ends=("e1",), start="n1"):
    return {
        "start": start,
        "nodes": {
            key: {"says": "…", "options": [{"text": "…", "to": to, "feedback": "…"} for to in goals]}
            for key, goals in nodes.items()
        },
        "ends": {key: {"title": "Slutt", "debrief": "…", "prompts": []} for key in ends},
    }


RIGHT = option(correct=True)


@pytest.mark.parametrize(
    ("kind", "value", "codes"),
    [
        pytest.param("choice", choice(RIGHT, option()), [], id="choice"),
        pytest.param("choice", choice(RIGHT, RIGHT, multiple=True), [], id="choice-of-several"),
        pytest.param("choice", choice(option(), option()), ["no-right-option"], id="nothing-right"),
        pytest.param(
            "choice", choice(RIGHT, RIGHT), ["several-right-options"], id="two-right-where-one-is-asked"
        ),
        pytest.param("choice", choice(RIGHT), ["too-few"], id="one-option"),
        pytest.param("choice", choice(RIGHT, option(feedback=" ")), ["without-feedback"], id="no-feedback"),
        pytest.param(
            "categories",
            {
                "categories": [{"key": "a"}, {"key": "a"}],
                "items": [{"category": "b", "feedback": ""}],
            },
            ["same-key-twice", "unknown-category", "without-feedback"],
            id="categories",
        ),
        pytest.param("order", {"items": ["a"]}, ["too-few"], id="one-step"),
        pytest.param("order", {"items": ["a", "b", "a"]}, ["same-text-twice"], id="a-step-twice"),
        pytest.param(
            "match",
            {"pairs": [{"left": "a", "feedback": "."}] * 2},
            ["same-text-twice"],
            id="the-same-left-side",
        ),
        pytest.param("fill", {"text": "Det er [[legen|lege]]."}, [], id="gap"),
        pytest.param("fill", {"text": "Det er legen."}, ["no-gap"], id="no-gap"),
        pytest.param("fill", {"text": "Det er [[legen. Og [[Nav]]."}, ["unclosed-gap"], id="gap-in-a-gap"),
        pytest.param("fill", {"text": "Det er [[legen]] og [[Nav."}, ["unclosed-gap"], id="unclosed-gap"),
        pytest.param("fill", {"text": "Det er [[legen|]]."}, ["empty-gap"], id="empty-answer"),
        pytest.param("branching", talk({"n1": ["n1", "e1"]}), [], id="conversation"),
        pytest.param("branching", talk({"n1": ["e1"]}, start="n9"), ["unknown-start"], id="no-such-start"),
        pytest.param(
            "branching", talk({"n1": ["n2", "e1"]}), ["leads-nowhere"], id="an-option-leads-nowhere"
        ),
        pytest.param(
            "branching", talk({"n1": ["e1"], "n2": ["e1"]}), ["never-reached"], id="a-line-nobody-hears"
        ),
        pytest.param(
            "branching",
            talk({"n1": ["e1", "n2"], "n2": ["n2"]}),
            ["no-way-to-an-end"],
            id="caught-in-a-circle",
        ),
        pytest.param("idea", {"text": "ord " * 30}, [], id="idea"),
        pytest.param("idea", {"text": "ord " * 31}, ["idea-too-long"], id="long-idea"),
        pytest.param("dilemma", {"options": [option()]}, ["too-few"], id="dilemma-with-one-way-out"),
        pytest.param("section", {"title": "x", "text": "y"}, [], id="a-block-without-rules"),
    ],
)
def test_block_rules(kind, value, codes):
    flaws = block_flaws(kind, value)

    assert [flaw.code for flaw in flaws] == codes
    assert all(message(flaw) for flaw in flaws)


@pytest.mark.parametrize(
    ("kinds", "codes"),
    [
        pytest.param(["situation", "idea", "choice", "try_tomorrow"], [], id="whole"),
        pytest.param(["idea", "choice", "try_tomorrow"], ["opens-without-situation"], id="no-situation"),
        pytest.param(["situation", "idea", "choice"], ["closes-without-try-tomorrow"], id="nothing-to-try"),
        pytest.param(["situation", "choice", "try_tomorrow"], ["not-one-idea"], id="no-idea"),
        pytest.param(["situation", "idea", "idea", "fill", "try_tomorrow"], ["not-one-idea"], id="two-ideas"),
        pytest.param(["situation", "idea", "try_tomorrow"], ["no-exercise"], id="no-exercise"),
    ],
)
def test_module_rules(kinds, codes):
    assert [flaw.code for flaw in module_flaws(kinds, [str(n) for n in range(len(kinds))])] == codes


def test_an_id_that_stands_twice_is_told():
    kinds = ["situation", "idea", "choice", "try_tomorrow"]

    assert Flaw("lesson", "same-key-twice", "m1") in module_flaws(kinds, ["m1", "m1", "m2", "m3"])
