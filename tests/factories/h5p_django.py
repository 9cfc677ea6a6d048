"""H5P packages and contents for tests: small, valid, of a question type called H5P.Quiz."""

from __future__ import annotations

import io
import itertools
from typing import Any

from django.utils import timezone

from h5p_django import actions
from h5p_django.models import Content
from tests.h5p.builders import files, library_json, manifest, to_bytes, zipped

_numbers = itertools.count(1)


def package(
    *, title: str = "A quiz", question: str = "Hva nå?", patch: int = 3, **more: bytes | None
) -> io.BytesIO:
    """Return a package whose library H5P.Quiz 1.2 has this patch; `more` replaces files, None takes one away."""
    described = library_json(patch=patch, license="MIT", preloadedJs=[{"path": "js/quiz.js"}])
    made = {
        "h5p.json": to_bytes(manifest(title=title)),
        "content/content.json": to_bytes({"question": question}),
        "H5P.Quiz-1.2/library.json": to_bytes(described),
    }
    return io.BytesIO(zipped(files(**{**made, **more})))


def shipped(**what: Any) -> Content:
    """Return a content that is here with its library; `what` goes to `package`."""
    return actions.ship(file=package(**what), key=f"shipped-{next(_numbers)}", at=timezone.now())
