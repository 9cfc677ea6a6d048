"""«To spor»: one thing after another, or side by side."""

from __future__ import annotations

from typing import Any

from courses.figures.canvas import arrow, box, centred, line, shape, svg, text


def two_tracks(words: dict[str, Any], label: str) -> str:
    """Draw three boxes in a row, and under them two bands that run side by side and act on each other."""
    body = text(4, 20, words["after"], style="strong")
    for place, name in enumerate(words["boxes"]):
        x = 3 + place * 126
        body += box(x, 40, 102, 48, "dashed" if place == 2 else "") + centred(
            x + 51, 64, name, width=100, style="small"
        )
        if place:
            body += arrow(x - 22, 64, x - 3, 64)
    body += text(243, 54, "?", style="strong", anchor="middle")
    body += text(4, 132, words["together"], style="strong")
    body += shape("M4 150L356 168L356 182L4 198Z", "band fig__band--one")
    body += shape("M4 254L356 238L356 286L4 270Z", "band fig__band--two")
    body += text(14, 179, words["health"], style="strong") + text(
        346, 268, words["work"], style="strong", anchor="end"
    )
    for place in range(5):
        x = 64 + place * 60
        body += arrow(x, 202 - place * 2.2, x, 246 - place * 1.6, both=True)
    body += (
        line(4, 306, 350, 306)
        + arrow(340, 306, 356, 306)
        + text(352, 326, words["time"], style="small", anchor="end")
    )
    return svg(334, label, body)
