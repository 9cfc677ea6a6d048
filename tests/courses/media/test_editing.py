"""An editor brings a recording in: checked by what it is, and published with captions or transcript only."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.groups import ensure_editors
from accounts.models import User
from courses.models import Media

pytestmark = pytest.mark.django_db
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHei.\n"
BROKEN = "WEBVTT\n\n00:01,000 --> 00:02,000\nHei.\n\nUten tid.\n"
ADD = "wagtailsnippets_courses_media:add"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


def send(client, shipped, *, publish=True, **changes):
    fields = {
        "key": "en-ny",
        "kind": "video",
        "spoken": "nb",
        "title_nb": "En ny",
        "title_nn": "Ein ny",
        "rights_holder": "Oss",
        "licence": "CC BY 4.0",
        "captions_nb": VTT,
        "captions_nn": VTT,
        "file": SimpleUploadedFile("film.exe", shipped),
        **({"action-publish": "1"} if publish else {}),
        **changes,
    }
    return client.post(reverse(ADD), {name: value for name, value in fields.items() if value is not None})


def errors(response):
    return {
        name: [str(fault) for fault in faults] for name, faults in response.context["form"].errors.items()
    }


def test_a_recording_is_published_under_a_name_of_what_it_is(editor, shipped):
    send(editor, shipped)

    media = Media.objects.get(key="en-ny")
    assert media.live
    assert media.file.name.endswith(".mp4")
    with media.file.open() as file:
        assert file.read() == shipped


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"captions_nn": ""}, "captions_nn", id="video-without-captions-in-one-language"),
        pytest.param({"captions_nb": "", "transcript_nb": "Hei."}, "captions_nb", id="text-is-not-captions"),
        pytest.param({"kind": "audio", "captions_nb": ""}, "transcript_nb", id="sound-without-any-text"),
        pytest.param({"rights_holder": ""}, "rights_holder", id="nobodys-rights"),
        pytest.param({"licence": ""}, "licence", id="no-licence"),
    ],
)
def test_it_is_not_published_without(editor, shipped, changes, field):
    response = send(editor, shipped, **changes)

    assert list(errors(response)) == [field]
    assert not Media.objects.filter(key="en-ny").exists()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"captions_nb": "", "captions_nn": ""}, id="no-captions"),
        pytest.param({"captions_nb": BROKEN}, id="captions-that-cannot-be-read"),
    ],
)
def test_a_draft_may_be_unfinished(editor, shipped, changes):
    send(editor, shipped, publish=False, **changes)

    assert not Media.objects.get(key="en-ny").live


def test_sound_is_published_with_a_transcript(editor, shipped):
    texts = {"captions_nb": "", "captions_nn": "", "transcript_nb": "Hei.", "transcript_nn": "Hei."}
    send(editor, shipped, kind="audio", **texts)

    assert Media.objects.get(key="en-ny").live


def test_every_fault_in_the_captions_is_told_with_its_line(editor, shipped):
    response = send(editor, shipped, captions_nb=BROKEN)

    assert [fault[:8] for fault in errors(response)["captions_nb"]] == ["Linje 3:", "Linje 6:"]


def test_captions_come_from_a_file_too(editor, shipped):
    file = SimpleUploadedFile("tekst.vtt", b"\xef\xbb\xbf" + VTT.replace("\n", "\r\n").encode())
    send(editor, shipped, captions_nb="", captions_file_nb=file)

    assert Media.objects.get(key="en-ny").captions_nb == VTT


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("file", b"<html><script>alert(1)</script>", id="a-page"),
        pytest.param("poster", b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg-as-poster"),
        pytest.param("captions_file_nb", b"\xff\xfe\x00", id="captions-that-are-not-text"),
    ],
)
def test_a_file_that_is_something_else_is_refused(editor, shipped, name, file):
    response = send(editor, shipped, **{name: SimpleUploadedFile("film.mp4", file)})

    assert list(errors(response)) == [name]


def test_a_file_that_is_too_large_is_refused_with_the_limit(editor, shipped, settings):
    settings.MEDIA_VIDEO_MIB = 0

    assert "0" in errors(send(editor, shipped))["file"][0]


def test_one_that_is_in_use_is_not_deleted_and_the_editor_is_told_where_it_is(editor, film, lesson):
    response = editor.post(reverse("wagtailsnippets_courses_media:delete", args=[film.pk]))

    assert Media.objects.filter(pk=film.pk).exists()
    assert any(lesson.title in str(message) for message in get_messages(response.wsgi_request))


def test_it_is_previewed_with_its_text(editor, film):
    for code in ("nb", "nn"):
        html = editor.get(
            reverse("wagtailsnippets_courses_media:preview_on_edit", args=[film.pk]), {"mode": code}
        )
        assert html.status_code == 200


def test_the_dashboard_tells_what_runs_out(editor, film, time_machine):
    assert film.title_nb not in editor.get("/admin/").content.decode()
    Media.objects.update(licence_until="2020-01-01")

    assert film.title_nb in editor.get("/admin/").content.decode()


def test_a_learner_does_not_get_in(client):
    client.force_login(User.objects.create_user("larer@eksempel.kommune.no", "et-langt-passord"))

    assert client.get(reverse(ADD)).status_code in (302, 403)
