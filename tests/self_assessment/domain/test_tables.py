"""Levels read from the service map (D6) and the profession table (E1, E2)."""

import pytest

from self_assessment.domain.tables import LevelRange, breadth_level, profession_level, social_worker_level
from tests.self_assessment.domain.shipped import on_map, release, situation

COUNTED = [service.code for service in release().services if service.counts_in_map_level]
FIVE = ("lege", "sykepleier", "fysioterapeut", "ergoterapeut", "psykolog")
READY = {"tilgjengelig": "ja", "tilknytning": "ansatt", "vikar": "ja"}


def test_twelve_services_count_in_the_level_of_the_map():
    assert len(COUNTED) == 12


@pytest.mark.parametrize(
    ("present", "level"),
    [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (8, 2), (9, 3), (12, 3)],
)
def test_breadth_is_the_share_that_exists_by_quarters(present, level):
    assert breadth_level(release(), situation(tjenester=on_map(*COUNTED[:present]))).level == level


def test_breadth_is_two_when_more_than_one_service_is_closed_to_working_age():
    one, two = on_map(*COUNTED), on_map(*COUNTED)
    one[COUNTED[0]] = two[COUNTED[0]] = two[COUNTED[1]] = {"finnes": "egen", "yrkesaktive": "nei"}

    assert breadth_level(release(), situation(tjenester=one)).level == 3
    assert breadth_level(release(), situation(tjenester=two)).level == 2


def test_breadth_is_unknown_only_while_unknown_services_could_change_it():
    two_known = {code: {"finnes": "egen"} for code in COUNTED[:2]} | {
        code: {"finnes": "nei"} for code in COUNTED[4:]
    }
    three_known = two_known | {COUNTED[2]: {"finnes": "egen"}}

    assert breadth_level(release(), situation(tjenester=two_known)) == LevelRange(0, 1)
    assert breadth_level(release(), situation(tjenester=three_known)).level == 1


def five(**changes):
    return situation(fag=dict.fromkeys(FIVE, READY) | changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, LevelRange(4, 4), id="all-available-and-covered"),
        pytest.param({"lege": READY | {"vikar": "nei"}}, LevelRange(3, 3), id="one-not-covered"),
        pytest.param(
            {"lege": READY | {"tilgjengelig": "timer", "vikar": "nei"}}, LevelRange(3, 3), id="hours"
        ),
        pytest.param(
            {"lege": READY | {"tilgjengelig": "nei"}}, LevelRange(2, 2), id="attached-not-available"
        ),
        pytest.param(
            {"lege": {"tilgjengelig": "nei", "tilknytning": "ingen"}}, LevelRange(1, 1), id="one-not-attached"
        ),
        pytest.param(
            {"lege": {"tilknytning": "ingen"}, "psykolog": {"tilknytning": "ingen"}},
            LevelRange(0, 0),
            id="two",
        ),
        pytest.param({"lege": {"tilgjengelig": "ja"}}, LevelRange(3, 4), id="cover-unknown"),
        pytest.param({"lege": {"tilgjengelig": "nei"}}, LevelRange(1, 2), id="attachment-unknown"),
        pytest.param({"lege": {"tilgjengelig": "vet_ikke"}}, LevelRange(1, 4), id="nothing-known-of-one"),
    ],
)
def test_profession_level(changes, expected):
    assert profession_level(release(), five(**changes)) == expected


@pytest.mark.parametrize(
    ("option", "expected"),
    [("nei", (0, 0)), ("timer", (2, 2)), ("ja", (3, 3)), ("vet_ikke", (0, 3))],
)
def test_social_worker_level(option, expected):
    told = situation(fag={"sosionom": {"tilgjengelig": option}})

    assert social_worker_level(told) == LevelRange(*expected)
    assert social_worker_level(situation()) == LevelRange(0, 3)
