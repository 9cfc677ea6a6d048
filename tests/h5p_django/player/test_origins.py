"""A host of its own for frames: it serves them and nothing else, and the site serves none."""

import re
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.core.checks import Error
from django.test import Client

from h5p_django import places, player
from h5p_django.checks import check_origin
from h5p_django.tokens import Purpose
from tests.h5p_django.player.conftest import address, statement
from tests.h5p_django.player.test_page import integration, policy

SITE, APART = "http://testserver", "http://h5p.testserver"


@pytest.fixture
def apart(settings) -> Client:
    """A browser at the host of H5P."""
    settings.SITE_URL, settings.H5P_ORIGIN = SITE, APART
    settings.ALLOWED_HOSTS = ["testserver", "h5p.testserver"]
    return Client(headers={"host": "h5p.testserver"})


def path_of(place) -> str:
    return address(Purpose.PLAY, place).removeprefix(APART)


def test_a_lesson_shows_the_frame_from_the_other_host(apart, place):
    shown = places.embed(place, title="A quiz")

    assert shown.address.startswith(f"{APART}/h5p/spill/")
    assert shown.state.startswith("/h5p/tilstand/")
    assert shown.origin == APART
    assert "allow-same-origin" in shown.sandbox
    assert "allow-top-navigation" not in shown.sandbox


def test_without_a_second_host_a_frame_has_no_origin(place):
    shown = places.embed(place, title="A quiz")

    assert shown.address.startswith("/h5p/spill/")
    assert shown.origin == "null"
    assert "allow-same-origin" not in shown.sandbox


def test_the_frame_knows_its_own_files_and_the_page_around_it(apart, place):
    page = apart.get(path_of(place))

    found = policy(page)
    assert page.status_code == 200
    assert "allow-same-origin" in found["sandbox"]
    assert found["frame-ancestors"] == SITE
    assert found["script-src"] == f"{APART}/h5p/ {APART}/static/"
    assert found["connect-src"] == f"{APART}/h5p/"
    assert found["worker-src"] == "'none'"
    assert f'data-page="{SITE}"' in page.content.decode()
    assert integration(page)["urlLibraries"].startswith(f"{APART}/h5p/bibliotek/")


def test_the_frames_files_come_from_its_host_and_no_other_page_may_read_them(apart, place):
    page = apart.get(path_of(place))
    script = re.search(r'src="(/h5p/pakke/[^"]+\.js)"', page.content.decode())[1]

    assert apart.get(script)["Access-Control-Allow-Origin"] == APART
    assert Client().get(script).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/nb/", "/admin/", "/admin/login/", "/konto/login/", "/live", "/robots.txt", "/media/x"]
)
def test_the_host_of_h5p_has_no_other_pages(apart, db, path):
    assert apart.get(path).status_code == 404


@pytest.mark.parametrize("purpose", [Purpose.STATE, Purpose.RESULT])
def test_nothing_is_saved_through_the_host_of_h5p(apart, place, purpose, heard):
    response = apart.post(address(purpose, place), statement(place.content), content_type="application/json")

    assert response.status_code == 404
    assert heard == []


def test_the_site_itself_shows_no_frame(apart, place, content):
    signed = player.FILES.sign(str(content.revision_id))

    assert Client().get(path_of(place)).status_code == 404
    assert Client().get(f"/h5p/filer/{signed}/images/a.png").status_code == 404


def test_whoever_has_a_cookie_is_nobody_at_the_host_of_h5p(apart, place, admin_user):
    apart.force_login(admin_user)

    page = apart.get(path_of(place))

    assert page.status_code == 200
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_a_lesson_lets_itself_show_frames_of_that_host_only(apart):
    script = (
        "import os; os.environ.update(H5P_ORIGIN='https://h5p.example.no/', SITE_URL='https://example.no');"
        "from cms import settings as s;"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['frame-src'], s.ADMIN_CONTENT_SECURITY_POLICY['frame-src'],"
        " s.ALLOWED_HOSTS[-1])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=configured.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert said.stdout.count("https://h5p.example.no'") == 2
    assert said.stdout.split()[-1] == "h5p.example.no"


@pytest.mark.parametrize(
    ("site", "origin", "codes"),
    [
        pytest.param("https://example.no", "", [], id="none"),
        pytest.param("https://example.no", "https://h5p.example.no", [], id="right"),
        pytest.param("https://example.no", "h5p.example.no", ["h5p.E001"], id="no-scheme"),
        pytest.param("https://example.no", "https://h5p.example.no/x", ["h5p.E001"], id="a-path"),
        pytest.param("https://example.no", "https://example.no", ["h5p.E002"], id="same-host"),
        pytest.param("https://example.no", "https://example.no:8443", ["h5p.E002"], id="another-port"),
        pytest.param("https://example.no", "http://h5p.example.no", ["h5p.E003"], id="not-https"),
    ],
)
def test_a_second_host_that_keeps_nothing_apart_is_a_fault(settings, site, origin, codes):
    settings.SITE_URL, settings.H5P_ORIGIN = site, origin

    found = check_origin(None)

    assert [each.id for each in found] == codes
    assert all(isinstance(each, Error) for each in found)


def test_cookies_sent_to_both_hosts_are_a_fault(settings):
    settings.SITE_URL, settings.H5P_ORIGIN = "https://www.example.no", "https://h5p.example.no"
    settings.SESSION_COOKIE_DOMAIN = ".example.no"

    assert [each.id for each in check_origin(None)] == ["h5p.E004"]
