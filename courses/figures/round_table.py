"""«Hvem bestemmer»: five chairs round a table, and what each decides and adds."""

from __future__ import annotations

import math
from typing import Any

from courses.figures.canvas import WIDTH, badge, box, centred, circle, height_of, line, svg, text

_CENTRE = (180.0, 140.0)
_ANGLES = (0, 72, 144, 216, 288)
"""Degrees from the top, with the clock: where the chairs stand."""
_INNER = WIDTH - 60


def round_table(words: dict[str, Any], label: str) -> str:
    """Draw the table from above, the lines of consent from chair 5, and under it a box for each chair."""
    cx, cy = _CENTRE
    places = [_at(angle, 112) for angle in _ANGLES]
    body = circle(cx, cy, 82, "tint")
    body += circle(cx, cy + 4, 33, "now") + centred(cx, cy + 4, words["goal"], width=72, style="small")
    body += "".join(_consent(words["consent"], number) for number in (1, 2, 3))
    for number, (x, y) in enumerate(places, start=1):
        size = 46 if number == 1 else 38
        body += box(x - size / 2, y - size / 2, size, size, "plain") + badge(x, y, str(number))
    y = 284.0
    for number, (who, decides, adds) in enumerate(words["chairs"], start=1):
        rows = [f"{words['decides']} {decides}", f"{words['adds']} {adds}"]
        heights = [height_of(row, _INNER, "small") for row in rows]
        body += box(4, y, WIDTH - 8, 44 + sum(heights), "plain") + badge(24, y + 20, str(number))
        body += text(46, y + 25, who, style="strong", width=_INNER)
        body += text(46, y + 46, rows[0], width=_INNER, style="small")
        body += text(46, y + 46 + heights[0], rows[1], width=_INNER, style="small")
        y += 54 + sum(heights)
    return svg(y, label, body)


def _at(angle: float, radius: float) -> tuple[float, float]:
    turn = math.radians(angle)
    return _CENTRE[0] + radius * math.sin(turn), _CENTRE[1] - radius * math.cos(turn)


def _consent(word: str, to: int) -> str:
    """Draw the dashed line from chair 5 to another, with the word on it."""
    (x1, y1), (x2, y2) = _at(_ANGLES[4], 90), _at(_ANGLES[to], 90)
    share = (0, 0.5, 0.72, 0.6)[to]
    x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share - (14 if to == 1 else 0)
    return (
        line(x1, y1, x2, y2, dashed=True)
        + box(x - 32, y - 10, 64, 19, "plain")
        + text(x, y + 4, word, style="small", anchor="middle")
    )
