"""Anyone may check a certificate, whatever has happened to the course or the account since."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import erase
from courses.certificates import actions, throttle
from courses.certificates.domain.standing import Reason
from courses.certificates.models import Certificate, CertificateTerm
from courses.models import CoursePage
from tests.courses.certificates.conftest import LONG_AGO, NAME, finish, issue

UNKNOWN = "2222-3333-4444"


@pytest.fixture
def anyone() -> Client:
    return Client()


def check(anyone, code, **kwargs):
    return anyone.get(f"/verifiser/{code}/", **kwargs)


def test_a_genuine_one_says_what_stands_on_it(anyone, certificate, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        response = check(anyone, certificate.printed_code)

    assert response.status_code == 200
    for words in (
        "Beviset er ekte",
        NAME,
        "Arbeidsfokus i rehabilitering",
        "2. mars 2026",
        "1 time og 20 minutter",
    ):
        assert words in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]


def test_it_says_it_in_nynorsk_to_who_has_chosen_nynorsk(anyone, certificate, settings):
    anyone.cookies[settings.LANGUAGE_COOKIE_NAME] = "nn"

    response = check(anyone, certificate.printed_code)

    assert "Du kan forklare kvifor helsehjelp" in response.text
    assert '<html lang="nn"' in response.text


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "bare", "spaced"])
def test_a_typed_code_is_read_kindly(anyone, certificate, typed):
    forms = {
        "lower": certificate.printed_code.lower(),
        "bare": certificate.code,
        "spaced": certificate.printed_code.replace("-", " "),
    }

    response = anyone.get(
        "/verifiser/", {"kode": forms.get(typed, typed.format(certificate.printed_code))}, follow=True
    )

    assert response.redirect_chain[-1][0] == certificate.verify_path
    assert "Beviset er ekte" in response.text


@pytest.mark.parametrize("code", [UNKNOWN, "0000-1111-OOOO", "x", "æøå", "7KQF-2M9D-XR4T%0A", "a" * 300])
def test_an_unknown_code_gets_a_calm_answer(anyone, certificate, code):
    response = check(anyone, code)

    assert response.status_code == 404
    assert "Vi har ikke noe bevis med denne koden" in response.text


def test_a_code_with_one_sign_changed_is_unknown(anyone, certificate):
    other = "2" if certificate.code[0] != "2" else "3"

    assert check(anyone, other + certificate.code[1:]).status_code == 404


def test_guesses_are_slowed_down_and_real_checks_are_not(certificate):
    guesser, other = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")

    answers = [check(guesser, UNKNOWN).status_code for _ in range(throttle.CODES + 1)]
    afterwards = check(guesser, certificate.printed_code)
    real = [check(other, certificate.printed_code).status_code for _ in range(throttle.CODES + 5)]

    assert answers == [404] * throttle.CODES + [429]
    assert (afterwards.status_code, afterwards["Retry-After"]) == (429, "600")
    assert NAME not in afterwards.text
    assert set(real) == {200}


def test_no_network_address_is_kept_in_clear(anyone, certificate):
    request = check(Client(REMOTE_ADDR="10.20.30.40"), UNKNOWN).wsgi_request

    assert "10.20.30.40" not in throttle.by_address(request)
    assert cache.get(throttle.by_address(request)) == 1


def test_without_a_cache_a_check_still_works(anyone, certificate, monkeypatch):
    def down(*args):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", down)
    monkeypatch.setattr(cache, "add", down)

    assert check(anyone, certificate.printed_code).status_code == 200
    assert check(anyone, UNKNOWN).status_code == 404


# --- What happens since ------------------------------------------------------------------------------


def test_it_verifies_when_the_course_is_renamed_renewed_and_unpublished(anyone, certificate):
    CoursePage.objects.filter(key="L1").update(title="Noe helt annet", version="9.9", minutes=5, live=False)

    response = check(anyone, certificate.printed_code)

    assert "Beviset er ekte" in response.text
    assert "Arbeidsfokus i rehabilitering" in response.text
    assert "Noe helt annet" not in response.text
    assert "9.9" not in response.text


def test_it_verifies_when_the_account_is_erased_and_the_name_can_still_be_confirmed(
    anyone, certificate, person
):
    erase(user=person)

    page = check(anyone, certificate.printed_code)
    right = anyone.post(certificate.verify_path, {"name": "ingrid  SOLBERG"})
    wrong = anyone.post(certificate.verify_path, {"name": "Kari Nordmann"})

    certificate.refresh_from_db()
    assert (certificate.user, certificate.holder_name) == (None, "")
    assert "Beviset er ekte" in page.text
    assert NAME not in page.text
    assert "Navnet er det beviset ble utstedt til" in right.text
    assert "Det er ikke navnet beviset ble utstedt til" in wrong.text


def test_guessing_the_name_is_slowed_down_from_wherever(certificate, person):
    erase(user=person)
    for number in range(throttle.NAMES):
        Client(REMOTE_ADDR=f"10.0.1.{number}").post(
            certificate.verify_path, {"name": f"Kari {number} Nordmann"}
        )

    response = Client(REMOTE_ADDR="10.0.2.1").post(certificate.verify_path, {"name": NAME})

    assert response.status_code == 429


def test_the_database_holds_nothing_of_an_erased_name(certificate, person):
    erase(user=person)

    row = Certificate.objects.filter(pk=certificate.pk).values().get()

    assert not re.search("ingrid|solberg", str(row), re.IGNORECASE)


def test_erasing_tells_that_certificates_stay(client):
    response = client.get(reverse("account_delete"))

    assert "Kursbevisene dine kan fortsatt sjekkes" in response.text


@pytest.mark.parametrize("reason", list(Reason))
def test_a_revoked_one_says_so_and_the_class_of_the_reason(anyone, certificate, reason):
    actions.revoke(certificate=certificate, reason=reason, by=None, at=timezone.now())

    response = check(anyone, certificate.printed_code)

    certificate.refresh_from_db()
    assert "Beviset er trukket tilbake" in response.text
    assert "Beviset er ekte" not in response.text
    assert certificate.get_reason_display() in response.text


def test_an_expired_one_says_until_when_it_counted(anyone, course, person, time_machine):
    CertificateTerm.objects.create(course_key="L1", months=1)
    finish(course, person, LONG_AGO)
    certificate = issue(course, person, LONG_AGO)
    time_machine.move_to("2026-04-03T12:00:00+02:00")

    response = check(anyone, certificate.printed_code)

    assert "Beviset er utløpt" in response.text
    assert "2. april 2026" in response.text


def test_a_name_written_as_markup_is_only_a_name(anyone, course, person):
    finish(course, person)
    certificate = issue(course, person, name="<b>Kari</b> & {{ x }} #strong[x]")

    response = check(anyone, certificate.printed_code)

    assert "&lt;b&gt;Kari&lt;/b&gt;" in response.text
    assert "<b>Kari" not in response.text
