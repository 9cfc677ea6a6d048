"""Sealed tokens: what a page may ask of the player, for whom, and for how long.

Each purpose has a key of its own, so that a token for one opens nothing else. They are encrypted too: the
script of a package can read the address of its frame, and learns nothing of the learner from it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from enum import StrEnum
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Purpose(StrEnum):
    PLAY = "play"
    """Open the frame. Its token is known to the content's own scripts."""
    STATE = "state"
    RESULT = "result"


LIVES = {
    Purpose.PLAY: timedelta(days=2),  # a lesson left open over night still starts
    Purpose.STATE: timedelta(days=14),  # what waited on a device for the net is still taken in
    Purpose.RESULT: timedelta(days=14),
}


class TokenRefused(Exception):
    """It is not ours, has been changed, is too old, or is for another purpose."""


def seal(purpose: Purpose, value: dict[str, Any]) -> str:
    """Return `value` as a token that may stand in an address."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return _keys(purpose).encrypt(text.encode()).decode().rstrip("=")


def unseal(purpose: Purpose, token: str) -> dict[str, Any]:
    """Return the value of a token. Raises TokenRefused."""
    padded = token + "=" * (-len(token) % 4)
    try:
        text = _keys(purpose).decrypt(padded.encode(), ttl=int(LIVES[purpose].total_seconds()))
    except InvalidToken as error:
        raise TokenRefused(purpose) from error
    value: dict[str, Any] = json.loads(text)
    return value


def _keys(purpose: Purpose) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(secret, purpose)) for secret in secrets])


def _derive(secret: str, purpose: Purpose) -> bytes:
    digest = hashlib.blake2b(purpose.encode(), key=hashlib.sha256(secret.encode()).digest(), digest_size=32)
    return base64.urlsafe_b64encode(digest.digest())
