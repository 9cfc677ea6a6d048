"""The kinds of exercise in a lesson, and how one is made from a block. Pure.

An exercise is made from a block in the form of the authoring format; rich text in it is HTML. Parts are told
apart by their place in the block, so an answer means the same in nb and nn. Where the place itself is the
answer (`order`, the right sides of `match`) a token stands for it; tokens also decide how they are mixed when
shown. An answer is a JSON-able dict; a part left open stays open, gets no feedback, and is not right.

What lessons of ours do not have, the twins of H5P contents do (`courses.twins.exercises`): there some kinds have
a value more, which lessons leave at its default.

Form fields, also in the templates: `option` (choice, dilemma), `item-<n>` (categories), `place-<token>`
(order), `pair-<n>` (match), `gap-<n>` (fill), `path`, `say`, `back` and `again` (branching), `turned` (cards)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.domain.branching import Conversation, conversation_of
from courses.domain.lesson import GAP

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, and what we say to the one who chose it. `correct` is None in a dilemma."""

    text: str
    feedback: str
    correct: bool | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """`one_point`: all that is right is one point together. `tells_others`: when all is right, what we say to
    the other options is told too."""

    options: tuple[Option, ...]
    multiple: bool
    one_point: bool = False
    tells_others: bool = True


@dataclass(frozen=True, slots=True)
class Sorted:
    """A thing to sort into a category: its text, the right category's key, and feedback; `also` are others
    that are right."""

    text: str
    category: str
    feedback: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Categories:
    """`wrong_costs`: a wrong one takes a point, but never below none. `one_point`: all are one point together."""

    titles: Mapping[str, str]
    items: tuple[Sorted, ...]
    wrong_costs: bool = False
    one_point: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """`steps` is {token: text} in the right order; `shown` are the tokens in the order to show them.

    `by_neighbours`: a point is for a step that comes right after its own one, wherever the two stand."""

    steps: Mapping[str, str]
    shown: tuple[str, ...]
    feedback: str
    by_neighbours: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    left: str
    token: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Match:
    """`rights` is {token: text} in the order to show them. Two rights with the same text are both right."""

    pairs: tuple[Pair, ...]
    rights: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fill:
    """`texts` are the pieces around the gaps, one more than there are gaps; `gaps` the accepted answers.

    `bank`: the words to choose among; empty when one writes. `exact`: case and full stops matter. `lenient`: a
    slip or two in a long word do not."""

    texts: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]
    feedback: str
    bank: tuple[str, ...] = ()
    exact: bool = False
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Dilemma:
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards to turn, one's own thinking being the answer. `points` are given for having been through them."""

    cards: tuple[tuple[str, str], ...]
    points: int


Exercise = Choice | Categories | Order | Match | Fill | Dilemma | Conversation | Cards


def _tokens(texts: Sequence[str]) -> list[str]:
    """Return a token for each place: the same in every language, and saying nothing about its place."""
    return [hashlib.sha256(f"{len(texts)}/{place}".encode()).hexdigest()[:6] for place in range(len(texts))]


def _mixed(tokens: Sequence[str]) -> list[str]:
    """Return the tokens in an order that is always the same, and never the given one."""
    mixed = sorted(tokens)
    return mixed if mixed != list(tokens) else mixed[::-1]


def _choice(value: Value) -> Choice:
    options = tuple(Option(o["text"], o["feedback"], o["correct"]) for o in value["options"])
    return Choice(options, value["multiple"])


def _categories(value: Value) -> Categories:
    titles = {category["key"]: category["title"] for category in value["categories"]}
    return Categories(titles, tuple(Sorted(i["text"], i["category"], i["feedback"]) for i in value["items"]))


def order_of(steps: Sequence[str], feedback: str, *, by_neighbours: bool = False) -> Order:
    """Return the exercise of putting `steps`, given in their right order, in order."""
    tokens = _tokens(steps)
    return Order(
        dict(zip(tokens, steps, strict=True)), tuple(_mixed(tokens)), feedback, by_neighbours=by_neighbours
    )


def _order(value: Value) -> Order:
    return order_of(value["items"], value["feedback"])


def _match(value: Value) -> Match:
    rights = [pair["right"] for pair in value["pairs"]]
    tokens = _tokens(rights)
    texts = dict(zip(tokens, rights, strict=True))
    pairs = tuple(Pair(p["left"], t, p["feedback"]) for p, t in zip(value["pairs"], tokens, strict=True))
    return Match(pairs, {token: texts[token] for token in _mixed(tokens)})


def _fill(value: Value) -> Fill:
    pieces = GAP.split(value["text"])
    gaps = tuple(tuple(answer.strip() for answer in gap.split("|")) for gap in pieces[1::2])
    return Fill(tuple(pieces[::2]), gaps, value["feedback"])


def _dilemma(value: Value) -> Dilemma:
    return Dilemma(tuple(Option(o["text"], o["feedback"]) for o in value["options"]))


_MAKERS: Mapping[str, Callable[[Value], Exercise]] = {
    "choice": _choice,
    "categories": _categories,
    "order": _order,
    "match": _match,
    "fill": _fill,
    "dilemma": _dilemma,
    "branching": conversation_of,
}


def exercise_of(block_type: str, value: Value) -> Exercise | None:
    """Return the exercise of a block, or None for a block that takes no answer here.

    Cards to turn are only read; what is written in a reflection is private, and kept by other rules."""
    make = _MAKERS.get(block_type)
    return make(value) if make else None
