"""A whole course to print: every module as it reads on paper, exercises to do by hand, and a key at the end.

The questions at the end of the course are left out: they are answered on the site, where they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from courses.domain.branching import Conversation
from courses.domain.exercise_kinds import Categories, Choice, Exercise, Fill, Match, Order
from courses.domain.exercises import exercise_of
from courses.domain.progress import UNTOUCHED
from courses.models import CoursePage, ModulePage
from courses.queries import modules_of
from courses.rendering import render_block

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


def _module(number: int, module: ModulePage, request: HttpRequest) -> PaperModule:
    paper = PaperModule(number, module, [])
    tasks = 0
    for block in module.lesson:
        exercise = exercise_of(block.block_type, plain_value(block))
        tasks += exercise is not None
        label = f"{number}.{tasks}" if exercise else ""
        paper.parts.append(_part(block, module, exercise, label, request))
        lines = tuple(_solution(exercise)) if exercise else ()
        if lines:
            paper.solved.append(Solved(label, block.value["question"], lines))
    return paper


def _part(
    block: StreamValue.StreamChild,
    page: ModulePage,
    exercise: Exercise | None,
    label: str,
    request: HttpRequest,
) -> SafeString:
    if block.block_type in AS_ON_SCREEN:
        return render_block(block, page=page, state=UNTOUCHED, request=request)
    context = {
        "self": block.value,
        "block_id": block.id,
        "number": label,
        "exercise": exercise,
        "page": page,
        "letters": dict(_letters(exercise)),
        "language": page.locale.language_code,
    }
    if isinstance(exercise, Conversation):
        context["lines"] = _script(exercise)
    if isinstance(exercise, Order):
        context["mixed"] = [exercise.steps[token] for token in exercise.shown]
    if isinstance(exercise, Fill):
        context["text"] = _with_lines(exercise)
    html = SafeString(get_template(f"courses/paper/{block.block_type}.html").render(context))
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


def _script(conversation: Conversation) -> list[Mapping[str, Any]]:
    """Return the conversation to be read aloud: lines with numbers, ends with letters, replies that point at them."""
    numbers = {key: str(place) for place, key in enumerate(conversation.nodes, start=1)}
    numbers |= dict(zip(conversation.ends, ascii_uppercase, strict=False))
    return [
        {
            "number": numbers[key],
            "says": node.says,
            "replies": [(reply, numbers[reply.to]) for reply in node.replies],
        }
        for key, node in conversation.nodes.items()
    ] + [{"number": numbers[key], "end": end} for key, end in conversation.ends.items()]


def _with_lines(fill: Fill) -> SafeString:
    """Return the text with a numbered line to write on for each gap, a paragraph where the text has one."""
    pieces = []
    for place, text in enumerate(fill.texts):
        parts = text.strip("\n").split("\n\n") if place else text.lstrip("\n").split("\n\n")
        pieces.append(format_html_join(SafeString("</p><p>"), "{}", ((part,) for part in parts)))
        if place < len(fill.gaps):
            pieces.append(format_html('<span class="paper__gap">{}</span>', place + 1))
    return format_html("<p>{}</p>", SafeString("".join(pieces)))
