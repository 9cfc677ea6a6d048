"""H5P packages and contents for tests: small, valid, of a question type called H5P.Quiz."""

import io
from typing import Any

from django.utils import timezone

from h5p_django import actions
from h5p_django.models import Content
from tests.h5p.builders import PNG, files, library_json, manifest, to_bytes, zipped

__all__ = ["PNG", "content_of", "library_json", "package", "shipped", "to_bytes"]


def package(
    *, title: str = "A quiz", question: str = "Hva nå?", patch: int = 3, **more: bytes | None
) -> io.BytesIO:
    """Return a package whose library H5P.Quiz 1.2 has this patch; `more` replaces files, None takes one away."""
    made = {
        "h5p.json": to_bytes(manifest(title=title)),
        "content/content.json": to_bytes({"question": question}),
        "H5P.Quiz-1.2/library.json": to_bytes(
            library_json(patch=patch, license="MIT", preloadedJs=[{"path": "js/quiz.js"}])
        ),
    }
    return io.BytesIO(zipped(files(**{**made, **more})))


def shipped(key: str = "", **what: Any) -> Content:
    """Return a content that is here with its library; `what` goes to `package`."""
    return actions.ship(file=package(**what), key=key, at=timezone.now())
