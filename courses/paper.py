"""A whole course to print: every module as it reads on paper, exercises to do by hand, and a key at the end.

The questions at the end of the course are left out: they are answered on the site, where they count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.blocks import StreamValue

from courses.blocks import plain_value
from courses.blocks.parts import prompts_at_hand
from courses.domain.branching import Conversation, script_of
from courses.domain.exercise_kinds import Categories, Choice, Exercise, Fill, Match, Order
from courses.domain.exercises import exercise_of
from courses.domain.progress import UNTOUCHED
from courses.models import CoursePage, ModulePage
from courses.queries import modules_of
from courses.rendering import render_block
from courses.twins.placing import drawing_of

AS_ON_SCREEN = frozenset(
    {"situation", "section", "idea", "fact", "figure", "example", "template", "try_tomorrow"}
)
"""Parts that read the same on paper."""


@dataclass(frozen=True, slots=True)
class Solved:
    """One exercise in the key: its number, what was asked, and the right answer line by line."""

    number: str
    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperModule:
    """A module on paper."""

    number: int
    page: ModulePage
    parts: list[SafeString]
    solved: list[Solved] = field(default_factory=list)


def paper_modules(course: CoursePage, request: HttpRequest) -> list[PaperModule]:
    """Return the modules of a course as they are printed. Queries do not grow with the number of exercises."""
    modules = modules_of(course)
    for module in modules:
        module.parent = course
    found = []
    for number, module in enumerate(modules, start=1):
        with prompts_at_hand(module.lesson):
            found.append(_module(number, module, request))
    return found


@dataclass(frozen=True, slots=True)
class _Thing:
    """A part of a module as paper has it: one of the lesson's, or one question of an H5P content as text."""

    kind: str
    id: str
    value: Any
    exercise: Exercise | None = None
    drawn: SafeString | None = None


def _module(number: int, module: ModulePage, request: HttpRequest) -> PaperModule:
    paper = PaperModule(number, module, [])
    tasks = 0
    for thing in (each for block in module.lesson for each in _things(block, module, request)):
        tasks += thing.exercise is not None
        label = f"{number}.{tasks}" if thing.exercise else ""
        paper.parts.append(thing.drawn or _part(thing, module, label))
        lines = tuple(_solution(thing.exercise)) if thing.exercise else ()
        if lines:
            paper.solved.append(Solved(label, thing.value["question"], lines))
    return paper


def _things(block: StreamValue.StreamChild, page: ModulePage, request: HttpRequest) -> Iterator[_Thing]:
    if block.block_type in AS_ON_SCREEN:
        drawn = render_block(block, page=page, state=UNTOUCHED, request=request)
        yield _Thing(block.block_type, block.id, block.value, drawn=drawn)
        return
    exercise = exercise_of(block.block_type, plain_value(block))
    yield _Thing(block.block_type, block.id, block.value, exercise)
    drawing = drawing_of(block, page) if block.block_type == "h5p" else None
    for part in drawing.on_paper() if drawing else []:
        yield _Thing(part.kind, part.id, part.value, part.exercise, part.drawn)


def _part(thing: _Thing, page: ModulePage, label: str) -> SafeString:
    exercise = thing.exercise
    context = {
        "self": thing.value,
        "block_id": thing.id,
        "number": label,
        "exercise": exercise,
        "page": page,
        "letters": dict(_letters(exercise)),
        "language": page.locale.language_code,
    }
    if isinstance(exercise, Conversation):
        context["lines"] = script_of(exercise)
    if isinstance(exercise, Order):
        context["mixed"] = [exercise.steps[token] for token in exercise.shown]
    if isinstance(exercise, Fill):
        context["text"] = _with_lines(exercise)
    html = SafeString(get_template(f"courses/paper/{thing.kind}.html").render(context))
    return html


def _letters(exercise: Exercise | None) -> Iterator[tuple[str, str]]:
    """Yield (letter, text) of what is chosen from in sorting and pairs."""
    if isinstance(exercise, Categories):
        yield from zip(ascii_uppercase, exercise.titles.values(), strict=False)
    if isinstance(exercise, Match):
        yield from zip(ascii_uppercase, exercise.rights.values(), strict=False)


def _solution(exercise: Exercise) -> Iterator[str]:
    """Yield the right answer in lines; nothing where nothing is right or wrong."""
    match exercise:
        case Choice():
            yield from (f"{o.text} {o.feedback}".strip() for o in exercise.options if o.correct)
        case Categories():
            yield from (f"{item.text} → {exercise.titles[item.category]}" for item in exercise.items)
        case Order():
            yield from (f"{place}. {text}" for place, text in enumerate(exercise.steps.values(), start=1))
        case Match():
            yield from (f"{pair.left} → {exercise.rights[pair.token]}" for pair in exercise.pairs)
        case Fill():
            yield from (f"{place}. {gap[0]}" for place, gap in enumerate(exercise.gaps, start=1))


def _with_lines(fill: Fill) -> SafeString:
    """Return the text with a numbered line to write on for each gap, a paragraph where the text has one."""
    pieces = []
    for place, text in enumerate(fill.texts):
        parts = text.strip("\n").split("\n\n") if place else text.lstrip("\n").split("\n\n")
        pieces.append(format_html_join(SafeString("</p><p>"), "{}", ((part,) for part in parts)))
        if place < len(fill.gaps):
            pieces.append(format_html('<span class="paper__gap">{}</span>', place + 1))
    return format_html("<p>{}</p>", SafeString("".join(pieces)))
