"""An editor writes a content from nothing, mends it, and changes it later."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from h5p.semantics import filter_content
from h5p_django import own_types
from h5p_django.models import Blob, Content, Draft, LibraryFile
from h5p_django.store import Store
from tests.factories.h5p_django import shipped
from tests.h5p.builders import to_bytes
from tests.h5p_django.editor.conftest import all_types, parameters, written
from tests.h5p_django.editor.page import inputs, send

pytestmark = pytest.mark.any_database

LIST = "/admin/h5p/contents/"
TYPES = f"{LIST}write/"
NEW = f"{TYPES}Byggestein.TrueFalse-1.0/"


def edit(content: Content) -> str:
    return f"{LIST}{content.pk}/write/"


def fill_in(client, **more):
    typed = {"m/title": "Om kontakt", "p/question": "<p>Lederen kan ringe.</p>"}
    return send(client, NEW, inputs(client.get(NEW)), **{**typed, **more})


def test_the_list_leads_to_the_types_and_on_to_a_form(editor):
    assert TYPES in editor.get(LIST).text

    page = editor.get(TYPES)

    assert "Sant eller usant" in page.text
    assert f"{TYPES}Byggestein.Choice-1.0/" in page.text
    assert editor.get(f"{LIST}icon/Byggestein.Choice-1.0/").headers["Content-Type"] == "image/svg+xml"


def test_a_type_without_an_icon_is_listed_without_asking_for_one(editor):
    LibraryFile.objects.filter(library__machine="Byggestein.Choice", path="icon.svg").delete()

    page = editor.get(TYPES).text

    assert f"{LIST}icon/Byggestein.TrueFalse-1.0/" in page
    assert f"{LIST}icon/Byggestein.Choice-1.0/" not in page
    assert f"{TYPES}Byggestein.Choice-1.0/" in page


def test_the_types_are_listed_with_few_queries(editor, django_assert_max_num_queries):
    editor.get(TYPES)

    with django_assert_max_num_queries(12):
        editor.get(TYPES)


def test_a_true_false_is_written_from_nothing(editor):
    response = fill_in(editor, **{"p/correct": "false", "m/license": "CC BY", "m/authors#": ["", "n1"],
                                  "m/authors/n1/name": "Kari & Ola", "m/authors/n1/role": "Author"})  # fmt: skip

    content = Content.objects.get(title="Om kontakt")
    assert response["Location"] == f"{LIST}{content.pk}/"
    made = parameters(content)
    assert (made["question"], made["correct"]) == ("<p>Lederen kan ringe.</p>", "false")
    assert made["behaviour"] == {"retry": True, "solution": True}
    assert made["texts"]["check"] == "Sjekk svaret"
    assert content.revision.metadata["authors"] == [{"name": "Kari &amp; Ola", "role": "Author"}]
    assert (content.revision.language, content.created_by) == ("nb", editor.user)
    assert "Kari &amp; Ola" in editor.get(response["Location"]).text


def test_the_texts_of_buttons_begin_in_the_language_asked_for(editor):
    address = f"{NEW}?language=nn"
    send(editor, address, inputs(editor.get(address)), **{"m/title": "X", "p/question": "<p>Y</p>"})

    content = Content.objects.get()
    assert content.revision.language == "nn"
    assert parameters(content)["texts"]["unanswered"] == "Svar før du sjekkar."


def test_what_is_missing_is_told_at_the_field_and_in_a_summary_and_nothing_is_lost(editor):
    response = fill_in(editor, **{"p/question": "", "p/whenRight": "<p>Bra!</p>"})

    assert response.status_code == 422
    assert not Content.objects.exists()
    (told,) = response.context["summary"]
    assert (told["label"], told["text"]) == ("Påstand", "Fyll ut dette.")
    assert f'href="#{told["node"].id}"' in response.text
    assert 'aria-invalid="true"' in response.text
    again = inputs(response)
    assert (again["m/title"], again["p/whenRight"]) == (["Om kontakt"], ["<p>Bra!</p>"])
    assert send(editor, NEW, again, **{"p/question": "<p>Ja</p>"}).status_code == 302
    assert parameters(Content.objects.get())["whenRight"] == "<p>Bra!</p>"


def test_an_element_of_a_list_is_named_in_the_summary(editor):
    address = f"{TYPES}Byggestein.Choice-1.0/"
    response = send(editor, address, inputs(editor.get(address)), **{"m/title": "X", "p/question": "Y"})

    assert "Svar 1 › Tekst" in [each["label"] for each in response.context["summary"]]


def test_dangerous_html_is_taken_away(editor):
    fill_in(editor, **{"p/question": '<p onclick="x()">Hei<script>alert(1)</script></p>'})

    assert parameters(Content.objects.get())["question"] == "<p>Heialert(1)</p>"


@pytest.mark.parametrize("machine", all_types())
def test_a_content_of_our_own_types_is_saved_untouched_as_it_was(editor, machine):
    content = written(machine)
    before = content.revision

    response = send(editor, edit(content), inputs(editor.get(edit(content))))

    assert response.status_code == 302
    content.refresh_from_db()
    assert (content.revision.digest, content.revision.metadata) == (before.digest, before.metadata)
    assert content.revision == before, "a save that changes nothing makes no version"


@pytest.mark.parametrize("machine", all_types())
def test_a_form_for_each_of_our_types_begins_whole(editor, machine):
    page = editor.get(f"{TYPES}{machine}-1.0/")

    assert page.status_code == 200
    assert page.context["h5p_form"].panels


def test_a_content_is_changed_and_keeps_its_older_version(editor):
    content = written()

    send(editor, edit(content), inputs(editor.get(edit(content))), **{"p/question": "<p>Noe annet</p>"})

    content.refresh_from_db()
    assert (content.revision.number, content.revision.made_by) == (2, editor.user)
    assert parameters(content)["question"] == "<p>Noe annet</p>"
    assert content.revisions.get(number=1).parameters["question"] != "<p>Noe annet</p>"


def test_a_language_that_a_package_told_otherwise_stays(editor):
    content = shipped()
    assert content.revision.language == "nb"
    form = inputs(editor.get(edit(content)))
    send(editor, edit(content), form, **{"m/defaultLanguage": "nn"})
    content.refresh_from_db()
    assert (content.revision.language, content.revision.number) == ("nn", 2)

    send(editor, edit(content), inputs(editor.get(edit(content))))

    assert content.revisions.count() == 2


def test_lists_are_changed_without_script(editor):
    content = written("Byggestein.Choice")
    before = parameters(content)["answers"]
    form = inputs(editor.get(edit(content)))

    form = inputs(send(editor, edit(content), form, do="down p/answers/0"))
    form = inputs(send(editor, edit(content), form, do=f"remove p/answers/{len(before) - 1}"))
    page = send(editor, edit(content), form, do="add p/answers")
    form = inputs(page)
    assert page.context["focus"].name == "p/answers/n1"
    send(editor, edit(content), form, **{"p/answers/n1/text": "Nytt"})

    after = parameters(content)["answers"]
    assert [each["text"] for each in after[:2]] == [before[1]["text"], before[0]["text"]]
    assert (len(after), after[-1]["text"]) == (len(before), "Nytt")


def test_the_script_is_given_only_the_part_that_changed(editor):
    content = written("Byggestein.Choice")
    form = inputs(editor.get(edit(content)))

    answer = editor.post(edit(content), {**form, "do": "add p/answers"}, headers={"X-Fragment": "1"})

    assert 'name="p/answers/n1/text"' in answer.text
    assert 'name="p/answers/0/text"' not in answer.text
    assert "<html" not in answer.text


def test_a_conversation_can_only_lead_where_there_is_a_step(editor):
    content = written("Byggestein.BranchingConversation")
    page = editor.get(edit(content))
    assert '<option value="rom">' in page.text

    response = send(editor, edit(content), inputs(page), **{"p/steps/0/choices/0/to": "ingensteds"})

    assert response.status_code == 422
    (told,) = response.context["summary"]
    assert told["text"] == "Ingenting heter «ingensteds». Velg et av dem som finnes."


def test_two_who_write_at_once_lose_nothing(editor, other_editor):
    content = written()
    mine, theirs = inputs(editor.get(edit(content))), inputs(other_editor.get(edit(content)))
    send(other_editor, edit(content), theirs, **{"p/question": "<p>Deres</p>"})

    response = send(editor, edit(content), mine, **{"p/question": "<p>Mitt</p>"})

    assert response.status_code == 409
    assert parameters(content)["question"] == "<p>Deres</p>"
    again = inputs(response)
    assert again["p/question"] == ["<p>Mitt</p>"]
    assert "Versjon 2" in response.text
    send(editor, edit(content), again, do="save-copy")
    assert Content.objects.count() == 2
    send(editor, edit(content), again, do="save-over")
    assert parameters(content)["question"] == "<p>Mitt</p>"
    assert content.revisions.count() == 3


def test_the_preview_shows_what_is_not_saved_and_saves_nothing(editor, client):
    content = written()
    form = inputs(editor.get(edit(content)))

    page = send(editor, edit(content), form, do="preview", **{"p/question": "<p>Bare et forsøk</p>"})

    address = page.context["embed"].address
    shown = client.get(address)
    assert shown.status_code == 200
    assert "Bare et forsøk" in shown.text
    assert "sandbox allow-scripts" in shown.headers["Content-Security-Policy"]
    assert "forsøk" not in parameters(content)["question"]
    told = editor.post(edit(content), {**form, "do": "preview"}, headers={"X-Fragment": "1"})
    assert told.json()["address"].startswith("/h5p/")
    assert Draft.objects.count() == 1, "one for each open form"
    send(editor, edit(content), inputs(page))
    assert client.get(address).status_code == 404, "it is gone when the content is saved"


IMAGE_TYPE = {
    "H5P.Quiz-1.2/semantics.json": to_bytes(
        [
            {"name": "question", "type": "text"},
            {"name": "picture", "type": "image", "label": "Bilde", "optional": True},
            {"name": "film", "type": "video", "label": "Film", "optional": True},
        ]
    )
}
QUIZ = f"{TYPES}H5P.Quiz-1.2/"


def png() -> SimpleUploadedFile:
    out = io.BytesIO()
    Picture.new("RGB", (7, 5)).save(out, "PNG")
    return SimpleUploadedFile("Mitt bilde.png", out.getvalue(), "image/png")


@pytest.fixture
def quiz(db) -> Content:
    return shipped(**IMAGE_TYPE)


def test_a_picture_is_uploaded_seen_kept_and_played(editor, client, quiz):
    form = inputs(editor.get(QUIZ))
    page = send(editor, QUIZ, form, do="show p/picture", **{"p/picture!upload:image": png()})
    again = inputs(page)
    value = json.loads(again["p/picture!file"][0])
    assert (value["mime"], value["width"], value["height"]) == ("image/png", 7, 5)
    assert value["path"].startswith("images/mitt-bilde-")
    node = page.context["h5p_form"].find("p/picture")
    address = page.text.partition('<img src="')[2].partition('"')[0]
    assert b"".join(editor.get(address).streaming_content).startswith(b"\x89PNG")

    send(
        editor,
        QUIZ,
        again,
        **{"m/title": "Med bilde", "p/question": "Hva?", "p/picture/copyright/author": "Kari"},
    )

    content = Content.objects.get(title="Med bilde")
    assert node.path == value["path"]
    assert parameters(content)["picture"]["copyright"]["author"] == "Kari"
    assert list(content.revision.files.values_list("path", flat=True)) == [value["path"]]
    form = inputs(editor.get(edit(content)))
    assert send(editor, edit(content), form).status_code == 302
    assert content.revisions.count() == 1
    send(editor, edit(content), inputs(send(editor, edit(content), form, do="clear p/picture")))
    content.refresh_from_db()
    assert "picture" not in parameters(content)
    assert not content.revision.files.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.svg", b"<svg/>", "passer ikke her", id="kind"),
        pytest.param("a.png", b"<html>", "ikke det navnet sier", id="content"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\nxxxx", "ikke det navnet sier", id="broken"),
        pytest.param("a.png", b"", "tom", id="empty"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_reason(editor, quiz, name, data, words):
    blobs = Blob.objects.count()
    form = inputs(editor.get(QUIZ))
    typed = {"m/title": "X", "p/question": "Y", "p/picture!upload:image": SimpleUploadedFile(name, data)}

    response = send(editor, QUIZ, form, **typed)

    assert response.status_code == 422
    assert words in response.context["summary"][0]["text"]
    assert Blob.objects.count() == blobs


def test_a_file_that_is_too_large_is_refused(editor, quiz, settings):
    settings.H5P_FILE_MIB = 0
    form = inputs(editor.get(QUIZ))

    response = send(
        editor, QUIZ, form, **{"m/title": "X", "p/question": "Y", "p/picture!upload:image": png()}
    )

    assert "større enn" in response.context["summary"][0]["text"]


def test_a_film_is_brought_in_and_taken_away(editor, quiz):
    film = SimpleUploadedFile("Film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 50)
    form = inputs(editor.get(QUIZ))
    page = send(editor, QUIZ, form, do="show p/film", **{"p/film!upload:video[]": film})
    again = inputs(page)
    (key,) = [each for each in again["p/film#"] if each]
    typed = {"m/title": "Med film", "p/question": "Y"}

    send(editor, QUIZ, again, **typed)
    send(
        editor,
        QUIZ,
        inputs(send(editor, QUIZ, again, do=f"remove p/film/{key}")),
        **{**typed, "m/title": "Uten"},
    )

    assert parameters(Content.objects.get(title="Med film"))["film"][0]["mime"] == "video/mp4"
    assert "film" not in parameters(Content.objects.get(title="Uten"))


def test_an_address_is_taken_only_from_hosts_that_are_let_in(editor, quiz, settings):
    settings.H5P_VIDEO_HOSTS = ["https://www.youtube-nocookie.com"]
    form = inputs(editor.get(QUIZ))
    typed = {"m/title": "Med film", "p/question": "Y"}

    wrong = send(editor, QUIZ, form, **typed, **{"p/film!address:video[]": "https://example.org/a.mp4"})
    good = "https://www.youtube-nocookie.com/embed/abc"
    send(editor, QUIZ, form, **typed, **{"p/film!address:video[]": good})

    assert "youtube-nocookie" in wrong.context["summary"][0]["text"]
    made = Content.objects.exclude(pk=quiz.pk).get()
    assert parameters(made)["film"] == [{"path": good, "mime": "video/YouTube"}]


def test_a_picture_of_the_site_is_copied_in(editor, quiz):
    image = get_image_model().objects.create(title="Fra banken", file=get_test_image_file())
    form = inputs(editor.get(QUIZ))

    page = send(editor, QUIZ, form, do="show p/picture", **{"p/picture!choose:image": str(image.pk)})

    value = json.loads(inputs(page)["p/picture!file"][0])
    assert value["path"].startswith("images/fra-banken-")
    assert (value["width"], value["height"]) == (640, 480)


def test_a_file_of_another_content_cannot_be_named(editor, quiz):
    form = inputs(editor.get(QUIZ))
    stolen = json.dumps({"path": "images/a.png", "mime": "image/png"})

    response = send(editor, QUIZ, form, **{"m/title": "X", "p/question": "Y", "p/picture!file": stolen})

    assert response.status_code == 422
    assert Content.objects.count() == 1


def test_a_file_that_was_swept_meanwhile_is_asked_for_again(editor, quiz):
    form = inputs(editor.get(QUIZ))
    again = inputs(send(editor, QUIZ, form, do="show p/picture", **{"p/picture!upload:image": png()}))
    path = json.loads(again["p/picture!file"][0])["path"]
    Blob.objects.unreferenced().delete()

    response = send(editor, QUIZ, again, **{"m/title": "X", "p/question": "Y"})

    assert response.status_code == 422
    assert {"label": path, "text": "Filen er ikke her lenger. Hent den inn på nytt."} in response.context[
        "summary"
    ]


def test_a_form_asks_the_database_the_same_for_many_parts_as_for_few(editor, django_assert_max_num_queries):
    content = written("Byggestein.BranchingConversation")
    editor.get(edit(content))

    with django_assert_max_num_queries(16):
        editor.get(edit(content))
    form = inputs(editor.get(edit(content)))
    for _ in range(4):
        form = inputs(send(editor, edit(content), form, do="add p/steps"))
    with django_assert_max_num_queries(16):
        send(editor, edit(content), form, do="add p/steps")


def test_what_is_read_of_the_examples_is_what_the_filter_says(editor):
    for name in own_types.types():
        value = own_types.example(name)
        assert filter_content(value, Store()).parameters == value.parameters


def test_a_title_is_asked_for(editor):
    response = fill_in(editor, **{"m/title": "  "})

    assert [each["label"] for each in response.context["summary"]] == ["Tittel"]
