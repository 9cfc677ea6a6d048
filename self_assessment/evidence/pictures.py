"""Pictures made anew: the same to look at, without what the camera wrote into them."""

from __future__ import annotations

import io

from django.conf import settings
from PIL import Image, ImageOps

from self_assessment.domain.evidence_files import JPEG, Refusal, RefusedFile

_FORMATS = ("PNG", "JPEG")


def without_traces(content: bytes, kind: str) -> bytes:
    """Return the picture without place, time, camera or any other text in it. Raises RefusedFile.

    Its size is asked for before it is unpacked."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > settings.ASSESSMENT_EVIDENCE_PIXELS:
                raise RefusedFile(Refusal.BROKEN)
            upright = ImageOps.exif_transpose(opened).convert("RGB" if kind == JPEG else "RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RefusedFile(Refusal.BROKEN) from error
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)  # the points only: what was written beside them stays behind
    made = io.BytesIO()
    bare.save(made, format="JPEG" if kind == JPEG else "PNG", quality=90, optimize=True)
    return made.getvalue()
