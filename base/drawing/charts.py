"""Charts: the value solid, the way to the target striped, what is not known dashed; never colour alone.

Each takes a label that says what it shows, and stands beside a table with the same figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from base.drawing.svg import Point, number, said, stone


def bar(value: float | None, target: float | None = None, label: str = "") -> str:
    """Draw a bar of 0-100 per cent, with a post at the target. None is not known: an empty frame."""
    if value is None:
        parts = '<rect class="chart__unknown" x="1" y="4" width="99%" height="12" rx="3"/>'
        return _bar(parts, label)
    now = number(value)
    parts = '<rect class="chart__ground" x="0" y="3" width="100%" height="14" rx="3"/>'
    if target is not None and target > value:
        aim, gap = number(target), number(target - value)
        parts += f'<rect class="chart__gap-ground" x="{now}%" y="3" width="{gap}%" height="14"/>'
        parts += f'<line class="chart__gap-line" x1="{now}%" x2="{aim}%" y1="10" y2="10"/>'
    parts += f'<rect class="chart__value" x="0" y="3" width="{now}%" height="14" rx="3"/>'
    if target is not None:
        parts += f'<rect class="chart__target" x="{number(target)}%" y="0" width="3" height="20" rx="1"/>'
    return _bar(parts, label)


def _bar(parts: str, label: str) -> str:
    return f'<svg class="chart__bar" width="100%" height="20" {said(label)}>{parts}</svg>'


@dataclass(frozen=True, slots=True)
class Axis:
    """One spoke of a radar chart: a short name, where we are and where we aim (0-100; None is not known)."""

    name: str
    score: float | None
    target: float | None


_MIDDLE: Point = (210, 200)
_RADIUS = 150


def radar(axes: Sequence[Axis], label: str) -> str:
    """Draw a profile: now as a filled surface with round corners, the target as a dashed line with squares.

    An axis without a score has an open dot in the middle, so that not known does not look like nothing done.
    Needs at least three axes; raises ValueError for fewer."""
    if len(axes) < 3:
        raise ValueError("a radar chart needs at least three axes")
    count = len(axes)
    rings = "".join(
        f'<polygon class="chart__ring" points="{_points([share] * count)}"/>' for share in (25, 50, 75, 100)
    )
    spokes = "".join(_spoke(i, count) for i in range(count))
    area = f'<polygon class="chart__area" points="{_points([axis.score or 0 for axis in axes])}"/>'
    dots = "".join(_dot(axis, i, count) for i, axis in enumerate(axes))
    names = "".join(_name(axis, i, count) for i, axis in enumerate(axes))
    scale = "".join(
        f'<text class="chart__tick" x="{_MIDDLE[0] + 5:g}" '
        f'y="{number(_MIDDLE[1] - _RADIUS * share / 100 + 15)}">{share}</text>'
        for share in (50, 100)
    )
    return (
        f'<svg class="chart__radar" viewBox="0 0 420 400" {said(label)}>'
        f"{rings}{spokes}{area}{_aim(axes)}{dots}{names}{scale}</svg>"
    )


def _at(index: int, count: int, share: float) -> Point:
    angle = 2 * math.pi * index / count
    distance = _RADIUS * share / 100
    return _MIDDLE[0] + distance * math.sin(angle), _MIDDLE[1] - distance * math.cos(angle)


def _points(shares: Sequence[float]) -> str:
    places = (_at(i, len(shares), share) for i, share in enumerate(shares))
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


def _spoke(index: int, count: int) -> str:
    x, y = _at(index, count, 100)
    start = f'x1="{_MIDDLE[0]:g}" y1="{_MIDDLE[1]:g}"'
    return f'<line class="chart__ring" {start} x2="{number(x)}" y2="{number(y)}"/>'


def _dot(axis: Axis, index: int, count: int) -> str:
    x, y = _at(index, count, axis.score or 0)
    css = "chart__unknown" if axis.score is None else "chart__value"
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="5"/>'


def _name(axis: Axis, index: int, count: int) -> str:
    x, y = _at(index, count, 117)
    place = f'x="{number(x)}" y="{number(y + 7)}"'
    return f'<text class="chart__letter" {place} text-anchor="middle">{escape(axis.name)}</text>'


def _aim(axes: Sequence[Axis]) -> str:
    """Draw the target when every axis has one; a line that jumps over some would say something else."""
    targets = [axis.target for axis in axes if axis.target is not None]
    if len(targets) < len(axes):
        return ""
    places = (_at(i, len(targets), target) for i, target in enumerate(targets))
    squares = "".join(
        f'<rect class="chart__target" x="{number(x - 4)}" y="{number(y - 4)}" width="8" height="8"/>'
        for x, y in places
    )
    return f'<polygon class="chart__aim" points="{_points(targets)}"/>{squares}'


def spread(levels: Sequence[int], label: str, of: int = 4) -> str:
    """Pile one stone an answer over each level 0-`of`, with a beam from the lowest to the highest."""
    parts = f'<line class="chart__ring" x1="30" y1="58" x2="{30 + of * 60}" y2="58"/>'
    if levels:
        low, high = min(levels), max(levels)
        place = f'x="{18 + low * 60}" y="52" width="{(high - low) * 60 + 24}"'
        parts += f'<rect class="chart__beam" {place} height="12" rx="6"/>'
    for level in range(of + 1):
        middle = 30 + level * 60
        parts += f'<text class="chart__tick" x="{middle}" y="84" text-anchor="middle">{level}</text>'
        for i in range(levels.count(level)):
            seed = 7 + level * 5 + i
            parts += stone(middle - 10, 40 - i * 13, 20, 11, seed, "stone--laid", roundness=0.42)
    # The pile may be higher than the frame: the frame grows upwards with it.
    top = min(0, 40 - (max((levels.count(v) for v in set(levels)), default=1) - 1) * 13)
    return (
        f'<svg class="chart__spread" viewBox="0 {top} {60 + of * 60} {94 - top}" {said(label)}>{parts}</svg>'
    )
