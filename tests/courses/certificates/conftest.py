"""Keys to sign with, people, and course L1 as somebody finishes it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses import actions as record
from courses.certificates import actions, keys, queries
from courses.certificates.models import Certificate
from courses.domain.events import QUIZ, Kind
from courses.domain.learner import Learner
from courses.models import CoursePage
from courses.queries import modules_of

_numbers = itertools.count(1)
NAME = "Ingrid Solberg"
LONG_AGO = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def signing_keys(settings) -> list[str]:
    """A key that signs, as an operator sets it."""
    settings.CERTIFICATE_KEYS = [keys.new_private_key()]
    return settings.CERTIFICATE_KEYS


@pytest.fixture
def course(db) -> CoursePage:
    return CoursePage.objects.select_related("locale").get(key="L1", locale__language_code="nb")


def make_person(**fields: str) -> User:
    return User.objects.create_user(
        f"bevis{next(_numbers)}@eksempel.kommune.no", "et-langt-passord", **fields
    )


@pytest.fixture
def person(db) -> User:
    return make_person()


@pytest.fixture
def client(person) -> Client:
    """The person, signed in."""
    client = Client()
    client.force_login(person)
    return client


def finish(course: CoursePage, person: User, at: datetime | None = None) -> None:
    """Do all that the course asks for, at one time."""
    at, by = at or timezone.now(), Learner(person.pk)
    for module in modules_of(course):
        place = record.Place(course.key, course.version, module.key)
        record.record(Kind.MODULE_DONE, place=place, by=by, at=at)
        for raw in module.lesson.raw_data:
            if raw["type"] == "branching":
                ended = record.Place(course.key, course.version, module.key, raw["id"])
                record.record(Kind.SCENARIO_ENDED, place=ended, by=by, at=at, data={"answer": {}})
    pass_quiz(course, person, at, attempt=1)


def pass_quiz(course: CoursePage, person: User, at: datetime, attempt: int) -> None:
    questions = [raw["id"] for raw in course.quiz.raw_data]
    record.submit_quiz(
        place=record.Place(course.key, course.version, QUIZ),
        attempt=attempt,
        answers={question: {"option": 0} for question in questions},
        right=questions,
        total=len(questions),
        by=Learner(person.pk),
        at=at,
    )


def issue(course: CoursePage, person: User, at: datetime | None = None, name: str = NAME) -> Certificate:
    """Issue what the person has finished."""
    learner = Learner(person.pk)
    finished = queries.achievement(queries.state_to_certify(learner, course.key))
    return actions.issue(achievement=finished, user=person, name=name, at=at or timezone.now())


@pytest.fixture
def certificate(course, person) -> Certificate:
    """One that was finished and issued in March 2026."""
    finish(course, person, LONG_AGO)
    return issue(course, person, LONG_AGO + timedelta(hours=1))
