"""The installed libraries: shown, and taken out when nothing needs them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from h5p_django.models import Library
from h5p_django.own_types import install
from tests.factories.h5p_django import shipped
from tests.h5p.builders import library_json, manifest, needs, to_bytes

LIST = "/admin/h5p/libraries/"


def other_library(number):
    """The files of a package made with a library of its own."""
    name = f"H5P.Kind{number} 1.0"
    folder = f"H5P.Kind{number}-1.0"
    return {
        "h5p.json": to_bytes(manifest(name, title=f"Slag {number}")),
        "H5P.Quiz-1.2/library.json": None,
        "H5P.Quiz-1.2/semantics.json": None,
        "H5P.Quiz-1.2/js/quiz.js": None,
        "H5P.Quiz-1.2/language/nb.json": None,
        f"{folder}/library.json": to_bytes(library_json(name, license="MIT")),
        f"{folder}/semantics.json": to_bytes([{"name": "question", "type": "text"}]),
    }


def test_a_library_tells_its_licence_and_the_contents_that_need_it(editor):
    content, library = shipped(title="Om samtalen"), Library.objects.get()

    listed = editor.get(LIST)
    page = editor.get(f"{LIST}{library.pk}/")

    (row,) = listed.context["object_list"]
    assert (row.contents, row.licence) == (1, "MIT")
    for text in ("1.2.3", "MIT", library.digest, "Om samtalen", f"/admin/h5p/contents/{content.pk}/"):
        assert text in page.text


def test_a_content_that_is_put_away_needs_nothing(editor):
    content = shipped()
    editor.post(f"/admin/h5p/contents/{content.pk}/put-away/")

    (row,) = editor.get(LIST).context["object_list"]

    assert row.contents == 0


def test_the_list_asks_the_database_the_same_for_many_as_for_few(editor, django_assert_num_queries):
    shipped()
    editor.get(LIST)
    with django_assert_num_queries(12):
        editor.get(LIST)

    for number in range(4):
        shipped(**other_library(number))

    with django_assert_num_queries(12):
        page = editor.get(LIST)
    assert len(page.context["object_list"]) == 5


@pytest.mark.parametrize("who", ["colleague", "learner"])
def test_the_libraries_are_closed_to_others(request, who):
    shipped()
    library = Library.objects.get()
    client = request.getfixturevalue(who)

    for address in (LIST, f"{LIST}results/", f"{LIST}{library.pk}/"):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert library.digest not in response.text


@pytest.mark.parametrize("address", ["new/", "edit/{}/", "delete/{}/", "{}/"])
def test_nobody_changes_a_library_here(boss, address):
    shipped()
    library = Library.objects.get()

    response = boss.post(LIST + address.format(library.pk), {"title": "Noe annet"})

    assert response.status_code in (404, 405)
    assert Library.objects.get().title == library.title


def unused_library() -> Library:
    """Install a library whose one content is put away."""
    content = shipped(**other_library(1))
    content.deleted_at = timezone.now()
    content.save()
    return Library.objects.get()


def test_an_approver_removes_a_library_that_nothing_needs(boss):
    library = unused_library()
    assert "Fjern biblioteket" in boss.get(f"{LIST}{library.pk}/").text

    response = boss.post(f"{LIST}{library.pk}/remove/", follow=True)

    assert "er fjernet" in response.text
    assert not Library.objects.exists()


def test_a_library_that_a_content_needs_stays_and_its_uses_are_told(boss):
    shipped(title="Om samtalen")
    library = Library.objects.get()
    assert "Fjern biblioteket" not in boss.get(f"{LIST}{library.pk}/").text

    response = boss.post(f"{LIST}{library.pk}/remove/", follow=True)

    assert "ble derfor ikke fjernet" in response.text
    assert "Om samtalen" in response.text
    assert Library.objects.exists()


def test_a_library_that_another_one_names_stays(boss):
    part = to_bytes(library_json("H5P.Part 1.0", runnable=0))
    described = library_json(preloadedDependencies=needs("H5P.Part 1.0"))
    files = {"H5P.Part-1.0/library.json": part, "H5P.Quiz-1.2/library.json": to_bytes(described)}
    content = shipped(**files)
    content.deleted_at = timezone.now()
    content.save()
    library = Library.objects.get(machine="H5P.Part")

    response = boss.post(f"{LIST}{library.pk}/remove/", follow=True)

    assert "H5P.Quiz 1.2.3" in response.text
    assert Library.objects.filter(machine="H5P.Part").exists()


@pytest.mark.parametrize("who", ["editor", "colleague", "learner"])
def test_only_an_approver_removes_a_library(request, who):
    library = unused_library()

    response = request.getfixturevalue(who).post(f"{LIST}{library.pk}/remove/")

    assert response.status_code in (302, 403)
    assert Library.objects.exists()


def test_our_own_types_are_called_in_the_language_of_the_reader(editor):
    install(at=timezone.now())

    for address in (LIST, "/admin/h5p/contents/"):
        assert "Sant eller usant" in editor.get(address).content.decode()
