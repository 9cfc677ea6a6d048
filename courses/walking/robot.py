"""A robot that takes a course as a learner would: through the site's own pages and forms, to the very end.

It reads what is published, sends what a browser without script would send, and believes only what the site then
says of it. All of it happens in a transaction that is taken back, so nothing of it remains."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.conf import settings
from django.core.signing import get_cookie_signer
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.blocks import StreamValue

from base.checks.domain.findings import Finding
from base.checks.problems import Problem, problems
from base.content import SELF_SERVICE_LANGUAGES
from courses.checks.pages import place_of
from courses.domain.branching import Conversation
from courses.domain.exercises import exercise_of, grade, read_answer
from courses.domain.learner import Learner, learner_keys
from courses.domain.right_answers import NoWay, path_fields, paths_to_ends, right_fields
from courses.h5p import place_of as h5p_place
from courses.h5p_results import take_result
from courses.learner import COOKIE, COOKIE_SALT
from courses.models import CoursePage, ModulePage
from courses.queries import course_state, modules_of
from h5p_django.public import Result

_SHOWN = re.compile(r'name="shown" value="([^"]*)"')


def walk_problems() -> list[Problem]:
    """Take every published course in each of its languages. Returns what keeps a learner from finishing."""
    courses = CoursePage.objects.live().select_related("locale").order_by("key", "locale_id")
    return [problem for course in courses for problem in walk(course)]


def walk(course: CoursePage) -> list[Problem]:
    """Take one course. Returns nothing when it can be finished; nothing is left behind either way."""
    with transaction.atomic(), translation.override(course.locale.language_code):
        robot = _Robot(course)
        robot.take()
        transaction.set_rollback(True)
    return robot.found


@dataclass
class _Robot:
    course: CoursePage
    found: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.learner = Learner(devices=(uuid.uuid4(),))
        self.client = Client(raise_request_exception=False, headers={"host": settings.SITE_HOST})
        signer = get_cookie_signer(salt=COOKIE + COOKIE_SALT)
        self.client.cookies[COOKIE] = signer.sign(str(self.learner.devices[0]))

    def take(self) -> None:
        modules = modules_of(self.course)
        if not modules:
            # A course that is only described in English is taken in Norwegian.
            if self.course.locale.language_code in SELF_SERVICE_LANGUAGES:
                self._tell(self.course, "it has no published modules")
            return
        self._send(self.course, reverse("courses:enrol", args=[self.course.pk]), {})
        for module in modules:
            self._take_module(module)
        if self.course.quiz.raw_data:
            self._take_quiz()
        self._ask_if_finished()

    def _take_module(self, module: ModulePage) -> None:
        self._open(module, module.get_url())
        for child in module.lesson:
            self._answer(module, child)
        parts = [raw["id"] for raw in module.lesson.raw_data]
        self._send(module, reverse("courses:reached", args=[module.pk]), {"block": parts, "here": parts[-1:]})

    def _answer(self, module: ModulePage, child: StreamValue.StreamChild) -> None:
        if child.block_type == "h5p":
            self._play(module, child)
            return
        exercise = exercise_of(child.block_type, child.block.plain(child.value))
        if exercise is None:
            return
        address = reverse("courses:answer", args=[module.pk, child.id])
        try:
            ways = (
                [path_fields(path) for path in paths_to_ends(exercise).values() if path]
                if isinstance(exercise, Conversation)
                else [right_fields(exercise)]
            )
        except NoWay as error:
            self._tell(module, f"{child.id}: {error}")
            return
        graded = [grade(exercise, read_answer(exercise, fields)) for fields in ways]
        if any(one is not None and not one.correct for one in graded):
            self._tell(module, f"{child.id}: the right answer does not count as right")
        for fields in ways:
            self._send(module, address, fields)

    def _play(self, module: ModulePage, child: StreamValue.StreamChild) -> None:
        """Report what the content's own script would have reported; the frame itself needs a browser."""
        content = child.value["content"]
        if content is None:
            self._tell(module, f"{child.id}: no H5P content")
            return
        place = h5p_place(child, page=module, course=self.course, learner=self.learner)
        take_result(
            Result(
                id=uuid.uuid4(),
                learner=learner_keys(self.learner)[0],
                block=place.block,
                context=place.context,
                verb="completed",
                score=1.0,
                maximum=1.0,
                complete=True,
                at=timezone.now(),
            )
        )

    def _take_quiz(self) -> None:
        address = reverse("courses:quiz", args=[self.course.pk])
        fields: dict[str, list[str]] = {"attempt": ["1"], "do": ["submit"]}
        # Which questions were drawn stands in the page, as a browser sends it back.
        fields["shown"] = [unescape(value) for value in _SHOWN.findall(self._open(self.course, address))]
        for child in self.course.quiz:
            exercise = exercise_of(child.block_type, child.block.plain(child.value))
            try:
                fields[child.id] = right_fields(exercise)["option"] if exercise else []
            except NoWay as error:
                self._tell(self.course, f"{child.id}: {error}")
        self._send(self.course, address, fields)
        self._open(self.course, reverse("courses:quiz_result", args=[self.course.pk]))

    def _ask_if_finished(self) -> None:
        done = course_state(self.learner, self.course).completion
        for requirement in done.requirements:
            if not requirement.met:
                left = ", ".join(requirement.remaining) or f"{requirement.done} / {requirement.total}"
                self._tell(self.course, f"{requirement.rule.value}: {left}")
        if not done.requirements:
            self._tell(self.course, "it asks for nothing, so it is never finished")
        self._open(self.course, self.course.get_url())

    def _open(self, page: Any, address: str) -> str:
        answer = self.client.get(address, secure=settings.HTTPS)
        if answer.status_code != 200:
            self._tell(page, f"{address}: {answer.status_code}")
        return str(answer.content.decode())

    def _send(self, page: Any, address: str, fields: dict[str, list[str]]) -> None:
        answer = self.client.post(address, fields, secure=settings.HTTPS)
        if answer.status_code not in (200, 204, 302):
            self._tell(page, f"{address}: {answer.status_code}")

    def _tell(self, page: CoursePage | ModulePage, about: str) -> None:
        self.found += list(_problem(page, about))


def _problem(page: CoursePage | ModulePage, about: str) -> Iterator[Problem]:
    return problems([Finding("out-of-reach", about)], place_of(page))
