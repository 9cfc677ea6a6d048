"""Which suggestions are made, in which order, and what each one carries. Points are worked out by hand."""

from fractions import Fraction

import pytest

from self_assessment.domain.release_reader import read_release
from self_assessment.domain.result import assess
from self_assessment.domain.values import Effort
from tests.self_assessment.domain.shipped import (
    changed_documents,
    every_answer,
    on_map,
    release,
    result,
    situation,
    suggested,
)


def points(**told):
    return {s.id: s.points for s in result(**told).suggestions}


def rule(documents, rule_id):
    return next(rule for rule in documents["rules"]["regler"] if rule["id"] == rule_id)


def test_nothing_told_gives_no_suggestion():
    assert suggested() == []


@pytest.mark.parametrize(
    ("told", "rule_id", "expected"),
    [
        # B2 weighs 4, target 3: 4 × 2 × effect 3 / S
        pytest.param({"svar": {"B2": 1}, "tjenester": on_map()}, "R-01", 24, id="small-effort"),
        # E2 weighs 3, not core, target 2: 3 × 1 × 3 / M
        pytest.param(
            {"svar": {"E2": 1}, "fakta": {"nav_har_sosionom": "ja"}}, "R-06", Fraction(9, 2), id="medium"
        ),
        # F5 weighs 3: 3 × 2 × 3 × factor 2 / M; without the trait the rule does not fire
        pytest.param({"svar": {"F5": 1}, "folketall": 900}, "R-04", 18, id="doubled-for-small"),
        # E1 weighs 4: 4 × 3 × 3, not divided by L, for it is a duty
        pytest.param({"svar": {"E1": 0}}, "R-05", 36, id="duty-is-not-divided"),
        # E1 unanswered counts as a gap of one: 4 × 1 × 3
        pytest.param({"fag": {"lege": {"tilgjengelig": "nei"}}}, "R-05", 12, id="unknown-counts-as-one"),
        # a chosen target of 4: 4 × 3 × 3 / S
        pytest.param(
            {"svar": {"B2": 1}, "mal": {"B2": 4}, "tjenester": on_map()}, "R-01", 36, id="own-target"
        ),
    ],
)
def test_points(told, rule_id, expected):
    assert points(**told)[rule_id] == expected


def test_at_most_two_duties_come_first_and_the_rest_only_if_there_is_room():
    duties = dict.fromkeys(("C5", "C7", "D2", "E1", "F1", "F2", "G4", "I1", "I2", "J1"), 0)

    few_else = suggested(svar=duties)
    much_else = result(svar=every_answer(0)).suggestions

    # E1 4×3×3 = 36 · C7 and I1 3×3×3 = 27, C weighs more · D2, F1 and J1 3×3×2 = 18, D weighs most, then F
    assert few_else == ["R-05", "R-14", "R-54", "R-41", "R-17"]
    assert [s.legal for s in much_else] == [True, True, False, False, False]


def test_a_group_gives_one_suggestion():
    # R-30 (B2) and R-34 (A2) are both of the group "samtale".
    told = suggested(svar={"B2": 2, "A2": 1}, tjenester=on_map("S07", "S11"))

    assert "R-30" in told or "R-34" in told
    assert not {"R-30", "R-34"} <= set(told)


def test_next_steps_of_the_indicators_fill_up_where_no_rule_helps():
    # D1 at 2 has a gap of one, and no rule.
    (step,) = result(svar={"D1": 2}).suggestions

    assert (step.id, step.points, step.effort, step.effect) == ("NS-D1", 3, Effort.SMALL, None)
    assert step.title == release().indicators["D1"].next_steps[2].as_heading()
    assert "D1" in step.action.nb
    assert step.why.nb == "Fordi dere svarte 2 på D1, og målet er 3."
    assert step.why.nn == "Fordi de svarte 2 på D1, og målet er 3."
    assert step.courses == ("L6",)
    assert step.inputs == {"svar:D1": 2, "mal:D1": 3}


def test_next_steps_leave_broken_duties_to_the_legal_list():
    assert "NS-F1" not in suggested(svar={"F1": 0})
    assert suggested(svar={"F1": 2}) == ["NS-F1"]  # met at 2, and the target is 3


def test_there_is_one_small_suggestion_even_when_large_ones_fill_the_list():
    # Make every rule large but one weak rule; five heavier ones fill the places.
    documents = changed_documents(lambda d: None)
    for each in documents["rules"]["regler"]:
        each["innsats"] = "S" if each["id"] == "R-56" else "L"
    heavy = read_release(**documents)

    suggestions = assess(heavy, situation(svar=every_answer(0))).suggestions

    assert [s.id for s in suggestions if s.effort is Effort.SMALL] == ["R-56"]
    assert (len(suggestions), suggestions[-1].id) == (5, "R-56")


