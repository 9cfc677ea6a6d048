"""A browser that nobody touches: what it sends back of a form, input by input; and a person who types."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from h5p.dependencies import Libraries
from h5p.forms import nodes
from h5p.forms.building import build
from h5p.forms.facts import Described, Limits
from h5p.forms.names import COMMON, FILE, INITIAL, ITEMS, KEEPSAKE, LIBRARY, SEALED, Submitted
from h5p.forms.nodes import Form, Node, Panel
from h5p.forms.reading import read
from h5p.forms.returned import Reading
from h5p.forms.rights import Rights
from h5p.library import Library
from h5p.names import LibraryName
from tests.h5p.builders import QUESTION

RIGHTS = Rights()


@dataclass(frozen=True)
class Shelf:
    """Libraries whose labels are English."""

    libraries: Libraries

    def library(self, name: LibraryName) -> Library | None:
        return self.libraries.library(name)

    def described(self, name: LibraryName) -> Described:
        return Described(self.libraries.semantics(name), "en")


def form_of(parameters, libraries, *, metadata=None, library=QUESTION, limits=None, **more) -> Form:
    shelf = Shelf(libraries)
    return build(library, parameters, metadata or {}, shelf, rights=RIGHTS, limits=limits, **more)


def sent_back(form: Form, **typed: str | list[str]) -> Submitted:
    """Return what is submitted when only the inputs named in `typed` are touched."""
    values: dict[str, list[str]] = {}
    for name, value in _inputs(form):
        values.setdefault(name, []).append(
            value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
        )
    for name, value in typed.items():
        values[name] = value if isinstance(value, list) else [value]
    return Submitted(values)


def read_back(data: Submitted, libraries, *, library=QUESTION, limits: Limits | None = None) -> Reading:
    ids = (f"00000000-0000-4000-8000-{number:012x}" for number in itertools.count(1))
    return read(library, data, Shelf(libraries), rights=RIGHTS, new_id=lambda: next(ids), limits=limits)


def _inputs(form: Form) -> Iterator[tuple[str, str]]:
    for panel in form.panels:
        yield from _panel(panel)
    yield from _node(form.metadata)
    yield from _node(form.body)


def _panel(panel: Panel) -> Iterator[tuple[str, str]]:
    yield COMMON + ITEMS, panel.library
    yield panel.name + INITIAL, panel.initial
    yield from _node(panel.group)


def _node(node: Node) -> Iterator[tuple[str, str]]:
    if node.keepsake:
        yield node.name + KEEPSAKE, node.keepsake
    match node:
        case nodes.Text() | nodes.Html() | nodes.Number():
            yield node.name, node.value.replace("\0", "\ufffd")
        case nodes.Boolean():
            yield node.name, ""
            if node.value:
                yield node.name, "on"
        case nodes.Select():
            yield node.name, next((each.value for each in node.options if each.chosen), node.options[0].value)
        case nodes.Choices():
            yield node.name, ""
            yield from ((node.name, each.value) for each in node.options if each.chosen)
        case nodes.ListNode() | nodes.Sources():
            yield node.name + ITEMS, ""
            yield from ((node.name + ITEMS, each.key) for each in node.elements)
        case nodes.File():
            yield node.name + FILE, node.value
        case nodes.LibraryNode():
            yield node.name + LIBRARY, next((each.value for each in node.options if each.chosen), "")
            yield from node.carried
        case nodes.Group():
            yield from node.carried
        case nodes.Sealed():
            if not node.name.endswith("!rest"):
                yield node.name + SEALED, node.value
    for inner in node.inside:
        yield from _node(inner)


def untouched(parameters: Mapping, libraries, *, metadata=None, library=QUESTION, limits=None) -> Reading:
    """Return what comes back of a stored content that is opened and saved."""
    form = form_of(parameters, libraries, metadata=metadata, library=library, limits=limits)
    return read_back(sent_back(form), libraries, library=library, limits=limits)
