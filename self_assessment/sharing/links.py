"""The address of a shared result."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from base.secret_links import nonce_of, token_of
from self_assessment.sharing.models import ShareLink

_PURPOSE = "share"


def token_for(link: ShareLink) -> str:
    return token_of(link.nonce, _PURPOSE)


def share_url(link: ShareLink) -> str:
    """The whole address, to be sent to those it is for."""
    return settings.SITE_URL + reverse("self_assessment:shared", args=[token_for(link)])


def link_of(token: str, at: datetime) -> ShareLink | None:
    """The link a token was made for; None for a made-up one, one that has run out, and one taken back."""
    nonce = nonce_of(token, _PURPOSE)
    return None if nonce is None else ShareLink.objects.live(at).with_context().filter(nonce=nonce).first()
