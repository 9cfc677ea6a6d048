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
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from base.requests import same_origin_post
from courses import actions, asking
from courses.asking import Asked
from courses.domain.events import QUIZ
from courses.domain.exercises import EMPTY, UnreadableAnswer, exercise_of, grade, read_answer
from courses.domain.learner import Learner
from courses.domain.progress import BlockState
from courses.domain.quiz import Attempt
from courses.domain.showing import Shown, show
from courses.learner import learner_of, learner_to_save_for, remember, signed_out_underway
from courses.models import CoursePage
from courses.queries import CourseState, course_state
from courses.views.replies import KEPT_WHILE_LOGGED_OUT, event_id, login_url, wants_fragment

CHANGED = "changed"
MISSING = "missing"
ANOTHER = "another"
"""The question says something else than when it was answered. Nothing to hold against anybody."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is to be drawn. `fault` is MISSING, CHANGED, ANOTHER or empty; `was` is "right", "wrong" or
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
    asked: Asked | None = None,
    entered: Mapping[str, list[str]] | None = None,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    learner = learner_of(request)
    asked = asked or asking.asked(state, learner)
    questions = [
        _question(state, asked, number, entered or {}, faults or {})
        for number in range(1, len(asked.ids) + 1)
    ]
    context = {
        "course": state.course,
        "trail": trail(state.course),
        "questions": questions,
        "shown": asking.sign_shown(state, asked.ids),
        "gone": asked.gone,
        "drawn": bool(state.outline.draws),
        "faulty": [question for question in questions if question.fault in (MISSING, CHANGED)],
        "attempt": len(state.progress.quiz.attempts) + 1,
        "latest": _latest(state),
        "pass_mark": state.course.quiz_percent,
        "signed_in": learner.is_signed_in,
    }
    return render(request, "courses/quiz.html", context, status=422 if faults else 200)


def _latest(state: CourseState) -> Attempt | None:
    """Return the latest attempt, unless it tells of another version, or of the time before a renewal."""
    latest = state.progress.quiz.latest
    return latest if latest and latest.counts else None


def trail(course: CoursePage) -> list[Any]:
    return [course.get_parent(), course]


def _question(
    state: CourseState,
    asked: Asked,
    number: int,
    entered: Mapping[str, list[str]],
    faults: Mapping[str, str],
) -> Question:
    id = asked.ids[number - 1]
    child: Any = state.course.find_block(id)
    draft = state.progress.quiz.draft.get(id)
    latest = _latest(state)
    drawn = BlockState(
        answer=draft.answer if draft and id not in asked.changed else None,
        entered={"option": entered[id]} if id in entered else None,
    )
    exercise = exercise_of(child.block_type, child.block.plain(child.value))
    assert exercise is not None  # noqa: S101  # the quiz holds choices only
    tried = latest is not None and id in latest.answers
    return Question(
        id=id,
        number=number,
        text=child.value["question"],
        exercise=exercise,
        shown=show(exercise, drawn),
        fault=faults.get(id, "") or (ANOTHER if id in asked.changed else ""),
        was="" if not tried or latest is None else "right" if id in latest.right else "wrong",
    )


@same_origin_post
def _take(request: HttpRequest, course: CoursePage) -> HttpResponseBase:
    """Keep the answers that were given; hand them in when asked to and all are there."""
    learner, now = learner_to_save_for(request), timezone.now()
    state = course_state(learner, course)
    if request.POST.get("attempt") != str(len(state.progress.quiz.attempts) + 1):
        return _too_late(request, course)
    sent = _sent(request, state, learner)
    _keep(request, state, sent, learner, now)
    # A page that is left sends its form without a button, and nobody reads what we say to it.
    if wants_fragment(request) or "do" not in request.POST:
        return remember(_acknowledged(request, course, now), learner)
    if signed_out_underway(request):
        return remember(_through_login(request, course), learner)
    _tell_of_what_is_gone(request, sent)
    if request.POST["do"] != "submit":
        messages.success(request, _("Your answers are saved. You can go on whenever you like."))
        return remember(redirect("courses:quiz", course.pk), learner)
    if sent.faults or not sent.asked.ids:
        page = _page(request, state, asked=sent.asked, entered=_entered(request, state), faults=sent.faults)
        return remember(page, learner)
    return remember(_hand_in(request, course, state, sent, learner), learner)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a form holds: the questions of its attempt, the answers by question, and what is wrong with others.

    `elsewhere`: another device drew other questions for this attempt before this one saved anything."""

    asked: Asked
    answers: Mapping[str, Mapping[str, Any]]
    faults: Mapping[str, str]
    digests: Mapping[str, str]
    gone: int
    elsewhere: bool


