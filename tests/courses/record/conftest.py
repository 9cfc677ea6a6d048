"""Course L1 as it ships, somebody signed in, and somebody without an account."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from courses.domain.exercises import exercise_of
from courses.models import CoursePage, ModulePage
from courses.queries import modules_of

PASSWORD = "et-langt-passord"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Course:
    """L1 in one language, with short ways to what the tests send."""

    page: CoursePage
    modules: tuple[ModulePage, ...]

    @property
    def first(self) -> ModulePage:
        return self.modules[0]

    @property
    def questions(self) -> list[str]:
        return [raw["id"] for raw in self.page.quiz.raw_data]

    def block(self, kind: str) -> tuple[ModulePage, str]:
        """Return the first block of a kind, with its page."""
        return next(
            (module, raw["id"])
            for module in self.modules
            for raw in module.lesson.raw_data
            if raw["type"] == kind
        )

    def right(self, question: str) -> str:
        child = self.page.find_block(question)
        exercise = exercise_of(child.block_type, child.block.plain(child.value))
        return str(next(place for place, option in enumerate(exercise.options) if option.correct))

    def wrong(self, question: str) -> str:
        return "1" if self.right(question) == "0" else "0"

    def answers(self, *, wrong: int = 0) -> dict[str, str]:
        """Return the form fields of the quiz, the first `wrong` of them answered wrongly."""
        return {q: self.wrong(q) if n < wrong else self.right(q) for n, q in enumerate(self.questions)}


def course_in(language: str, key: str = "L1") -> Course:
    page = CoursePage.objects.select_related("locale").get(key=key, locale__language_code=language)
    return Course(page, modules_of(page))


@pytest.fixture(autouse=True)
def _in_bokmal():
    """A request leaves its language behind; no test begins in that of the one before."""
    with translation.override("nb"):
        yield


@pytest.fixture
def course(db) -> Course:
    return course_in("nb")


@pytest.fixture
def person(db) -> User:
    return make_person()


def make_person() -> User:
    return User.objects.create_user(f"larer{next(_numbers)}@eksempel.kommune.no", PASSWORD)


@pytest.fixture
def signed_in(person) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


@pytest.fixture
def visitor() -> Client:
    """Somebody at a machine of their own, without an account. Like a browser, they send no token unasked."""
    return Client(enforce_csrf_checks=True)


def answer_url(page: Any, block_id: str) -> str:
    return reverse("courses:answer", args=[page.pk, block_id])


def choose(client: Client, course: Course, option: str = "0", **extra: Any) -> Any:
    """Answer the first choice exercise of the course as a form without script does."""
    page, block_id = course.block("choice")
    return client.post(answer_url(page, block_id), {"option": option, **extra})
