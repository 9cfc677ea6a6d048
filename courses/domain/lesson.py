"""What a lesson must hold to be worth taking: the rules of each block and of a whole module. Pure; no Django.

Both the editor's form and the reader of shipped content ask here, so the two agree. Values have the shape of
the authoring format: {field: text, list or mapping}. A flaw is a code with the field it concerns; its words,
in the reader's language, are in `courses.blocks.flaws`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.domain.branching import dead_ends, unreachable

Value = Mapping[str, Any]
EXERCISES = frozenset(
    {"choice", "categories", "order", "match", "fill", "cards", "branching", "dilemma", "template", "h5p"}
)
"""The block types that count as something to do."""
LONGEST_IDEA = 30
"""Words. One idea should be possible to remember."""
GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something to put right: the field it concerns, a stable code, and what it is about."""

    field: str
    code: str
    about: str = ""


def _choice(value: Value) -> Iterator[Flaw]:
    options = value["options"]
    right = sum(bool(option["correct"]) for option in options)
    if len(options) < 2:
        yield Flaw("options", "too-few")
    if right == 0:
        yield Flaw("options", "no-right-option")
    if right > 1 and not value["multiple"]:
        yield Flaw("options", "several-right-options")
    yield from _without_feedback("options", options)


def _categories(value: Value) -> Iterator[Flaw]:
    keys = [category["key"] for category in value["categories"]]
    yield from (Flaw("categories", "same-key-twice", key) for key in _repeated(keys))
    if len(keys) < 2:
        yield Flaw("categories", "too-few")
    for item in value["items"]:
        if item["category"] not in keys:
            yield Flaw("items", "unknown-category", item["category"])
    yield from _without_feedback("items", value["items"])


def _order(value: Value) -> Iterator[Flaw]:
    if len(value["items"]) < 2:
        yield Flaw("items", "too-few")
    yield from (Flaw("items", "same-text-twice", text) for text in _repeated(value["items"]))


def _match(value: Value) -> Iterator[Flaw]:
    if len(value["pairs"]) < 2:
        yield Flaw("pairs", "too-few")
    yield from (
        Flaw("pairs", "same-text-twice", text) for text in _repeated([p["left"] for p in value["pairs"]])
    )
    yield from _without_feedback("pairs", value["pairs"])


def _fill(value: Value) -> Iterator[Flaw]:
    text = value["text"]
    gaps = GAP.findall(text)
    rest = GAP.sub("", text)
    if not gaps:
        yield Flaw("text", "no-gap")
    if "[[" in rest or "]]" in rest or any("[[" in gap for gap in gaps):
        yield Flaw("text", "unclosed-gap")
    for gap in gaps:
        if not all(answer.strip() for answer in gap.split("|")):
            yield Flaw("text", "empty-gap", f"[[{gap}]]")


def _branching(value: Value) -> Iterator[Flaw]:
    nodes, ends = value["nodes"], value["ends"]
    if not ends:
        yield Flaw("ends", "no-end")
    yield from (Flaw("ends", "same-key-twice", key) for key in ends if key in nodes)
    if value["start"] not in nodes:
        yield Flaw("start", "unknown-start", value["start"])
        return
    for key, node in nodes.items():
        for option in node["options"]:
            if option["to"] not in nodes and option["to"] not in ends:
                yield Flaw("nodes", "leads-nowhere", f"{key} → {option['to']}")
            if not option["feedback"]:
                yield Flaw("nodes", "without-feedback", key)
    yield from (Flaw("nodes" if key in nodes else "ends", "never-reached", key) for key in unreachable(value))
    yield from (Flaw("nodes", "no-way-to-an-end", key) for key in dead_ends(value))


def _dilemma(value: Value) -> Iterator[Flaw]:
    if len(value["options"]) < 2:
        yield Flaw("options", "too-few")
    yield from _without_feedback("options", value["options"])


def _idea(value: Value) -> Iterator[Flaw]:
    if len(value["text"].split()) > LONGEST_IDEA:
        yield Flaw("text", "idea-too-long", str(LONGEST_IDEA))


def _without_feedback(field: str, items: Sequence[Value]) -> Iterator[Flaw]:
    for number, item in enumerate(items, start=1):
        if not item["feedback"].strip():
            yield Flaw(field, "without-feedback", str(number))


def _repeated(texts: Sequence[str | None]) -> list[str]:
    return [text for text, times in Counter(texts).items() if text and times > 1]


_RULES: Mapping[str, Callable[[Value], Iterator[Flaw]]] = {
    "choice": _choice,
    "categories": _categories,
    "order": _order,
    "match": _match,
    "fill": _fill,
    "branching": _branching,
    "dilemma": _dilemma,
    "idea": _idea,
}


def block_flaws(kind: str, value: Value) -> list[Flaw]:
    """Return what is wrong with one block of type `kind`. `value` must have all fields of that type."""
    rule = _RULES.get(kind)
    return list(rule(value)) if rule else []


def module_flaws(kinds: Sequence[str], ids: Sequence[str | None]) -> list[Flaw]:
    """Return what is wrong with a module whose blocks have these types and ids, in this order.

    A block that was just added has no id yet."""
    flaws = [Flaw("lesson", "same-key-twice", block_id) for block_id in _repeated(ids)]
    if not kinds or kinds[0] != "situation":
        flaws.append(Flaw("lesson", "opens-without-situation"))
    if not kinds or kinds[-1] != "try_tomorrow":
        flaws.append(Flaw("lesson", "closes-without-try-tomorrow"))
    if kinds.count("idea") != 1:
        flaws.append(Flaw("lesson", "not-one-idea", str(kinds.count("idea"))))
    if not EXERCISES.intersection(kinds):
        flaws.append(Flaw("lesson", "no-exercise"))
    return flaws
