"""Links that let whoever has them in, without a login: signed, so that none can be guessed.

The table keeps only the random part. Whoever reads the table cannot make the link without the secret key."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.utils.crypto import get_random_string

_SEPARATOR = "."
NONCE_LENGTH = 22
"""130 bits."""


def new_nonce() -> str:
    return get_random_string(NONCE_LENGTH)


def token_of(nonce: str, purpose: str) -> str:
    """Return what stands in the link. `purpose` keeps a link of one kind from opening another."""
    return Signer(salt=f"secret_links.{purpose}", sep=_SEPARATOR).sign(nonce)


def nonce_of(token: str, purpose: str) -> str | None:
    """Return the random part of a link; None for one that was made up."""
    try:
        return str(Signer(salt=f"secret_links.{purpose}", sep=_SEPARATOR).unsign(token))
    except BadSignature:
        return None
