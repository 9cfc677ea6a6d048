"""Documents on paper: PDF/UA-1 (can be read aloud) and PDF/A-2a (can be archived), set by Typst.

Typst refuses to compile a document without title, language or alternatives. A page takes some milliseconds."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR, "templates")
BRAND = "Byggestein"
COLOURS = {
    "ill-deep": 'fill="#124b57"',
    "ill-mid": 'fill="#4e939f"',
    "ill-otta": 'fill="#c9673f"',
    "ill-lav": 'fill="#ccd33f"',
    "chart__ring": 'fill="none" stroke="#ccd1c6"',
    "chart__area": 'fill="#0f515e" fill-opacity="0.22" stroke="#0f515e" stroke-width="3"',
    "chart__aim": 'fill="none" stroke="#8a3f1d" stroke-width="2.5" stroke-dasharray="7 5"',
    "chart__target": 'fill="#8a3f1d"',
    "chart__value": 'fill="#0f515e"',
    "chart__unknown": 'fill="#ffffff" stroke="#5e665f" stroke-width="1.5"',
    "chart__letter": 'fill="#15201e" font-family="Libertinus Serif" font-weight="600" font-size="20"',
    "chart__tick": 'fill="#4b534e" font-family="Libertinus Serif" font-size="14"',
}
"""{class of a drawing: what it looks like}: the light colours of static/css/tokens.css, for paper."""


def compile_pdf(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """Return a PDF of `template`, a file among the templates. `at` is the time it says it was made."""
    path = TEMPLATES / template
    pdf: bytes = typst.compile(
        str(path),
        root=str(path.parent),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return pdf


def drawn_on_paper(drawing: str) -> str:
    """Return an SVG whose classes of the style sheet are written out as colours."""
    for css, look in COLOURS.items():
        drawing = drawing.replace(f'class="{css}"', look)
    return drawing


@cache
def mark_on_paper() -> str:
    """Return the mark of the site."""
    return Path(settings.BASE_DIR, "static", "svg", "mark.svg").read_text(encoding="utf-8")
