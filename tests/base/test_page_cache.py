"""Public pages are kept for those we know nothing about, and for nobody else."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Page

from accounts.models import User
from base import page_cache
from base.middleware import PageCacheMiddleware

factory = RequestFactory()
PAGE = "/nb/samtale/"


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.PAGE_CACHE_SECONDS = 60


class Counting:
    """A site whose pages say how many have been made so far."""

    def __init__(self):
        self.made = 0
        self.change = lambda response: None

    def __call__(self, request):
        self.made += 1
        response = HttpResponse(f"<p>{self.made}</p>")
        self.change(response)
        return response


def ask(site, path=PAGE, *, cookies=None, **request):
    asked = factory.get(path, **request)
    asked.COOKIES.update(cookies or {})
    return PageCacheMiddleware(site)(asked)


def test_a_page_is_made_once():
    site = Counting()

    first, second = ask(site), ask(site)

    assert (first.content, second.content) == (b"<p>1</p>", b"<p>1</p>")
    assert second["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"path": "/nn/samtale/"}, id="another-address"),
        pytest.param({"path": PAGE + "?fase=1"}, id="another-filter"),
        pytest.param({"cookies": {"color_scheme": "dark"}}, id="another-look"),
        pytest.param({"headers": {"accept-encoding": "gzip"}}, id="another-encoding"),
        pytest.param({"headers": {"host": "localhost"}}, id="another-host"),
    ],
)
def test_what_differs_is_kept_apart(other):
    site = Counting()
    ask(site)

    assert ask(site, **other).content == b"<p>2</p>"
    assert ask(site, **other).content == b"<p>2</p>"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"cookies": {"sessionid": "x"}}, id="session"),
        pytest.param({"cookies": {"messages": "x"}}, id="message"),
        pytest.param({"cookies": {"learner": "x"}}, id="device"),
        pytest.param({"cookies": {"anything-new": "x"}}, id="unknown-cookie"),
        pytest.param({"path": "/konto/login/"}, id="no-language"),
        pytest.param({"path": "/nb/sok/?q=samtykke"}, id="search"),
        pytest.param({"path": PAGE + "?fase=" + "1" * 400}, id="long-address"),
        pytest.param({"headers": {"x-requested-with": "fetch"}}, id="fragment"),
        pytest.param({"REQUEST_METHOD": "HEAD"}, id="head"),
        pytest.param({"REQUEST_METHOD": "POST"}, id="post"),
    ],
)
def test_is_neither_given_nor_taken_from_what_is_kept(other):
    site = Counting()
    ask(site, other.get("path", PAGE))

    made = ask(site, **other)

    assert made.content == b"<p>2</p>"
    assert "ETag" not in made


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda response: response.set_cookie("a", "b"), id="sets-a-cookie"),
        pytest.param(lambda response: response.__setitem__("Vary", "Accept-Encoding, Cookie"), id="varies"),
        pytest.param(
            lambda response: response.__setitem__("Vary", "Accept-Language"), id="varies-by-browser"
        ),
        pytest.param(
            lambda response: response.__setitem__("Cache-Control", "no-store"), id="has-its-own-rule"
        ),
        pytest.param(lambda response: response.__setitem__("Content-Type", "text/csv"), id="not-a-page"),
        pytest.param(lambda response: setattr(response, "status_code", 404), id="not-found"),
        pytest.param(lambda response: setattr(response, "status_code", 500), id="broken"),
    ],
)
def test_is_never_kept(change):
    site = Counting()
    site.change = change

    ask(site)

    assert ask(site).content == b"<p>2</p>"


def test_language_and_look_are_no_reason_not_to_keep():
    site = Counting()
    cookies = {"django_language": "nn", "color_scheme": "dark", "csrftoken": "x"}

    ask(site, cookies=cookies)

    assert ask(site, cookies=cookies).content == b"<p>1</p>"


def test_a_browser_that_has_the_page_is_only_told_so():
    site = Counting()
    tag = ask(site)["ETag"]

    again = ask(site, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.django_db(transaction=True)
def test_clearing_makes_every_page_old():
    site = Counting()
    ask(site)

    page_cache.clear()

    assert ask(site).content == b"<p>2</p>"


@pytest.mark.django_db
def test_a_page_made_while_the_content_changed_is_not_kept_as_new(django_capture_on_commit_callbacks):
    site = Counting()

    def somebody_publishes(response):
        with django_capture_on_commit_callbacks(execute=True):
            page_cache.clear()

    site.change = somebody_publishes
    ask(site)
    site.change = lambda response: None

    assert ask(site).content == b"<p>2</p>"


@pytest.mark.django_db
def test_nothing_is_cleared_for_a_change_that_is_taken_back(django_capture_on_commit_callbacks):
    site = Counting()
    ask(site)

    with django_capture_on_commit_callbacks(execute=False):
        page_cache.clear()

    assert ask(site).content == b"<p>1</p>"


def test_without_the_cache_pages_are_still_made(monkeypatch):
    def broken(keys):
        raise ConnectionError

    monkeypatch.setattr(cache, "get_many", broken)

    assert ask(Counting()).content == b"<p>1</p>"


@pytest.mark.django_db
def test_a_real_page_costs_no_query_the_second_time(client, django_assert_num_queries):
    first = client.get(PAGE)

    with django_assert_num_queries(0):
        second = client.get(PAGE)

    assert second.content == first.content
    assert "Content-Security-Policy" in second


@pytest.mark.django_db
def test_a_page_of_the_cms_is_kept_until_it_is_published_again(client, django_capture_on_commit_callbacks):
    page = Page.objects.live().filter(depth__gt=2).first().specific
    before = client.get(page.url)
    assert page.title in before.text
    assert "ETag" in before

    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Et nytt navn"
        page.save_revision().publish()

    assert "Et nytt navn" in client.get(page.url).text


@pytest.mark.django_db
def test_a_person_who_is_logged_in_sees_their_own_header(client):
    assert "Logg ut" not in client.get(PAGE).text
    client.force_login(User.objects.create_user("a@b.no", "et-langt-passord"))

    assert "Logg ut" in client.get(PAGE).text

    client.logout()
    assert "Logg ut" not in client.get(PAGE).text


@pytest.mark.django_db
def test_a_preview_of_a_draft_is_never_kept_as_the_page(client):
    page = Page.objects.live().filter(depth__gt=2).first().specific
    page.title = "Et utkast"

    preview = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert "Et utkast" in preview.text
    assert "Et utkast" not in client.get(page.url).text
