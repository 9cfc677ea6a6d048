"""Proving once more who one is, for this one act: allauth asks, and this remembers what it was asked for.

A login a few minutes ago does not count: only what was confirmed after the leader chose to sign."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from accounts.requests import person_of
from self_assessment.finishing.models import SignOff

_KEY = "signing"
_METHODS = {"mfa": SignOff.Method.SECOND_FACTOR, "password": SignOff.Method.PASSWORD}
_HOLDS = 15 * 60
"""Seconds from choosing to sign until it has to be chosen anew."""


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature that waits to be confirmed: of what was seen, in which role, and since when."""

    assessment: int
    seen: str
    role: str
    asked_at: float


def ask(request: HttpRequest, *, assessment: int, seen: str, role: str) -> None:
    request.session[_KEY] = asdict(Signing(assessment, seen, role, time.time()))


def waiting(request: HttpRequest, assessment: int) -> Signing | None:
    """The signature that waits for this assessment, unless it has waited too long."""
    kept = request.session.get(_KEY)
    if not kept or kept["assessment"] != assessment or time.time() - kept["asked_at"] > _HOLDS:
        return None
    return Signing(**kept)


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def way_to_confirm(request: HttpRequest, back: str) -> str | None:
    """Where to prove it: with a second factor if there is one, else with the password. None for somebody with
    neither, such as one who logs in through the employer only: they must get a second factor first."""
    ways = [flow["id"] for flow in get_reauthentication_flows(person_of(request))]
    if not ways:
        return None
    name = "mfa_reauthenticate" if "mfa_reauthenticate" in ways else "account_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': back})}"


def confirmed_by(request: HttpRequest, signing: Signing) -> SignOff.Method | None:
    """How it was confirmed since it was asked for; None when it was not."""
    for proof in reversed(get_authentication_records(request, person_of(request))):
        if proof.get("reauthenticated") and proof["at"] >= signing.asked_at:
            return _METHODS.get(proof["method"])
    return None
