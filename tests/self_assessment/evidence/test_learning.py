"""Courses people have finished speak for an answer: as numbers, never of few, never with names."""

import datetime
import itertools
import re

import pytest
from django.utils import timezone

from accounts.models import Membership
from courses.certificates.models import Certificate
from courses.public import course_links
from self_assessment.domain.few import Shown
from self_assessment.evidence.learning import learned
from self_assessment.team.actions import leave
from tests.factories.self_assessment import STEINKJER, full, gathered, join, member, person

pytestmark = pytest.mark.django_db
_places = itertools.count(1)


def certify(user, key="L1", **fields):
    at = timezone.now()
    place = next(_places)
    return Certificate.objects.create(
        **{
            "code": f"T{place:011d}",
            "user": user,
            "holder_name": "Ingrid Solberg",
            "course_key": key,
            "course_version": "1.0",
            "is_draft": True,
            "title_nb": "Kurs",
            "title_nn": "Kurs",
            "minutes": 60,
            "modules": 5,
            "completed_at": at,
            "issued_at": at,
            "renewal": place,
            "place": place,
        }
        | fields
    )


@pytest.fixture
def team():
    """A full assessment with a team of fourteen, its lead among them."""
    assessment, lead = full()
    return assessment, [lead, *(join(assessment) for _ in range(13))]


def told(assessment, key="L1"):
    (one,) = learned(assessment, course_links([key], "nb"))
    return one.told.shown, one.told.number


def test_seven_of_fourteen_are_told_as_seven(team):
    assessment, people = team
    for one in people[:7]:
        certify(one)

    assert told(assessment) == (Shown.NUMBER, 7)
    assert told(assessment, "L2") == (Shown.FEW, None)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, Shown.FEW), (4, Shown.FEW), (10, Shown.MANY), (14, Shown.MANY)]
)
def test_a_number_that_would_speak_of_few_is_not_told(team, count, shown):
    assessment, people = team
    for one in people[:count]:
        certify(one)

    assert told(assessment) == (shown, None)


def test_one_person_counts_once_and_what_no_longer_stands_does_not_count(team):
    assessment, people = team
    for one in people[:5]:
        certify(one, course_version="1.0")
        certify(one, course_version="2.0")
    long_ago = timezone.now() - datetime.timedelta(days=800)
    certify(
        people[5], issued_at=long_ago, completed_at=long_ago, expires_at=long_ago + datetime.timedelta(days=1)
    )
    certify(people[6], revoked_at=timezone.now(), reason="mistake")

    assert told(assessment) == (Shown.NUMBER, 5)


def test_only_people_of_the_municipality_are_counted(team):
    assessment, people = team
    for one in people[:4]:
        certify(one)
    for stranger in (person(), join(full(STEINKJER)[0])):
        certify(stranger)
    gone = join(assessment)
    certify(gone)
    leave(participant=assessment.participants.get(user=gone), by=gone, at=timezone.now())
    ended = member(
        assessment.municipality,
        Membership.Role.LEARNER,
        to_date=datetime.date.today() - datetime.timedelta(1),
    )
    certify(ended)
    assert told(assessment) == (Shown.FEW, None)

    certify(member(assessment.municipality, Membership.Role.LEARNER))

    assert told(assessment) == (Shown.NUMBER, 5)


def test_two_assessments_of_a_municipality_count_the_same_people(team):
    """The difference between two numbers would else be a number of few."""
    assessment, people = team
    for one in people[:6]:
        certify(one)
    from tests.factories.self_assessment import AssessmentFactory

    quick = AssessmentFactory()

    assert told(quick) == told(assessment) == (Shown.NUMBER, 6)


def test_the_number_costs_one_question_however_many_there_are(team, django_assert_num_queries):
    assessment, people = team
    for one in people:
        for key in ("L1", "L2", "L3"):
            certify(one, key)
    links = course_links(["L1", "L2", "L3"], "nb")

    with django_assert_num_queries(1):
        learned(assessment, links)


def test_whoever_answers_sees_the_number_beside_the_courses_and_no_name(client, team):
    assessment, people = team
    for one in people[:7]:
        certify(one)
    client.force_login(people[3])

    html = client.get(f"/nb/kartlegging/{assessment.pk}/B1/").content.decode()

    assert re.search(r"7 i kommunen har fullført «[^»]+»", html)
    assert "Ingrid Solberg" not in html
    assert people[1].email not in html


def test_the_group_sees_it_where_it_agrees(client):
    assessment, lead = gathered({"B1": [1, 2]})
    client.force_login(lead)

    html = client.get(f"/nb/kartlegging/{assessment.pk}/enighet/B1/").content.decode()

    assert "Færre enn 5 i kommunen har fullført" in html


def test_the_least_group_is_a_setting(team, settings):
    assessment, people = team
    for one in people[:3]:
        certify(one)

    settings.ASSESSMENT_FEWEST_TOLD = 3

    assert told(assessment) == (Shown.NUMBER, 3)
