"""What must never break, held by the model and by the database itself."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from courses import actions
from courses.domain.events import Kind
from courses.domain.learner import NOBODY, Learner
from courses.models import DeviceClaim, Enrolment, LearningEvent, Note
from courses.models.record import AppendOnly
from tests.courses.record.conftest import make_person

pytestmark = pytest.mark.django_db
PLACE = actions.Place("L1", "0.1", "m1", "m1-svar")


def record(learner, kind=Kind.MODULE_DONE, **fields):
    return actions.record(kind, place=PLACE, by=learner, at=timezone.now(), **fields)


@pytest.fixture
def event(person):
    return record(Learner(person.pk))


def test_an_event_is_not_changed_or_deleted_through_the_model(event):
    for attempt in (
        event.save,
        event.delete,
        LearningEvent.objects.all().delete,
        lambda: LearningEvent.objects.update(kind=Kind.ANSWERED),
        lambda: LearningEvent.objects.bulk_update([event], ["kind"]),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            attempt()
    assert LearningEvent.objects.get().kind == Kind.MODULE_DONE


def test_the_database_itself_refuses_to_change_an_event(event):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE courses_learningevent SET module_key = 'm2'")

    assert LearningEvent.objects.get().module_key == "m1"


@pytest.mark.parametrize(
    ("user", "device"),
    [pytest.param(False, False, id="nobody"), pytest.param(True, True, id="both")],
)
@pytest.mark.parametrize("model", [LearningEvent, Enrolment, Note])
def test_every_row_has_exactly_one_owner(person, model, user, device):
    row = {
        LearningEvent: lambda: LearningEvent(id=uuid.uuid4(), kind=Kind.ANSWERED, at=timezone.now()),
        Enrolment: lambda: Enrolment(enrolled_at=timezone.now()),
        Note: lambda: Note(saved_at=timezone.now()),
    }[model]()
    row.user, row.device = (person if user else None), (uuid.uuid4() if device else None)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_an_unknown_kind_is_refused(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningEvent.objects.create(id=uuid.uuid4(), user=person, kind="guessed", at=timezone.now())


def test_a_course_is_on_the_list_once(person):
    Enrolment.objects.create(user=person, course_key="L1", enrolled_at=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(user=person, course_key="L1", enrolled_at=timezone.now())


def test_a_person_with_a_record_is_not_deleted_without_erasing_it(event, person):
    with pytest.raises(ProtectedError):
        person.delete()


def test_nobody_has_no_rows(event):
    assert not LearningEvent.objects.of(NOBODY).exists()


def test_rows_of_a_learner_are_their_own_and_those_of_their_devices(person):
    mine, theirs = uuid.uuid4(), uuid.uuid4()
    for learner in (
        Learner(person.pk),
        Learner(make_person().pk),
        Learner(devices=(mine,)),
        Learner(devices=(theirs,)),
    ):
        record(learner)

    assert LearningEvent.objects.of(Learner(person.pk, (mine,))).count() == 2
    assert LearningEvent.objects.of(Learner(person.pk)).count() == 1
    assert LearningEvent.objects.of(Learner(devices=(mine,))).count() == 1


def test_erasing_takes_all_of_one_person_and_nothing_of_another(person):
    device, other = uuid.uuid4(), make_person()
    for learner in (Learner(person.pk), Learner(devices=(device,)), Learner(other.pk)):
        record(learner)
        actions.save_note(place=PLACE, text="tanke", revision=0, by=learner, at=timezone.now())
    actions.claim_device(device=device, by=person.pk, at=timezone.now())

    actions.erase_person(user_id=person.pk)

    for model in (LearningEvent, Note, Enrolment):
        assert set(model.objects.values_list("user", "device")) == {(other.pk, None)}, model
    assert not DeviceClaim.objects.exists()
    person.delete()
