"""Drawing a twin: its text and media, and its questions as the exercises of a lesson look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.html import clean_html
from courses.domain.branching import Conversation, script_of
from courses.domain.exercises import Exercise, grade
from courses.domain.progress import UNTOUCHED, BlockState
from courses.domain.showing import show
from courses.learner import learner_of
from courses.twins.tasks import Answers, Standing, Task
from h5p import twin as h5p_twin
from h5p_django.public import ContentTwin

_PAPER: Mapping[type, str] = {
    h5p_twin.Choice: "choice",
    h5p_twin.Gaps: "fill",
    h5p_twin.Order: "order",
    h5p_twin.Sorting: "categories",
    h5p_twin.Cards: "cards",
    h5p_twin.Conversation: "branching",
}
"""The templates of `templates/courses/paper/` that questions are printed by."""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A part of a twin on paper: drawn already, or an exercise with the values its paper template takes."""

    kind: str
    id: str
    value: dict[str, Any]
    exercise: Exercise | None = None
    drawn: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A twin at its place: the block of a lesson, and where its answers are sent (nowhere in a preview)."""

    found: ContentTwin
    tasks: tuple[Task, ...]
    page_id: int | None
    block_id: str
    asks_to_read: bool

    def parts(self, states: Mapping[str, BlockState], request: HttpRequest) -> list[SafeString]:
        """Return every part as HTML, in order; `states` are those of the questions, by their keys."""
        questions = iter(self.tasks)
        drawn = []
        for part in self.found.twin.parts:
            if isinstance(part, h5p_twin.Question):
                task = next(questions)
                drawn.append(self.task(task, states.get(task.key, UNTOUCHED), request))
            else:
                drawn.append(self._readable(part))
        for task in questions:  # none was asked: that one has been through it
            if self.asks_to_read:
                drawn.append(self.task(task, states.get(task.key, UNTOUCHED), request))
        return drawn

    def on_paper(self) -> Iterator[OnPaper]:
        """Yield every part as paper has it; that one has been through it is not asked there."""
        questions = iter(self.tasks)
        for place, part in enumerate(self.found.twin.parts):
            if not isinstance(part, h5p_twin.Question):
                yield OnPaper("", f"{self.block_id}-p{place}", {}, drawn=self._readable(part))
                continue
            task = next(questions)
            prompt = _prompt(task)
            value = {"question": prompt, "title": prompt}
            if isinstance(part, h5p_twin.Cards):
                value["cards"] = [{"front": front, "back": back} for front, back in part.cards]
            kind = _PAPER[type(part)]
            # Cards are read on paper; only what asks for an answer is numbered and stands in the key.
            exercise = None if kind == "cards" else task.exercise
            yield OnPaper(kind, f"{self.block_id}-{task.key}", value, exercise)

    def task(
        self,
        task: Task,
        state: BlockState,
        request: HttpRequest,
        standing: Standing | None = None,
        **more: Any,
    ) -> SafeString:
        """Return one question with its form. `standing` is told in it when it has just been answered."""
        prompt = _prompt(task)
        context = {
            "block_id": f"{self.block_id}-{task.key}",
            "self": {"question": prompt, "title": prompt},
            "question": task.question,
            "shown": show(task.exercise, state),
            "signed_in": learner_of(request).is_signed_in,
            "action": self._address(task),
            "standing": standing,
            **more,
        }
        if isinstance(task.exercise, Conversation):
            context["script"] = script_of(task.exercise)
        return render_to_string(_look(task)[0], context, request)

    def _address(self, task: Task) -> str:
        if not self.page_id:
            return ""
        return reverse("courses:twin_answer", args=[self.page_id, self.block_id, task.key])

    def _readable(self, part: h5p_twin.Part) -> SafeString:
        context: dict[str, Any] = {"part": part, "kind": type(part).__name__.lower()}
        match part:
            case h5p_twin.Text():
                context["html"] = mark_safe(clean_html(part.html))
            case h5p_twin.Media() if _is_elsewhere(part.path):  # our pages load nothing from other hosts
                link = h5p_twin.Link(part.path, part.alternative or part.caption or part.path)
                context = {"part": link, "kind": "link"}
            case h5p_twin.Media():
                context["address"] = self._file(part.path)
                context["tracks"] = [
                    (self._file(path), *rest) for path, *rest in part.tracks if not _is_elsewhere(path)
                ]
        return render_to_string("courses/twin/part.html", context)

    def _file(self, path: str) -> str:
        return f"{self.found.files}{quote(path)}"


def _is_elsewhere(path: str) -> bool:
    return path.startswith(("https://", "http://"))


def _prompt(task: Task) -> Any:
    """Return what is asked, as it may stand in one line of a page."""
    return mark_safe(clean_html(getattr(task.question, "prompt", ""))) or _look(task)[1]


def states_of(tasks: tuple[Task, ...], answers: Answers) -> dict[str, BlockState]:
    """Return {key: state} of what has been answered."""
    return {task.key: state_of(task, answers[task.key]) for task in tasks if task.key in answers}


def state_of(task: Task, answer: Mapping[str, Any]) -> BlockState:
    return BlockState(answer=answer, graded=grade(task.exercise, answer), seen=True)


def _look(task: Task) -> tuple[str, str]:
    """Return the template of a question, and what to ask where the content itself asks nothing."""
    match task.question:
        case h5p_twin.Choice(as_words=True):
            return "courses/twin/words.html", _("Mark the right words.")
        case h5p_twin.Choice():
            return "blocks/choice.html", _("Choose what is right.")
        case h5p_twin.Gaps():
            return "blocks/fill.html", _("Fill in what is missing.")
        case h5p_twin.Order():
            return "blocks/order.html", _("Put the steps in the right order.")
        case h5p_twin.Sorting():
            return "blocks/categories.html", _("Put each where it belongs.")
        case h5p_twin.Conversation():
            return "blocks/branching.html", _("A conversation")
        case h5p_twin.Cards():
            return "courses/twin/cards.html", _("Think first, and turn the card.")
    return "courses/twin/read.html", ""
