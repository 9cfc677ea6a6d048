"""What other rooms get to know, and what a person may take along."""

import pytest

from accounts import personal_data
from accounts.actions import erase
from accounts.models import Membership
from self_assessment import public
from self_assessment.models import AnswerSave, Assessment
from tests.factories.self_assessment import STEINKJER, AssessmentFactory, answer_all, member, person, save

pytestmark = pytest.mark.django_db


def test_a_lead_sees_how_far_it_has_come_and_where_to_go_on():
    assessment = AssessmentFactory()
    answer_all(assessment, {"A1": 1, "A2": 1})

    (status,) = public.my_assessments(member(assessment.municipality))

    assert (status.municipality, status.county, status.kind) == ("Levanger", "Trøndelag", "quick")
    assert (status.answered, status.asked, status.may_answer) == (2, 17, True)
    assert status.resume_url == f"/nb/kartlegging/{assessment.pk}/A3/"
    assert status.result_url == f"/nb/kartlegging/{assessment.pk}/resultat/"


def test_one_who_only_reads_is_not_sent_to_a_question():
    assessment = AssessmentFactory()

    (status,) = public.my_assessments(member(assessment.municipality, Membership.Role.DECISION_MAKER))

    assert (status.may_answer, status.resume_url) == (False, f"/nb/kartlegging/{assessment.pk}/")


def test_others_get_nothing():
    AssessmentFactory()

    assert public.my_assessments(person()) == []


def test_ten_municipalities_cost_as_many_questions_as_one(django_assert_max_num_queries):
    lead = member(AssessmentFactory().municipality)
    for number in ("0301", "1101", "1103", "1106", "1108", "1111", "1112", "1114", "1119"):
        Membership.objects.create(user=lead, municipality_id=number, role=Membership.Role.LEAD)
        answer_all(AssessmentFactory(municipality_id=number), {"A1": 1})
    public.my_assessments(lead)

    with django_assert_max_num_queries(3):
        statuses = public.my_assessments(lead)

    assert len(statuses) == 10


def test_a_person_takes_along_what_they_saved_and_nothing_of_others():
    assessment = AssessmentFactory()
    mine, other = member(assessment.municipality), member(assessment.municipality)
    save(assessment, "B2", 1, by=mine, comment="Mitt")
    save(assessment, "C2", 2, by=other, comment="En annens")

    export = personal_data.export(mine)["self_assessment"]

    assert [(one["indicator"], one["comment"]) for one in export["saves"]] == [("B2", "Mitt")]


def test_when_a_person_is_erased_the_municipality_keeps_its_answers_without_the_name():
    assessment = AssessmentFactory(municipality_id=STEINKJER)
    lead = member(assessment.municipality)
    Assessment.objects.update(created_by=lead)
    save(assessment, "B2", 3, by=lead, comment="Fast i malen")

    erase(user=lead)

    kept = AnswerSave.objects.get()
    assert (kept.level, kept.comment, kept.by) == (3, "Fast i malen", None)
    assert Assessment.objects.get().created_by is None
