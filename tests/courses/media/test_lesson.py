"""A recording in a lesson: seen, read, and gone on with where one stopped."""

import datetime

import pytest
from django.urls import reverse

from courses.models import MediaPlace

pytestmark = pytest.mark.django_db


def test_the_lesson_shows_it_with_captions_and_every_sentence_as_a_link(client, film, lesson):
    html = client.get(lesson.url).content.decode()

    address = film.address_of("file")
    assert f'<source src="{address}" type="video/mp4">' in html
    assert (
        f'src="{reverse("media:captions", args=[film.key, "nb"])}" srclang="nb" label="Bokmål" default'
        in html
    )
    assert f'href="{address}#t=1" data-at="1"' in html
    assert "Er det greit?" in html


def test_in_nynorsk_it_is_read_in_nynorsk_and_the_spoken_language_is_said(client, lesson):
    html = client.get(lesson.get_translation(lesson.locale.__class__.objects.get(language_code="nn")).url)

    text = html.content.decode()
    assert "Det treng du ikkje å vite." in text
    assert "Det blir snakka bokmål." in text


def test_when_the_licence_has_run_out_only_the_text_is_shown(client, film, lesson):
    type(film).objects.update(licence_until=datetime.date(2020, 1, 1))

    html = client.get(lesson.url).content.decode()

    assert "<video" not in html
    assert film.address_of("file") not in html
    assert "Det trenger du ikke å vite." in html


def place(client, lesson, seconds, block="m1-film"):
    return client.post(reverse("courses:media_place", args=[lesson.pk, block]), {"seconds": seconds})


def begin(client, lesson):
    return client.post(reverse("courses:enrol", args=[lesson.get_parent().pk]))


def test_it_goes_on_from_the_second_one_had_come_to(client, lesson, film):
    begin(client, lesson)
    place(client, lesson, "23")
    place(client, lesson, "31")

    html = client.get(lesson.url).content.decode()

    assert f'{film.address_of("file")}#t=31"' in html
    assert "Du var kommet til 0:31." in html
    assert MediaPlace.objects.count() == 1


def test_of_one_who_only_reads_nothing_is_kept(client, lesson):
    assert place(client, lesson, "23").status_code == 204

    assert not MediaPlace.objects.exists()
    assert "learner" not in client.cookies


@pytest.mark.parametrize("seconds", ["-1", "x", "", "١٢", "999999"])
def test_no_nonsense_is_kept(client, lesson, seconds):
    begin(client, lesson)

    assert place(client, lesson, seconds).status_code == 204
    assert not MediaPlace.objects.exists()


def test_only_recordings_have_such_a_place(client, lesson):
    begin(client, lesson)
    place(client, lesson, "5", block="m1-ide")

    assert not MediaPlace.objects.exists()


def test_a_search_leads_to_the_second_and_nowhere_else(client, lesson, film):
    def source(query):
        html = client.get(lesson.url + query).content.decode()
        return html.split("<source src=")[1].split(" type")[0]

    assert source("?opptak=en-aapning&t=21") == f'"{film.address_of("file")}#t=21"'
    assert (
        source("?opptak=en-annen&t=21")
        == source("?opptak=en-aapning&t=<b>")
        == f'"{film.address_of("file")}"'
    )


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_the_accessibility_page_lists_what_a_recording_lacks(client, film, code):
    html = client.get(f"/{code}/tilgjengelighet/").content.decode()

    assert getattr(film, f"title_{code}") in html
    type(film).objects.update(sign_file="x.mp4")
    assert getattr(film, f"title_{code}") not in client.get(f"/{code}/tilgjengelighet/").content.decode()
