"""What is wrong with a package, as an editor reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from h5p.errors import Fault

MOST_PLACES = 20
"""Files named for one kind of fault; a package with a thousand bad names is not read to its end."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong, and the files it is wrong with; `more` files are not named."""

    text: str
    places: tuple[str, ...]
    more: int


def told(faults: Iterable[Fault], language: str) -> list[Told]:
    """Return every kind of fault once, in the order met. `language` is nb, nn or en."""
    places: dict[str, dict[str, None]] = {}
    for fault in faults:
        named = places.setdefault(fault.message(language), {})
        if fault.path:
            named[fault.path] = None
    return [
        Told(text, tuple(named)[:MOST_PLACES], max(0, len(named) - MOST_PLACES))
        for text, named in places.items()
    ]
