"""Things in a ring with lines between those that work together: what is there, how far, and with whom."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from base.drawing.svg import Point, number, said

_MIDDLE: Point = (210, 210)
_RADIUS, _SIZE = 172, 17


@dataclass(frozen=True, slots=True)
class Node:
    """One thing: `name` stands in it. `there` None is not known, `open_` draws the ring around it whole (True),
    half (None) or not at all (False); `filled` likewise fills it, stripes it, or leaves it empty."""

    name: str
    there: bool | None
    open_: bool | None = False
    filled: bool | None = False


def ring(nodes: Sequence[Node], links: Iterable[tuple[str, str]], label: str) -> str:
    """Draw the nodes in a ring, in their order from the top. Links to names that are not there are left out."""
    places = {node.name: _at(i, len(nodes)) for i, node in enumerate(nodes)}
    drawn = {tuple(sorted(pair)) for pair in links if pair[0] in places and pair[1] in places}
    lines = "".join(_line(places[one], places[other]) for one, other in sorted(drawn))
    shapes = "".join(_node(node, places[node.name]) for node in nodes)
    stripes = (
        '<defs><pattern id="network-part" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="chart__gap-ground" width="6" height="6"/>'
        '<rect class="chart__stripe" width="3" height="6"/></pattern></defs>'
    )
    return f'<svg class="chart__network" viewBox="0 0 420 420" {said(label)}>{stripes}{lines}{shapes}</svg>'


def _at(index: int, count: int) -> Point:
    angle = 2 * math.pi * index / max(count, 1)
    return _MIDDLE[0] + _RADIUS * math.sin(angle), _MIDDLE[1] - _RADIUS * math.cos(angle)


def _line(start: Point, end: Point) -> str:
    """A curve that bends towards the middle, so that neighbours' lines are seen too."""
    bend = f"{number((start[0] + end[0] + _MIDDLE[0]) / 3)} {number((start[1] + end[1] + _MIDDLE[1]) / 3)}"
    ends = f"M{number(start[0])} {number(start[1])}Q{bend} {number(end[0])} {number(end[1])}"
    return f'<path class="chart__link" d="{ends}"/>'


def _node(node: Node, place: Point) -> str:
    x, y = number(place[0]), number(place[1])
    centre = f'cx="{x}" cy="{y}"'
    if not node.there:
        css = "chart__unknown" if node.there is None else "chart__missing"
        shape = f'<circle class="{css}" {centre} r="{_SIZE}"/>'
    else:
        fill = {
            True: 'class="chart__value"',
            None: 'fill="url(#network-part)"',
            False: 'class="chart__empty"',
        }
        shape = f'<circle {fill[node.filled]} {centre} r="{_SIZE}"/><circle class="chart__edge" {centre} r="{_SIZE}"/>'
        if node.open_ is not False:
            half = "" if node.open_ else ' stroke-dasharray="5 5"'
            shape += f'<circle class="chart__open" {centre} r="{_SIZE + 5}"{half}/>'
    css = "chart__node chart__node--on" if node.there and node.filled else "chart__node"
    text = f'<text class="{css}" x="{x}" y="{number(place[1] + 4.5)}" text-anchor="middle">'
    return f"{shape}{text}{escape(node.name)}</text>"
