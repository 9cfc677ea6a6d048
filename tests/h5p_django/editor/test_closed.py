"""Who may write contents, and who may not."""

from __future__ import annotations

import pytest
from django.test import Client

from h5p_django import actions
from h5p_django.models import Content
from tests.h5p_django.editor.conftest import parameters, written
from tests.h5p_django.editor.page import inputs, send
from tests.h5p_django.editor.test_writing import LIST, NEW, TYPES, edit

pytestmark = pytest.mark.any_database

ADDRESSES = [
    "write/",
    "write/Byggestein.TrueFalse-1.0/",
    "{pk}/write/",
    "{pk}/copy/",
    "icon/Byggestein.Choice-1.0/",
]


@pytest.mark.parametrize("who", ["colleague", "learner", "boss", "anonymous"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_writing_is_closed_to_others(request, who, address):
    content = written()
    client = Client() if who == "anonymous" else request.getfixturevalue(who)
    where = LIST + address.format(pk=content.pk)

    looked, sent = client.get(where), client.post(where, {"title": "X", "do": "save"})

    assert looked.status_code in (302, 403)
    assert sent.status_code in (302, 403, 405)
    assert Content.objects.count() == 1


def test_another_persons_form_is_not_taken(editor, other_editor):
    content = written()
    form = inputs(editor.get(edit(content)))

    response = send(other_editor, edit(content), form, **{"p/question": "<p>Stjålet</p>"})

    assert response.status_code == 400
    assert "Stjålet" not in parameters(content)["question"]


def test_the_form_of_one_content_saves_no_other(editor):
    one, other = written(), written()
    form = inputs(editor.get(edit(one)))

    assert send(editor, edit(other), form).status_code == 404
    assert send(editor, NEW, form).status_code == 404


@pytest.mark.parametrize("session", ["", "x", "eyJhIjoxfQ:1abc:xyz"])
def test_a_form_that_was_tampered_with_is_refused(editor, session):
    response = editor.post(NEW, {"session": session, "do": "save"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    "folder", ["Byggestein.Gone-1.0", "Byggestein.Exercise-1.0", "x", "H5P.Questionnaire-1.3"]
)
def test_only_installed_content_types_have_a_form(editor, folder):
    assert editor.get(f"{TYPES}{folder}/").status_code == 404


def test_a_content_that_is_put_away_is_not_written(editor):
    content = written()
    actions.delete(content=content, at=content.created_at)

    assert editor.get(edit(content)).status_code == 404
    assert editor.get(f"{LIST}{content.pk}/copy/").status_code == 404


def test_a_signed_address_of_a_file_is_needed(editor):
    assert editor.get(f"{LIST}file/x/").status_code == 404


def test_a_copy_has_its_own_title_and_life(editor):
    content = written()
    address = f"{LIST}{content.pk}/copy/"
    assert address in editor.get(f"{LIST}{content.pk}/").text
    form = editor.get(address).context["form"]

    response = editor.post(address, {"title": "Den andre"})

    copy = Content.objects.get(title="Den andre")
    assert form.initial["title"] == f"Kopi av {content.title}"
    assert response["Location"] == f"{LIST}{copy.pk}/"
    send(editor, edit(copy), inputs(editor.get(edit(copy))), **{"p/question": "<p>Noe annet</p>"})
    assert parameters(copy)["question"] == "<p>Noe annet</p>"
    assert parameters(content)["question"] != "<p>Noe annet</p>"


def test_a_copy_needs_a_title(editor):
    content = written()

    assert editor.post(f"{LIST}{content.pk}/copy/", {"title": ""}).status_code == 422
    assert Content.objects.count() == 1
