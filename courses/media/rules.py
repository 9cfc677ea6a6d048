"""What a recording must have before anybody is shown it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.media.domain.file_kinds import VIDEO

SILENT = "zxx"
"""What `spoken` is when nobody speaks (ISO 639-2: no linguistic content)."""
REQUIRED = ("nb", "nn")


def lacking(recording: Mapping[str, Any]) -> list[tuple[str, str | Promise]]:
    """Return (field, what to do) for each text that is missing.

    Where somebody speaks, a video has captions, since it is seen without sound too; a sound recording has
    captions or a transcript. Where nobody speaks, a transcript tells what is seen and heard."""
    speaks = recording.get("spoken") != SILENT
    if recording.get("kind") == VIDEO and speaks:
        return [
            (f"captions_{code}", _("A video cannot be published without captions."))
            for code in REQUIRED
            if not (recording.get(f"captions_{code}") or "").strip()
        ]
    return [
        (f"transcript_{code}", _("Write what is said and heard. A recording cannot be published without it."))
        for code in REQUIRED
        if not (recording.get(f"captions_{code}") or recording.get(f"transcript_{code}") or "").strip()
    ]
