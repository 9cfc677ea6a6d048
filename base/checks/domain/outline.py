"""The outline of a page as a screen reader gives it: headings, landmarks and exercises. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from base.checks.domain.markup import SILENT

_VOID = frozenset(
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ROLES = {
    "header": "banner",
    "nav": "navigation",
    "main": "main",
    "aside": "complementary",
    "footer": "contentinfo",
}
_ONLY_AT_THE_TOP = frozenset({"banner", "contentinfo"})
_SECTIONS = frozenset({"main", "article", "section", "aside", "nav"})
HEADING, LANDMARK, EXERCISE = "heading", "landmark", "exercise"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a screen reader stops at. A heading has its `level` (1-6), a landmark its `role`."""

    kind: str
    name: str
    level: int = 0
    role: str = ""


def outline(html: str) -> list[Step]:
    """Return headings, landmarks and exercises in the order they are met; what is hidden is left out.

    An exercise is a part of a lesson that holds a form: it is called what names it, or its question."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [
        Step(each.kind, reader.name_of(each), each.level, each.role) for each in reader.met if each.counts
    ]


def skipped_levels(steps: list[Step]) -> list[Step]:
    """Return the headings that stand more than one level below the one before; the first should be at 1."""
    headings = [step for step in steps if step.kind == HEADING]
    levels = [0, *(step.level for step in headings)]
    return [step for above, step in zip(levels, headings, strict=False) if step.level > above + 1]


@dataclass(slots=True, eq=False)
class _Element:
    tag: str
    said: dict[str, str]
    hidden: bool
    kind: str = ""
    level: int = 0
    role: str = ""
    has_form: bool = False
    words: list[str] = field(default_factory=list)
    question: list[str] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        return self.kind != EXERCISE or self.has_form

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.met: list[_Element] = []
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}

    def name_of(self, element: _Element) -> str:
        said = element.said
        if element.kind == HEADING:
            return element.text
        labels = [
            self._by_id[one].text for one in said.get("aria-labelledby", "").split() if one in self._by_id
        ]
        name = " ".join(labels) or said.get("aria-label", "")
        return name or " ".join("".join(element.question).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        said = {name: value or "" for name, value in attrs}
        hidden = tag in SILENT or "hidden" in said or said.get("aria-hidden") == "true"
        element = _Element(tag, said, hidden or bool(self._open and self._open[-1].hidden))
        self._open.append(element)
        if "id" in said:
            self._by_id.setdefault(said["id"], element)
        if element.hidden:
            return
        if tag == "form":
            for outer in self._open:
                outer.has_form = True
        self._place(element)
        if element.kind:
            self.met.append(element)

    def _place(self, element: _Element) -> None:
        tag, said = element.tag, element.said
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            element.kind, element.level = HEADING, int(tag[1])
        elif "data-block" in said:
            element.kind = EXERCISE
        else:
            named = "aria-label" in said or "aria-labelledby" in said
            role = said.get("role") or _ROLES.get(tag) or ("region" if tag == "section" and named else "")
            around = {outer.tag for outer in self._open[:-1]}
            if role in {*_ROLES.values(), "region"} and not (role in _ONLY_AT_THE_TOP and around & _SECTIONS):
                element.kind, element.role = LANDMARK, role

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1].tag in SILENT:
            return
        in_legend = any(element.tag == "legend" for element in self._open)
        for element in self._open:
            element.words.append(data)
            if in_legend and element.kind == EXERCISE:
                element.question.append(data)
