"""Private notes: kept, encrypted, never written over by an older window, never about a person."""

import uuid

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.encryption import UnreadableNote, decrypt, encrypt
from courses.kept import kept_in
from courses.models import LearningEvent, Note
from tests.courses.record.conftest import make_person

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}
WORDS = "Neste gang vil jeg spørre hva som er tyngst."


@pytest.fixture
def write(course):
    """Return a function that sends a note as a form without script does."""
    page, block_id = course.block("reflection")
    url = reverse("courses:note", args=[page.pk, block_id])

    def write(client, text, replaces=0, **extra):
        return client.post(url, {"note": text, "replaces": replaces}, **extra)

    write.page, write.block_id = page, block_id
    return write


def shown(client, write):
    return client.get(write.page.url).context_data["state"].of(write.block_id)


def test_a_note_is_kept_and_shown_again(signed_in, write):
    response = write(signed_in, f"  {WORDS}\r\nOg vente.  ")

    assert response.url == f"{write.page.url}#{write.block_id}"
    assert shown(signed_in, write).note == f"{WORDS}\nOg vente."
    assert list(LearningEvent.objects.values_list("kind", "data")) == [(Kind.NOTE_SAVED, {})]


def test_the_database_holds_no_word_of_it(signed_in, write):
    write(signed_in, WORDS)

    stored = str(list(Note.objects.values())) + str(list(LearningEvent.objects.values()))
    assert not any(word in stored for word in WORDS.split() if len(word) > 3)


def test_another_person_cannot_read_it_even_with_the_row(person):
    token = encrypt(WORDS, owner=f"user:{person.pk}")

    assert decrypt(token, owner=f"user:{person.pk}") == WORDS
    with pytest.raises(UnreadableNote):
        decrypt(token, owner=f"user:{person.pk + 1}")


def test_keys_may_be_changed_and_old_notes_still_read(settings):
    settings.NOTES_KEYS = ["first"]
    old = encrypt(WORDS, owner="user:1")
    settings.NOTES_KEYS = ["second", "first"]

    assert decrypt(old, owner="user:1") == WORDS
    settings.NOTES_KEYS = ["second"]
    with pytest.raises(UnreadableNote):
        decrypt(old, owner="user:1")


def test_without_keys_of_their_own_notes_follow_the_secret_key(settings):
    settings.NOTES_KEYS = []
    old = encrypt(WORDS, owner="user:1")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert decrypt(old, owner="user:1") == WORDS


def test_a_note_whose_key_is_gone_is_no_error_page_and_is_not_written_over(signed_in, write, settings):
    write(signed_in, WORDS)
    settings.NOTES_KEYS = ["another"]

    assert shown(signed_in, write).note == ""
    response = write(signed_in, "Noe nytt", replaces=1)

    assert response.status_code == 422
    settings.NOTES_KEYS = []
    assert shown(signed_in, write).note == WORDS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("Født 01019012345, glemte å spørre.", "personal-number", id="eleven-digits"),
        pytest.param("Ring 912 34 567 i morgen.", "personal-number", id="telephone"),
        pytest.param("å" * 10_000, "too-long", id="ten-thousand-characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_stays_in_the_field(signed_in, write, text, fault):
    plain = write(signed_in, text)
    fragment = write(signed_in, text, headers=FETCH)

    assert (plain.status_code, fragment.status_code) == (422, 422)
    assert text[:9_000] in plain.content.decode()
    assert 'aria-invalid="true"' in fragment.content.decode()
    assert not Note.objects.exists()
    assert not LearningEvent.objects.exists()


def test_the_longest_note_is_kept_whole(signed_in, write):
    write(signed_in, "å" * settings.LONGEST_NOTE)

    assert shown(signed_in, write).note == "å" * settings.LONGEST_NOTE


def test_markup_is_shown_as_the_words_they_are(signed_in, write):
    write(signed_in, "<script>alert(1)</script>")

    html = signed_in.get(write.page.url).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_saving_the_same_twice_is_one_save(signed_in, write):
    first = write(signed_in, WORDS, headers=FETCH)
    again = write(signed_in, WORDS, headers=FETCH)

    assert (first["X-Version"], again["X-Version"]) == ("1", "1")


def test_an_older_window_overwrites_nothing_and_shows_both(signed_in, write):
    write(signed_in, "Fra det ene vinduet", replaces=0)

    response = write(signed_in, "Fra det andre vinduet", replaces=0)

    assert response.status_code == 409
    html = response.content.decode()
    assert "Fra det ene vinduet" in html
    assert "Fra det andre vinduet" in html
    assert shown(signed_in, write).note == "Fra det ene vinduet"
    assert 'name="replaces" value="1"' in html
    write(signed_in, "Begge deler", replaces=1)
    assert shown(signed_in, write).note == "Begge deler"


@pytest.mark.parametrize("replaces", ["", "-1", "٣", "1e9", "x" * 50])
def test_a_tampered_revision_is_an_old_one(signed_in, write, replaces):
    write(signed_in, WORDS)

    assert write(signed_in, "Noe annet", replaces=replaces).status_code == 409
    assert shown(signed_in, write).note == WORDS


def test_a_note_may_be_emptied(signed_in, write):
    write(signed_in, WORDS)

    write(signed_in, "", replaces=1)

    assert shown(signed_in, write).note == ""


def test_only_a_reflection_takes_a_note(signed_in, course):
    page, block_id = course.block("choice")

    response = signed_in.post(reverse("courses:note", args=[page.pk, block_id]), {"note": WORDS})

    assert response.url == page.url
    assert not Note.objects.exists()


def test_notes_from_a_device_and_the_account_are_both_shown_until_the_writer_decides(person):
    device, place = uuid.uuid4(), actions.Place("L1", "0.1", "m1", "m1-refleksjon")

    def save(text, learner, revision=0):
        return actions.save_note(place=place, text=text, revision=revision, by=learner, at=timezone.now())

    save("På egen maskin", Learner(person.pk))
    save("På jobb", Learner(devices=(device,)))
    actions.claim_device(device=device, by=person.pk, at=timezone.now())
    both = kept_in(Learner(person.pk, (device,)), "L1").notes["m1-refleksjon"]

    kept = save("Begge steder", Learner(person.pk, (device,)), revision=both.revision)

    assert both.text == "På egen maskin\n\nPå jobb"
    assert Note.objects.get().text == kept.text == "Begge steder"
    assert kept_in(Learner(make_person().pk), "L1").notes == {}


def test_without_script_the_page_says_that_it_was_saved_just_now(signed_in, write, time_machine):
    time_machine.move_to("2026-11-24 13:02:10+01:00", tick=False)
    write(signed_in, WORDS)

    just_now = signed_in.get(write.page.url).content.decode()
    time_machine.move_to("2026-11-24 13:04:00+01:00", tick=False)
    later = signed_in.get(write.page.url).content.decode()

    assert "<span>Lagret 13:02</span>" in just_now
    assert "<span>Lagret 13:02</span>" not in later
