"""A heat map: one row a group, one cell a thing, its number in it, the darker the higher. Never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from base.drawing.svg import said

_CELL, _HEIGHT, _NAME = 52, 40, 40


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`name` stands small in the cell; `level` 0-4 large, or None for not known."""

    name: str
    level: int | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    name: str
    cells: Sequence[HeatCell]


def heat_map(rows: Sequence[HeatRow], label: str) -> str:
    """Draw the rows under each other, as wide as the longest."""
    width = _NAME + _CELL * max((len(row.cells) for row in rows), default=1)
    drawn = "".join(_row(row, i * _HEIGHT) for i, row in enumerate(rows))
    return f'<svg class="chart__heat" viewBox="0 0 {width} {_HEIGHT * len(rows)}" {said(label)}>{drawn}</svg>'


def _row(row: HeatRow, top: int) -> str:
    name = f'<text class="chart__letter" x="6" y="{top + 27}">{escape(row.name)}</text>'
    return name + "".join(_cell(cell, _NAME + i * _CELL, top) for i, cell in enumerate(row.cells))


def _cell(cell: HeatCell, left: int, top: int) -> str:
    css = "chart__unknown" if cell.level is None else f"chart__heat-{cell.level}"
    shown = "?" if cell.level is None else str(cell.level)
    ink = " chart__on" if cell.level is not None and cell.level >= 3 else ""
    return (
        f'<rect class="{css}" x="{left + 2}" y="{top + 2}" width="{_CELL - 4}" height="{_HEIGHT - 4}" rx="5"/>'
        f'<text class="chart__tick{ink}" x="{left + 7}" y="{top + 16}">{escape(cell.name)}</text>'
        f'<text class="chart__count{ink}" x="{left + _CELL - 9}" y="{top + 30}" text-anchor="end">{shown}</text>'
    )
