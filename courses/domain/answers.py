"""Reading an answer from the fields of a form; their names are in `courses.domain.exercise_kinds`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from courses.domain.branching import Conversation, NoSuchChoice
from courses.domain.exercise_kinds import Cards, Categories, Choice, Dilemma, Exercise, Fill, Match, Order

Fields = Mapping[str, Sequence[str]]
Answer = dict[str, Any]
LONGEST_GAP = 60
"""Characters of an answer in a gap; our choice. A longer one is cut, and is not right anyway."""
_PERSONAL = re.compile(r"\d(?:[ .]?\d){7,}")


class UnreadableAnswer(ValueError):
    """The fields hold no answer to this exercise. `reason` is stable: see the constants below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


EMPTY = "empty"
"""Nothing was chosen or written."""
UNKNOWN = "unknown"
"""Something was chosen that the exercise does not have: a changed lesson, or a tampered form."""
PERSONAL = "personal-number"
"""A gap holds what looks like a national identity number or a telephone number."""


def read_answer(exercise: Exercise, fields: Fields) -> Answer:
    """Return the answer in the fields, as a JSON-able dict. Raises UnreadableAnswer."""
    reader: Callable[[Any, Fields], Answer] = _READERS[type(exercise)]
    return reader(exercise, fields)


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name) or [""]
    return values[-1].strip()


def _place(text: str, count: int) -> int:
    """Return the place (0 ≤ place < count) that `text` names."""
    if not (text.isascii() and text.isdigit() and int(text[:4]) < count):
        raise UnreadableAnswer(UNKNOWN)
    return int(text[:4])


def _places(fields: Fields, name: str, count: int) -> list[int]:
    return sorted({_place(text, count) for text in fields.get(name) or []})


def _known(text: str, allowed: Mapping[str, str]) -> str:
    if text and text not in allowed:
        raise UnreadableAnswer(UNKNOWN)
    return text


def _not_empty(answer: Answer, name: str) -> Answer:
    if not any(answer[name].values() if isinstance(answer[name], dict) else answer[name]):
        raise UnreadableAnswer(EMPTY)
    return answer


def _read_choice(exercise: Choice, fields: Fields) -> Answer:
    chosen = _places(fields, "option", len(exercise.options))
    if not chosen and any(option.correct for option in exercise.options):
        raise UnreadableAnswer(EMPTY)  # where nothing is right, choosing nothing is the answer
    if len(chosen) > 1 and not exercise.multiple:
        raise UnreadableAnswer(UNKNOWN)
    return {"options": chosen}


def _read_categories(exercise: Categories, fields: Fields) -> Answer:
    chosen = [_known(_one(fields, f"item-{n}"), exercise.titles) for n in range(len(exercise.items))]
    return _not_empty({"items": chosen}, "items")


def _read_order(exercise: Order, fields: Fields) -> Answer:
    count = len(exercise.steps)
    given = {token: _one(fields, f"place-{token}") for token in exercise.steps}
    places = {token: _place(text, count + 1) if text else 0 for token, text in given.items()}
    return _not_empty({"places": places}, "places")


def _read_match(exercise: Match, fields: Fields) -> Answer:
    chosen = [_known(_one(fields, f"pair-{n}"), exercise.rights) for n in range(len(exercise.pairs))]
    return _not_empty({"pairs": chosen}, "pairs")


def _read_fill(exercise: Fill, fields: Fields) -> Answer:
    written = [_one(fields, f"gap-{n}") for n in range(len(exercise.gaps))]
    if exercise.bank:
        return _not_empty(
            {"gaps": [_known(text, dict.fromkeys(exercise.bank, "")) for text in written]}, "gaps"
        )
    written = [text[:LONGEST_GAP] for text in written]
    if any(_PERSONAL.search(text) for text in written):
        raise UnreadableAnswer(PERSONAL)
    return _not_empty({"gaps": written}, "gaps")


def _read_cards(exercise: Cards, fields: Fields) -> Answer:
    return {"turned": len(exercise.cards)}


def _read_dilemma(exercise: Dilemma, fields: Fields) -> Answer:
    chosen = _places(fields, "option", len(exercise.options))
    if len(chosen) != 1:
        raise UnreadableAnswer(UNKNOWN if chosen else EMPTY)
    return {"option": chosen[0]}


def _read_branching(exercise: Conversation, fields: Fields) -> Answer:
    """Read the path so far, and what to do with it: `say` an option, go `back` one step, or begin `again`."""
    text = _one(fields, "path")
    if not re.fullmatch(r"(\d{1,2}(\.\d{1,2})*)?", text, re.ASCII):
        raise UnreadableAnswer(UNKNOWN)
    path = [int(part) for part in text.split(".")] if text else []
    if "again" in fields:
        path = []
    elif "back" in fields:
        path = path[:-1]
    elif "say" in fields:
        path = [*path, _place(_one(fields, "say"), 100)]
    else:
        raise UnreadableAnswer(EMPTY)
    try:
        exercise.walk(path)
    except NoSuchChoice:
        raise UnreadableAnswer(UNKNOWN) from None
    return {"path": path}


_READERS: Mapping[type, Callable[[Any, Fields], Answer]] = {
    Choice: _read_choice,
    Categories: _read_categories,
    Order: _read_order,
    Match: _read_match,
    Fill: _read_fill,
    Dilemma: _read_dilemma,
    Cards: _read_cards,
    Conversation: _read_branching,
}
