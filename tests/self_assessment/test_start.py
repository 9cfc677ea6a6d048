"""The way in: finding a municipality, and who may begin."""

import pytest
from django.urls import reverse

from accounts.models import Membership, Municipality
from self_assessment.models import Assessment, FrameworkRelease
from tests.factories.self_assessment import LEVANGER, AssessmentFactory, answer_all, member, person

pytestmark = pytest.mark.django_db
FIND = "/nb/kartlegging/kommune/"


def text(response):
    return response.content.decode()


def test_the_start_page_says_what_it_is_and_what_it_is_not(client):
    page = text(client.get("/nb/kartlegging/"))

    for words in (
        "Om lag 30 minutter",
        "ikke en avgjørelse",
        "Behandleren bestemmer ikke sykmelding",
        "85 prosent",
    ):
        assert words in page


def test_the_start_page_needs_no_session(client):
    response = client.get("/nb/kartlegging/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "") or not response.wsgi_request.session.accessed


@pytest.mark.parametrize(
    ("language", "words"), [("nn", "Kvar står kommunen?"), ("en", "Where does the municipality")]
)
def test_the_start_page_is_there_in_the_other_languages(client, language, words):
    assert words in text(client.get(f"/{language}/kartlegging/"))


def test_one_sees_where_one_stopped(client):
    assessment = AssessmentFactory()
    answer_all(assessment, {"A1": 1, "A2": 2})
    client.force_login(member(assessment.municipality))

    page = text(client.get("/nb/kartlegging/"))

    assert "Levanger (Trøndelag)" in page
    assert "2 av 17 besvart" in page


@pytest.mark.parametrize(
    ("typed", "counties"),
    [("Herøy", {"Møre og Romsdal", "Nordland"}), ("våler", {"Innlandet", "Østfold"})],
)
def test_two_of_the_same_name_are_told_apart_by_county(client, typed, counties):
    response = client.get(FIND, {"q": typed})

    assert response.status_code == 200
    assert all(county in text(response) for county in counties)


def test_one_of_the_two_is_reached_by_name_and_county(client):
    response = client.get(FIND, {"q": "Herøy (Nordland)"})

    assert response["Location"] == f"{FIND}1818/"


@pytest.mark.parametrize("typed", ["Levanger", "levanger", " LEVANGER ", "Levangke", "5037"])
def test_an_exact_name_goes_straight_on(client, typed):
    assert client.get(FIND, {"q": typed})["Location"] == f"{FIND}5037/"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param("Atlantis", "Atlantis", id="unknown"),
        pytest.param("", "Skriv navnet på en kommune", id="nothing"),
        pytest.param("<b>fet</b>", "&lt;b&gt;fet&lt;/b&gt;", id="html"),
        pytest.param("x" * 500, "100", id="far-too-long"),
    ],
)
def test_what_cannot_be_found_is_said_in_the_summary_and_at_the_field(client, typed, message):
    response = client.get(FIND, {"q": typed})

    page = text(response)
    assert page.count(message) >= 2
    assert 'href="#id_q"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("number", ["9999", "0000", "x", "5037 ", "50370"])
def test_an_unknown_number_leads_to_the_search(client, number):
    response = client.get(f"{FIND}{number}/")

    assert response.status_code == 404
    assert "Ingen kommune har det nummeret" in text(response)
    assert 'name="q"' in text(response)


def test_the_type_ahead_gets_names_with_their_county_and_address(client):
    found = client.get(f"{FIND}forslag/", {"q": "hær"}).json()["municipalities"]
    heroy = client.get(f"{FIND}forslag/", {"q": "herø"}).json()["municipalities"]

    assert found == [] or all(set(one) == {"name", "county", "url"} for one in found)
    assert {(one["name"], one["county"], one["url"]) for one in heroy} == {
        ("Herøy", "Nordland", f"{FIND}1818/"),
        ("Herøy", "Møre og Romsdal", f"{FIND}1515/"),
    }


def test_the_type_ahead_never_gives_the_whole_list(client):
    assert len(client.get(f"{FIND}forslag/", {"q": "a"}).json()["municipalities"]) == 8
    assert client.get(f"{FIND}forslag/").json() == {"municipalities": []}


def test_a_municipality_shows_its_guessed_profile_as_a_guess(client):
    page = text(client.get(f"{FIND}4643/"))

    assert "Foreløpig profil, et anslag" in page
    assert "Vi har gjettet" in page


def test_every_municipality_has_a_page(client):
    statuses = {client.get(f"{FIND}{number}/").status_code for number in ("0301", "1515", "5612", "3419")}

    assert statuses == {200}


def test_one_who_is_signed_out_is_led_to_login_and_back(client):
    page = text(client.get(f"{FIND}5037/"))

    assert f"{reverse('account_login')}?next=/nb/kartlegging/kommune/5037/" in page


# --- who may begin ---


def begin(client, number=LEVANGER):
    return client.post(f"{FIND}{number}/begynn/")


def test_in_demo_mode_one_who_is_signed_in_becomes_the_lead(client, settings):
    settings.DEMO = True
    someone = person()
    client.force_login(someone)

    response = begin(client)

    assessment = Assessment.objects.get()
    assert response["Location"] == reverse("self_assessment:overview", args=[assessment.pk])
    assert Municipality.objects.led_by(someone).get().pk == LEVANGER
    assert assessment.created_by == someone


def test_otherwise_one_is_told_how_to_get_access(client, settings):
    settings.DEMO = False
    someone = person()
    client.force_login(someone)

    response = client.post(f"{FIND}5037/begynn/", follow=True)

    assert "Slik får du tilgang" in text(response)
    assert not Assessment.objects.filter(created_by=someone).exists()
    assert not Membership.objects.of(someone).exists()


def test_a_lead_begins_and_comes_back_to_the_same(client, settings):
    settings.DEMO = False
    client.force_login(member(Municipality.objects.get(pk=LEVANGER)))

    first, second = begin(client), begin(client)

    assert first["Location"] == second["Location"]
    assert "Fortsett den raske sjekken" in text(client.get(f"{FIND}5037/"))


def test_an_unknown_municipality_cannot_begin(client, settings):
    settings.DEMO = True
    someone = person()
    client.force_login(someone)

    assert begin(client, "9999").status_code == 404
    assert not Membership.objects.of(someone).exists()


def test_without_a_framework_one_is_asked_to_wait(client):
    FrameworkRelease.objects.all().delete()
    client.force_login(member(Municipality.objects.get(pk=LEVANGER)))

    response = client.post(f"{FIND}5037/begynn/", follow=True)

    assert response.status_code == 200
    assert "ikke på plass" in text(response)
