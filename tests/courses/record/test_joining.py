"""What was done signed out comes along at sign-in: once, visibly, and it can be taken back."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts import personal_data
from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.learner import COOKIE, DEVICE_DAYS
from courses.models import DeviceClaim, LearningEvent
from tests.courses.record.conftest import PASSWORD, choose, make_person

pytestmark = pytest.mark.django_db


def sign_in(client, person, then=""):
    """Sign in through the site's own form."""
    email = person.emailaddress_set.get_or_create(email=person.email, verified=True, primary=True)[0].email
    url = reverse("account_login") + (f"?next={then}" if then else "")
    client.get(url)
    token = client.cookies["csrftoken"].value
    form = {"login": email, "password": PASSWORD, "next": then, "csrfmiddlewaretoken": token}
    response = client.post(url, form)
    assert response.status_code == 302, response.content.decode()
    return response


def answer_of(client, course):
    page, block_id = course.block("choice")
    return client.get(page.url).context_data["state"].of(block_id).answer


def test_answers_come_along_once_and_are_told_of(visitor, course, person):
    choose(visitor, course, "1")
    event = LearningEvent.objects.get()

    response = sign_in(visitor, person, then=course.first.url)

    assert response.url == course.first.url
    assert DeviceClaim.objects.get().device == event.device
    assert "Vi la til 1 svar du ga før du logget inn." in visitor.get(course.first.url).content.decode()
    assert answer_of(visitor, course) == {"options": [1]}
    assert LearningEvent.objects.get() == event


def test_the_device_is_forgotten_at_sign_in(visitor, course, person):
    choose(visitor, course)

    response = sign_in(visitor, person)

    assert response.cookies[COOKIE].value == ""
    assert response.cookies[COOKIE]["max-age"] == 0


def test_the_next_person_at_a_shared_machine_sees_nothing(visitor, course, person):
    choose(visitor, course, "1")
    cookie = visitor.cookies[COOKIE].value
    sign_in(visitor, person)

    visitor.logout()

    assert answer_of(visitor, course) is None
    visitor.cookies[COOKIE] = cookie  # even a cookie somebody kept opens nothing
    assert answer_of(visitor, course) is None
    sign_in(visitor, make_person())
    assert answer_of(visitor, course) is None
    assert DeviceClaim.objects.get().user == person


def test_a_claimed_device_takes_no_more_answers(visitor, course, person):
    choose(visitor, course, "1")
    cookie = visitor.cookies[COOKIE].value
    sign_in(visitor, person)
    visitor.logout()
    visitor.cookies[COOKIE] = cookie

    choose(visitor, course, "0")

    devices = set(LearningEvent.objects.values_list("device", flat=True))
    assert len(devices) == 2
    assert LearningEvent.objects.of(Learner(person.pk, (DeviceClaim.objects.get().device,))).count() == 1


def test_not_my_answers_takes_them_away_and_back_again(visitor, course, person):
    choose(visitor, course, "1")
    sign_in(visitor, person)
    device = DeviceClaim.objects.get().device

    undone = visitor.post(reverse("courses:undo_joining", args=[device]))

    assert undone.url == reverse("home:my_page")
    assert answer_of(visitor, course) is None
    assert LearningEvent.objects.count() == 1
    visitor.post(reverse("courses:redo_joining", args=[device]))
    assert answer_of(visitor, course) == {"options": [1]}


def test_my_page_offers_to_take_them_back(visitor, course, person):
    choose(visitor, course, "1")
    sign_in(visitor, person)
    device = DeviceClaim.objects.get().device

    before = visitor.get(reverse("home:my_page")).content.decode()
    visitor.post(reverse("courses:undo_joining", args=[device]))
    after = visitor.get(reverse("home:my_page")).content.decode()

    assert before.count("Vi la til 1 svar du ga før du logget inn.") == 1
    assert reverse("courses:undo_joining", args=[device]) in before
    assert course.page.title in before
    assert reverse("courses:redo_joining", args=[device]) in after
    assert course.page.title not in after


def test_only_the_person_themselves_may_undo_it(signed_in, visitor, course, person):
    choose(visitor, course, "1")
    actions.claim_device(device=LearningEvent.objects.get().device, by=make_person().pk, at=timezone.now())
    device = DeviceClaim.objects.get().device

    signed_in.post(reverse("courses:undo_joining", args=[device]))
    signed_out = visitor.post(reverse("courses:undo_joining", args=[device]))

    assert DeviceClaim.objects.get().undone_at is None
    assert signed_out.url.startswith(reverse("account_login"))


