"""Health, the reader's look, posts from elsewhere, and pages for what went wrong."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from base import views
from base.requests import is_from_our_own_pages, same_origin_post
from cms.urls import *  # noqa: F403 - the whole site, and two views that break

factory = RequestFactory()
FORM_PAGE = "/konto/login/"


def breaks(request):
    raise ValueError("hemmelig")


def finds_no_database(request):
    raise OperationalError("could not connect to 10.0.0.1")


urlpatterns = [path("nn/krasj/", breaks), path("nn/database/", finds_no_database), *urlpatterns]  # noqa: F405


def test_live_asks_nothing_of_the_database(client):
    assert client.get("/live").status_code == 200  # without the mark, pytest-django refuses a query


@pytest.mark.django_db
def test_ready_asks_the_database_and_the_cache(client):
    response = client.get("/ready")

    assert (response.status_code, response.json()) == (200, {"database": "ok", "cache": "ok"})


@pytest.mark.django_db
def test_not_ready_without_the_database(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/ready")

    assert (response.status_code, response.json()["database"]) == (503, "down")


@pytest.mark.django_db
def test_not_ready_without_the_cache(client, monkeypatch):
    def refuse(*args):
        raise ConnectionError

    monkeypatch.setattr(cache, "set", refuse)
    response = client.get("/ready")

    assert (response.status_code, response.json()["cache"]) == (503, "down")


@pytest.mark.urls(__name__)
def test_an_unreachable_database_gives_a_calm_page_in_the_readers_language(client):
    client.raise_request_exception = False

    response = client.get("/nn/database/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Stengt ein augneblink" in response.text
    assert "10.0.0.1" not in response.text


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("where", ["/nn/samtale/", "/nb/min-side/"])
def test_a_database_that_is_away_before_the_view_is_reached_gives_the_same_page(client, monkeypatch, where):
    """With a session cookie, the first thing asked for is the session."""

    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", refuse)
    client.cookies["sessionid"] = "x" * 32
    client.raise_request_exception = False

    assert client.get(where).status_code == 503


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_gives_a_calm_page_that_tells_nothing(client):
    client.raise_request_exception = False

    response = client.get("/nn/krasj/")

    assert response.status_code == 500
    assert "Noko gjekk gale hos oss" in response.text
    assert "hemmelig" not in response.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_what_to_do(settings):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(FORM_PAGE, {"login": "a@b.no"})

    assert response.status_code == 403
    assert "Skjemaet hadde vært åpent for lenge" in response.text


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        pytest.param(views.bad_request, 400, "Ingenting ble lagret", id="400"),
        pytest.param(views.permission_denied, 403, "ikke åpen for deg", id="403"),
        pytest.param(views.not_found, 404, "Her slutter stien", id="404"),
    ],
)
@pytest.mark.django_db
def test_a_page_for_what_went_wrong_leads_on(rf, view, status, words):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/nb/noe/")
    request.user, request.LANGUAGE_CODE = AnonymousUser(), "nb"
    response = view(request, None)

    assert response.status_code == status
    assert words in response.text
    assert 'href="/nb/samtale/"' in response.text


def test_the_look_is_kept_and_leads_back(client):
    response = client.post("/utseende/", {"color_scheme": "dark", "til": "/nb/samtale/"})

    assert response["Location"] == "/nb/samtale/"
    assert response.cookies["color_scheme"].value == "dark"
    assert not response.cookies["color_scheme"]["httponly"], "the script changes it without asking the server"


@pytest.mark.parametrize("fields", [{"color_scheme": "rosa"}, {}])
def test_an_unknown_look_is_not_kept(client, fields):
    assert "color_scheme" not in client.post("/utseende/", fields).cookies


@pytest.mark.django_db
def test_the_page_comes_in_the_look_the_reader_chose(client):
    client.cookies["color_scheme"] = "dark"

    assert 'data-color-scheme="dark"' in client.get("/nb/samtale/").text


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        pytest.param({"sec-fetch-site": "same-origin"}, True, id="own-page"),
        pytest.param({"sec-fetch-site": "cross-site"}, False, id="other-site"),
        pytest.param({"sec-fetch-site": "same-site"}, False, id="neighbour"),
        pytest.param(
            {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
            False,
            id="the-browser-knows-best",
        ),
        pytest.param({"origin": "http://testserver"}, True, id="own-origin"),
        pytest.param({"origin": "https://ond.no"}, False, id="other-origin"),
        pytest.param({"origin": "null"}, False, id="hidden-origin"),
        pytest.param({}, True, id="no-browser"),
    ],
)
def test_where_a_post_comes_from(headers, ours):
    assert is_from_our_own_pages(factory.post("/", headers=headers)) is ours


def test_a_guarded_view_answers_own_posts_only():
    view = same_origin_post(lambda request: HttpResponse("ok"))

    assert view(factory.post("/", headers={"sec-fetch-site": "same-origin"})).content == b"ok"
    assert view(factory.get("/")).status_code == 405
    with pytest.raises(PermissionDenied):
        view(factory.post("/", headers={"sec-fetch-site": "cross-site"}))
