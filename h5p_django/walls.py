"""What a frame may do: its Content-Security-Policy, as wide as its libraries are known to need and no wider."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from h5p_django import origins


def _handler(script: str) -> str:
    """Return what lets this one text stand in an attribute such as `onmousedown`, and no other."""
    return f"'unsafe-hashes' 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


KNOWN_NEEDS = {
    "EmbeddedJS": ("script-src", "'unsafe-eval'"),  # makes functions of text
    "H5P.ImageJuxtaposition": ("script-src", _handler("return false;")),  # its handle cannot be selected
    "H5P.AudioRecorder": ("worker-src", "blob:"),
}
"""{library: (directive, what it needs there)}; h5p-spec section 22. Only these get more than the rest."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a frame stands: the origin its own files come from, and that of the page around it."""

    frames: str
    pages: str

    def policy(self, libraries: Iterable[str] = ()) -> str:
        """Return the policy for a content that needs `libraries` (machine names): its own files, and nobody's."""
        files = f"{self.frames}{reverse('h5p:root')}"
        ours = (files, f"{self.frames}{settings.STATIC_URL}")
        video = tuple(settings.H5P_VIDEO_HOSTS)
        directives: dict[str, tuple[str, ...]] = {
            "default-src": ("'none'",),
            "script-src": (*ours, *video),
            "style-src": (*ours, "'unsafe-inline'"),
            "img-src": (*ours, "data:", "blob:", *video),
            "media-src": (files, "data:", "blob:", *video),
            "font-src": (*ours, "data:"),
            "connect-src": (files,),
            "frame-src": video or ("'none'",),
            # Never from an address: a service worker would stay, and stand between other contents and their files.
            "worker-src": (),
            "base-uri": (files,),  # jQuery UI sets the base to what it is, to see whether it may
            "form-action": ("'none'",),
            "frame-ancestors": (self.pages,) if origins.separate() else ("'self'",),
            "sandbox": (origins.sandbox(),),
        }
        for machine in sorted(KNOWN_NEEDS.keys() & set(libraries)):
            directive, need = KNOWN_NEEDS[machine]
            directives[directive] = (*directives[directive], need)
        return "; ".join(" ".join((name, *(values or ("'none'",)))) for name, values in directives.items())
