"""Reads of people and municipalities."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from accounts.models import Membership, Municipality, User
from accounts.names import fold, rank


def find_municipalities(
    text: str, limit: int = 10, *, among: Collection[str] | None = None
) -> list[Municipality]:
    """Return the municipalities whose number, Norwegian, Sami or Kven name fits `text`; best first.

    `among` are the numbers to look among, all when it is None.
    What is spelled just as typed (vål: Våler) comes before what only folds to the same (Valle).
    Nothing typed finds nothing. All of them are read, in one query: no database folds marks away as we do."""
    query = fold(text)
    if not query:
        return []
    typed = text.strip().casefold()
    known = Municipality.objects.all() if among is None else Municipality.objects.filter(number__in=among)
    ranked = [
        (place, not municipality.name.casefold().startswith(typed), municipality.name, municipality)
        for municipality in known
        if (place := rank(query, _names(municipality))) is not None
    ]
    return [municipality for *_order, municipality in sorted(ranked, key=lambda found: found[:3])[:limit]]


def _names(municipality: Municipality) -> tuple[str, ...]:
    names = (municipality.name, municipality.sami_name, municipality.kven_name, municipality.name_with_county)
    return (municipality.number, *(fold(name) for name in names if name))


def export_person(user: User) -> dict[str, Any]:
    """Return what this room holds about a person. Secrets (password, second factor) are named, not shown."""
    return {
        "email": user.email,
        "email_addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "language": user.language,
        "joined_at": user.date_joined,
        "latest_login_at": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "memberships": list(
            Membership.objects.of(user).values(
                "municipality__number", "municipality__name", "role", "from_date", "to_date"
            )
        ),
        "second_factors": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "sessions": list(UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")),
    }
