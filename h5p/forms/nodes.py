"""A form as a tree: what a host shows, one class for each way of asking.

`name` is the input's name, `place` where its value stands in the parameters (`answers/2/text`, as faults of the
filter say it), `kind` which template shows it. Texts are plain. `keepsake` is the value of a hidden input
`name~`, "" when none is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from h5p.forms.checks import Problem
from h5p.forms.names import identifier
from h5p.plain_text import from_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a field is asked for: rules of (name of the input, the values it may have), all or any of them."""

    rules: tuple[tuple[str, tuple[str, ...]], ...]
    every: bool
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    kind: ClassVar[str] = ""

    name: str
    place: str
    label: str = ""
    description: str = ""
    language: str = ""  # of label and description
    importance: str = ""  # high, medium, low
    optional: bool = False
    problem: Problem | None = None
    keepsake: str = ""
    condition: Condition | None = None

    @property
    def id(self) -> str:
        return identifier(self.name)

    @property
    def inside(self) -> tuple[Node, ...]:
        return ()

    @property
    def gist(self) -> str:
        """A few words of what is in it, to tell elements of a list apart."""
        return next((gist for each in self.inside if (gist := each.gist)), "")

    @property
    def troubled(self) -> bool:
        """Tell whether something in it is to be mended."""
        return self.problem is not None or any(each.troubled for each in self.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    kind: ClassVar[str] = "text"

    value: str = ""
    placeholder: str = ""
    longest: int | None = None
    lines: bool = False
    suggestions: str = ""  # the id of a list of suggestions
    suggests: str = ""  # the id of the list this value is part of

    @property
    def gist(self) -> str:
        return " ".join(self.value.split())[:80]


@dataclass(frozen=True, slots=True, kw_only=True)
class Html(Node):
    kind: ClassVar[str] = "html"

    value: str = ""
    tags: tuple[str, ...] = ()
    paragraphs: bool = False  # p around each line rather than div

    @property
    def gist(self) -> str:
        return " ".join(from_html(self.value).split())[:80]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Node):
    kind: ClassVar[str] = "number"

    value: str = ""
    least: str = ""
    most: str = ""
    step: str = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Boolean(Node):
    kind: ClassVar[str] = "boolean"

    value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    heading: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Node):
    kind: ClassVar[str] = "select"

    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Node):
    """Several of some options."""

    kind: ClassVar[str] = "choices"

    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Node):
    kind: ClassVar[str] = "group"

    fields: tuple[Node, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()  # hidden inputs: (name, value)
    expanded: bool = False

    @property
    def inside(self) -> tuple[Node, ...]:
        return self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of a list. `key` stays with it however the list is ordered."""

    key: str
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode(Node):
    kind: ClassVar[str] = "list"

    entity: str = ""
    elements: tuple[Element, ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def inside(self) -> tuple[Node, ...]:
        return tuple(each.node for each in self.elements)

    @property
    def full(self) -> bool:
        return self.most is not None and len(self.elements) >= self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Node):
    """One file. `value` is its hidden JSON, "" for none."""

    kind: ClassVar[str] = "file"

    type: str = "file"  # image, audio, video, file
    value: str = ""
    path: str = ""
    copyright: Group | None = None

    @property
    def inside(self) -> tuple[Node, ...]:
        return (self.copyright,) if self.copyright else ()

    @property
    def gist(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Node):
    """A sound or a film, in one format or several."""

    kind: ClassVar[str] = "sources"

    type: str = "video"
    elements: tuple[Element, ...] = ()

    @property
    def inside(self) -> tuple[Node, ...]:
        return tuple(each.node for each in self.elements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Values to choose among in some fields, taken from other fields of the same content."""

    id: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryNode(Node):
    """Content within content. `body` is what its library asks for, None while none is chosen."""

    kind: ClassVar[str] = "library"

    options: tuple[Option, ...] = ()
    shown: str = ""
    carried: tuple[tuple[str, str], ...] = ()
    body: Group | None = None
    metadata: Group | None = None
    suggestions: tuple[Suggestions, ...] = ()

    @property
    def inside(self) -> tuple[Node, ...]:
        return tuple(each for each in (self.body, self.metadata) if each)

    @property
    def gist(self) -> str:
        title = self.metadata.gist if self.metadata else ""
        return title or (self.body.gist if self.body else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Node):
    """A value that is carried along. `why`: unseen, unknown (no such kind of field, or no such library),
    too-deep, too-many."""

    kind: ClassVar[str] = "sealed"

    value: str = ""
    why: str = "unseen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The texts that all content of one library has in common."""

    library: str
    title: str
    name: str
    initial: str
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    body: Group
    metadata: Group
    panels: tuple[Panel, ...]
    suggestions: tuple[Suggestions, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Yield every node, in the order a reader meets them."""
        for node, _ in self.walk():
            yield node

    def walk(self) -> Iterator[tuple[Node, tuple[str, ...]]]:
        """Yield every node with the elements of lists it lies in (`Answer 2`), in the order a reader meets them."""
        groups: tuple[Node, ...] = (self.metadata, self.body, *(panel.group for panel in self.panels))
        stack: list[tuple[Node, tuple[str, ...]]] = [(group, ()) for group in reversed(groups)]
        while stack:
            node, way = stack.pop()
            yield node, way
            if isinstance(node, ListNode):
                name = node.entity[:1].upper() + node.entity[1:]
                numbered = enumerate(node.elements, 1)
                inside = [(each.node, (*way, f"{name} {number}")) for number, each in numbered]
            else:
                inside = [(each, way) for each in node.inside]
            stack.extend(reversed(inside))

    def find(self, name: str) -> Node | None:
        return next((node for node in self.nodes() if node.name == name), None)
