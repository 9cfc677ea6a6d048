"""The person's own pages: for whoever is signed in and nobody else; taking data along, and deleting it."""

import json

import pytest
from django.urls import reverse

from accounts import personal_data
from accounts.models import Membership, User
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGES = ["account_home", "account_my_data", "account_download", "account_delete"]


@pytest.fixture
def signed_in(client):
    user = UserFactory(language="nb")
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    client.user = user
    return client


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_log_in(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/?next=")


def test_a_stranger_deletes_nothing(client):
    user = UserFactory()

    client.post(reverse("account_delete"), {"password": PASSWORD})

    assert User.objects.filter(pk=user.pk).exists()


def test_name_and_language_are_saved_and_the_pages_follow(signed_in):
    signed_in.post(reverse("account_home"), {"first_name": "Ada", "last_name": "", "language": "nn"})

    signed_in.user.refresh_from_db()
    assert (signed_in.user.first_name, signed_in.user.language) == ("Ada", "nn")
    assert '<html lang="nn"' in signed_in.get(reverse("account_home")).content.decode()


def test_nothing_but_name_and_language_is_saved(signed_in):
    signed_in.post(
        reverse("account_home"), {"language": "nb", "is_superuser": "1", "email": "en.annen@konto.kommune.no"}
    )

    signed_in.user.refresh_from_db()
    assert not signed_in.user.is_superuser
    assert signed_in.user.email != "en.annen@konto.kommune.no"


def test_one_takes_along_ones_own_data_and_nobody_elses(signed_in):
    mine = MembershipFactory(user=signed_in.user)
    other = MembershipFactory(municipality_id="1515")

    signed_in.post("/konto/reauthenticate/", {"password": PASSWORD})
    response = signed_in.get(reverse("account_download"))
    data = json.loads(response.content)

    assert response["Content-Disposition"].startswith("attachment")
    assert data["accounts"]["email"] == signed_in.user.email
    assert data["accounts"]["memberships"][0]["municipality__number"] == mine.municipality_id
    assert other.user.email not in response.content.decode()
    assert signed_in.user.password not in response.content.decode()
    assert set(data) == {room.name for room in personal_data.rooms()}


def test_taking_data_along_asks_for_the_password_once_more(signed_in):
    assert signed_in.get(reverse("account_download"))["Location"].startswith("/konto/reauthenticate/")


def test_every_room_that_holds_something_about_people_tells_of_it():
    assert {"accounts", "courses", "self_assessment"} <= {room.name for room in personal_data.rooms()}


def test_deleting_the_account_says_what_stays(signed_in):
    page = signed_in.get(reverse("account_delete")).content.decode()

    for room in personal_data.rooms():
        assert str(room.kept) in page


def test_a_wrong_password_deletes_nothing_and_says_so(signed_in):
    response = signed_in.post(reverse("account_delete"), {"password": "feil-passord-99"})

    assert "ingenting ble slettet" in response.content.decode()
    assert User.objects.filter(pk=signed_in.user.pk).exists()


def test_guessing_the_password_is_stopped(signed_in):
    for _ in range(10):
        signed_in.post(reverse("account_delete"), {"password": "feil-passord-99"})

    assert signed_in.post(reverse("account_delete"), {"password": PASSWORD}).status_code == 429
    assert User.objects.filter(pk=signed_in.user.pk).exists()


def test_the_account_goes_with_all_that_was_only_the_persons(signed_in):
    MembershipFactory(user=signed_in.user)

    response = signed_in.post(reverse("account_delete"), {"password": PASSWORD})

    assert response["Location"] == reverse("account_deleted")
    assert not User.objects.filter(pk=signed_in.user.pk).exists()
    assert not Membership.objects.filter(user_id=signed_in.user.pk).exists()
    assert signed_in.get(reverse("account_deleted")).status_code == 200
    assert signed_in.get(reverse("account_home")).status_code == 302


def test_if_one_room_cannot_erase_nothing_is_erased(signed_in, monkeypatch):
    def fail(user):
        raise RuntimeError

    monkeypatch.setattr(personal_data, "_rooms", dict(personal_data._rooms))
    personal_data.register("broken", export_person=lambda user: None, erase_person=fail)

    with pytest.raises(RuntimeError):
        signed_in.post(reverse("account_delete"), {"password": PASSWORD})

    assert User.objects.filter(pk=signed_in.user.pk).exists()


def test_where_one_is_logged_in_is_said_in_words(client):
    user = UserFactory(language="nb")
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD}, headers={"user-agent": agent})

    page = client.get(reverse("usersessions_list"), headers={"user-agent": agent}).content.decode()

    assert "Firefox på Windows" in page
    assert "Gecko" not in page


@pytest.mark.parametrize("name", ["account_home", "account_my_data", "account_delete", "usersessions_list"])
def test_a_page_asks_the_database_few_times(signed_in, django_assert_max_num_queries, name):
    MembershipFactory(user=signed_in.user)

    with django_assert_max_num_queries(8):
        signed_in.get(reverse(name))
