"""The questions at the end of a course: answered one by one, handed in, explained, tried again at will."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from base.requests import same_origin_post
from courses import actions, explanations
from courses.domain.exercises import EMPTY, UnreadableAnswer, exercise_of, grade, read_answer
from courses.domain.progress import QUIZ, Attempt, BlockState
from courses.domain.showing import Shown, show
from courses.learner import learner_of, learner_to_save_for, remember, signed_out_underway
from courses.models import CoursePage
from courses.queries import CourseState, course_state
from courses.rendering import sources_of
from courses.views.replies import KEPT_WHILE_LOGGED_OUT, event_id, login_url, wants_fragment

CHANGED = "changed"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is to be drawn. `fault` is MISSING, CHANGED or empty; `was` is "right", "wrong" or
    empty: how it went in the latest attempt."""

    id: str
    number: int
    text: str
    exercise: Any
    shown: Shown
    source: Any = None
    fault: str = ""
    was: str = ""


@csrf_exempt  # no token, so that the page may be kept; where a POST comes from is asked in _take
def quiz(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show the questions, or take the answers."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    if not course.quiz.raw_data:
        raise Http404("the course has no quiz")
    if request.method == "POST":
        return _take(request, course)
    translated = _in_readers_language(course)
    if translated:
        return redirect("courses:quiz", translated.pk)
    return _page(request, course_state(learner_of(request), course))


def _in_readers_language(course: CoursePage) -> CoursePage | None:
    """Return the course in the language of the address, when this one is in another and it has a quiz too."""
    if course.locale.language_code == get_language():
        return None
    other: CoursePage | None = (
        course.get_translations().live().filter(locale__language_code=get_language()).first()
    )
    return other if other and other.quiz.raw_data else None


def _page(
    request: HttpRequest,
    state: CourseState,
    *,
    entered: Mapping[str, list[str]] | None = None,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    questions = [
        _question(state, place, entered or {}, faults or {}) for place in range(len(state.course.quiz))
    ]
    context = {
        "course": state.course,
        "trail": _trail(state.course),
        "questions": questions,
        "faulty": [question for question in questions if question.fault],
        "attempt": len(state.progress.quiz.attempts) + 1,
        "latest": state.progress.quiz.latest,
        "pass_mark": state.course.quiz_percent,
        "signed_in": learner_of(request).is_signed_in,
    }
    return render(request, "courses/quiz.html", context, status=422 if faults else 200)


def _trail(course: CoursePage) -> list[Any]:
    return [course.get_parent(), course]


def _question(
    state: CourseState, place: int, entered: Mapping[str, list[str]], faults: Mapping[str, str]
) -> Question:
    child = state.course.quiz[place]
    draft = state.progress.quiz.draft.get(child.id)
    latest = state.progress.quiz.latest
    drawn = BlockState(
        answer=draft.answer if draft else None,
        entered={"option": entered[child.id]} if child.id in entered else None,
    )
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    assert exercise is not None  # noqa: S101  # the quiz holds choices only
    tried = latest is not None and child.id in latest.answers
    return Question(
        id=child.id,
        number=place + 1,
        text=child.value["question"],
        exercise=exercise,
        shown=show(exercise, drawn),
        fault=faults.get(child.id, ""),
        was="" if not tried or latest is None else "right" if child.id in latest.right else "wrong",
    )


@same_origin_post
def _take(request: HttpRequest, course: CoursePage) -> HttpResponseBase:
    """Keep the answers that were given; hand them in when asked to and all are there."""
    learner, now = learner_to_save_for(request), timezone.now()
    state = course_state(learner, course)
    if request.POST.get("attempt") != str(len(state.progress.quiz.attempts) + 1):
        return _too_late(request, course)
    answers, faults = _read(request, course)
    draft = state.progress.quiz.draft
    changed = {id: given for id, given in answers.items() if id not in draft or draft[id].answer != given}
    place = actions.Place(course.key, course.version, QUIZ)
    actions.save_quiz_answers(place=place, answers=changed, by=learner, at=now, id=event_id(request))
    # A page that is left sends its form without a button, and nobody reads what we say to it.
    if wants_fragment(request) or "do" not in request.POST:
        return remember(_acknowledged(request, course, now), learner)
    if signed_out_underway(request):
        return remember(_through_login(request, course), learner)
    if request.POST["do"] != "submit":
        messages.success(request, _("Your answers are saved. You can go on whenever you like."))
        return remember(redirect("courses:quiz", course.pk), learner)
    if faults:
        return remember(_page(request, state, entered=_entered(request, course), faults=faults), learner)
    right = [child.id for child in course.quiz if _is_right(child, answers[child.id])]
    try:
        actions.submit_quiz(
            place=place,
            attempt=len(state.progress.quiz.attempts) + 1,
            answers=answers,
            right=right,
            total=len(course.quiz),
            by=learner,
            at=timezone.now(),
        )
    except actions.AlreadySubmitted:
        return _too_late(request, course)
    return remember(redirect("courses:quiz_result", course.pk), learner)


def _entered(request: HttpRequest, course: CoursePage) -> dict[str, list[str]]:
    return {raw["id"]: request.POST.getlist(raw["id"]) for raw in course.quiz.raw_data}


def _read(request: HttpRequest, course: CoursePage) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the answers by question, and what is wrong with the others."""
    answers, faults = {}, {}
    for child in course.quiz:
        exercise = exercise_of(child.block_type, child.block.plain(child.value))
        assert exercise is not None  # noqa: S101  # the quiz holds choices only
        try:
            answers[child.id] = read_answer(exercise, {"option": request.POST.getlist(child.id)})
        except UnreadableAnswer as fault:
            faults[child.id] = MISSING if fault.reason == EMPTY else CHANGED
    return answers, faults


def _is_right(child: Any, answer: Mapping[str, Any]) -> bool:
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    graded = grade(exercise, answer) if exercise else None
    return graded is not None and graded.correct


def _acknowledged(request: HttpRequest, course: CoursePage, now: datetime) -> HttpResponse:
    response = HttpResponse()
    response["X-Saved-At"] = f"{timezone.localtime(now):%H:%M}"
    if signed_out_underway(request):
        response["X-Log-In"] = login_url(reverse("courses:quiz", args=[course.pk]))
    return response


def _through_login(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """The login ran out: what was answered is kept, and the way back leads through the login."""
    messages.warning(request, KEPT_WHILE_LOGGED_OUT)
    return redirect(login_url(reverse("courses:quiz", args=[course.pk])))


def _too_late(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """The form is of an attempt that was handed in elsewhere: say so, and show the result."""
    if wants_fragment(request):
        return render(request, "courses/parts/quiz_handed_in.html", {"course": course}, status=409)
    messages.warning(
        request, _("These answers were handed in before, perhaps in another window. Here is the result.")
    )
    return redirect("courses:quiz_result", course.pk)


@require_GET
def quiz_result(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the latest attempt: what was right, what is explained, and what remains of the course."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    state = course_state(learner_of(request), course)
    attempt = state.progress.quiz.latest
    if attempt is None:
        return redirect("courses:quiz", course.pk)
    questions = [
        _explained(child, place, attempt, course)
        for place, child in enumerate(course.quiz, start=1)
        if child.id in attempt.answers
    ]
    now = timezone.now()
    context = {
        "course": course,
        "trail": _trail(course),
        "attempt": attempt,
        "passed": course.quiz_percent is None or attempt.percent >= course.quiz_percent,
        "questions": questions,
        "again": [question for question in questions if question.was == "wrong"],
        "finished": state.completion.finished,
        "remaining": [line for line in explanations.remaining(state, now) if not line.met],
        "signed_in": learner_of(request).is_signed_in,
    }
    return render(request, "courses/quiz_result.html", context)


def _explained(child: Any, number: int, attempt: Attempt, course: CoursePage) -> Question:
    """Return a question with what was answered and what we say to it; the verdict is the one given then."""
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    assert exercise is not None  # noqa: S101  # the quiz holds choices only
    answer = attempt.answers[child.id]
    return Question(
        id=child.id,
        number=number,
        text=child.value["question"],
        exercise=exercise,
        shown=show(exercise, BlockState(answer=answer, graded=grade(exercise, answer))),
        source=sources_of(course).get(child.value.get("source")),
        was="right" if child.id in attempt.right else "wrong",
    )
