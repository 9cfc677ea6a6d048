"""The profile: counted on the map, guessed when the map is not full, or set by the lead."""

import pytest

from self_assessment.domain.profile import Basis, profile_of_count
from self_assessment.domain.values import Profile
from tests.self_assessment.domain.shipped import on_map, result

START, BUILD, COORDINATE = Profile
PLACES = ("S07", "S11", "S13", "S16", "S08", "S12")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, START), (1, START), (2, BUILD), (3, BUILD), (4, COORDINATE), (6, COORDINATE)],
)
def test_profile_follows_the_number_of_open_services(count, expected):
    profile = result(tjenester=on_map(*PLACES[:count])).profile

    assert profile_of_count(count) is expected
    assert (profile.profile, profile.basis, profile.count) == (expected, Basis.MAP, count)


def test_home_based_and_group_rehabilitation_are_one_place():
    assert result(tjenester=on_map("S08", "S09")).profile.count == 1
    assert result(tjenester=on_map("S09")).profile.count == 1


@pytest.mark.parametrize(("open_to", "counts"), [("ja", 1), ("delvis", 1), ("nei", 0)])
def test_a_service_counts_only_when_open_to_working_age(open_to, counts):
    assert result(tjenester=on_map("S07", yrkesaktive=open_to)).profile.count == counts


def test_a_profile_is_settled_when_the_unknown_places_cannot_change_it():
    told = on_map("S07", "S11") | {"S13": {"finnes": "vet_ikke"}}  # two or three: build either way

    profile = result(tjenester=told).profile

    assert (profile.profile, profile.settled, profile.unknown) == (BUILD, True, 1)


@pytest.mark.parametrize(
    ("population", "centrality", "expected"),
    [
        pytest.param(900, 6, START, id="small-and-remote"),
        pytest.param(4_999, 4, BUILD, id="small"),
        pytest.param(25_000, 5, BUILD, id="remote"),
        pytest.param(19_999, 1, BUILD, id="middle"),
        pytest.param(20_000, 1, COORDINATE, id="large"),
    ],
)
def test_an_empty_map_gives_a_guess_from_size_and_centrality(population, centrality, expected):
    profile = result(folketall=population, sentralitetsklasse=centrality).profile

    assert (profile.profile, profile.settled) == (expected, False)


def test_a_guess_stays_within_what_the_map_allows():
    three_open = {code: {"finnes": "egen", "yrkesaktive": "ja"} for code in PLACES[:3]}
    five_closed = {code: {"finnes": "nei"} for code in (*PLACES[:3], "S12")}

    at_least_build = result(folketall=900, sentralitetsklasse=6, tjenester=three_open).profile
    at_most_build = result(folketall=90_000, sentralitetsklasse=1, tjenester=five_closed).profile

    assert (at_least_build.profile, at_least_build.settled) == (BUILD, False)
    assert (at_most_build.profile, at_most_build.settled) == (BUILD, False)


def test_the_lead_may_set_the_profile():
    profile = result(profil_satt="samordne", tjenester=on_map()).profile

    assert (profile.profile, profile.basis, profile.settled, profile.count) == (
        COORDINATE,
        Basis.LEAD,
        True,
        0,
    )


@pytest.mark.parametrize(
    ("told", "nb", "nn"),
    [
        pytest.param(
            {"tjenester": on_map("S07", "S11")},
            "2 av de 6 tjenestene som avgjør profilen, finnes og er åpne for folk i yrkesaktiv alder.",
            "2 av dei 6 tenestene som avgjer profilen, finst og er opne for folk i yrkesaktiv alder.",
            id="map",
        ),
        pytest.param(
            {"folketall": 900, "sentralitetsklasse": 6, "tjenester": {"S07": {"finnes": "nei"}}},
            "Foreløpig profil: tjenestekartet er ikke fylt ut nok til å avgjøre den. 0 av de 6 "
            "tjenestene som avgjør profilen, finnes og er åpne for folk i yrkesaktiv alder; 5 er ikke avklart. "
            "Vi har gjettet ut fra at kommunen er liten og ligger langt fra større steder.",
            "Førebels profil: tenestekartet er ikkje fylt ut nok til å avgjere han. 0 av dei 6 "
            "tenestene som avgjer profilen, finst og er opne for folk i yrkesaktiv alder; 5 er ikkje avklart. "
            "Vi har gissa ut frå at kommunen er liten og ligg langt frå større stader.",
            id="guess",
        ),
        pytest.param(
            {"profil_satt": "bygge", "tjenester": on_map("S07")},
            "Profilen er valgt av den som leder kartleggingen. 1 av de 6 tjenestene som avgjør profilen, "
            "finnes og er åpne for folk i yrkesaktiv alder.",
            "Profilen er vald av den som leier kartlegginga. 1 av dei 6 tenestene som avgjer profilen, "
            "finst og er opne for folk i yrkesaktiv alder.",
            id="lead",
        ),
    ],
)
def test_the_profile_says_why(told, nb, nn):
    reason = result(**told).profile_reason

    assert (reason.nb, reason.nn) == (nb, nn)
    assert reason.en
