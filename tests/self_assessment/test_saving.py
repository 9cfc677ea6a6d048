"""Saving answers: nothing acknowledged is lost, nothing is overwritten unseen, a repeat does no harm."""

import uuid
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import NotALead
from accounts.models import Membership, Municipality
from self_assessment import actions
from self_assessment.domain.values import NoLevel
from self_assessment.models import Answer, AnswerSave, Assessment, FrameworkRelease
from tests.factories.self_assessment import LEVANGER, AssessmentFactory, member, person, save


def agreed(assessment, indicator="B2"):
    return Answer.objects.agreed().get(assessment=assessment, indicator=indicator)


# --- starting ---


def start(municipality, by):
    return actions.start(municipality=municipality, kind=Assessment.Kind.QUICK, by=by, at=timezone.now())


@pytest.fixture
def levanger(db):
    return Municipality.objects.get(pk=LEVANGER)


def test_a_lead_starts_one_quick_check_and_finds_it_again(levanger):
    lead = member(levanger)

    first, second = start(levanger, lead), start(levanger, lead)

    assert first == second
    assert (first.release, first.state) == (FrameworkRelease.objects.newest(), Assessment.State.DRAFT)


@pytest.mark.parametrize("role", [role for role in Membership.Role if role != Membership.Role.LEAD])
def test_only_a_lead_starts(levanger, role):
    with pytest.raises(NotALead):
        start(levanger, member(levanger, role))

    assert not Assessment.objects.exists()


def test_a_lead_of_another_municipality_does_not_start(levanger):
    with pytest.raises(NotALead):
        start(levanger, member(Municipality.objects.get(pk="0301")))


def test_without_a_framework_there_is_nothing_to_start(levanger):
    FrameworkRelease.objects.all().delete()

    with pytest.raises(actions.NoFramework):
        start(levanger, member(levanger))


def test_the_table_itself_refuses_a_second_open_quick_check(levanger):
    AssessmentFactory(municipality=levanger)

    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentFactory(municipality=levanger)


def test_a_finished_one_leaves_room_for_the_next(levanger):
    AssessmentFactory(municipality=levanger, state=Assessment.State.FINISHED)

    assert start(levanger, member(levanger)).state == Assessment.State.DRAFT


# --- saving ---


@pytest.mark.django_db
def test_a_save_is_kept_with_who_and_what_it_replaced():
    assessment, lead = AssessmentFactory(), person()

    save(assessment, "B2", 1, by=lead, comment="Spurte i fagmøtet.")
    save(assessment, "B2", 2, by=lead, replaces=1, confidence="sure")

    assert (agreed(assessment).level, agreed(assessment).version) == (2, 2)
    history = list(AnswerSave.objects.filter(answer=agreed(assessment)).order_by("version"))
    assert [(one.level, one.comment, one.replaces, one.version, one.by) for one in history] == [
        (1, "Spurte i fagmøtet.", 0, 1, lead),
        (2, "", 1, 2, lead),
    ]
    assessment.refresh_from_db()
    assert assessment.state == Assessment.State.ANSWERING


@pytest.mark.django_db
def test_the_same_save_twice_is_one_save():
    assessment, save_id = AssessmentFactory(), uuid.uuid4()

    outcomes = [save(assessment, "B2", 1, save_id=save_id) for _ in range(2)]

    assert [outcome.answer.version for outcome in outcomes] == [1, 1]
    assert AnswerSave.objects.count() == 1


@pytest.mark.django_db
def test_a_repeat_that_arrives_after_a_newer_save_changes_nothing():
    assessment, save_id = AssessmentFactory(), uuid.uuid4()
    save(assessment, "B2", 1, save_id=save_id)
    save(assessment, "B2", 3, replaces=1)

    outcome = save(assessment, "B2", 1, save_id=save_id)

    assert isinstance(outcome, actions.Saved)
    assert agreed(assessment).level == 3


@pytest.mark.django_db
def test_a_save_on_an_old_version_overwrites_nothing_and_is_kept_beside():
    assessment, mine, theirs = AssessmentFactory(), person(), person()
    save(assessment, "C2", 1, by=theirs, comment="Vi har ingen navn å ringe.")

    outcome = save(assessment, "C2", 2, by=mine, replaces=0, comment="Vi ringer hverandre.")

    assert isinstance(outcome, actions.TooLate)
    assert (agreed(assessment, "C2").level, agreed(assessment, "C2").version) == (1, 1)
    assert (outcome.save.level, outcome.save.comment, outcome.save.version) == (
        2,
        "Vi ringer hverandre.",
        None,
    )


