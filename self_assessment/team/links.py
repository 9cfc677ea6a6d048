"""The link of an invitation: signed, so that none can be guessed, and good for one sending of one invitation."""

from __future__ import annotations

from django.core import signing
from django.utils.crypto import get_random_string

from self_assessment.team.models import Invitation

_SALT = "self_assessment.invitation"


def new_nonce() -> str:
    return get_random_string(32)


def token_of(invitation: Invitation) -> str:
    return signing.dumps([invitation.pk, invitation.nonce], salt=_SALT)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation a link was made for; None for a made-up link, or one that a newer replaced."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Invitation.objects.filter(pk=pk, nonce=nonce)
    return (
        found.select_related("assessment__municipality", "assessment__release")
        .defer("assessment__release__documents")
        .first()
    )
