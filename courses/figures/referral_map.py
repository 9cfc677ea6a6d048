"""«Henvisningskart»: the way into specialist health care, and what the municipality and Nav add beside it."""

from __future__ import annotations

from typing import Any

from courses.figures.canvas import (
    SMALL_LINE,
    WIDTH,
    arrow,
    badge,
    box,
    centred,
    height_of,
    line,
    shape,
    svg,
    text,
)

_SPINE = 180
_DOCTOR, _UNIT, _OUTCOMES = 174, 286, 418
"""How far down the boxes of the spine stand."""


def referral_map(words: dict[str, Any], label: str) -> str:
    """Draw the way from above and down, the two helpers at its sides, and under it what each number says."""
    body = _arrows() + _refused(words["cannot"])
    body += box(116, 12, 128, 40, "now") + centred(_SPINE, 32, words["person"], width=120, style="strong")
    body += _helper(4, words["municipality"]) + _helper(252, words["nav"])
    body += _step(116, _DOCTOR, 128, words["doctor"], "tint")
    body += _step(110, _UNIT, 140, words["unit"], "tint")
    body += box(4, 264, 98, 36) + centred(53, 282, words["clinic"], width=98, style="small")
    body += _step(4, _OUTCOMES, 172, words["offer"], "tint") + _step(
        184, _OUTCOMES, 172, words["refusal"], "plain"
    )
    for number, place in enumerate(((80, 48), (106, 152), (280, 48), (254, 152), (72, 238)), start=1):
        body += badge(*place, str(number))
    y = _OUTCOMES + 172.0
    for number, note in enumerate(words["notes"], start=1):
        body += badge(18, y - 5, str(number)) + text(44, y, note, width=WIDTH - 48, style="small")
        y += height_of(note, WIDTH - 48, "small") + 12
    for dashed, meaning in enumerate(words["key"]):
        body += arrow(6, y - 4, 34, y - 4, dashed=bool(dashed))
        body += text(44, y, meaning, width=WIDTH - 48, style="small")
        y += height_of(meaning, WIDTH - 48, "small") + 8
    return svg(y - 4, label, body)


def _arrows() -> str:
    return (
        arrow(_SPINE, 52, _SPINE, _DOCTOR - 2)
        + arrow(_SPINE, _DOCTOR + 74, _SPINE, _UNIT - 2)
        + arrow(146, _UNIT + 92, 100, _OUTCOMES - 2)
        + arrow(214, _UNIT + 92, 260, _OUTCOMES - 2)
        + arrow(56, 80, 114, 36, both=True)
        + arrow(88, 128, 130, _DOCTOR - 2, dashed=True)
        + arrow(304, 80, 246, 36, dashed=True)
        + arrow(272, 128, 230, _DOCTOR - 2, dashed=True)
        + arrow(116, _DOCTOR + 52, 64, 262)
    )


def _refused(words: str) -> str:
    """Draw the way that does not exist: a broken line with a cross, from Nav to the unit that decides."""
    x, y = 318, 194
    cross = shape(f"M{x - 9} {y - 9}l18 18M{x + 9} {y - 9}l-18 18", "line")
    return (
        line(x, 128, x, y - 14)
        + cross
        + centred(306, y + 40, words, width=104, style="small")
        + line(x, y + 66, x, _UNIT + 30)
        + line(x, _UNIT + 30, 252, _UNIT + 30)
    )


def _helper(x: float, name: str) -> str:
    return box(x, 80, 104, 48, "plain") + centred(x + 52, 104, name, width=100, style="strong")


def _step(x: float, y: float, width: float, lines: tuple[str, ...], style: str) -> str:
    """Draw a box with its name, each line given, and under it what happens there."""
    *names, what = lines
    inner = width - 12
    height = 24 + len(names) * SMALL_LINE + height_of(what, inner, "small")
    body = box(x, y, width, height, style)
    for place, name in enumerate(names):
        body += text(x + width / 2, y + 21 + place * SMALL_LINE, name, style="strong", anchor="middle")
    below = y + 23 + len(names) * SMALL_LINE
    return body + text(x + width / 2, below, what, width=inner, style="small", anchor="middle")
