"""The seal, as SVG: for a page that has our style sheet, and for paper that has none."""

from __future__ import annotations

import math
from functools import cache

from base.drawing.figures import cairn
from base.drawing.svg import stone
from base.paper import drawn_on_paper


@cache
def seal() -> str:
    """Draw a cairn in a ring of sixteen small stones. Decoration: the words stand beside it."""
    ring = ""
    for place in range(16):
        angle = 2 * math.pi * place / 16
        x, y = 80 + 62 * math.cos(angle), 80 + 62 * math.sin(angle)
        ring += stone(x - 9, y - 7, 18, 14, place, "ill-mid" if place % 2 else "ill-deep", roundness=0.42)
    pile = cairn(80, 118, 4, 1.15, css=("ill-deep", "ill-otta", "ill-mid", "ill-lav"))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="ill" viewBox="0 0 160 160" aria-hidden="true">'
        f"{ring}{pile}</svg>"
    )


@cache
def seal_on_paper() -> str:
    return drawn_on_paper(seal())
