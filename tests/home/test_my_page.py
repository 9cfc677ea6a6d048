import itertools

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from courses import actions
from courses.domain.learner import Learner
from courses.models import CoursePage
from home.my_page import greeting
from tests.factories.self_assessment import AssessmentFactory, answer_all, member

pytestmark = pytest.mark.django_db
_numbers = itertools.count(1)


def person(**fields):
    return User.objects.create_user(f"laerer{next(_numbers)}@eksempel.no", "et-langt-passord", **fields)


def begin(user, key="L1"):
    course = CoursePage.objects.get(key=key, locale__language_code="nb")
    actions.enrol(course=key, version=course.version, by=Learner(user.pk), at=timezone.now())
    return course


def page_of(client, user, language="nb"):
    client.force_login(user)
    response = client.get(f"/{language}/min-side/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_is_asked_to_log_in(client):
    response = client.get(reverse("home:my_page"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_an_empty_page_says_where_to_begin(client):
    html = page_of(client, person())

    assert "Den første steinen er den letteste." in html
    assert 'href="/nb/kurs/"' in html
    assert 'href="/nb/kartlegging/"' in html


def test_it_is_never_kept_for_anyone_else(client):
    client.force_login(person())

    response = client.get(reverse("home:my_page"))

    assert "no-store" in response["Cache-Control"]


def test_a_course_under_way_says_what_remains_and_why(client):
    user = person(first_name="Ingrid")
    course = begin(user)

    html = page_of(client, user)

    assert "Ingrid" in html
    assert course.title in html
    assert "0 av 6 moduler lest" in html
    assert 'class="remains"' in html


def test_nobody_sees_what_is_anothers(client):
    theirs, mine = person(), person()
    begin(theirs)
    assessment = AssessmentFactory()
    lead = member(assessment.municipality)

    assert "Den første steinen er den letteste." in page_of(client, mine)
    assert assessment.municipality.name in page_of(client, lead)
    assert assessment.municipality.name not in page_of(client, theirs)


def test_an_assessment_under_way_leads_to_the_first_open_question(client):
    assessment = AssessmentFactory()
    lead = member(assessment.municipality)
    answer_all(assessment, {"A1": 2}, by=lead)

    html = page_of(client, lead)

    assert "1 av 17 spørsmål besvart" in html
    assert "Én ting venter. Den haster ikke." in html


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_costs_the_same_whatever_there_is(client, language, django_assert_max_num_queries):
    user = person()
    for key in ("L1", "L2", "L3"):
        begin(user, key)
    client.force_login(user)
    client.get(f"/{language}/min-side/")

    with django_assert_max_num_queries(12):
        client.get(f"/{language}/min-side/")


@pytest.mark.parametrize(
    ("hour", "words"), [(4, "God kveld"), (5, "God morgen"), (11, "God dag"), (18, "God kveld")]
)
def test_the_greeting_follows_the_clock(hour, words):
    with translation.override("nb"):
        assert greeting("Ingrid", hour) == f"{words}, Ingrid"
        assert greeting("", hour) == words
