"""A chain of entries, each sealed with the digest of the one before: nothing in it can be changed unseen. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is stored. `at` in ISO form with its time zone; `detail` plain values."""

    assessment: int
    sequence: int
    at: str
    actor: int | None
    event: str
    detail: Mapping[str, object]
    previous: str
    digest: str = ""


def seal(link: Link) -> str:
    """The digest of an entry: SHA-256, in hex, of all it holds and of the digest before it."""
    held = [
        link.assessment,
        link.sequence,
        link.at,
        link.actor,
        link.event,
        link.detail,
        link.previous,
    ]
    return hashlib.sha256(canonical(held).encode()).hexdigest()


def canonical(value: object) -> str:
    """JSON that is the same for the same values: keys in order, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def first_break(links: Iterable[Link]) -> int | None:
    """Return the number of the first entry that does not fit, or None when the chain is whole.

    Numbers go 1, 2, 3 ...; a missing entry shows at the one after it. Only entries cut off the end are not seen."""
    previous, expected = "", 1
    for link in links:
        if link.sequence != expected or link.previous != previous or link.digest != seal(link):
            return link.sequence
        previous, expected = link.digest, expected + 1
    return None
