"""What an exercise shows the learner: its parts, what was entered, and the feedback that has been earned.

Pure. Nothing that reveals a right answer is in here before the answer has been given; templates draw this and
never the block's own options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.domain.branching import NoSuchChoice, Place
from courses.domain.exercise_kinds import Categories, Choice, Dilemma, Exercise, Fill, Match, Order
from courses.domain.grading import Graded, ItemFeedback
from courses.domain.progress import BlockState

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to choose, place or write. `name` and `value` are the form field's; `chosen` if ticked.

    `verdict` is "yes", "no", or "" when nothing is said; `choices` are (value, text) of a select list."""

    name: str
    text: str
    value: str = ""
    chosen: bool = False
    verdict: str = ""
    feedback: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise as it stands for one learner. `outcome`: "" (no answer), "right", "partly" or "wrong"."""

    parts: tuple[Part, ...] = ()
    paragraphs: tuple[tuple[Part, ...], ...] = ()
    outcome: str = ""
    score: int = 0
    maximum: int = 0
    unanswered: int = 0
    overall: str = ""
    multiple: bool = False
    answered: bool = False
    fault: str = ""
    place: Place | None = None
    path: str = ""


def show(exercise: Exercise, state: BlockState) -> Shown:
    """Return the exercise as it is to be drawn for `state`."""
    given = state.entered if state.entered is not None else as_fields(state.answer or {})
    graded = state.graded if state.entered is None else None
    marks = {item.key: item for item in graded.items} if graded else {}
    common = {
        "answered": state.answer is not None and state.entered is None,
        "fault": state.fault,
        "outcome": _outcome(graded),
        "score": graded.score if graded else 0,
        "maximum": graded.maximum if graded else 0,
        "unanswered": graded.unanswered if graded else 0,
        "overall": graded.overall if graded else "",
    }
    match exercise:
        case Choice():
            return Shown(parts=_options(exercise, given, marks), multiple=exercise.multiple, **common)
        case Categories():
            return Shown(parts=_sorted(exercise, given, marks), **common)
        case Match():
            return Shown(parts=_pairs(exercise, given, marks), **common)
        case Order():
            return Shown(parts=_steps(exercise, given, marks), **common)
        case Fill():
            return Shown(paragraphs=_gaps(exercise, given, marks), **common)
        case Dilemma():
            return Shown(parts=_thoughts(exercise, given, answered=bool(common["answered"])), **common)
    path = _path(given)
    try:
        return Shown(place=exercise.walk(path), path=".".join(map(str, path)), **common)
    except NoSuchChoice:  # the conversation was changed since: begin it again
        return Shown(place=exercise.walk([]), **common)


def as_fields(answer: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the form fields that an answer was read from: the way back of `read_answer`."""
    fields: dict[str, list[str]] = {}
    if "options" in answer:
        fields["option"] = [str(place) for place in answer["options"]]
    if "option" in answer:
        fields["option"] = [str(answer["option"])]
    if "path" in answer:
        fields["path"] = [".".join(map(str, answer["path"]))]
    for name, one in (("items", "item"), ("pairs", "pair"), ("gaps", "gap")):
        fields |= {f"{one}-{place}": [text] for place, text in enumerate(answer.get(name, []))}
    fields |= {f"place-{token}": [str(place or "")] for token, place in answer.get("places", {}).items()}
    return fields


def _outcome(graded: Graded | None) -> str:
    if graded is None:
        return ""
    return "right" if graded.correct else "partly" if graded.score else "wrong"


def _marked(mark: ItemFeedback | None) -> dict[str, str]:
    if mark is None or mark.correct is None:
        return {}
    return {"verdict": "yes" if mark.correct else "no", "feedback": mark.feedback}


def _first(given: Given, name: str) -> str:
    return (given.get(name) or [""])[0]


def _options(exercise: Choice, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    chosen = given.get("option", [])
    return tuple(
        Part("option", option.text, str(n), str(n) in chosen, **_marked(marks.get(str(n))))
        for n, option in enumerate(exercise.options)
    )


def _sorted(exercise: Categories, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    choices = tuple(exercise.titles.items())
    return tuple(
        Part(
            f"item-{n}", item.text, _first(given, f"item-{n}"), choices=choices, **_marked(marks.get(str(n)))
        )
        for n, item in enumerate(exercise.items)
    )


def _pairs(exercise: Match, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    choices = tuple(exercise.rights.items())
    return tuple(
        Part(
            f"pair-{n}", pair.left, _first(given, f"pair-{n}"), choices=choices, **_marked(marks.get(str(n)))
        )
        for n, pair in enumerate(exercise.pairs)
    )


def _steps(exercise: Order, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    """Return the steps as the learner placed them; untouched, in the mixed order, numbered from the top."""
    choices = tuple((str(n), str(n)) for n in range(1, len(exercise.steps) + 1))
    parts = [
        Part(
            f"place-{token}",
            exercise.steps[token],
            _first(given, f"place-{token}") if given else str(shown),
            choices=choices,
            **_marked(marks.get(token)),
        )
        for shown, token in enumerate(exercise.shown, start=1)
    ]
    return tuple(sorted(parts, key=lambda part: int(part.value) if part.value.isdigit() else len(parts) + 1))


def _gaps(exercise: Fill, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[tuple[Part, ...], ...]:
    """Return the paragraphs: rows of numbered gaps with the text `before` them. A part without name is text."""
    paragraphs: list[list[Part]] = [[]]
    for n, piece in enumerate(exercise.texts):
        *ended, before = piece.strip("\n").split("\n\n")
        for text in ended:
            paragraphs[-1].append(Part("", "", before=text))
            paragraphs.append([])
        if n < len(exercise.gaps):
            name = f"gap-{n}"
            part = Part(name, str(n + 1), _first(given, name), before=before, **_marked(marks.get(str(n))))
            paragraphs[-1].append(part)
        else:
            paragraphs[-1].append(Part("", "", before=before))
    return tuple(tuple(parts) for parts in paragraphs)


def _thoughts(exercise: Dilemma, given: Given, *, answered: bool) -> tuple[Part, ...]:
    """Return the options; once one is chosen, what each may lead to: there is nothing to guess."""
    chosen = given.get("option", [])
    return tuple(
        Part("option", o.text, str(n), str(n) in chosen, feedback=o.feedback if answered else "")
        for n, o in enumerate(exercise.options)
    )


def _path(given: Given) -> list[int]:
    text = _first(given, "path")
    return [int(part) for part in text.split(".") if part.isdigit()] if text else []
