"""What a result says in words, and what it costs."""

import time

import pytest

from self_assessment.domain.result import assess
from self_assessment.domain.texts import Placeholder, Template, Text
from tests.self_assessment.domain.shipped import every_answer, on_map, release, result, situation

SPACE = "\u00a0"


def test_a_block_score_explains_itself():
    told = result(svar={"A1": 2, "A2": 1, "A4": 4})

    explained = told.block_explanations["A"]

    assert explained.nb == f"A: (3×2 + 3×1 + 2×4) av (3 + 3 + 2)×4 = 53,1{SPACE}%"
    assert explained.nn == explained.nb
    assert explained.en == "A: (3×2 + 3×1 + 2×4) of (3 + 3 + 2)×4 = 53.1%"


def test_a_block_without_a_score_says_what_is_lacking():
    explained = result(svar={"A1": 2}).block_explanations["A"]

    assert explained.nb == (
        f"A: 1 av 4 spørsmål er besvart. Det trengs svar på minst 60{SPACE}% for å regne ut et tall."
    )
    assert "svart på" in explained.nn
    assert "too" not in explained.en


def test_the_overall_score_explains_itself():
    explained = result(svar=every_answer(2)).overall_explanation

    assert explained.nb.startswith(f"Samlet: (18×50,0{SPACE}% + 18×50,0{SPACE}% + ")
    assert explained.nb.endswith(f"delt på 100 = 50,0{SPACE}%")
    assert result().overall_explanation.nn.startswith("For få byggjesteinar")


@pytest.mark.parametrize(
    ("told", "nb"),
    [
        ({"svar": {"E1": 3}}, "E1: lovkravet er oppfylt etter egen vurdering (nivå 3, kravet er nivå 3)."),
        (
            {"svar": {"E1": 1}},
            "E1: lovkravet er ikke oppfylt etter egen vurdering (nivå 1, kravet er nivå 3).",
        ),
        ({}, "E1: lovkravet er ikke avklart etter egen vurdering (spørsmålet har ikke fått et nivå)."),
        (
            {"fag": {"lege": {"tilgjengelig": "nei"}}},
            "E1: lovkravet er ikke oppfylt etter egen vurdering (kompetansetabellen har et nei).",
        ),
    ],
)
def test_legal_status_is_said_as_the_municipalitys_own_view(told, nb):
    explained = result(**told).legal_explanations["E1"]

    assert explained.nb == nb
    assert "etter eiga vurdering" in explained.nn
    assert "in your own view" in explained.en


def test_a_result_names_its_release_and_profile():
    told = result(tjenester=on_map("S07", "S11"))

    assert told.release_version == release().version
    assert told.profile_term.title.nn == "Byggje"


def test_a_full_assessment_takes_at_most_five_milliseconds():
    whole = situation(
        svar=every_answer(1),
        tjenester=on_map("S02", "S03", "S07", "S11", "S13", "S16", arbeid="nei"),
        fag={"lege": {"tilgjengelig": "nei"}},
        folketall=900,
        sentralitetsklasse=6,
    )

    def milliseconds():
        start = time.perf_counter()
        assess(release(), whole)
        return 1000 * (time.perf_counter() - start)

    assert min(milliseconds() for _ in range(20)) <= 5


# --- templates ---


def test_a_template_is_filled_in_every_language_and_double_spaces_close():
    template = Template.parse(Text("{x:A1} hus {y} her", "{x:A1} hus {y} her", "{x:A1} houses {y} here"))

    filled = template.fill(lambda p: Text("", "", "") if p.name == "y" else Text("ett", "eitt", "one"))

    assert template.placeholders == {Placeholder("x", "A1"), Placeholder("y")}
    assert filled == Text("ett hus her", "eitt hus her", "one houses here")


@pytest.mark.parametrize("words", ["{A B}", "{}", "{svar:}", "{svar:A1:B2}", "{svar:A1\n}"])
def test_an_odd_placeholder_is_refused(words):
    with pytest.raises(ValueError, match="not a placeholder"):
        Template.parse(Text.same(words))


def test_a_language_without_a_text_gets_bokmal():
    assert Text("hus", "hus").in_language("en") == "hus"
    assert Text("ikke", "ikkje", "not").in_language("sv") == "ikke"


def test_an_unanswered_level_is_said_in_words_and_never_as_nought():
    # R-17 fires on F2 alone, while F1 is unanswered; it names both.
    (first,) = [s for s in result(svar={"F2": 0}).suggestions if s.id == "R-17"]

    assert "(F1: ikke besvart, F2: 0)" in first.why.nb
    assert "(F1: ikkje svart på, F2: 0)" in first.why.nn
    assert "(F1: not answered, F2: 0)" in first.why.en


def test_what_the_quick_check_does_not_ask_is_not_called_unanswered():
    (first,) = [s for s in result(svar={"F1": 0}, type="rask").suggestions if s.id == "R-17"]

    assert "(F1: 0, F2: ikke med i den raske sjekken)" in first.why.nb