@pytest.mark.django_db
def test_two_who_say_the_same_are_not_in_each_others_way():
    assessment = AssessmentFactory()
    save(assessment, "C2", 1)

    outcome = save(assessment, "C2", 1, replaces=0)

    assert isinstance(outcome, actions.Saved)
    assert AnswerSave.objects.count() == 1


@pytest.mark.django_db
def test_an_id_that_was_used_for_another_answer_gives_nothing_away_and_loses_nothing():
    theirs, mine, save_id = AssessmentFactory(), AssessmentFactory(municipality_id="0301"), uuid.uuid4()
    save(theirs, "B2", 4, save_id=save_id, comment="Bare vårt")

    outcome = save(mine, "B2", 1, save_id=save_id)

    assert (outcome.answer.level, outcome.answer.comment) == (1, "")
    assert agreed(theirs).level == 4
    assert AnswerSave.objects.count() == 2


@pytest.mark.django_db
def test_the_same_id_with_other_words_is_a_new_save_and_not_a_repeat():
    assessment, save_id = AssessmentFactory(), uuid.uuid4()
    save(assessment, "B2", 1, save_id=save_id)

    outcome = save(assessment, "B2", 2, save_id=save_id, replaces=1)

    assert (outcome.answer.level, outcome.answer.version) == (2, 2)


@pytest.mark.django_db
def test_a_finished_assessment_takes_no_answers():
    assessment = AssessmentFactory(state=Assessment.State.FINISHED)

    with pytest.raises(actions.AlreadyFinished):
        save(assessment, "B2", 1)

    assert not AnswerSave.objects.exists()


@pytest.mark.django_db
def test_a_save_is_never_written_over():
    assessment = AssessmentFactory()
    kept = save(assessment, "B2", 1).answer.saves.get()
    kept.level = 4

    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()

    assert AnswerSave.objects.get(pk=kept.pk).level == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"level": 5}, id="a-level-outside-the-ladder"),
        pytest.param({"without_level": "ikke_relevant"}, id="not-relevant-without-a-reason"),
        pytest.param({"level": 1, "without_level": "vet_ikke"}, id="a-level-and-do-not-know"),
    ],
)
def test_the_tables_themselves_refuse_an_unsound_answer(fields):
    assessment = AssessmentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(assessment=assessment, indicator="A1", **fields)


@pytest.mark.django_db
def test_one_persons_answer_stands_beside_the_agreed_one_and_never_passes_for_it():
    assessment, one = AssessmentFactory(), person()
    Answer.objects.create(assessment=assessment, respondent=one, indicator="B2", level=4)
    save(assessment, "B2", 1)

    one.delete()

    assert agreed(assessment).level == 1
    assert not Answer.objects.exclude(respondent=None).exists()


@pytest.mark.django_db
def test_an_answer_without_a_level_is_kept_as_what_it_is():
    assessment = AssessmentFactory()

    save(assessment, "A1", NoLevel.UNKNOWN)
    save(assessment, "A3", NoLevel.NOT_RELEVANT, reason="Det gjør nabokommunen.")

    assert agreed(assessment, "A1").values.answer is NoLevel.UNKNOWN
    assert agreed(assessment, "A3").values.answer is NoLevel.NOT_RELEVANT


# --- at once ---


def test_eight_who_save_in_the_same_moment_lose_nothing(elsewhere):
    assessment = elsewhere.run(AssessmentFactory)
    comments = [f"Svar nummer {n}" for n in range(8)]

    outcomes = elsewhere.at_once(*[partial(save, assessment, "B2", 1, comment=c) for c in comments])

    taken = [outcome for outcome in outcomes if isinstance(outcome, actions.Saved)]
    answer = elsewhere.run(lambda: agreed(assessment))
    assert len(taken) == 1
    assert (answer.version, answer.comment) == (1, taken[0].answer.comment)
    kept = elsewhere.run(lambda: sorted(AnswerSave.objects.values_list("comment", flat=True)))
    assert kept == comments


def test_one_save_sent_eight_times_at_once_is_one_save(elsewhere):
    assessment, save_id = elsewhere.run(AssessmentFactory), uuid.uuid4()

    outcomes = elsewhere.at_once(*[partial(save, assessment, "B2", 3, save_id=save_id)] * 8)

    assert {(type(outcome), outcome.answer.version) for outcome in outcomes} == {(actions.Saved, 1)}
    assert elsewhere.run(AnswerSave.objects.count) == 1


def test_two_who_start_in_the_same_moment_share_one_assessment(elsewhere):
    levanger = elsewhere.run(lambda: Municipality.objects.get(pk=LEVANGER))
    leads = elsewhere.run(lambda: [member(levanger), member(levanger)])

    started = elsewhere.at_once(*[partial(start, levanger, lead) for lead in leads])

    assert started[0] == started[1]
    assert elsewhere.run(Assessment.objects.count) == 1
