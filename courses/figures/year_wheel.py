"""«Årshjul»: four quarters read with the clock, and what belongs to each month."""

from __future__ import annotations

import math
from typing import Any

from courses.figures.canvas import WIDTH, arrow, badge, box, centred, circle, height_of, shape, svg, text

_X, _Y, _RADIUS = 180.0, 156.0, 128.0


def year_wheel(words: dict[str, Any], label: str) -> str:
    """Draw the wheel with its four titles and twelve months, and under it the months in words."""
    body = "".join(_quarter(place) for place in range(4))
    for place, part in enumerate(words["parts"]):
        body += badge(*_at(place * 90 + 45, 62), str(place + 1))
        body += text(*_below(_at(place * 90 + 45, 92)), part[0], style="strong", anchor="middle")
        for month in range(3):
            x, y = _at(place * 90 + 15 + month * 30, _RADIUS - 12)
            body += text(x, y + 4, part[1 + month][0][:3].lower(), style="small", anchor="middle")
    body += circle(_X, _Y, 46, "now") + centred(_X, _Y, words["centre"], width=88, style="small")
    body += arrow(_X - 34, _Y - _RADIUS - 10, _X + 30, _Y - _RADIUS - 10)
    body += text(_X, 12, words["again"], style="small", anchor="middle")
    y = _Y + _RADIUS + 36
    for number, (title, *months) in enumerate(words["parts"], start=1):
        body += (
            box(4, y - 18, WIDTH - 8, 28, "tint")
            + badge(20, y - 4, str(number))
            + text(42, y + 1, title, style="strong")
        )
        y += 32
        for month, what in months:
            body += text(8, y, month, style="small") + text(88, y, what, width=WIDTH - 90, style="small")
            y += 8 + height_of(what, WIDTH - 90, "small")
        y += 14
    return svg(y - 12, label, body)


def _at(angle: float, radius: float) -> tuple[float, float]:
    """Return the point `angle` degrees from the top, with the clock."""
    turn = math.radians(angle)
    return _X + radius * math.sin(turn), _Y - radius * math.cos(turn)


def _below(point: tuple[float, float]) -> tuple[float, float]:
    return point[0], point[1] + 5


def _quarter(place: int) -> str:
    (x1, y1), (x2, y2) = _at(place * 90, _RADIUS), _at(place * 90 + 90, _RADIUS)
    path = f"M{_X} {_Y}L{x1:.1f} {y1:.1f}A{_RADIUS} {_RADIUS} 0 0 1 {x2:.1f} {y2:.1f}Z"
    return shape(path, "box fig__box--tint" if place % 2 else "box fig__box--plain")
