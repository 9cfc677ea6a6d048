"""What editors meet in the library of contents."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from courses.models import ModulePage
from h5p.names import LibraryName
from h5p.package import inspect, read
from h5p_django import actions
from h5p_django.models import Content, PendingPackage
from h5p_django.store import Store
from tests.factories.h5p_django import package, shipped
from tests.h5p.builders import manifest, to_bytes
from tests.h5p.hostile import hostile_archives
from tests.h5p_django.cms.conftest import send
from tests.h5p_django.conftest import stored_files
from tests.h5p_django.test_usage import show

pytestmark = pytest.mark.any_database

LIST = "/admin/h5p/contents/"
NEW = f"{LIST}new/"


def of(content, action=""):
    return f"{LIST}{content.pk}/{action}"


def test_the_menu_leads_an_editor_to_h5p(editor, colleague):
    assert LIST in editor.get("/admin/").text
    assert LIST not in colleague.get("/admin/").text


def test_the_list_tells_type_licence_and_use(editor):
    content = shipped(title="Om samtalen")
    show(content, ModulePage.objects.first())

    page = editor.get(LIST)

    (row,) = page.context["object_list"]
    assert (row.type_title, row.usage_count) == ("H5P.Quiz", 1)
    assert of(content) in page.text


def test_the_list_asks_the_database_the_same_for_many_as_for_few(editor, django_assert_num_queries):
    for number in range(2):
        shipped(title=f"Nummer {number}")
    editor.get(LIST)
    with django_assert_num_queries(15):
        editor.get(LIST)

    for number in range(2, 8):
        shipped(title=f"Nummer {number}")

    with django_assert_num_queries(15):
        page = editor.get(LIST)
    assert len(page.context["object_list"]) == 8


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("?q=samtal", ["Om samtalen"], id="part-of-the-title"),
        pytest.param("?q=H5P.Qu", ["Lytting", "Om samtalen"], id="type"),
        pytest.param("?q=finnes+ikke", [], id="nothing"),
        pytest.param("?type=H5P.Quiz", ["Lytting", "Om samtalen"], id="by-type"),
        pytest.param("?put_away=yes", ["Gammel"], id="put-away"),
    ],
)
def test_contents_are_found(editor, query, found):
    shipped(title="Om samtalen")
    shipped(title="Lytting")
    actions.delete(content=shipped(title="Gammel"), at=timezone.now())

    page = editor.get(LIST + query)

    assert [content.title for content in page.context["object_list"]] == found


def test_a_package_with_known_code_becomes_a_content(editor):
    shipped()

    response = send(editor, NEW, package(title="Min"))

    content = Content.objects.get(title="Min")
    assert (response["Location"], content.created_by) == (of(content), editor.user)


def test_a_package_with_new_code_waits(editor):
    response = send(editor, NEW)

    waiting = PendingPackage.objects.get()
    assert response["Location"] == f"/admin/h5p/packages/{waiting.pk}/"
    assert not Content.objects.exists()


def test_the_same_package_sent_twice_waits_once(editor):
    first, second = send(editor, NEW), send(editor, NEW)

    assert first["Location"] == second["Location"]
    assert PendingPackage.objects.count() == 1


def test_the_same_content_sent_twice_is_pointed_out(editor):
    original = shipped(title="Spørsmål")

    response = send(editor, NEW, package(title="Spørsmål igjen"))

    page = editor.get(response["Location"])
    assert "Et annet innhold sier nøyaktig det samme: «Spørsmål»." in page.text
    assert of(original) in page.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("nb", "Filen er ikke en gyldig H5P-pakke", id="nb"),
        pytest.param("nn", "Fila er ikkje ei gyldig H5P-pakke", id="nn"),
        pytest.param("en", "The file is not a valid H5P package", id="en"),
    ],
)
def test_what_is_wrong_is_told_in_the_editors_language(editor, language, text):
    UserProfile.objects.update_or_create(user=editor.user, defaults={"preferred_language": language})

    response = send(editor, NEW, io.BytesIO(b"not a zip at all"))

    assert response.status_code == 422
    assert text in response.text
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    ("code", "file"), [pytest.param(code, file, id=name) for name, code, file in hostile_archives()]
)
def test_a_hostile_package_is_told_of_and_leaves_nothing(editor, blob_folder, code, file):
    response = send(editor, NEW, io.BytesIO(file))

    assert response.status_code == 422
    told = {fault.text for fault in response.context["faults"]}
    assert told & {fault.message("nb") for fault in inspect(io.BytesIO(file)).faults if fault.code == code}
    assert (Content.objects.count(), PendingPackage.objects.count(), stored_files(blob_folder)) == (
        0,
        0,
        set(),
    )


def test_a_package_above_the_limit_is_told_the_limit(editor, settings):
    settings.H5P_PACKAGE_MIB = 0

    response = send(editor, NEW)

    assert "Pakken er for stor. Grensen er 0 MiB." in response.text
    assert not PendingPackage.objects.exists()


def test_another_kind_of_file_is_told_by_its_name(editor):
    response = send(editor, NEW, name="quiz.zip")

    assert "Filnavnet må slutte på .h5p." in response.text


def test_all_that_is_wrong_is_told_at_once(editor):
    bad = package(**{"content/a.exe": b"x", "content/b.exe": b"x", "content/content.json": b"{"})

    response = send(editor, NEW, bad)

    told = response.context["faults"]
    assert ("content/a.exe", "content/b.exe") in {fault.places for fault in told}
    assert any("JSON" in fault.text for fault in told)


def test_a_form_without_a_file_asks_for_one(editor):
    response = editor.post(NEW, {})

    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_a_new_version_takes_the_place_of_the_old_one(editor):
    content = shipped()

    response = send(editor, of(content, "new-version/"), package(question="Hva så?"))

    content.refresh_from_db()
    assert response["Location"] == of(content)
    assert (content.revision.number, content.revision.made_by) == (2, editor.user)


def test_a_new_version_that_says_the_same_changes_nothing(editor):
    content = shipped()

    response = send(editor, of(content, "new-version/"))

    assert "Ingenting er endret" in editor.get(response["Location"]).text
    assert content.revisions.count() == 1


def test_a_new_version_with_new_code_waits_and_the_content_says_so(editor):
    content = shipped()

    send(editor, of(content, "new-version/"), package(patch=9))

    page = editor.get(of(content))
    assert "En ny versjon venter på godkjenning: quiz.h5p" in page.text
    assert content.revisions.count() == 1


def test_the_page_of_a_content_tells_rights_code_versions_and_uses(editor):
    licensed = manifest(title="Med rettigheter", license="CC BY", licenseVersion="4.0",
                        authors=[{"name": "Åse Dahl", "role": "Author"}])  # fmt: skip
    content = shipped(**{"h5p.json": to_bytes(licensed)})
    page = ModulePage.objects.first()
    show(content, page)

    shown = editor.get(of(content))

    for text in ("CC BY 4.0", "Åse Dahl", "H5P.Quiz 1.2.3", page.title, of(content, "download/1/")):
        assert text in shown.text


def test_the_preview_stands_in_a_sandbox_and_keeps_nothing(editor):
    content = shipped()

    embed = editor.get(of(content)).context["embed"]

    played = Client().get(embed.address)
    assert (embed.state, embed.result) == ("", "")
    assert played.status_code == 200
    assert "allow-same-origin" not in played["Content-Security-Policy"]
    assert "sandbox" in played["Content-Security-Policy"]


def test_a_downloaded_content_is_the_package_again(editor):
    content = shipped(title="Å lytte")
    send(editor, of(content, "new-version/"), package(title="Å lytte", question="Hva så?"))

    first, second = (editor.get(of(content, f"download/{number}/")) for number in (1, 2))

    questions = [
        read(io.BytesIO(b"".join(each.streaming_content))).content.parameters["question"]
        for each in (first, second)
    ]
    assert questions == ["Hva nå?", "Hva så?"]
    assert 'filename="a-lytte-1.h5p"' in first["Content-Disposition"]


def test_a_content_whose_library_is_gone_cannot_be_downloaded(editor):
    content = shipped()
    Store().remove(LibraryName("H5P.Quiz", 1, 2))

    response = editor.get(of(content, "download/1/"), follow=True)

    assert "Innholdet kan ikke lastes ned" in response.text
    assert "ikke installert" in response.text


def test_a_content_in_use_is_not_put_away_and_the_places_are_named(editor):
    content, page = shipped(), ModulePage.objects.first()
    show(content, page)

    asked = editor.get(of(content, "put-away/"))
    tried = editor.post(of(content, "put-away/"))

    assert (asked.status_code, tried.status_code) == (200, 409)
    for response in (asked, tried):
        assert page.title in response.text
        assert f"/admin/pages/{page.pk}/edit/" in response.text
    assert Content.objects.current().filter(pk=content.pk).exists()


def test_a_content_nothing_uses_is_put_away_and_taken_out_again(editor):
    content = shipped()

    put_away = editor.post(of(content, "put-away/"))
    assert put_away["Location"] == LIST
    assert not Content.objects.current().exists()
    assert editor.get(of(content, "new-version/")).status_code == 404

    editor.post(of(content, "take-out/"))
    assert Content.objects.current().get() == content


@pytest.mark.parametrize(
    ("method", "action"),
    [("get", ""), ("get", "new-version/"), ("post", "new-version/"), ("get", "put-away/"), ("post", "put-away/"),
     ("post", "take-out/"), ("get", "download/1/")],
)  # fmt: skip
@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_a_content_is_closed_to_others(request, who, method, action):
    content = shipped()
    before = list(Content.objects.values())

    response = getattr(request.getfixturevalue(who), method)(of(content, action))

    assert response.status_code in (302, 403)
    assert content.title not in response.text
    assert list(Content.objects.values()) == before
    assert response.status_code == 403 or of(content) not in response["Location"].split("?")[0]


@pytest.mark.parametrize("address", [LIST, f"{LIST}results/", NEW])
@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_the_library_is_closed_to_others(request, who, address):
    shipped(title="Bare for redaktører")
    client = request.getfixturevalue(who)

    looked, sent = client.get(address), send(client, NEW)

    assert {looked.status_code, sent.status_code} <= {302, 403}
    assert "Bare for redaktører" not in looked.text
    assert not PendingPackage.objects.exists()


@pytest.mark.parametrize("action", ["new-version/", "put-away/", "take-out/"])
def test_whoever_may_only_look_changes_nothing(boss, action):
    content = shipped()

    page = boss.get(of(content))
    tried = boss.post(of(content, action))

    assert page.status_code == 200
    assert of(content, "new-version/") not in page.text
    assert of(content, "put-away/") not in page.text
    assert tried.status_code == 302
    assert tried["Location"] == "/admin/"
    assert Content.objects.current().get() == content
