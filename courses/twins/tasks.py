"""The questions of a twin as exercises of ours: what is asked, what has been answered, what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.domain.branching import Conversation, End, Node, Reply
from courses.domain.exercise_kinds import Cards, Categories, Choice, Exercise, Fill, Option, Sorted, order_of
from courses.domain.exercises import grade, is_finished
from h5p import twin as h5p_twin
from h5p_django.public import ContentTwin

Answers = Mapping[str, Mapping[str, Any]]
READ_THROUGH = "1"
"""The key of what stands for a twin without questions: that one has been through it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One question. `key` is its number, from 1; `points` are given for finishing what nobody grades."""

    key: str
    question: h5p_twin.Question | None
    exercise: Exercise
    points: int = 0

    def worth(self, answer: Mapping[str, Any]) -> tuple[int, int]:
        """Return (score, maximum) of an answer that finishes the task."""
        graded = grade(self.exercise, answer)
        return (graded.score, graded.maximum) if graded else (self.points, self.points)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody has come in a twin. Points count only when every question is answered, as in the player."""

    done: int
    total: int
    score: int
    maximum: int

    @property
    def finished(self) -> bool:
        return self.done == self.total

    @property
    def left(self) -> int:
        return self.total - self.done


def tasks_of(found: ContentTwin) -> tuple[Task, ...]:
    """Return the questions of a twin in order; for one that only is to be read, that it was read."""
    questions = found.twin.questions
    if not questions:
        return (Task(READ_THROUGH, None, Cards((), 0)),)
    return tuple(_task(str(number), question) for number, question in enumerate(questions, start=1))


def standing(tasks: tuple[Task, ...], answers: Answers) -> Standing:
    """Return where the given answers lead. An answer that no longer fits its question counts as none."""
    finished = [
        task for task in tasks if task.key in answers and is_finished(task.exercise, answers[task.key])
    ]
    worth = [task.worth(answers[task.key]) for task in finished]
    return Standing(
        len(finished), len(tasks), sum(score for score, _max in worth), sum(most for _score, most in worth)
    )


def _task(key: str, question: h5p_twin.Question) -> Task:
    match question:
        case h5p_twin.Choice():
            return Task(key, question, _choice(question))
        case h5p_twin.Gaps():
            gaps = Fill(
                question.pieces,
                question.answers,
                "",
                bank=question.bank,
                exact=question.exact,
                lenient=question.lenient,
            )
            return Task(key, question, gaps)
        case h5p_twin.Order():
            return Task(key, question, order_of(question.steps, "", by_neighbours=question.by_neighbours))
        case h5p_twin.Sorting():
            return Task(key, question, _sorting(question))
        case h5p_twin.Cards():
            return Task(key, question, Cards(question.cards, len(question.cards) if question.counted else 0))
    return Task(key, question, _conversation(question), points=int(question.counted))


def _choice(question: h5p_twin.Choice) -> Choice:
    words = (_("True"), _("False")) if question.is_true_false else ("", "")
    return Choice(
        tuple(
            Option(option.text or words[place % 2], option.feedback, option.right)
            for place, option in enumerate(question.options)
        ),
        question.several,
        one_point=question.one_point,
        tells_others=question.feedback_for_all,
    )


def _sorting(question: h5p_twin.Sorting) -> Categories:
    sorted_items = tuple(
        Sorted(text, str(right[0]), "", also=tuple(map(str, right[1:]))) for text, right in question.items
    )
    return Categories(
        {str(number): title for number, title in enumerate(question.places)},
        sorted_items,
        wrong_costs=question.wrong_costs,
        one_point=question.one_point,
    )


def _conversation(question: h5p_twin.Conversation) -> Conversation:
    nodes, ends = {}, {}
    for step in question.steps:
        if step.replies:
            replies = tuple(Reply(reply.text, reply.to, reply.feedback) for reply in step.replies)
            nodes[step.key] = Node(step.key, step.says, replies)
        else:
            ends[step.key] = End(step.key, step.title or _("The conversation is over."), step.says, ())
    return Conversation(question.steps[0].key, nodes, ends)
