"""What an answer is worth, and what we say to each part of it. Pure.

An answer that was saved while the lesson looked different is graded as far as it still fits: a part that is
gone counts as open. Nothing here fails, because a learner's record must always be possible to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from courses.domain.branching import Conversation, NoSuchChoice
from courses.domain.exercise_kinds import Cards, Categories, Choice, Exercise, Fill, Match, Order

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
    correct = chosen == right if exercise.multiple else bool(chosen) and chosen <= right
    if exercise.one_point or not exercise.multiple:
        score, maximum = int(correct), 1
    else:
        score, maximum = max(0, len(chosen & right) - len(chosen - right)), len(right)
    shown = range(len(exercise.options)) if correct and exercise.tells_others else sorted(chosen)
    items = tuple(ItemFeedback(str(n), n in right, exercise.options[n].feedback) for n in shown)
    return Graded(score, maximum, correct, items)


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
        return ItemFeedback(str(place), given in (item.category, *item.also), item.feedback)

    graded = _of_items([mark(place) for place in range(len(exercise.items))])
    if exercise.one_point:
        return replace(graded, score=int(graded.correct), maximum=1)
    wrong = sum(item.correct is False for item in graded.items) if exercise.wrong_costs else 0
    return replace(graded, score=max(0, graded.score - wrong))


def _grade_order(exercise: Order, answer: Answer) -> Graded:
    """A point for each step at its right place; the feedback to the whole is given whatever the answer."""
    places = answer.get("places", {})
    if exercise.by_neighbours:
        return _grade_neighbours(exercise, places)
    items = [
        ItemFeedback(token, places[token] == right if places.get(token) else None)
        for right, token in enumerate(exercise.steps, start=1)
    ]
    return _of_items(items, exercise.feedback)


def _grade_neighbours(exercise: Order, places: Mapping[str, int]) -> Graded:
    """A point for each step that stands right after the one it belongs after; the first step has no such point."""
    tokens = list(exercise.steps)
    first, *later = [
        ItemFeedback(
            token, places[token] - places.get(before, places[token]) == 1 if places.get(token) else None
        )
        for before, token in zip(["", *tokens], tokens, strict=False)
    ]
    marked = _of_items(later, exercise.feedback)
    first = ItemFeedback(first.key, places[first.key] == 1 if places.get(first.key) else None)
    return Graded(marked.score, marked.maximum, marked.correct, (first, *marked.items), marked.overall)


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
    word = _exact_word if exercise.exact else _word

    def mark(place: int) -> ItemFeedback:
        given = word(_at(answer.get("gaps"), place))
        accepted = {word(text) for text in exercise.gaps[place]}
        right = given in accepted or (exercise.lenient and any(_is_slip(given, text) for text in accepted))
        return ItemFeedback(str(place), right if given else None)

    return _of_items([mark(place) for place in range(len(exercise.gaps))], exercise.feedback)


def _word(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _exact_word(text: str) -> str:
    return " ".join(text.split())


def _is_slip(given: str, right: str) -> bool:
    """Say whether `given` is `right` but for a slip: one in a word of more than 3 letters, two in one of more than 9.

    A slip is a letter too many, too few, another one, or two changed about; the limits are those of H5P.Blanks."""
    allowed = 2 if len(right) > 9 else 1 if len(right) > 3 else 0
    if not allowed or abs(len(given) - len(right)) > allowed:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(given, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and given[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1] <= allowed


def _grade_cards(exercise: Cards, answer: Answer) -> Graded:
    return Graded(exercise.points, exercise.points, True, ())


_GRADERS: Mapping[type, Callable[[Any, Answer], Graded]] = {
    Choice: _grade_choice,
    Categories: _grade_categories,
    Order: _grade_order,
    Match: _grade_match,
    Fill: _grade_fill,
    Cards: _grade_cards,
}