def _sent(request: HttpRequest, state: CourseState, learner: Learner) -> _Sent:
    shown = asking.read_shown(state, request.POST.get("shown", ""))
    asked = asking.asked(state, learner, shown if shown is not None else _posted(request, state))
    answers, faults = _read(request, state, asked)
    digests = asking.digests_of(state.course)
    return _Sent(
        asked=asked,
        answers=answers,
        faults=faults,
        digests=digests,
        gone=sum(id not in digests for id in shown or ()),
        elsewhere=shown is not None and {id for id in shown if id in digests} != set(asked.ids),
    )


def _posted(request: HttpRequest, state: CourseState) -> list[str] | None:
    """A form without the signed list: of a course that draws nothing, all is asked; else it is drawn anew."""
    return None if state.outline.draws else list(state.outline.quiz)


def _keep(request: HttpRequest, state: CourseState, sent: _Sent, learner: Learner, now: datetime) -> None:
    """Save what is new in the form; what the attempt asks is settled by the first that is saved of it."""
    quiz, place = state.progress.quiz, _place(state)
    changed = {
        id: given
        for id, given in sent.answers.items()
        if id not in quiz.draft or quiz.draft[id].answer != given or id in sent.asked.changed
    }
    if state.outline.draws and quiz.drawn is None and sent.answers:
        actions.settle_draw(
            place=place,
            attempt=len(quiz.attempts) + 1,
            order=sent.asked.ids,
            digests=sent.digests,
            by=learner,
            at=now,
        )
    actions.save_quiz_answers(
        place=place, answers=changed, digests=sent.digests, by=learner, at=now, id=event_id(request)
    )


def _place(state: CourseState) -> actions.Place:
    return actions.Place(state.course.key, state.course.version, QUIZ)


def _tell_of_what_is_gone(request: HttpRequest, sent: _Sent) -> None:
    if sent.gone:
        messages.warning(
            request,
            ngettext(
                "%(count)s question was taken out since you opened the page. The others stand.",
                "%(count)s questions were taken out since you opened the page. The others stand.",
                sent.gone,
            )
            % {"count": sent.gone},
        )
    if sent.elsewhere:
        messages.warning(
            request,
            _("This try was begun on another device, with these questions. What you answered is saved."),
        )


def _hand_in(
    request: HttpRequest, course: CoursePage, state: CourseState, sent: _Sent, learner: Learner
) -> HttpResponse:
    answers = {id: sent.answers[id] for id in sent.asked.ids}
    try:
        asking.keep_asked(state.course, answers, sent.digests)
        actions.submit_quiz(
            place=_place(state),
            attempt=len(state.progress.quiz.attempts) + 1,
            answers=answers,
            right=[id for id in answers if _is_right(state.course.find_block(id), answers[id])],
            total=len(answers),
            digests=sent.digests,
            by=learner,
            at=timezone.now(),
        )
    except actions.AlreadySubmitted:
        return _too_late(request, course)
    return redirect("courses:quiz_result", course.pk)


def _entered(request: HttpRequest, state: CourseState) -> dict[str, list[str]]:
    return {id: request.POST.getlist(id) for id in state.outline.quiz}


def _read(
    request: HttpRequest, state: CourseState, asked: Asked
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Return the answers by question, also to those that are not asked after all, and what is wrong with the
    others."""
    answers, faults = {}, {}
    for child in state.course.quiz:
        exercise = exercise_of(child.block_type, child.block.plain(child.value))
        assert exercise is not None  # noqa: S101  # the quiz holds choices only
        try:
            answers[child.id] = read_answer(exercise, {"option": request.POST.getlist(child.id)})
        except UnreadableAnswer as fault:
            if child.id in asked.ids:
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
