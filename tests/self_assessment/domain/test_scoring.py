"""Worked numbers of the framework's section on scoring, computed by hand."""

from fractions import Fraction

import pytest

from self_assessment.domain.scoring import half_up, score_overall
from self_assessment.domain.values import LegalStatus, NoLevel, Part
from tests.self_assessment.domain.shipped import every_answer, release, result


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        pytest.param(Fraction(1, 2), 0, 1, id="half-goes-up"),
        pytest.param(Fraction(5, 2), 0, 3, id="half-goes-up-where-python-would-not"),
        pytest.param(Fraction(125, 100), 1, Fraction(13, 10), id="second-decimal"),
        pytest.param(Fraction(2, 3), 1, Fraction(7, 10), id="two-thirds"),
        pytest.param(Fraction(0), 1, 0, id="zero"),
    ],
)
def test_half_up(value, decimals, expected):
    assert half_up(value, decimals) == expected


@pytest.mark.parametrize(
    ("answers", "exact", "shown"),
    [
        # Block A weighs 3, 3, 3, 2 (A1-A4): 44 points at most.
        pytest.param(
            {"A1": 2, "A2": 1, "A3": 4, "A4": 0}, Fraction(2100, 44), Fraction(477, 10), id="all-answered"
        ),
        pytest.param({"A1": 4, "A2": 4, "A3": 4, "A4": 4}, 100, 100, id="top"),
        pytest.param({"A1": 0, "A2": 0, "A3": 0, "A4": 0}, 0, 0, id="bottom"),
        # Without A4: 21 of 36 points, and three of four is enough.
        pytest.param(
            {"A1": 2, "A2": 1, "A3": 4, "A4": "vet_ikke"}, Fraction(2100, 36), Fraction(583, 10), id="unknown"
        ),
        pytest.param({"A1": 2, "A2": 1, "A3": 4}, Fraction(2100, 36), Fraction(583, 10), id="unanswered"),
        # Two of four is 50 %, under the 60 % a block needs.
        pytest.param({"A1": 4, "A2": 4}, None, None, id="too-few"),
        # Two of the three that are relevant is 67 %: (3×4 + 3×1) of (3 + 3)×4.
        pytest.param(
            {"A1": 4, "A2": 1, "A4": "ikke_relevant"}, Fraction(1500, 24), Fraction(625, 10), id="irrelevant"
        ),
        pytest.param(
            dict.fromkeys(("A1", "A2", "A3", "A4"), "ikke_relevant"), None, None, id="nothing-relevant"
        ),
    ],
)
def test_block_score(answers, exact, shown):
    block = result(svar=answers).blocks["A"]

    assert (block.percent, block.shown) == (exact, shown)


def test_quick_check_scores_the_core_indicators_only():
    core = {"A1": 2, "A2": 2, "A3": 2, "A4": 4}  # A4 is not core

    assert result(svar=core, type="rask").blocks["A"].percent == 50
    assert result(svar=core, type="full").blocks["A"].percent == Fraction(100 * 26, 44)


def test_block_score_tells_how_many_are_unanswered():
    block = result(svar={"A1": 1, "A2": "vet_ikke", "A3": "ikke_relevant"}).blocks["A"]

    assert (block.relevant, len(block.terms), block.unanswered) == (3, 1, 2)


def test_overall_is_the_mean_by_block_weight():
    # All blocks at level 2 (50 %) save A at level 4 (100 %): (18×100 + 82×50) / 100.
    answers = every_answer(2) | dict.fromkeys(("A1", "A2", "A3", "A4"), 4)

    overall = result(svar=answers).overall

    assert (overall.percent, overall.scored_weight) == (59, 100)


def test_overall_leaves_out_blocks_without_a_score():
    # A, B, C and D (18 + 18 + 18 + 10 = 64) have a score; the rest have none.
    answers = {code: 3 if code[0] == "A" else 1 for code in release().indicators if code[0] in "ABCD"}

    overall = result(svar=answers).overall

    assert overall.scored_weight == 64
    assert overall.percent == Fraction(18 * 75 + 46 * 25, 64)


def test_overall_needs_blocks_that_weigh_enough():
    answers = {code: 3 for code in release().indicators if code[0] in "ABC"}  # 54 of 100

    assert result(svar=answers).overall.percent is None
    assert score_overall(()).percent is None


