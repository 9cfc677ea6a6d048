"""What changes people, and what they are in a municipality."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction

from accounts import personal_data
from accounts.models import Membership, Municipality, User


class NotALead(Exception):
    """The person does not lead the municipality's assessments, and may not appoint themselves."""


@transaction.atomic
def become_lead(user: User, municipality: Municipality) -> Membership:
    """Return the membership by which `user` leads `municipality`, today.

    In demo mode anyone signed in may take it on. Otherwise someone must have given it; raises NotALead."""
    today = datetime.date.today()
    held = Membership.objects.of(user).leads().current(today).filter(municipality=municipality).first()
    if held is not None:
        return held
    if not (settings.DEMO and user.is_active):
        raise NotALead(f"user {user.pk} does not lead {municipality.pk}")
    membership, _created = Membership.objects.get_or_create(
        user=user,
        municipality=municipality,
        role=Membership.Role.LEAD,
        to_date=None,
        defaults={"from_date": today},
    )
    return membership


@transaction.atomic
def erase(*, user: User) -> None:
    """Delete the account and all that is personal. What a room keeps, it keeps without the name."""
    for room in personal_data.rooms():
        room.erase_person(user)
    user.delete()
