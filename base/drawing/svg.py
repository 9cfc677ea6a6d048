"""What all drawings share: a number, a label and a stone."""

from __future__ import annotations

import math
import random
from functools import lru_cache
from html import escape

Point = tuple[float, float]


def number(value: float) -> str:
    """Return `value` with at most one decimal: the picture is small and every byte is sent."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def said(label: str) -> str:
    """Return the attributes that make a drawing speak, or hide it when it has nothing to say."""
    return f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'


@lru_cache(maxsize=2048)
def stone(
    x: float,
    y: float,
    width: float,
    height: float,
    seed: int = 0,
    css: str = "",
    *,
    roundness: float = 0.28,
    jitter: float = 0.06,
) -> str:
    """Draw a hand-cut stone: a rounded quadrilateral whose corners are a little off; one seed, one stone."""
    chance = random.Random(seed)  # noqa: S311 - a shape, not a secret
    least = min(width, height)

    def off() -> float:
        return (chance.random() - 0.5) * 2 * jitter * least

    corners = [
        (x + off(), y + off()),
        (x + width + off(), y + off()),
        (x + width + off(), y + height + off()),
        (x + off(), y + height + off()),
    ]
    path = ""
    for i, corner in enumerate(corners):
        radius = least * roundness * (0.8 + chance.random() * 0.5)
        start = _toward(corner, corners[i - 1], radius)
        end = _toward(corner, corners[(i + 1) % 4], radius)
        path += f"{'L' if i else 'M'}{_pair(start)}Q{_pair(corner)} {_pair(end)}"
    return f'<path class="{css}" d="{path}Z"/>'


def _toward(start: Point, goal: Point, distance: float) -> Point:
    """Return the point `distance` from `start` on the way to `goal`, never past the middle."""
    length = math.hypot(goal[0] - start[0], goal[1] - start[1]) or 1
    share = min(distance / length, 0.48)
    return start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
