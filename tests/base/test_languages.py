"""The language of a visit, and the way to the same page in another."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from base import languages


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/nn/kurs/", "nn"),
        ("/en", "en"),
        ("/konto/login/", None),
        ("/nbx/", None),
        ("/", None),
        ("nn/kurs/", None),
    ],
)
def test_of_path(path, language):
    assert languages.of_path(path) == language


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/nb/kurs/?a=1", "/nn/kurs/?a=1"), ("/en", "/nn/"), ("/konto/login/", "/konto/login/")],
)
def test_swapped(path, expected):
    assert languages.swapped(path, "nn") == expected


@pytest.mark.parametrize(
    ("header", "language"),
    [
        pytest.param("no,en;q=0.5", "nb", id="norwegian-is-bokmål"),
        pytest.param("nn-NO,nb;q=0.9", "nn", id="nynorsk"),
        pytest.param("de,en-GB;q=0.8", "en", id="second-choice"),
        pytest.param("en;q=0.2,nn;q=0.8", "nn", id="by-weight"),
        pytest.param("de", None, id="none-of-ours"),
        pytest.param("", None, id="nothing"),
        pytest.param("x" * 5000, None, id="nonsense"),
    ],
)
def test_accepted(header, language):
    assert languages.accepted(header) == language


@pytest.mark.parametrize(
    ("given", "language"),
    [
        pytest.param({"path": "/nn/x/", "user": "en", "cookie": "en"}, "nn", id="the-address-first"),
        pytest.param(
            {"path": "/konto/", "user": "nn", "query": {"next": "/en/x/"}}, "nn", id="then-the-person"
        ),
        pytest.param(
            {"path": "/konto/", "query": {"next": "/en/x/"}, "cookie": "nn"}, "en", id="then-where-they-go"
        ),
        pytest.param({"path": "/konto/", "cookie": "nn"}, "nn", id="then-the-cookie"),
        pytest.param({"path": "/konto/", "user": "xx", "cookie": "../"}, "nb", id="else-bokmål"),
    ],
)
def test_of_visit(given, language):
    assert languages.of_visit(**{"user": None, "query": {}, "cookie": None} | given) == language


@pytest.mark.parametrize(
    ("cookie", "header", "address"),
    [("nn", "en", "/nn/"), ("", "en-GB", "/en/"), ("", "no", "/nb/"), ("xx", "de", "/nb/"), ("", "", "/nb/")],
)
def test_the_root_leads_to_the_readers_front_page(client, cookie, header, address):
    client.cookies["django_language"] = cookie

    response = client.get("/", headers={"accept-language": header})

    assert (response.status_code, response["Location"]) == (302, address)
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in response["Vary"].split(",")}


def test_the_choice_of_language_is_kept_and_leads_to_the_page(client):
    response = client.get("/sprak/nn/?til=/nn/samtale/")

    assert response["Location"] == "/nn/samtale/"
    assert response.cookies["django_language"].value == "nn"
    assert response.cookies["django_language"]["httponly"]


@pytest.mark.parametrize("address", ["https://ond.no/", "//ond.no/", "/\\ond.no", "javascript:alert(1)", ""])
def test_the_choice_of_language_never_leads_to_another_site(client, address):
    response = client.get("/sprak/nn/", {"til": address})

    assert response["Location"] == "/nn/"


@pytest.mark.django_db
def test_an_unknown_language_is_not_found(client):
    assert client.get("/sprak/xx/").status_code == 404


@pytest.mark.django_db
def test_the_account_pages_are_in_the_language_of_the_person(client):
    client.force_login(User.objects.create_user("a@b.no", "et-langt-passord", language="nn"))
    client.cookies["django_language"] = "en"

    response = client.get(reverse("account_email"))

    assert 'lang="nn"' in response.text


@pytest.mark.django_db
def test_the_login_page_is_in_the_language_of_the_page_one_comes_from(client):
    response = client.get("/konto/login/?next=/en/min-side/", headers={"accept-language": "nn"})

    assert '<html lang="en"' in response.text


@pytest.mark.django_db
def test_who_makes_an_account_keeps_the_language_they_read_in(client):
    client.get("/konto/signup/?next=/nn/min-side/")

    response = client.post(
        "/konto/signup/",
        {"email": "ny@kommune.example", "password1": "granbar-og-lyng-77", "next": "/nn/min-side/"},
        follow=True,
    )

    assert '<html lang="nn"' in response.text
    assert User.objects.get(email="ny@kommune.example").language == "nn"
    assert "Med denne koden stadfestar du" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_missing_page_is_told_of_in_the_language_of_its_address(client):
    response = client.get("/nn/finst-ikkje/", headers={"accept-language": "en"})

    assert response.status_code == 404
    assert "Her sluttar stien" in response.text
