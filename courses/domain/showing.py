"""What an exercise shows the learner: its parts, what was entered, and the feedback that has been earned.

Pure. Nothing that reveals a right answer is in here before the answer has been given; templates draw this and
never the block's own options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courses.domain.branching import NoSuchChoice, Place
from courses.domain.exercise_kinds import Cards, Categories, Choice, Dilemma, Exercise, Fill, Match, Order
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
    words: tuple[str, ...] = ()


def show(exercise: Exercise, state: BlockState) -> Shown:
    """Return the exercise as it is to be drawn for `state`."""
    given = state.entered if state.entered is not None else as_fields(state.answer or {})
    graded = state.graded if state.entered is None else None
    marks = {item.key: item for item in graded.items} if graded else {}
    plain = Shown(
        answered=state.answer is not None and state.entered is None,
        fault=state.fault,
        outcome=_outcome(graded),
        score=graded.score if graded else 0,
        maximum=graded.maximum if graded else 0,
        unanswered=graded.unanswered if graded else 0,
        overall=graded.overall if graded else "",
    )
    match exercise:
        case Choice():
            return replace(plain, parts=_options(exercise, given, marks), multiple=exercise.multiple)
        case Categories():
            return replace(plain, parts=_sorted(exercise, given, marks))
        case Match():
            return replace(plain, parts=_pairs(exercise, given, marks))
        case Order():
            return replace(plain, parts=_steps(exercise, given, marks))
        case Fill():
            return replace(plain, paragraphs=_gaps(exercise, given, marks), words=exercise.bank)
        case Cards():
            return plain
        case Dilemma():
            return replace(plain, parts=_thoughts(exercise, given, answered=plain.answered))
    path = _path(given)
    try:
        return replace(plain, place=exercise.walk(path), path=".".join(map(str, path)))
    except NoSuchChoice:  # the conversation was changed since: begin it again
        return replace(plain, place=exercise.walk([]))


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


def _marked(part: Part, mark: ItemFeedback | None) -> Part:
    if mark is None or mark.correct is None:
        return part
    return replace(part, verdict="yes" if mark.correct else "no", feedback=mark.feedback)


def _first(given: Given, name: str) -> str:
    return (given.get(name) or [""])[0]


def _options(exercise: Choice, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    chosen = given.get("option", [])
    parts = [Part("option", o.text, str(n), str(n) in chosen) for n, o in enumerate(exercise.options)]
    return tuple(_marked(part, marks.get(part.value)) for part in parts)


def _sorted(exercise: Categories, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    texts = [item.text for item in exercise.items]
    return _lines("item", texts, tuple(exercise.titles.items()), given, marks)


def _pairs(exercise: Match, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    texts = [pair.left for pair in exercise.pairs]
    return _lines("pair", texts, tuple(exercise.rights.items()), given, marks)


def _lines(
    name: str,
    texts: Sequence[str],
    choices: tuple[tuple[str, str], ...],
    given: Given,
    marks: Mapping[str, ItemFeedback],
) -> tuple[Part, ...]:
    """Return lines with a select list each; the fields are called `name` and a number from 0."""
    return tuple(
        _marked(Part(f"{name}-{n}", text, _first(given, f"{name}-{n}"), choices=choices), marks.get(str(n)))
        for n, text in enumerate(texts)
    )


def _steps(exercise: Order, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[Part, ...]:
    """Return the steps as the learner placed them; untouched, in the mixed order, numbered from the top."""
    choices = tuple((str(n), str(n)) for n in range(1, len(exercise.steps) + 1))
    parts = []
    for shown, token in enumerate(exercise.shown, start=1):
        place = _first(given, f"place-{token}") if given else str(shown)
        part = Part(f"place-{token}", exercise.steps[token], place, choices=choices)
        parts.append(_marked(part, marks.get(token)))
    return tuple(sorted(parts, key=lambda part: int(part.value) if part.value.isdigit() else len(parts) + 1))


def _gaps(exercise: Fill, given: Given, marks: Mapping[str, ItemFeedback]) -> tuple[tuple[Part, ...], ...]:
    """Return the paragraphs: numbered gaps with the text `before` them. A part without name is text."""
    paragraphs: list[list[Part]] = [[]]
    for n, piece in enumerate(exercise.texts):
        *ended, before = piece.strip("\n").split("\n\n")
        for text in ended:
            paragraphs[-1].append(Part("", "", before=text))
            paragraphs.append([])
        if n < len(exercise.gaps):
            words = tuple((word, word) for word in exercise.bank)
            gap = Part(f"gap-{n}", str(n + 1), _first(given, f"gap-{n}"), choices=words, before=before)
            paragraphs[-1].append(_marked(gap, marks.get(str(n))))
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
