"""What two windows or two retries do at the same moment. Each thread has a connection of its own."""

import threading
import uuid

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import Learner
from courses.drafts import keep_draft
from courses.models import DeviceClaim, Draft, Enrolment, LearningEvent, Note
from courses.versions.actions import choose_version
from tests.courses.record.conftest import make_person

PLACE = actions.Place("L1", "0.1", "m1", "m1-svar")
THREADS = 6


@pytest.fixture
def at_once(django_db_setup, django_db_blocker):
    """Return a function that runs `act(n)` in several threads at once and returns what each gave or raised.

    The rows are really committed, so they are taken away again by the persons and devices that own them."""
    people: list[User] = []
    devices: list[uuid.UUID] = []

    def run(act):
        gate = threading.Barrier(THREADS)
        results: list[object] = [None] * THREADS

        def one(n):
            try:
                gate.wait(timeout=10)
                results[n] = act(n)
            except Exception as error:
                results[n] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=[n]) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return results

    run.people, run.devices = people, devices
    with django_db_blocker.unblock():
        yield run
        for person in people:
            actions.erase_person(user_id=person.pk)
            person.delete()
        for device in devices:
            actions.erase_device(device=device)
        connection.close()


@pytest.fixture
def committed_person(at_once):
    person = make_person()
    at_once.people.append(person)
    return person


def outcomes(results):
    return sorted(result.__class__.__name__ for result in results)


def test_a_save_repeated_at_the_same_moment_is_one_event(at_once, committed_person):
    learner, save_id = Learner(committed_person.pk), uuid.uuid4()

    results = at_once(
        lambda n: actions.record(Kind.MODULE_DONE, place=PLACE, by=learner, at=timezone.now(), id=save_id)
    )

    assert outcomes(results) == ["LearningEvent"] * THREADS
    assert LearningEvent.objects.of(learner).get().id == save_id
    assert Enrolment.objects.of(learner).count() == 1


def test_different_answers_at_the_same_moment_are_all_kept(at_once, committed_person):
    learner = Learner(committed_person.pk)

    results = at_once(
        lambda n: actions.record(
            Kind.ANSWERED,
            place=PLACE,
            by=learner,
            at=timezone.now(),
            id=uuid.uuid4(),
            data={"answer": {"n": n}},
        )
    )

    assert outcomes(results) == ["LearningEvent"] * THREADS
    assert {e.data["answer"]["n"] for e in LearningEvent.objects.of(learner)} == set(range(THREADS))


def test_an_attempt_handed_in_by_several_windows_counts_once(at_once, committed_person):
    learner = Learner(committed_person.pk)

    results = at_once(
        lambda n: actions.submit_quiz(
            place=PLACE, attempt=1, answers={}, right=[], total=10, by=learner, at=timezone.now()
        )
    )

    assert outcomes(results) == ["AlreadySubmitted"] * (THREADS - 1) + ["LearningEvent"]
    assert LearningEvent.objects.of(learner).count() == 1


def test_a_note_written_in_several_windows_keeps_one_and_tells_the_others(at_once, committed_person):
    learner = Learner(committed_person.pk)

    results = at_once(
        lambda n: actions.save_note(place=PLACE, text=f"vindu {n}", revision=0, by=learner, at=timezone.now())
    )

    assert outcomes(results) == ["NoteText"] + ["StaleNote"] * (THREADS - 1)
    kept = next(result for result in results if not isinstance(result, Exception))
    assert Note.objects.of(learner).get().text == kept.text


def test_a_device_signed_in_on_twice_is_joined_once(at_once, committed_person):
    device = uuid.uuid4()
    at_once.devices.append(device)
    actions.enrol(course="L1", version="0.1", by=Learner(devices=(device,)), at=timezone.now())

    results = at_once(
        lambda n: actions.claim_device(device=device, by=committed_person.pk, at=timezone.now())
    )

    assert outcomes(results) == ["DeviceClaim"] + ["NoneType"] * (THREADS - 1)
    assert DeviceClaim.objects.of(committed_person.pk).count() == 1


def test_a_version_chosen_in_several_windows_is_chosen_once(at_once, committed_person):
    learner = Learner(committed_person.pk)
    actions.enrol(course="L1", version="0.1", by=learner, at=timezone.now())

    results = at_once(
        lambda n: choose_version(
            course="L1", was="0.1", to="0.2", offered="0.2", by=learner, at=timezone.now()
        )
    )

    assert outcomes(results) == ["ChosenElsewhere"] * (THREADS - 1) + ["LearningEvent"]


def test_drafts_from_several_devices_leave_one(at_once, committed_person):
    learner = Learner(committed_person.pk)

    results = at_once(
        lambda n: keep_draft(place=PLACE, fields={"option": [str(n)]}, by=learner, at=timezone.now())
    )

    assert outcomes(results) == ["NoneType"] * THREADS
    assert Draft.objects.of(learner).count() == 1
