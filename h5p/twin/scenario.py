"""H5P.BranchingScenario as a conversation: each content is a step, and each way on a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from h5p.strict_json import Json
from h5p.twin.questions import Params
from h5p.twin.reading import Html, items, library, line, obj, plain
from h5p.twin.values import Conversation, Heading, Part, Reply, Step, Text

GO_ON = "→"
"""The reply where there is only one way on and the content has no word for it."""


def branching_scenario(params: Params, html: Html, used: Callable[[Json], Iterator[Part]]) -> Iterator[Part]:
    scenario = obj(params.get("branchingScenario"))
    start = obj(scenario.get("startScreen"))
    if title := line(start.get("startScreenTitle")):
        yield Heading(title)
    if subtitle := html(start.get("startScreenSubtitle")):
        yield Text(subtitle)
    contents = [obj(each) for each in items(scenario.get("content"))]
    go_on = line(obj(scenario.get("l10n") or params.get("l10n")).get("proceedButtonText")) or GO_ON
    steps = [_step(place, each, len(contents), html, used, go_on) for place, each in enumerate(contents)]
    if steps:
        yield Conversation("", (*steps, *_ends(scenario, html)))


def _step(
    place: int,
    content: Params,
    count: int,
    html: Html,
    used: Callable[[Json], Iterator[Part]],
    go_on: str,
) -> Step:
    kind = obj(content.get("type"))
    name = library(kind.get("library"))
    if name is not None and name.machine == "H5P.BranchingQuestion":
        asked = obj(obj(obj(kind.get("params")).get("branchingQuestion")))
        replies = tuple(
            Reply(plain(each.get("text")), _to(each.get("nextContentId"), count), _said(each.get("feedback")))
            for each in map(obj, items(asked.get("alternatives")))
        )
        return Step(str(place), html(asked.get("question")), replies)
    says = "".join(_as_html(part) for part in used(kind))
    onward = Reply(go_on, _to(content.get("nextContentId"), count), _said(content.get("feedback")))
    return Step(str(place), says, (onward,))


def _said(feedback: Json) -> str:
    said = obj(feedback)
    return " ".join(filter(None, (line(said.get("title")), line(said.get("subtitle")))))


def _to(value: Json, count: int) -> str:
    """Return the key of where a way leads; what is not another content is an end."""
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count else "end"
    )


def _ends(scenario: Params, html: Html) -> Iterator[Step]:
    screens = [obj(each) for each in items(scenario.get("endScreens"))]
    default = next((each for each in screens if each.get("contentId") == -1), screens[0] if screens else {})
    yield Step("end", html(default.get("endScreenSubtitle")), title=line(default.get("endScreenTitle")))


def _as_html(part: Part) -> str:
    """Return what a step says of something it shows; a picture is told in words."""
    match part:
        case Text():
            return part.html
        case Heading():
            return f"<p><strong>{escape(part.text)}</strong></p>"
        case _:
            words = getattr(part, "alternative", "") or getattr(part, "text", "")
            return f"<p>{escape(words)}</p>" if words else getattr(part, "prompt", "")
