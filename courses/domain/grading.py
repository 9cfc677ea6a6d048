"""What an answer is worth, and what we say to each part of it. Pure.

An answer that was saved while the lesson looked different is graded as far as it still fits: a part that is
gone counts as open. Nothing here fails, because a learner's record must always be possible to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.domain.branching import Conversation, NoSuchChoice
from courses.domain.exercise_kinds import Categories, Choice, Exercise, Fill, Match, Order

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemFeedback:
    """What we say to one part. `correct` is None for a part left open, and then `feedback` is empty."""

    key: str
    correct: bool | None
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The result of an answer: `score` of `maximum` points, and feedback part by part.

    `overall` (HTML) is what is said to the whole answer; `unanswered` counts the parts left open."""

    score: int
    maximum: int
    correct: bool
    items: tuple[ItemFeedback, ...]
    overall: str = ""

    @property
    def unanswered(self) -> int:
        return sum(item.correct is None for item in self.items)


def grade(exercise: Exercise, answer: Answer) -> Graded | None:
    """Grade an answer. None for exercises where nothing is right or wrong: dilemmas, conversations."""
    grader = _GRADERS.get(type(exercise))
    return grader(exercise, answer) if grader else None


def is_finished(exercise: Exercise, answer: Answer) -> bool:
    """Say whether the learner has done what the exercise asks, right or wrong.

    Graded ones: every part is answered. A conversation: an end is reached."""
    graded = grade(exercise, answer)
    if graded is not None:
        return not graded.unanswered
    if isinstance(exercise, Conversation):
        try:
            return exercise.walk(answer.get("path", [])).end is not None
        except NoSuchChoice:
            return False
    return answer.get("option") is not None


def _grade_choice(exercise: Choice, answer: Answer) -> Graded:
    """One point for a single right answer. Several: a point for each right one, one less for each wrong one.

    Feedback goes to what was chosen; when all is right, to every option, so one may learn from the others."""
    chosen = {place for place in answer.get("options", []) if place < len(exercise.options)}
    right = {place for place, option in enumerate(exercise.options) if option.correct}
    correct = chosen == right
    score = max(0, len(chosen & right) - len(chosen - right))
    shown = range(len(exercise.options)) if correct else sorted(chosen)
    items = tuple(ItemFeedback(str(n), n in right, exercise.options[n].feedback) for n in shown)
    return Graded(score, len(right), correct, items)


def _of_items(items: list[ItemFeedback], overall: str = "") -> Graded:
    score = sum(item.correct is True for item in items)
    return Graded(score, len(items), score == len(items), tuple(items), overall)


def _at(values: Any, place: int) -> Any:
    return values[place] if isinstance(values, list) and place < len(values) else ""


def _grade_categories(exercise: Categories, answer: Answer) -> Graded:
    def mark(place: int) -> ItemFeedback:
        item, given = exercise.items[place], _at(answer.get("items"), place)
        if given not in exercise.titles:
            return ItemFeedback(str(place), None)
        return ItemFeedback(str(place), given == item.category, item.feedback)

    return _of_items([mark(place) for place in range(len(exercise.items))])


def _grade_order(exercise: Order, answer: Answer) -> Graded:
    """A point for each step at its right place; the feedback to the whole is given whatever the answer."""
    places = answer.get("places", {})
    items = [
        ItemFeedback(token, places[token] == right if places.get(token) else None)
        for right, token in enumerate(exercise.steps, start=1)
    ]
    return _of_items(items, exercise.feedback)


def _grade_match(exercise: Match, answer: Answer) -> Graded:
    def mark(place: int) -> ItemFeedback:
        pair, given = exercise.pairs[place], _at(answer.get("pairs"), place)
        if given not in exercise.rights:
            return ItemFeedback(str(place), None)
        same = exercise.rights[given] == exercise.rights[pair.token]
        return ItemFeedback(str(place), same, pair.feedback)

    return _of_items([mark(place) for place in range(len(exercise.pairs))])


def _grade_fill(exercise: Fill, answer: Answer) -> Graded:
    """Case, extra spaces and a full stop at the end do not matter. The right words are never told."""

    def mark(place: int) -> ItemFeedback:
        given = _word(_at(answer.get("gaps"), place))
        accepted = {_word(text) for text in exercise.gaps[place]}
        return ItemFeedback(str(place), given in accepted if given else None)

    return _of_items([mark(place) for place in range(len(exercise.gaps))], exercise.feedback)


def _word(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


_GRADERS: Mapping[type, Callable[[Any, Answer], Graded]] = {
    Choice: _grade_choice,
    Categories: _grade_categories,
    Order: _grade_order,
    Match: _grade_match,
    Fill: _grade_fill,
}
