"""The result: what the answers come to, said so that it can be used and cannot shame."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import Municipality
from self_assessment.domain.values import NoLevel
from tests.factories.self_assessment import AssessmentFactory, answer_all, member

pytestmark = pytest.mark.any_database

CORE = ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "D1", "D3", "E1", "F1", "F5", "G1", "H1", "I1", "J1", "K1"]


@pytest.fixture
def lead(db):
    return member(Municipality.objects.get(pk="5037"))


@pytest.fixture
def assessment(lead):
    return AssessmentFactory()


def result_page(client, assessment, lead, language="nb"):
    client.force_login(lead)
    with translation.override(language):
        address = reverse("self_assessment:result", args=[assessment.pk])
    return client.get(address).content.decode()


def test_the_parts_stand_in_their_order_and_there_is_no_overall_grade(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE, 1))

    page = result_page(client, assessment, lead)

    parts = ['id="profile"', 'id="blocks"', 'id="law"', 'id="next"', 'id="find-out"']
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
    assert "Det finnes ingen samlet karakter" in page
    assert "Samlet:" not in page


def test_the_profile_is_marked_as_a_guess_and_says_why(client, assessment, lead):
    page = result_page(client, assessment, lead)

    assert "Foreløpig profil, et anslag" in page
    assert "Vi har gjettet ut fra folketall og sentralitet" in page


def test_a_block_with_too_few_answers_has_no_number_and_says_so(client, assessment, lead):
    answer_all(assessment, {"A1": 4, "A2": NoLevel.UNKNOWN, "A3": NoLevel.UNKNOWN, "B1": 2, "B2": 2})

    page = result_page(client, assessment, lead)

    assert "A: 1 av 3 spørsmål er besvart" in page
    assert "B: (3×2 + 4×2) av (3 + 4)×4 = 50,0\u00a0%" in page
    assert page.count("chart__unknown") >= 10


def test_numbers_are_written_as_the_reader_writes_them(client, assessment, lead):
    answer_all(assessment, {"B1": 2, "B2": 2})

    assert "50,0" in result_page(client, assessment, lead, "nn")
    assert "50.0" in result_page(client, assessment, lead, "en")


def test_duties_are_the_municipalitys_own_view_and_never_called_a_breach(client, assessment, lead):
    answer_all(assessment, {"E1": 2, "F1": 2, "I1": NoLevel.UNKNOWN, "J1": 3})

    page = result_page(client, assessment, lead)

    law = page.split('id="law"')[1].split('id="next"')[0]
    assert law.count("Ikke oppfylt ennå") == 1
    assert law.count(">Oppfylt<") == 2
    assert law.count("Ikke avklart") == 1
    assert "aldri en avgjørelse" in law
    assert "85 prosent" in law
    assert "lovbrudd" not in page.lower()


def test_at_most_five_steps_each_with_its_reason_and_something_small(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE, 0))

    page = result_page(client, assessment, lead)

    steps = page.split('id="next"')[1].split('id="find-out"')[0]
    assert steps.count('class="step"') == 5
    assert steps.count("step__why") == 5
    assert "under fem timer" in steps
    assert "Denne uka" in steps


def test_a_step_says_what_was_answered_and_leads_on(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE, 3) | {"C2": 1})

    page = result_page(client, assessment, lead)

    assert "Fordi dere svarte 1 på C2" in page
    assert "Samhandling Nav" in page


def test_what_is_not_known_is_listed_to_be_found_out(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE, 2) | {"H1": NoLevel.UNKNOWN})

    found_out = result_page(client, assessment, lead).split('id="find-out"')[1]

    assert "16 av 17 (94\N{NO-BREAK SPACE}%)" in found_out
    assert reverse("self_assessment:question", args=[assessment.pk, "H1"]) in found_out


def test_a_block_that_is_not_relevant_is_not_said_to_lack_answers(client, assessment, lead):
    answer_all(assessment, {code: 1 for code in CORE if code != "G1"} | {"G1": NoLevel.NOT_RELEVANT})

    page = result_page(client, assessment, lead)

    assert "Ikke relevant" in page
    assert "ingen av spørsmålene er relevante" in page
    assert "0 av 0" not in page


def test_whoever_answered_do_not_know_is_not_told_that_here_is_the_picture(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE[:5], 1) | dict.fromkeys(CORE[5:], NoLevel.UNKNOWN))

    page = result_page(client, assessment, lead)

    assert "12 av dem med «vet ikke»" in page
    assert "Her er bildet" not in page


def test_every_step_has_something_for_this_week(client, assessment, lead):
    answer_all(assessment, dict.fromkeys(CORE, 3) | {"H1": 2})

    page = result_page(client, assessment, lead)

    assert "Bli enige om hvem som tar dette" in page
    assert page.count('<li class="step">') == page.count("Denne uka") > 0


def test_with_nothing_answered_the_page_is_calm(client, assessment, lead):
    page = result_page(client, assessment, lead)

    assert "Ingenting er besvart ennå" in page
    assert "Ingen steg ennå" in page


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_result_is_there_in_the_other_languages(client, assessment, lead, language):
    answer_all(assessment, dict.fromkeys(CORE, 1))

    page = result_page(client, assessment, lead, language)

    assert {"nn": "Lovkrav, sett for seg", "en": "Duties by law"}[language] in page


def test_the_result_keeps_its_pace(client, assessment, lead, django_assert_max_num_queries):
    answer_all(assessment, dict.fromkeys(CORE, 0))
    result_page(client, assessment, lead)
    address = reverse("self_assessment:result", args=[assessment.pk])

    with django_assert_max_num_queries(17):
        client.get(address)
