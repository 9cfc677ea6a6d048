"""The result of the latest attempt: what was right, what is explained, and what remains of the course."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses import asking, explanations
from courses.domain.exercises import exercise_of, grade
from courses.domain.progress import BlockState
from courses.domain.quiz import Attempt
from courses.domain.showing import show
from courses.learner import learner_of
from courses.models import CoursePage
from courses.queries import course_state
from courses.rendering import sources_of
from courses.views.quiz import Question, trail


@require_GET
def quiz_result(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the latest attempt: what was right, what is explained, and what remains of the course."""
    course = get_object_or_404(CoursePage.objects.live(), pk=page_id)
    state = course_state(learner_of(request), course)
    attempt = state.progress.quiz.latest
    if attempt is None:
        return redirect("courses:quiz", course.pk)
    questions = [
        _explained(child, number, attempt, state.course)
        for number, child in enumerate(asking.as_asked(state.course, attempt), start=1)
    ]
    now = timezone.now()
    context = {
        "course": course,
        "trail": trail(course),
        "attempt": attempt,
        "passed": state.course.quiz_percent is None or attempt.percent >= state.course.quiz_percent,
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