def test_a_municipality_that_should_not_build_alone_gets_building_only_with_an_alternative():
    told = {"folketall": 900, "sentralitetsklasse": 6, "svar": {"D1": 0}, "tjenester": on_map()}
    without = changed_documents(lambda d: rule(d, "R-63").pop("alternativ"))

    (with_alternative,) = [s for s in result(**told).suggestions if s.id == "R-63"]
    ids = [s.id for s in assess(read_release(**without), situation(**told)).suggestions]

    assert with_alternative.alternative == release_rule("R-63").alternative.text
    assert "R-63" not in ids


def release_rule(rule_id):
    return next(rule for rule in release().rules if rule.id == rule_id)


def test_a_dismissed_rule_stays_away_until_an_input_changes():
    told = {"svar": {"B2": 1}, "tjenester": on_map()}

    assert "R-01" in suggested(**told)
    assert "R-01" not in suggested(**told, avvist={"R-01": {"B2": 1}})
    assert "R-01" in suggested(**told, avvist={"R-01": {"B2": 0}})
    assert "R-01" not in suggested(**told, avvist={"R-01": {}})


def test_the_inputs_of_a_suggestion_are_the_basis_of_its_dismissal():
    told = {"svar": {"A2": 1}, "tjenester": on_map("S02", "S03", "S07", arbeid="nei")}
    (about_map,) = [s for s in result(**told).suggestions if s.id == "R-60"]
    dismissed = {"R-60": dict(about_map.inputs)}

    other_map = on_map("S02", "S03", "S07", "S08", arbeid="nei")

    assert "R-60" not in suggested(**told, avvist=dismissed)
    assert "R-60" in suggested(svar={"A2": 1}, tjenester=other_map, avvist=dismissed)


def test_a_suggestion_carries_all_it_was_made_from():
    (first, *_) = result(svar={"B2": 1, "C2": 3}, tjenester=on_map("S07")).suggestions

    assert (first.id, first.rule_version, first.points, first.legal) == ("R-01", release().version, 24, False)
    assert (first.effort_name.nb, first.effect_name.nn) == ("under fem timer", "stor")
    assert first.inputs == {"profil": "starte", "svar:B2": 1}
    assert first.serves == ("A2", "B2")
    assert (first.courses, first.prompts[:2]) == (("L2", "L4"), ("P01", "P03"))
    assert 3 <= len(first.first_week) <= 5
    assert first.why.nb.startswith(
        "Fordi dere svarte 1 på B2, og 1 av de seks tjenestene som avgjør profilen, er åpne for yrkesaktive."
    )
    assert first.why.nn.startswith(
        "Fordi de svarte 1 på B2, og 1 av dei seks tenestene som avgjer profilen, er opne for yrkesaktive."
    )
    assert first.why.en.startswith("Because you answered 1 on B2")


def test_a_goal_that_is_reached_may_still_lift_further():
    # C4 is recommended with target 2, and its rule fires up to level 2: nothing is lacking.
    (only,) = result(svar={"C4": 2}).suggestions

    assert (only.id, only.points, only.lifts_further) == ("R-12", 0, True)


def test_clarifications_have_a_list_of_their_own():
    empty = result()

    assert [rule.id for rule in empty.find_out] == ["R-27", "R-28", "R-29"]
    assert empty.find_out[0].why.nb.startswith("Fordi 0 prosent av tjenestekartet er fylt ut.")
    assert not empty.suggestions


def test_answers_that_do_not_go_together_are_shown_for_discussion():
    five = ("lege", "sykepleier", "fysioterapeut", "ergoterapeut", "psykolog")
    ready = {code: {"tilgjengelig": "ja"} for code in five}
    told = {"svar": {"E1": 3, "E2": 3, "C2": 3, "H4": 3}, "tjenester": {"S15": {"kontaktrolle": "nei"}}}
    told |= {"fag": ready | {"psykolog": {"tilgjengelig": "nei"}, "sosionom": {"tilgjengelig": "nei"}}}
    told |= {"fakta": {"ferdige_kartlegginger": 1}}

    checks = result(**told).checks

    assert [check.id for check in checks] == ["K-02", "K-03", "K-04", "K-05"]
    assert checks[0].inputs["svar:E1"] == 3
    assert not result(**told | {"fag": ready, "fakta": {}, "tjenester": {}}).checks
