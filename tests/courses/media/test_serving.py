"""Recordings are served whole and in parts, to those who may see them."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


def body(response):
    return b"".join(response.streaming_content)


def test_a_published_recording_is_sent_whole_by_what_it_is(client, film, shipped):
    response = client.get(film.address_of("file"))

    assert body(response) == shipped
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        pytest.param("bytes=0-99", slice(0, 100), id="the-beginning"),
        pytest.param("bytes=100-", slice(100, None), id="from-a-point-on"),
        pytest.param("bytes=-50", slice(-50, None), id="the-end"),
        pytest.param("bytes=0-99999999999", slice(0, None), id="more-than-there-is"),
    ],
)
def test_a_part_is_sent_when_a_player_jumps(client, film, shipped, asked, part):
    response = client.get(film.address_of("file"), headers={"range": asked})

    assert response.status_code == 206
    sent = body(response)
    assert sent == shipped[part]
    start = shipped.index(sent)
    assert response["Content-Range"] == f"bytes {start}-{start + len(sent) - 1}/{len(shipped)}"


@pytest.mark.parametrize(
    "asked", ["bytes=a-b", "bytes=0-1,5-6", "lines=0-1", "bytes=-", "bytes=" + "9" * 40 + "-"]
)
def test_a_part_we_cannot_read_gives_the_whole(client, film, shipped, asked):
    response = client.get(film.address_of("file"), headers={"range": asked})

    assert response.status_code == 200
    assert body(response) == shipped


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_does_not_exist_is_refused(client, film, shipped, asked):
    response = client.get(film.address_of("file"), headers={"range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(shipped)}"


def test_a_part_of_an_older_file_is_answered_with_the_whole(client, film, shipped):
    headers = {"range": "bytes=0-9", "if-range": '"another"'}

    assert body(client.get(film.address_of("file"), headers=headers)) == shipped


def test_captions_are_sent_in_each_language_there_is(client, film):
    def ask(code):
        return client.get(reverse("media:captions", args=[film.key, code]))

    assert ask("nn").content.decode() == film.captions_nn
    assert ask("nb")["Content-Type"] == "text/vtt; charset=utf-8"
    assert ask("en").status_code == ask("key").status_code == 404


@pytest.mark.parametrize("name", ["en-aapning.mp4", "..%2f..%2fsettings.py", "captions_nb", "x.vtt"])
def test_no_other_file_is_sent(client, film, name):
    assert client.get(f"/opptak/{film.key}/{name}").status_code == 404


@pytest.mark.parametrize("change", [{"live": False}, {"licence_until": datetime.date(2020, 1, 1)}])
def test_what_may_not_be_shown_is_for_editors_only(client, film, change):
    address = film.address_of("file")
    type(film).objects.filter(pk=film.pk).update(**change)
    learner = User.objects.create_user("larer@eksempel.kommune.no", "et-langt-passord")
    editor = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    editor.user_permissions.add(Permission.objects.get(codename="change_media"))

    assert client.get(address).status_code == 404
    client.force_login(learner)
    assert client.get(address).status_code == 404
    client.force_login(editor)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")
