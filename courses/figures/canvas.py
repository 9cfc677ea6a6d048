"""What the figures are drawn with: lines of text, boxes and arrows. Colours come from classes.

Figures are 360 wide, so that their text can be read on a telephone without turning it. Sizes are in the
figure's own units; one is about a CSS pixel there. See `static/css/figure.css` for the classes."""

from __future__ import annotations

import math
from html import escape

from base.drawing.svg import number, said

WIDTH = 360
LINE = 18
"""From one line of text to the next."""
SMALL_LINE = 17
_CHARACTER = 0.545
"""How wide a character of Inter is, of its size; on the wide side, so that text never leaves its box."""
SIZES = {"": 15.0, "strong": 15.0, "small": 14.0}


def svg(height: float, label: str, body: str) -> str:
    """Return a whole figure that says `label`."""
    return f'<svg class="fig" viewBox="0 0 {WIDTH} {number(height)}" {said(label)}>{body}</svg>'


def wrap(text: str, width: float, style: str = "") -> list[str]:
    """Return the text as lines that are at most `width` wide; a longer word stands alone."""
    most = int(width / (SIZES[style] * _CHARACTER))
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def height_of(text: str, width: float, style: str = "") -> float:
    return len(wrap(text, width, style)) * (SMALL_LINE if style == "small" else LINE)


def text(
    x: float, y: float, words: str, *, width: float = WIDTH, style: str = "", anchor: str = "start"
) -> str:
    """Write `words` from the baseline (x, y) and down, wrapped to `width`."""
    step = SMALL_LINE if style == "small" else LINE
    css = f"fig__text fig__text--{style}" if style else "fig__text"
    lines = "".join(
        f'<tspan x="{number(x)}" y="{number(y + i * step)}">{escape(line)}</tspan>'
        for i, line in enumerate(wrap(words, width, style))
    )
    return f'<text class="{css}" text-anchor="{anchor}">{lines}</text>'


def centred(x: float, y: float, words: str, *, width: float, style: str = "") -> str:
    """Write `words` with their middle at (x, y)."""
    step = SMALL_LINE if style == "small" else LINE
    lines = len(wrap(words, width, style))
    return text(x, y + step * 0.3 - (lines - 1) * step / 2, words, width=width, style=style, anchor="middle")


def box(x: float, y: float, width: float, height: float, style: str = "") -> str:
    """Draw a rectangle; `style` is dashed, tint, now or plain."""
    css = f"fig__box fig__box--{style}" if style else "fig__box"
    return (
        f'<rect class="{css}" x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" rx="8"/>'
    )


def shape(path: str, style: str) -> str:
    """Draw a path; `style` names the class fig__<style>."""
    return f'<path class="fig__{style}" d="{path}"/>'


def line(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> str:
    css = "line fig__line--dashed" if dashed else "line"
    return shape(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", css)


def arrow(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False, both: bool = False) -> str:
    """Draw an arrow from the first point to the second, with a head at each end when it goes both ways."""
    heads = _head(x1, y1, x2, y2) + (_head(x2, y2, x1, y1) if both else "")
    return line(x1, y1, x2, y2, dashed=dashed) + heads


def _head(x1: float, y1: float, x2: float, y2: float) -> str:
    angle = math.atan2(y2 - y1, x2 - x1)
    sides = [(x2 - 8 * math.cos(angle + turn), y2 - 8 * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    (ax, ay), (bx, by) = sides
    return shape(f"M{number(ax)} {number(ay)}L{number(x2)} {number(y2)}L{number(bx)} {number(by)}", "head")


def circle(x: float, y: float, radius: float, style: str = "") -> str:
    css = f"fig__box fig__box--{style}" if style else "fig__box"
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'


def badge(x: float, y: float, words: str, style: str = "act") -> str:
    """Draw a small round sign with a number in it."""
    return circle(x, y, 12, style) + (
        f'<text class="fig__text fig__text--strong fig__text--on-{style}" text-anchor="middle" '
        f'x="{number(x)}" y="{number(y + 5)}">{escape(words)}</text>'
    )
