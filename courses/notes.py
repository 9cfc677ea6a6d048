"""A learner's private note as it is read: the words of the rows that make it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courses.domain.anchors import NOT_FASTENED, Anchor
from courses.models import Note


@dataclass(frozen=True, slots=True)
class NoteText:
    """The words, the revision to send back with them, and when they were saved (None: never)."""

    text: str = ""
    revision: int = 0
    saved_at: datetime | None = None
    anchor: Anchor = NOT_FASTENED


def joined(notes: Iterable[Note]) -> NoteText:
    """Return the notes at one part of a lesson as one text: a person may have written on a device and signed in.

    Two different texts are both shown, the older first: nothing is thrown away before its writer decides.
    Raises courses.encryption.UnreadableNote."""
    rows = sorted(notes, key=lambda note: note.saved_at)
    words = list(dict.fromkeys(row.text for row in rows if row.text))
    if not rows:
        return NoteText()
    latest = rows[-1]
    return NoteText(
        "\n\n".join(words), sum(row.revision for row in rows), latest.saved_at, latest.fastened_to
    )
