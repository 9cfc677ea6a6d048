# ruff: noqa: E501 - the paths are drawings, not prose
"""What the illustrations are put together from: people, cairns and arches.

A figure has no face. Head, hair and clothes make the people differ; the body is a stone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from base.drawing.svg import number, stone

_BEHIND = {
    "long": '<path class="{hair}" d="M-15 -96q0 -18 15 -18t15 18v20q0 5 -5 5h-20q-5 0 -5 -5z"/>',
    "hijab": '<path class="{top}" d="M-16 -94q0 -21 16 -21t16 21q1 14 5 24h-42q4 -10 5 -24z"/>',
}
_FRONT = {
    "short": '<path class="{hair}" d="M-13 -95q-2 -16 13 -16q15 0 13 15q-3 -8 -9 -8q-11 2 -17 9z"/>',
    "long": '<path class="{hair}" d="M-13 -93q-1 -18 13 -18t13 18q-3 -10 -12 -11q-9 2 -14 11z"/>',
    "bun": '<circle class="{hair}" cx="6" cy="-112" r="6"/>'
    '<path class="{hair}" d="M-13 -94q-2 -17 13 -17q15 0 13 17q-4 -9 -13 -9t-13 9z"/>',
    "curly": '<path class="{hair}" d="M-14 -92q-6 -6 -2 -12q0 -8 8 -9q4 -5 10 -2q8 -1 10 6q6 4 3 11q0 4 -2 6'
    'q-1 -9 -7 -11q-9 2 -20 11z"/>',
    "hijab": '<path class="{top}" d="M-14 -92q-1 -21 14 -21t14 21q0 10 -4 14q2 -20 -10 -23q-12 3 -10 23q-4 -4 -4 -14z"/>',
}
_WHEELS = (
    '<path class="ill-rim" d="M-20 -62v28"/><circle class="ill-rim" cx="-4" cy="-19" r="19"/>'
    '<circle class="ill-line-fill" cx="-4" cy="-19" r="3"/><circle class="ill-rim" cx="30" cy="-6" r="6"/>'
)


def person(
    x: float,
    y: float,
    scale: float = 1.0,
    *,
    skin: int = 2,
    hair: str = "brown",
    top: str = "ill-otta",
    kind: str = "short",
    pose: str = "stand",
    legs: str = "ill-deep",
    flip: bool = False,
) -> str:
    """Draw a person with the feet at (x, y).

    `hair` is brown, black, grey, fair or red; `kind` a key of the hair styles; `pose` stand, sit or wheel
    (a wheelchair); `top` and `legs` are colour classes; `flip` turns the person to the left."""
    colours = {"hair": f"ill-hair-{hair}", "top": top}
    parts = _BEHIND.get(kind, "").format(**colours) + _body(pose, top, legs)
    parts += f'<rect class="ill-skin{skin}" x="-5" y="-86" width="10" height="12" rx="4"/>'
    parts += f'<ellipse class="ill-skin{skin}" cx="0" cy="-95" rx="12" ry="13.5"/>'
    parts += _FRONT[kind].format(**colours)
    across = number(-scale if flip else scale)
    return f'<g transform="translate({number(x)} {number(y)}) scale({across} {number(scale)})">{parts}</g>'


def _body(pose: str, top: str, legs: str) -> str:
    if pose == "sit":
        lap = f'<path class="{legs}" d="M-12 -34h34q7 0 7 7v25q0 2 -2 2h-8q-2 0 -2 -2v-17h-29z"/>'
        return lap + stone(-17, -78, 33, 52, 6, top, roundness=0.36, jitter=0.04)
    if pose == "wheel":
        lap = f'<path class="{legs}" d="M-10 -34h30q7 0 8 7l4 18h8v6h-14l-7 -19h-29z"/>'
        return lap + stone(-17, -78, 33, 50, 8, top, roundness=0.36, jitter=0.04) + _WHEELS
    standing = (
        f'<path class="{legs}" d="M-13 -42h11l1 40q0 2 -2 2h-8q-2 0 -2 -2z'
        'M2 -42h11l0 40q0 2 -2 2h-8q-2 0 -2 -2z"/>'
    )
    return standing + stone(-18, -78, 36, 44, 5, top, roundness=0.36, jitter=0.04)


_CAIRN = ("ill-white", "ill-fauske", "ill-lav", "ill-otta", "ill-mid")


def cairn(
    x: float, y: float, count: int = 3, scale: float = 1.0, css: Sequence[str] = _CAIRN, seed: int = 1
) -> str:
    """Pile stones on top of each other; (x, y) is the middle of the foot."""
    parts, height = "", 0.0
    for i in range(count):
        width, thick = (44 - i * 8) * scale, (17 - i * 1.5) * scale
        left = x - width / 2 + (i % 2 * 4 - 2) * scale
        parts += stone(
            left, y - height - thick, width, thick, seed + i, css[i % len(css)], roundness=0.42, jitter=0.09
        )
        height += thick + scale
    return parts


def arch(x: float, base: float, outer: float, inner: float, count: int, to_come: int) -> str:
    """Draw a bridge of `count` wedge stones; number `to_come` (from 0) is the keystone still to be laid."""
    colours = ("ill-white", "ill-fauske", "ill-mid")
    parts = ""
    for i in range(count):
        start = math.pi - math.pi * i / count - 0.012
        end = math.pi - math.pi * (i + 1) / count + 0.012
        corners = ((inner, start), (outer, start), (outer, end), (inner, end))
        path = "L".join(
            f"{number(x + radius * math.cos(angle))} {number(base - radius * 0.78 * math.sin(angle))}"
            for radius, angle in corners
        )
        css = "ill-key" if i == to_come else colours[(i * 2 + i // 3) % len(colours)]
        parts += f'<path class="{css}" d="M{path}Z"/>'
    return parts
