"""A half-written answer is there on the next device, and gives way to the answer itself."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Draft
from tests.courses.record.conftest import answer_url, course_in, make_person

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}


def draft_url(page, block):
    return reverse("courses:draft", args=[page.pk, block])


def test_what_was_half_chosen_stands_there_on_another_device(signed_in, person, course):
    page, block = course.block("categories")
    elsewhere = Client()
    elsewhere.force_login(person)

    saved = signed_in.post(draft_url(page, block), {"item-1": "godt"}, headers=FETCH)

    assert saved.status_code == 204
    assert saved["X-Saved-At"]
    shown = elsewhere.get(page.url).context_data["state"].of(block)
    assert shown.entered == {"item-1": ["godt"]}
    assert shown.answer is None


def test_the_answer_ends_the_draft_and_an_older_one_on_its_way_changes_nothing(signed_in, course):
    page, block = course.block("choice")
    signed_in.post(draft_url(page, block), {"option": "0"}, headers=FETCH)
    signed_in.post(answer_url(page, block), {"option": "1"})

    answered = signed_in.get(page.url).context_data["state"].of(block)
    signed_in.post(draft_url(page, block), {"option": "1"}, headers=FETCH)
    late = signed_in.get(page.url).context_data["state"].of(block)

    assert (answered.entered, answered.answer) == (None, {"options": [1]})
    assert (late.entered, late.answer) == (None, {"options": [1]})


def test_a_new_draft_after_an_answer_is_shown(signed_in, course):
    page, block = course.block("choice")
    signed_in.post(answer_url(page, block), {"option": "1"})
    signed_in.post(draft_url(page, block), {"option": "0"}, headers=FETCH)

    assert signed_in.get(page.url).context_data["state"].of(block).entered == {"option": ["0"]}


def test_only_the_latest_draft_is_kept_and_only_the_fields_of_an_exercise(signed_in, course):
    page, block = course.block("choice")
    signed_in.post(draft_url(page, block), {"option": "0"})
    signed_in.post(draft_url(page, block), {"option": "1", "note": "noe annet", "signed_in": "1"})

    assert [row.fields for row in Draft.objects.all()] == [{"option": ["1"]}]


def test_what_may_point_at_a_person_is_not_kept(signed_in):
    course = next(
        course
        for key in ("L1", "L2", "L3", "L4", "L5", "L6")
        for course in [course_in("nb", key)]
        if any(raw["type"] == "fill" for module in course.modules for raw in module.lesson.raw_data)
    )
    page, block = course.block("fill")

    response = signed_in.post(draft_url(page, block), {"gap-0": "01010112345"})

    assert response.status_code == 422
    assert not Draft.objects.exists()


def test_a_login_that_ran_out_keeps_what_was_typed(signed_in, course):
    page, block = course.block("choice")
    signed_in.logout()

    response = signed_in.post(draft_url(page, block), {"option": "1", "signed_in": "1"}, headers=FETCH)

    assert response["X-Log-In"].startswith(reverse("account_login"))
    assert signed_in.get(page.url).context_data["state"].of(block).entered == {"option": ["1"]}


def test_nobody_sees_anothers_draft(signed_in, course):
    page, block = course.block("choice")
    signed_in.post(draft_url(page, block), {"option": "1"})
    other = Client()
    other.force_login(make_person())

    assert other.get(page.url).context_data["state"].of(block).entered is None
    assert Client().get(page.url).context_data["state"].of(block).entered is None


def test_a_part_that_is_gone_or_asks_for_nothing_has_no_draft(signed_in, course):
    assert signed_in.post(draft_url(course.first, "gone"), headers=FETCH).status_code == 410
    assert signed_in.post(draft_url(course.first, "m1-forst"), headers=FETCH).status_code == 410


def test_another_site_cannot_write_drafts(signed_in, course):
    page, block = course.block("choice")

    response = signed_in.post(
        draft_url(page, block), {"option": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
