"""«Samarbeidstrapp»: four steps of working together across municipalities."""

from __future__ import annotations

from typing import Any

from base.drawing.figures import person
from courses.figures.canvas import WIDTH, badge, box, shape, svg, text

_WIDE, _RISE, _FOOT = 90, 34, 236


def stairs(words: dict[str, Any], label: str) -> str:
    """Draw the stairs with a picture on each step, a person on the first two, and the words under it."""
    body = ""
    for place, picture in enumerate((_telephones, _classroom, _agreement, _house)):
        top = _FOOT - (place + 1) * _RISE - 20
        body += box(place * _WIDE + 1, top, _WIDE - 2, _FOOT - top, "tint")
        body += badge(place * _WIDE + 45, _FOOT - 18, str(place + 1)) + picture(place * _WIDE + 45, top - 8)
    body += person(_WIDE - 2, _FOOT - _RISE - 20, 0.6, kind="bun", top="ill-otta")
    y = _FOOT + 30.0
    for number, step in enumerate(words["steps"], start=1):
        body += badge(18, y - 5, str(number)) + text(44, y, step, width=WIDTH - 50)
        y += 32
    return svg(y - 10, label, body)


def _telephones(x: float, y: float) -> str:
    return "".join(
        shape(f"M{x + dx} {y - 26}h14v26h-14zM{x + dx + 5} {y - 5}h4", "icon") for dx in (-40, -18)
    )


def _classroom(x: float, y: float) -> str:
    return shape(f"M{x - 20} {y - 44}h54v44h-54z", "icon") + shape(
        f"M{x - 13} {y}v-20h11v20M{x + 16} {y}v-20h11v20M{x - 8} {y - 34}h30", "line"
    )


def _agreement(x: float, y: float) -> str:
    return shape(f"M{x - 18} {y - 48}h26l10 10v38h-36z", "icon") + shape(
        f"M{x - 11} {y - 32}h16M{x - 11} {y - 23}h22"
        f"M{x - 12} {y - 8}q4 -6 6 0t6 0M{x + 4} {y - 8}q3 -6 5 0t5 0",
        "line",
    )


def _house(x: float, y: float) -> str:
    return shape(f"M{x - 26} {y}v-34l26 -20l26 20v34z", "icon") + shape(
        f"M{x - 6} {y}v-16h12v16M{x - 20} {y - 30}h16M{x - 20} {y - 23}h16"
        f"M{x + 4} {y - 30}h16M{x + 4} {y - 23}h16",
        "line",
    )
