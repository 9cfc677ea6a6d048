"""The people of demo mode. Their addresses lead nowhere, and nothing here works outside demo mode."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import actions
from accounts.groups import ensure_editors
from accounts.models import Municipality, User

LEADS = "1818"
"""Herøy in Nordland: one of two Herøy, so that choosing a municipality shows how they are told apart."""


class NotInDemoMode(Exception):
    """Demo people were asked for on a site that is not in demo mode. Nothing was made."""


class MunicipalitiesMissing(Exception):
    """The shipped content has not been loaded, so there is nothing to lead. Nothing was made."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone to log in as. `part` is said in English, to the one who runs the command."""

    email: str
    first_name: str
    part: str

    @property
    def password(self) -> str:
        """The same on every run of one site, and another on every site: it follows the SECRET_KEY."""
        return f"stein-{salted_hmac('accounts.demo', self.email).hexdigest()[:12]}"


LEARNER = DemoPerson("larer@demo.example", "Ada", "learner")
LEAD = DemoPerson("leder@demo.example", "Leo", "assessment lead")
EDITOR = DemoPerson("redaktor@demo.example", "Eva", "editor")


@transaction.atomic
def load() -> tuple[DemoPerson, ...]:
    """Make the three people, or put them back as they were, and return them.

    Raises NotInDemoMode, or MunicipalitiesMissing before the content is loaded."""
    if not settings.DEMO:
        raise NotInDemoMode
    municipality = Municipality.objects.filter(pk=LEADS).first()
    if municipality is None:
        raise MunicipalitiesMissing
    _ensure(LEARNER)
    actions.become_lead(_ensure(LEAD), municipality)
    _ensure(EDITOR).groups.add(ensure_editors())
    return LEARNER, LEAD, EDITOR


def _ensure(person: DemoPerson) -> User:
    """Make the person if missing. The password is set only when it differs, which logs no one out."""
    user = User.objects.filter(email=person.email).first() or User(email=person.email)
    user.first_name, user.is_active = person.first_name, True
    if not user.check_password(person.password):
        user.set_password(person.password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=person.email, defaults={"verified": True, "primary": True}
    )
    return user