def test_completeness_counts_only_what_is_known_and_relevant():
    told = result(
        svar={"A1": 2, "A2": "vet_ikke", "A4": "ikke_relevant"},
        tjenester={"S01": {"finnes": "egen"}, "S02": {"finnes": "vet_ikke"}, "S03": {"yrkesaktive": "ja"}},
        fag={"lege": {"tilgjengelig": "ja"}, "jordmor": {"tilknytning": "ansatt"}},
    )

    counted = {part: (c.known, c.asked) for part, c in told.completeness.items()}
    assert counted == {
        Part.SERVICE_MAP: (1, 21),
        Part.PROFESSION_TABLE: (1, 5),
        Part.CORE: (1, 17),
        Part.ALL: (1, 52),
    }
    assert told.completeness[Part.SERVICE_MAP].percent == 5  # 4.76
    assert {"A2", "B1"} <= set(told.unanswered)
    assert not {"A1", "A4"} & set(told.unanswered)


def test_completeness_of_nothing_asked_is_whole():
    everything_irrelevant = dict.fromkeys(release().indicators, "ikke_relevant")

    assert result(svar=everything_irrelevant).completeness[Part.ALL].percent == 100


# --- legal status ---


def status_of(code, **told):
    return {f.indicator.code: f.status for f in result(**told).legal}.get(code)


@pytest.mark.parametrize(
    ("code", "answer", "expected"),
    [
        ("F1", 2, LegalStatus.MET),  # asked from level 2
        ("F1", 1, LegalStatus.NOT_MET),
        ("C7", 3, LegalStatus.MET),  # asked from level 3
        ("C7", 2, LegalStatus.NOT_MET),
        ("F1", "vet_ikke", LegalStatus.UNSETTLED),
    ],
)
def test_legal_status_follows_the_threshold(code, answer, expected):
    assert status_of(code, svar={code: answer}) is expected


def test_unanswered_duty_is_unsettled_and_recommended_indicators_have_no_status():
    assert status_of("F1") is LegalStatus.UNSETTLED
    assert status_of("A1", svar={"A1": 0}) is None


def test_sami_duty_is_listed_only_in_the_sami_area():
    assert status_of("J2", svar={"J2": 0}) is None
    assert status_of("J2", svar={"J2": 0}, samisk=True) is LegalStatus.NOT_MET


def test_profession_duty_without_a_level_follows_a_no_in_the_table():
    lacking = {"psykolog": {"tilgjengelig": "nei"}}

    assert status_of("E1", fag=lacking) is LegalStatus.NOT_MET
    assert status_of("E1", fag=lacking, svar={"E1": 3}) is LegalStatus.MET
    assert status_of("E1", fag={"psykolog": {"tilgjengelig": "timer"}}) is LegalStatus.UNSETTLED
    assert (
        status_of("E1", fag={"sosionom": {"tilgjengelig": "nei"}}) is LegalStatus.UNSETTLED
    )  # not of the five


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"svar": {"E1": 2}}, 2),
        ({"svar": {"E1": 4}}, None),
        ({}, None),
        ({"fag": {"lege": {"tilgjengelig": "nei"}}}, 0),
    ],
)
def test_legal_list_points_at_the_next_step(told, level):
    (finding,) = [f for f in result(**told).legal if f.indicator.code == "E1"]

    assert finding.next_step_level == level


@pytest.mark.parametrize(
    ("code", "sami_area", "accepted"),
    [("A1", False, True), ("E1", False, False), ("J2", False, True), ("J2", True, False)],
)
def test_a_duty_is_never_irrelevant_save_the_sami_one_elsewhere(code, sami_area, accepted):
    indicator = release().indicators[code]

    assert indicator.accepts(NoLevel.NOT_RELEVANT, sami_area=sami_area) is accepted
    assert indicator.accepts(NoLevel.UNKNOWN, sami_area=sami_area)
    assert indicator.accepts(0, sami_area=sami_area)


# --- targets and gaps ---


def test_targets_are_three_for_duties_and_core_two_otherwise_unless_chosen():
    zero = {
        gap.indicator.code: gap
        for gap in result(svar={"E1": 0, "A1": 0, "A4": 0, "B2": 0}, mal={"B2": 4}).gaps
    }

    assert {code: gap.target for code, gap in zero.items()} == {"E1": 3, "A1": 3, "A4": 2, "B2": 4}
    assert zero["B2"].size == 4


def test_gaps_are_ordered_by_weight_times_gap_then_duty_then_block():
    # E1 4×3 = 12 · B2 4×2 = 8 · F1 3×2 = 6 (duty) · A1 3×2 = 6 · D1 3×2 = 6, in a lighter block than A1
    gaps = result(svar={"A1": 1, "B2": 1, "D1": 1, "E1": 0, "F1": 1, "G1": 3, "K1": "vet_ikke"}).gaps

    assert [(gap.indicator.code, gap.priority) for gap in gaps] == [
        ("E1", 12),
        ("B2", 8),
        ("F1", 6),
        ("A1", 6),
        ("D1", 6),
    ]