def test_what_was_done_on_two_devices_and_signed_in_counts_together(visitor, signed_in, course, person):
    signed_in.post(reverse("courses:module_done", args=[course.first.pk]))
    visitor.post(reverse("courses:module_done", args=[course.modules[1].pk]))

    sign_in(visitor, person)

    state = visitor.get(course.first.url).context_data["state"]
    assert [module.seen for module in state.course.progress.modules[:3]] == [True, True, False]


def test_signing_in_without_anything_done_says_nothing(visitor, course, person):
    visitor.get(course.first.url)

    sign_in(visitor, person)

    assert not DeviceClaim.objects.exists()


def test_a_device_is_claimed_by_the_first_only(person):
    device, other = uuid.uuid4(), make_person()
    actions.enrol(course="L1", version="0.1", by=Learner(devices=(device,)), at=timezone.now())

    first = actions.claim_device(device=device, by=person.pk, at=timezone.now())
    second = actions.claim_device(device=device, by=other.pk, at=timezone.now())

    assert first.user_id == person.pk
    assert second is None


def test_a_login_that_ran_out_keeps_the_answer_and_leads_back_to_it(signed_in, course, person):
    page, block_id = course.block("choice")
    signed_in.logout()

    response = choose(signed_in, course, "1", signed_in="1")

    assert response.url.startswith(reverse("account_login"))
    assert response.url.endswith(f"?next={page.url.replace('/', '%2F')}%23{block_id}")
    back = sign_in(signed_in, person, then=f"{page.url}#{block_id}")
    assert back.url == f"{page.url}#{block_id}"
    assert answer_of(signed_in, course) == {"options": [1]}


def test_a_script_is_told_where_to_log_in_again(signed_in, course):
    page, block_id = course.block("choice")
    signed_in.logout()

    response = signed_in.post(
        reverse("courses:answer", args=[page.pk, block_id]),
        {"option": "1", "signed_in": "1"},
        headers={"X-Requested-With": "fetch"},
    )

    assert response.status_code == 200
    assert response["X-Saved-At"]
    assert response["X-Log-In"].startswith(reverse("account_login"))


def test_a_visitor_may_have_it_all_deleted(visitor, course):
    choose(visitor, course)

    response = visitor.post(reverse("courses:forget"), {"next": course.first.url})

    assert response.url == course.first.url
    assert response.cookies[COOKIE].value == ""
    assert not LearningEvent.objects.exists()


def test_forgetting_never_touches_what_somebody_owns(visitor, course, person):
    choose(visitor, course)
    cookie = visitor.cookies[COOKIE].value
    sign_in(visitor, person)
    visitor.post(reverse("courses:forget"))
    visitor.logout()
    visitor.cookies[COOKIE] = cookie

    response = visitor.post(reverse("courses:forget"), {"next": "https://example.com/"})

    assert response.url == "/"
    assert LearningEvent.objects.count() == 1


def test_a_person_gets_all_of_it_out_and_can_have_it_erased(visitor, course, person):
    choose(visitor, course, "1")
    page, block_id = course.block("reflection")
    visitor.post(reverse("courses:note", args=[page.pk, block_id]), {"note": "Spør før du gir råd."})
    sign_in(visitor, person)

    out = personal_data.export(person)["courses"]

    assert [event["what"] for event in out["events"]] == ["answered", "note_saved"]
    assert [note["text"] for note in out["notes"]] == ["Spør før du gir råd."]
    assert [enrolment["course"] for enrolment in out["enrolments"]] == ["L1"]
    room = next(room for room in personal_data.rooms() if room.name == "courses")
    room.erase_person(person)
    assert personal_data.export(person)["courses"] == {
        "enrolments": [],
        "events": [],
        "notes": [],
        "bookmarks": [],
        "answers_under_way": [],
        "places_in_recordings": [],
        "devices": [],
    }


def test_devices_nobody_came_back_to_are_forgotten_by_the_nightly_command(person, time_machine):
    idle, used, claimed = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    place = actions.Place("L1", "0.1", "m1", "m1-svar")
    long_ago = timezone.now()
    for device in (idle, used, claimed):
        actions.record(Kind.MODULE_DONE, place=place, by=Learner(devices=(device,)), at=long_ago)
    actions.claim_device(device=claimed, by=person.pk, at=long_ago)
    time_machine.move_to(long_ago + timedelta(days=DEVICE_DAYS + 1))
    actions.record(Kind.MODULE_DONE, place=place, by=Learner(devices=(used,)), at=timezone.now())
    said = StringIO()

    call_command("forget_devices", stdout=said)

    assert said.getvalue() == "1 devices forgotten\n"
    assert set(LearningEvent.objects.values_list("device", flat=True)) == {used, claimed}
