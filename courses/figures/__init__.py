"""The drawings of the lessons, as SVG without inline style; their words in nb and nn are in `texts`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from courses.figures.referral_map import referral_map
from courses.figures.round_table import round_table
from courses.figures.sessions import sessions
from courses.figures.sick_leave import sick_leave
from courses.figures.stairs import stairs
from courses.figures.texts import TEXTS
from courses.figures.tracks import two_tracks
from courses.figures.year_wheel import year_wheel

DRAWINGS: Mapping[str, Callable[[dict[str, Any], str], str]] = {
    "to-spor": two_tracks,
    "sykefravaerslop": sick_leave,
    "hvem-bestemmer": round_table,
    "samarbeidstrapp": stairs,
    "atte-okter": sessions,
    "aarshjul": year_wheel,
    "henvisningskart": referral_map,
}


def figure(name: str, language: str, alt: str) -> SafeString:
    """Return the drawing called `name`, spoken as `alt`; empty when we have not drawn it."""
    draw = DRAWINGS.get(name)
    if draw is None:
        return SafeString("")
    words = TEXTS[name].get(language, TEXTS[name]["nb"])
    return mark_safe(draw(words, " ".join(alt.split())))
