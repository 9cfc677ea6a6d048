"""The right answer to an exercise, as the fields of its form: what one who knew all of it would send. Pure.

The robot that walks through courses uses it, and the preview of a lesson as somebody who has done it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from courses.domain.branching import Conversation
from courses.domain.exercise_kinds import Categories, Choice, Dilemma, Exercise, Fill, Match, Order

Fields = dict[str, list[str]]


class NoWay(ValueError):
    """No choice of options ends the conversation, or no option is right: nobody could do it."""


def right_fields(exercise: Exercise) -> Fields:
    """Return the fields of a right answer. Raises NoWay when there is none.

    A practice conversation is answered with the shortest way to its nearest end."""
    make: Callable[[Any], Fields] = _MAKERS[type(exercise)]
    return make(exercise)


def paths_to_ends(conversation: Conversation) -> dict[str, list[int]]:
    """Return {end: the shortest way to it}, the nearest end first. Ends that cannot be reached are left out."""
    found: dict[str, list[int]] = {}
    seen = {conversation.start}
    waiting: deque[tuple[str, list[int]]] = deque([(conversation.start, [])])
    while waiting:
        key, path = waiting.popleft()
        if key in conversation.ends:
            found[key] = path
            continue
        node = conversation.nodes.get(key)
        for place, reply in enumerate(node.replies if node else ()):
            if reply.to not in seen:
                seen.add(reply.to)
                waiting.append((reply.to, [*path, place]))
    return found


def path_fields(path: list[int]) -> Fields:
    """Return the fields that say the last option of a path, the others having been said."""
    return {"path": [".".join(map(str, path[:-1]))], "say": [str(path[-1])]}


def _choice(exercise: Choice) -> Fields:
    right = [str(place) for place, option in enumerate(exercise.options) if option.correct]
    if not right:
        raise NoWay("no option is right")
    return {"option": right}


def _categories(exercise: Categories) -> Fields:
    return {f"item-{place}": [item.category] for place, item in enumerate(exercise.items)}


def _order(exercise: Order) -> Fields:
    return {f"place-{token}": [str(place)] for place, token in enumerate(exercise.steps, start=1)}


def _match(exercise: Match) -> Fields:
    return {f"pair-{place}": [pair.token] for place, pair in enumerate(exercise.pairs)}


def _fill(exercise: Fill) -> Fields:
    return {f"gap-{place}": [answers[0]] for place, answers in enumerate(exercise.gaps)}


def _dilemma(exercise: Dilemma) -> Fields:
    return {"option": ["0"]}


def _conversation(exercise: Conversation) -> Fields:
    paths = [path for path in paths_to_ends(exercise).values() if path]
    if not paths:
        raise NoWay("no end can be reached")
    return path_fields(paths[0])


_MAKERS: Mapping[type, Callable[[Any], Fields]] = {
    Choice: _choice,
    Categories: _categories,
    Order: _order,
    Match: _match,
    Fill: _fill,
    Dilemma: _dilemma,
    Conversation: _conversation,
}
