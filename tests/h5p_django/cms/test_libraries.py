"""The installed libraries: shown, never changed."""

from __future__ import annotations

import pytest

from h5p_django.models import Library
from tests.factories.h5p_django import shipped
from tests.h5p.builders import library_json, manifest, to_bytes

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
    with django_assert_num_queries(11):
        editor.get(LIST)

    for number in range(4):
        shipped(**other_library(number))

    with django_assert_num_queries(11):
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
