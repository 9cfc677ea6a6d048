"""The sources of a course: what has changed, and what leans on it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

Source = Mapping[str, Any]
SAID = ("title", "year", "url")
"""What a source says of itself. When this is another, what cites the source is to be looked at."""


def changed_keys(before: Sequence[Source], after: Sequence[Source]) -> set[str]:
    """Return the keys of the sources that were there before and say something else now."""
    known = {source["key"]: source for source in before}
    return {
        source["key"]
        for source in after
        if source["key"] in known and any(source[name] != known[source["key"]][name] for name in SAID)
    }


def is_behind(source: Source, *, published_at: datetime | None) -> bool:
    """Say whether what cites the source was last published before the source changed."""
    changed: datetime | None = source.get("changed_at")
    return changed is not None and (published_at is None or published_at < changed)


def is_unverified(source: Source) -> bool:
    """Say whether the source has changed since somebody last verified it: then its questions are in doubt."""
    changed: datetime | None = source.get("changed_at")
    verified: date | None = source.get("verified")
    return changed is not None and (verified is None or verified < changed.date())
