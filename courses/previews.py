"""How a page of a course looks to somebody who is new to it, halfway, done, or has another way of reading.

What a learner would have done is done by one who does not exist, in a transaction that is taken back: so the
preview shows what the site itself says of it, and nothing of it remains."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from base.checks.domain.outline import outline
from courses import actions
from courses.certificates import actions as certificates
from courses.certificates.keys import NoSigningKey
from courses.certificates.models import Certificate
from courses.certificates.queries import achievement
from courses.domain.branching import Conversation
from courses.domain.events import QUIZ, Kind
from courses.domain.exercises import exercise_of, grade, read_answer
from courses.domain.learner import Learner
from courses.domain.right_answers import NoWay, right_fields
from courses.models import CoursePage, ModulePage
from courses.queries import course_state, modules_of

Page = CoursePage | ModulePage
Show = Callable[[], HttpResponse]
_SCRIPT = re.compile(r"<script\b.*?</script>|</?noscript\b[^>]*>", re.DOTALL | re.IGNORECASE)

ROLES = {
    "banner": _("top of the page"),
    "navigation": _("navigation"),
    "main": _("main content"),
    "complementary": _("beside the main content"),
    "contentinfo": _("foot of the page"),
    "region": _("part"),
}
MODES: list[tuple[str, Any]] = [
    ("", _("As a visitor")),
    ("new", _("As a new learner")),
    ("halfway", _("Halfway through")),
    ("finished", _("Finished")),
    ("no-script", _("Without script")),
    ("outline", _("As a screen reader goes through it")),
]
COURSE_MODES = [*MODES[:4], ("expired", _("With a certificate that has expired")), *MODES[4:]]


def serve(page: Page, request: HttpRequest, mode: str, show: Show) -> HttpResponse:
    """Return the page as `show` draws it, for the learner or the way of reading that `mode` names."""
    if mode == "outline":
        steps = [
            {"kind": step.kind, "level": step.level, "name": step.name, "role_name": ROLES.get(step.role, "")}
            for step in outline(_drawn(show).content.decode())
        ]
        return TemplateResponse(request, "courses/preview_outline.html", {"page": page, "steps": steps})
    if mode == "no-script":
        answer = _drawn(show)
        answer.content = without_script(answer.content.decode()).encode()
        return answer
    if mode and page.pk:
        return _as_learner(page, request, mode, show)
    return show()


def without_script(html: str) -> str:
    """Return a page as a browser has it that runs no script."""
    return _SCRIPT.sub("", html)


def _drawn(show: Show) -> HttpResponse:
    answer = show()
    return answer.render() if isinstance(answer, TemplateResponse) else answer


def _as_learner(page: Page, request: HttpRequest, mode: str, show: Show) -> HttpResponse:
    with transaction.atomic():
        if mode == "expired":
            user = get_user_model().objects.create_user(f"{uuid.uuid4()}@preview.invalid")
            request.user, learner = user, Learner(user_id=user.pk)
        else:
            learner = Learner(devices=(uuid.uuid4(),))
        request.learner = learner  # type: ignore[attr-defined]
        ago = timedelta(days=731) if mode == "expired" else timedelta(hours=2)
        _learn(page, learner, mode, timezone.now() - ago)
        answer = _drawn(show)
        transaction.set_rollback(True)
    return answer


def _learn(page: Page, learner: Learner, mode: str, at: datetime) -> None:
    course = page if isinstance(page, CoursePage) else CoursePage.objects.parent_of(page).get()
    actions.enrol(course=course.key, version=course.version, by=learner, at=at)
    if mode == "new":
        return
    # The page at hand is taken as it stands in the editor, the others as they are published.
    modules = [page if module.pk == page.pk else module for module in modules_of(course)]
    whole = modules
    if mode == "halfway":
        whole = [module for module in modules[: len(modules) // 2] if module.pk != page.pk]
    for module in whole:
        if isinstance(module, ModulePage):
            _read(course, module, list(module.lesson), learner, at)
    if mode == "halfway" and isinstance(page, ModulePage):
        children = list(page.lesson)
        _read(course, page, children[: len(children) // 2], learner, at)
    elif mode != "halfway" and course.quiz.raw_data:
        _pass_quiz(course, learner, at)
    if mode == "expired":
        _let_certificate_expire(course, learner, at)


def _read(
    course: CoursePage,
    module: ModulePage,
    children: list[StreamValue.StreamChild],
    learner: Learner,
    at: datetime,
) -> None:
    for child in children:
        place = actions.Place(course.key, course.version, module.key, child.id)
        for kind, data in _done(child):
            actions.record(kind, place=place, data=data, by=learner, at=at)


def _done(child: StreamValue.StreamChild) -> Iterator[tuple[Kind, dict[str, Any]]]:
    yield Kind.BLOCK_REACHED, {"blocks": [child.id]}
    if child.block_type == "h5p":
        yield Kind.H5P_RESULT, {"verb": "completed", "complete": True, "score": 1, "maximum": 1}
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    if exercise is None:
        return
    try:
        given = read_answer(exercise, right_fields(exercise))
    except NoWay:  # a draft may be unfinished
        return
    if isinstance(exercise, Conversation):
        yield Kind.SCENARIO_ENDED, {"answer": given}
        return
    graded = grade(exercise, given)
    worth = {"score": graded.score, "maximum": graded.maximum} if graded else {}
    yield Kind.ANSWERED, {"answer": given, **worth}


def _pass_quiz(course: CoursePage, learner: Learner, at: datetime) -> None:
    answers = {}
    for child in course.quiz:
        exercise = exercise_of(child.block_type, child.block.plain(child.value))
        if exercise is not None:
            answers[child.id] = read_answer(exercise, right_fields(exercise))
    data = {"correct": len(answers), "total": len(answers), "answers": answers, "right": list(answers)}
    place = actions.Place(course.key, course.version, QUIZ)
    actions.record(Kind.QUIZ_SUBMITTED, place=place, data=data, by=learner, at=at)


def _let_certificate_expire(course: CoursePage, learner: Learner, at: datetime) -> None:
    done = achievement(course_state(learner, course))
    if done is None:
        return
    user = get_user_model().objects.get(pk=int(learner.user_id or 0))
    try:
        made = certificates.issue(achievement=done, user=user, name="Eksempel", at=at)
    except NoSigningKey:  # a site without certificates shows the course as finished
        return
    Certificate.objects.filter(pk=made.pk).update(expires_at=at + timedelta(days=730))
