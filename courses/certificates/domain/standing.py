"""Whether a certificate counts, why it may not, and when its holder may have a new one. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

RENEWAL_OPENS = timedelta(days=90)
"""How long before it expires a certificate may be renewed. Our choice: time for a busy quarter."""


class Standing(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Reason(StrEnum):
    """Why a certificate was revoked: a class that says nothing of the person. Stored, so never rename."""

    REPLACED = "replaced"  # a new one was issued instead, with the name put right
    MISTAKE = "mistake"  # it should not have been issued
    WITHDRAWN = "withdrawn"  # the course was found to be wrong in what it taught
    MISUSE = "misuse"  # used by, or earned by, somebody else
    HOLDER = "holder"  # the holder asked for it


BARS_A_NEW_ONE = frozenset({Reason.MISUSE, Reason.WITHDRAWN})
"""After these the same version of the course gives no new certificate."""


def standing(*, revoked_at: datetime | None, expires_at: datetime | None, now: datetime) -> Standing:
    """Return how a certificate stands at `now`; one both revoked and expired is told as revoked."""
    if revoked_at is not None:
        return Standing.REVOKED
    return Standing.EXPIRED if expires_at is not None and expires_at <= now else Standing.VALID


def may_renew(*, expires_at: datetime | None, now: datetime) -> bool:
    """Say whether it is time: in the last RENEWAL_OPENS before it expires, and ever after."""
    return expires_at is not None and now >= expires_at - RENEWAL_OPENS


def months_after(start: datetime, months: int) -> datetime:
    """Return the same time of day `months` later; 31 January and one month is the last day of February."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return start.replace(year=year, month=month, day=min(start.day, last))
