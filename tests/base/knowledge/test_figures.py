from fractions import Fraction

import pytest

from base.knowledge.domain.figures import number, numbers_in, statements, states


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Over 60 prosent sier det.", "nb", {60}, id="digits"),
        pytest.param("Rundt 100 000 personer", "nb", {100_000}, id="space-between-thousands"),
        pytest.param("Rundt 100\u00a0000 personer", "nb", {100_000}, id="hard-space-between-thousands"),
        pytest.param("18,7 millioner", "nb", {Fraction(187, 10)}, id="decimal-comma"),
        pytest.param("Elleve helseforetak", "nb", {11}, id="word"),
        pytest.param("Ein firedel har alt", "nn", {1, Fraction(1, 4)}, id="fraction-word"),
        pytest.param("Seks av sju kommuner", "nb", {6, 7, Fraction(6, 7)}, id="share-in-words"),
        pytest.param("163 av 357 er små", "nb", {163, 357, Fraction(163, 357)}, id="share-in-digits"),
        pytest.param("One in five", "en", {1, 5, Fraction(1, 5)}, id="share-in-english"),
        pytest.param("Ingen kommune", "nb", {0}, id="none"),
        pytest.param("Det er godt dokumentert", "nb", set(), id="no-number"),
        pytest.param("en tredjedelsplass", "nb", {1, Fraction(1, 3)}, id="fraction-begins-a-word"),
    ],
)
def test_numbers_in_a_text(text, language, expected):
    assert numbers_in(text, language) == {Fraction(value) for value in expected}


@pytest.mark.parametrize(
    ("text", "value", "unit", "expected"),
    [
        pytest.param("Én av fem står utenfor", "20", "percent", True, id="percentage-as-a-share"),
        pytest.param("20 prosent står utenfor", "20", "percent", True, id="percentage-in-digits"),
        pytest.param("Én av fire står utenfor", "20", "percent", False, id="another-share"),
        pytest.param("Seks av sju mangler noe", "6/7", "share", True, id="share"),
        pytest.param("Fem av sju mangler noe", "6/7", "share", False, id="another-part"),
        pytest.param("Over 60 prosent", "85", "percent", False, id="another-number"),
        pytest.param("Retningen er klar", "", "", True, id="a-finding-without-a-number"),
    ],
)
def test_a_text_states_the_figure_of_its_fact(text, value, unit, expected):
    assert states(text, "nb", value, unit) is expected


def test_each_mark_is_held_against_its_own_sentence_without_the_marks():
    text = "I 2022 var det 40. Over 60 prosent sier det {fact:a}, og ingen har alt {fact:b}."

    assert list(statements(text)) == [
        ("a", "Over 60 prosent sier det "),
        ("b", "Over 60 prosent sier det , og ingen har alt "),
    ]


@pytest.mark.parametrize("text", ["", "mange", "1/0", "20 %"])
def test_what_is_not_a_number(text):
    assert number(text) is None
