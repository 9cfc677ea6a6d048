"""«Sykefraværsløpet»: five stops on a line of 52 weeks, at their true distances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courses.figures.canvas import WIDTH, arrow, badge, box, centred, height_of, line, shape, svg, text

_WEEKS = (4, 7, 8, 26, 52)
_POSTS = (58, 88, 28, 58, 58)
"""How high each sign stands over the line: the first three stand close, so they take turns."""
_AXIS = 132
_TEXT = 92
"""Where the words beside a sign begin."""


def sick_leave(words: dict[str, Any], label: str) -> str:
    """Draw the line with its five signs; under it what each sign says."""
    body = text(4, 18, words["start"], style="small")
    body += line(8, _AXIS, 306, _AXIS) + line(8, _AXIS - 8, 8, _AXIS + 8)
    body += arrow(306, _AXIS, 352, _AXIS, dashed=True)
    for number, (week, post) in enumerate(zip(_WEEKS, _POSTS, strict=True), start=1):
        x = 8 + week * 298 / 52
        body += line(x, _AXIS, x, _AXIS - post + 12) + badge(x, _AXIS - post, str(number))
        if week != 7:  # 7 and 8 stand too close for two numbers
            body += text(x, _AXIS + 18, str(week) if week != 8 else "7, 8", style="small", anchor="middle")
    body += text(352, _AXIS + 18, words["weeks"], style="small", anchor="end")
    body += box(4, 162, WIDTH - 8, 30, "tint") + centred(
        WIDTH / 2, 177, words["band"], width=WIDTH, style="small"
    )
    y = 224.0
    for number, ((deadline, what), icon) in enumerate(zip(words["stops"], _ICONS, strict=True), start=1):
        body += badge(18, y + 2, str(number)) + icon(54, y + 4)
        body += text(_TEXT, y, deadline, style="strong")
        body += text(_TEXT, y + 18, what, width=WIDTH - _TEXT, style="small")
        y += 40 + height_of(what, WIDTH - _TEXT, "small")
    beyond = height_of(words["beyond"], WIDTH - 40)
    body += box(4, y - 14, WIDTH - 8, beyond + 24, "dashed") + text(
        20, y + 8, words["beyond"], width=WIDTH - 40
    )
    return svg(y + beyond + 14, label, body)


def _sheet(x: float, y: float) -> str:
    return shape(f"M{x - 9} {y - 12}h12l6 6v18h-18z", "icon") + shape(
        f"M{x - 5} {y - 2}h10M{x - 5} {y + 4}h10", "line"
    )


def _chairs(*columns: float) -> Callable[[float, float], str]:
    def draw(x: float, y: float) -> str:
        return "".join(
            shape(f"M{x + dx - 4} {y - 10}v10h8M{x + dx - 4} {y}v9M{x + dx + 4} {y}v9", "line")
            for dx in columns
        )

    return draw


def _handshake(x: float, y: float) -> str:
    return shape(f"M{x - 16} {y}l8 -7l8 4l8 -4l8 7l-9 8q-7 5 -14 0z", "icon") + shape(
        f"M{x - 5} {y + 3}l6 -6l8 7", "line"
    )


def _gate(x: float, y: float) -> str:
    return shape(
        f"M{x - 12} {y + 10}v-20M{x + 12} {y + 10}v-20"
        f"M{x - 16} {y - 10}h32M{x - 12} {y - 2}h24M{x} {y - 2}v12",
        "line",
    )


_ICONS = (_sheet, _chairs(-8, 8), _handshake, _chairs(-15, -5, 5, 15), _gate)
