"""Exercises, as the rest of the room meets them: make one, read an answer, grade it. Pure; no Django.

exercise = exercise_of("choice", value)            None for a block that takes no answer
answer = read_answer(exercise, fields)             raises UnreadableAnswer
graded = grade(exercise, answer)                   None where nothing is right or wrong
is_finished(exercise, answer)                      done, right or wrong"""

from courses.domain.answers import EMPTY, PERSONAL, UNKNOWN, UnreadableAnswer, read_answer
from courses.domain.exercise_kinds import Exercise, exercise_of
from courses.domain.grading import Graded, ItemFeedback, grade, is_finished

__all__ = [
    "EMPTY",
    "PERSONAL",
    "UNKNOWN",
    "Exercise",
    "Graded",
    "ItemFeedback",
    "UnreadableAnswer",
    "exercise_of",
    "grade",
    "is_finished",
    "read_answer",
]
