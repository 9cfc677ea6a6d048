"""Stones that tell how far: laid, the one you are at, and what remains. The number stands beside them."""

from __future__ import annotations

from functools import lru_cache

from base.drawing.svg import stone


@lru_cache(maxsize=256)
def level_meter(value: int | None, of: int = 4) -> str:
    """Stack `value` stones of `of` like a cairn, widest at the bottom. None (not known) lays none."""
    stones = ""
    for i in range(of):
        width = 30 - i * 18 / of
        step = 33.6 / of
        css = "stone--laid" if value is not None and i < value else "stone--open"
        stones += stone(17 - width / 2, 31 - i * step, width, step - 1.4, 40 + i, css, roundness=0.42)
    return f'<svg class="meter" viewBox="0 0 34 40" width="34" height="40" aria-hidden="true">{stones}</svg>'


def stone_row(done: int, of: int, current: int = 0) -> str:
    """Lay `of` stones in a row: the first `done` laid, number `current` (from 1; 0 is none) now."""
    stones = ""
    for i in range(of):
        css = "stone--laid" if i < done else "stone--now" if i + 1 == current else "stone--open"
        stones += stone(i * 26 + 2, 3, 22, 14, 70 + i, css, roundness=0.4)
    return (
        f'<svg class="row-of-stones" viewBox="0 0 {of * 26} 20" width="{of * 26}" height="20" '
        f'aria-hidden="true">{stones}</svg>'
    )


_LEAN = (-16, -8, 0, 3, 6)
_HEAD = (21, 19.5, 18, 18, 18)
_ARM = ("M13 24q5 3 9 1", "M12 25q4 2 8 1", "M10 25q-2 4-1 7", "M9 24q-4 1-6 4", "M9 23q-5-1-7-5")


def mood(step: int) -> str:
    """Draw the posture of a stone figure, from turned away (0) to open (4). The word stands beside it."""
    return (
        '<svg class="mood" viewBox="0 0 36 40" width="36" height="40" aria-hidden="true">'
        f'<g transform="rotate({_LEAN[step]} 18 36)">{stone(9, 18, 18, 20, 3, "ill-otta", roundness=0.4)}'
        f'<circle class="ill-skin2" cx="{_HEAD[step]}" cy="10.5" r="7"/>'
        f'<path class="ill-stroke" d="{_ARM[step]}"/></g></svg>'
    )
