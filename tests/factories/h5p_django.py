"""H5P packages and contents for tests: small, valid, of a question type called H5P.Quiz."""

from __future__ import annotations

import hashlib
import io
import itertools
from typing import Any

from django.utils import timezone

from h5p_django import actions
from h5p_django.models import Content, ContentRevision
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


def content_of(machine: str, parameters: dict[str, Any], *, title: str = "En oppgave") -> Content:
    """Return a content of any type, as if its library had been removed after it came in."""
    now = timezone.now()
    content = Content.objects.create(title=title, key=f"made-{next(_numbers)}", created_at=now)
    revision = ContentRevision(
        content=content, number=1, machine=machine, major=1, minor=0, parameters=parameters, metadata={},
        language="nb", embed_types=["iframe"], digest=hashlib.sha256(repr(parameters).encode()).hexdigest(),
        made_at=now,
    )  # fmt: skip
    revision.save()
    content.revision = revision
    content.save()
    return content
