"""«Åtte økter»: an arc of eight sessions, low where it is safe, high where it is about work."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from courses.figures.canvas import WIDTH, badge, box, circle, height_of, line, svg, text

_HEIGHTS = (128, 112, 70, 52, 46, 52, 70, 118)
_PARTS = ((0, 1), (2, 6), (7, 7))
"""Which sessions belong to each of the three parts."""


def sessions(words: dict[str, Any], label: str) -> str:
    """Draw the arc, its three parts, and under it the name of each session."""
    points = [(18 + place * 39.0, float(height)) for place, height in enumerate(_HEIGHTS)]
    body = "".join(line(*a, *b) for a, b in pairwise(points))
    body += line(*points[-1], 346, 140, dashed=True) + circle(346, 140, 7, "dashed")
    body += "".join(badge(x, y, str(number)) for number, (x, y) in enumerate(points, start=1))
    body += text(4, 168, words["parts"][0], style="strong") + text(
        168, 22, words["parts"][1], style="strong", anchor="middle"
    )
    body += text(340, 92, words["parts"][2], style="strong", anchor="end")
    y = 200.0
    for (first, last), part in zip(_PARTS, words["parts"], strict=True):
        body += box(4, y - 18, WIDTH - 8, 26, "tint") + text(14, y, part, style="strong")
        y += 30
        for place in range(first, last + 1):
            body += badge(18, y - 4, str(place + 1)) + text(
                42, y, words["sessions"][place], width=WIDTH - 46, style="small"
            )
            y += max(28, 12 + height_of(words["sessions"][place], WIDTH - 46, "small"))
        y += 6
    body += circle(18, y - 4, 7, "dashed") + text(42, y, words["later"], style="small")
    return svg(y + 14, label, body)
