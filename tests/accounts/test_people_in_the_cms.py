"""Administrators keep people in the CMS. There is no user name anywhere: the address is the login."""

import pytest

from accounts.groups import ensure_editors
from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_a_person_is_added_with_address_and_group(administrator):
    group = ensure_editors()

    response = administrator.post(
        "/admin/users/new/",
        {
            "email": "Ny.Redaktor@konto.kommune.no",
            "first_name": "Solveig",
            "last_name": "Ås",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": [group.pk],
        },
    )

    assert response.status_code == 302
    person = User.objects.get(first_name="Solveig")
    assert person.check_password(PASSWORD)
    assert list(person.groups.all()) == [group]


def test_a_person_added_in_the_cms_logs_in_whatever_the_case(administrator, client):
    administrator.post(
        "/admin/users/new/",
        {"email": "Ny@Konto.Kommune.no", "first_name": "Solveig", "last_name": "Ås",
         "password1": PASSWORD, "password2": PASSWORD},
    )  # fmt: skip
    client.logout()

    client.post("/konto/login/", {"login": "ny@konto.kommune.no", "password": PASSWORD})

    assert User.objects.get(email="ny@konto.kommune.no").first_name == "Solveig"
    assert "_auth_user_id" in client.session or client.get("/konto/confirm-email/").status_code == 200


def test_the_list_of_people_and_one_of_them_can_be_opened(administrator):
    person = UserFactory(first_name="Solveig")

    listed = administrator.get("/admin/users/").content.decode()
    opened = administrator.get(f"/admin/users/edit/{person.pk}/")

    assert person.email in listed
    assert opened.status_code == 200
    assert 'name="username"' not in opened.content.decode()


def test_changing_a_person_keeps_the_password(administrator):
    person = UserFactory(first_name="Solveig", last_name="Ås")

    administrator.post(
        f"/admin/users/edit/{person.pk}/",
        {"email": person.email, "first_name": "Solveig", "last_name": "Dal", "is_active": "on"},
    )

    person.refresh_from_db()
    assert person.last_name == "Dal"
    assert person.check_password(PASSWORD)


def test_two_people_do_not_share_an_address(administrator):
    person = UserFactory()

    administrator.post(
        "/admin/users/new/",
        {"email": person.email.upper(), "first_name": "E", "last_name": "E",
         "password1": PASSWORD, "password2": PASSWORD},
    )  # fmt: skip

    assert User.objects.filter(email__iexact=person.email).count() == 1


def test_an_editors_own_page_in_the_cms_leaves_address_and_password_to_us(client):
    editor = UserFactory()
    editor.groups.add(ensure_editors())
    client.force_login(editor)

    page = client.get("/admin/account/").content.decode()

    assert 'type="password"' not in page
    assert 'name="name_email-email"' not in page
