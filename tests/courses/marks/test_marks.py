"""Bookmarks and notes beside any part of a lesson: one's own, found again, and marked when the text changes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import personal_data
from accounts.models import User
from courses.content import publish
from courses.models import Bookmark, LearningEvent, ModulePage, Note

pytestmark = pytest.mark.django_db
FETCH = {"x-requested-with": "fetch"}
MINE = "/nb/kurs/mine-merker/"
WORDS = "Spør om lov før du gir råd."
CHANGED = "Teksten er endret siden"


@pytest.fixture
def lesson():
    return ModulePage.objects.get(
        key="m1", locale__language_code="nb", url_path__contains="/a-snakke-om-jobb/"
    )


@pytest.fixture
def learner(client):
    client.force_login(User.objects.create_user("larer@eksempel.kommune.no", "et-langt-passord"))
    return client


def mark(client, lesson, block="m1-ide", keep="1", **fields):
    return client.post(reverse("courses:bookmark", args=[lesson.pk, block]), {"keep": keep, **fields})


def write(client, lesson, text, block="m1-tre-grep", replaces=0, **extra):
    url = reverse("courses:mark_note", args=[lesson.pk, block])
    return client.post(url, {"note": text, "replaces": replaces}, **extra)


def seen(client, address):
    return client.get(address).content.decode()


def rewrite(lesson, block, old, new):
    raw = next(raw for raw in lesson.lesson.raw_data if raw["id"] == block)
    raw["value"] = {name: part.replace(old, new) for name, part in raw["value"].items()}
    publish(lesson)


def test_a_bookmark_is_found_on_my_page_and_leads_back(learner, lesson):
    assert mark(learner, lesson).url == f"{lesson.url}#m1-ide"

    passage = "Be om lov, si hvorfor du spør, og tål et nei."
    assert passage in seen(learner, "/nb/min-side/")
    assert passage in seen(learner, MINE)
    assert "Bokmerket" in seen(learner, lesson.url)
    assert learner.get(reverse("courses:go", args=["L2", "m1-ide"])).url == f"{lesson.url}#m1-ide"


def test_it_is_taken_away_from_the_list_too(learner, lesson):
    mark(learner, lesson)
    mark(learner, lesson)

    assert mark(learner, lesson, keep="0", next=MINE).url == MINE
    assert not Bookmark.objects.exists()


def test_a_script_gets_the_line_below_the_part_back(learner, lesson):
    url = reverse("courses:bookmark", args=[lesson.pk, "m1-ide"])
    html = learner.post(url, {"keep": "1"}, headers=FETCH).content.decode()

    assert html.startswith("<details")
    assert 'data-marks="m1-ide" open' in html
    assert "Ta bort bokmerket" in html


def test_a_note_stands_beside_any_part_and_unreadable_in_the_database(learner, lesson):
    write(learner, lesson, WORDS)

    assert WORDS in seen(learner, lesson.url)
    assert WORDS in seen(learner, MINE)
    stored = str(list(Note.objects.values())) + str(list(LearningEvent.objects.values()))
    assert not any(word in stored for word in ("lov før", "råd."))


@pytest.mark.parametrize("number", ["010190 12345", "900 00 000"])
def test_a_number_of_a_person_stops_it_softly_and_the_words_stay(learner, lesson, number):
    response = write(learner, lesson, f"Ring {number} i morgen.")

    assert response.status_code == 422
    html = response.content.decode()
    assert number in html
    assert "Ta det bort, så lagrer vi resten." in html
    assert not Note.objects.exists()


def test_an_older_window_writes_nothing_over(learner, lesson):
    write(learner, lesson, WORDS)
    response = write(learner, lesson, "Noe annet.", headers=FETCH)

    assert response.status_code == 409
    assert WORDS in response.content.decode()
    assert "Noe annet." in response.content.decode()
    assert WORDS in seen(learner, MINE)


def test_a_changed_text_is_told_at_the_part_and_on_the_list(learner, lesson):
    mark(learner, lesson)
    write(learner, lesson, WORDS)
    publish(lesson)
    assert CHANGED not in seen(learner, MINE) + seen(learner, lesson.url)

    rewrite(lesson, "m1-ide", "tål et nei", "tåle et nei")

    assert seen(learner, MINE).count(CHANGED) == seen(learner, lesson.url).count(CHANGED) == 1


def test_a_text_in_another_language_is_no_change(learner, lesson):
    mark(learner, lesson)

    html = seen(learner, "/nn/kurs/mine-merker/")
    assert "Be om løyve, sei kvifor du spør" in html
    assert "Teksten er endra sidan" not in html


def test_what_was_written_stays_when_the_part_is_gone(learner, lesson):
    write(learner, lesson, WORDS)
    lesson.lesson = [raw for raw in lesson.lesson.raw_data if raw["id"] != "m1-tre-grep"]
    publish(lesson)

    html = seen(learner, MINE)
    assert WORDS in html
    assert "Ikke lenger i kurset" in html
    assert "Tre grep i åpningen" in html
    assert learner.get(reverse("courses:go", args=["L2", "m1-tre-grep"])).url == MINE


def test_nobody_else_sees_any_of_it(learner, lesson):
    mark(learner, lesson)
    write(learner, lesson, WORDS)
    other = Client()
    other.force_login(User.objects.create_user("annen@eksempel.kommune.no", "et-langt-passord"))

    for client in (other, Client()):
        assert "Be om lov, si hvorfor" not in seen(client, MINE)
        assert WORDS not in seen(client, MINE) + seen(client, lesson.url)
    mark(other, lesson, keep="0")
    assert Bookmark.objects.count() == 1


def test_without_an_account_it_lies_on_the_device_and_comes_along_at_sign_in(client, lesson):
    mark(client, lesson)
    write(client, lesson, WORDS)
    assert WORDS in seen(client, MINE)

    device = Bookmark.objects.get().device
    assert device is not None
    assert Note.objects.get().device == device


def test_it_is_handed_out_and_erased_with_the_rest(learner, lesson):
    mark(learner, lesson)
    write(learner, lesson, WORDS)
    user = User.objects.get()

    out = personal_data.export(user)["courses"]
    assert [one["part"] for one in out["bookmarks"]] == ["m1-ide"]
    assert [note["text"] for note in out["notes"]] == [WORDS]
    next(room for room in personal_data.rooms() if room.name == "courses").erase_person(user)
    assert not Bookmark.objects.exists()
    assert not Note.objects.exists()


def test_the_yearly_record_holds_reflections_and_no_note_beside_another_part(learner, lesson):
    write(learner, lesson, WORDS)
    url = reverse("courses:note", args=[lesson.pk, "m1-refleksjon"])
    learner.post(url, {"note": "Er det greit at jeg spør?", "replaces": 0})

    html = seen(learner, reverse("certificates:year", args=[timezone.localdate().year]))
    assert "Er det greit at jeg spør?" in html
    assert WORDS not in html


@pytest.mark.parametrize("name", ["courses:bookmark", "courses:mark_note"])
def test_a_part_that_is_not_there_is_told(learner, lesson, name):
    response = learner.post(reverse(name, args=[lesson.pk, "nei"]), {"keep": "1", "note": "x"}, headers=FETCH)

    assert response.status_code == 410
    assert not Bookmark.objects.exists()
    assert not Note.objects.exists()


def test_no_other_site_can_mark_for_somebody(learner, lesson):
    response = learner.post(
        reverse("courses:bookmark", args=[lesson.pk, "m1-ide"]),
        {"keep": "1"},
        headers={"sec-fetch-site": "cross-site"},
    )

    assert response.status_code == 403


def test_the_list_takes_the_same_queries_however_long_it_is(learner, lesson):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            learner.get(MINE)
        return len(queries)

    mark(learner, lesson)
    cost()
    first = cost()
    for raw in lesson.lesson.raw_data:
        mark(learner, lesson, raw["id"])
        if raw["type"] != "reflection":
            write(learner, lesson, f"Om {raw['id']}", raw["id"])

    assert cost() == first <= 12
