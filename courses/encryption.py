"""Private notes are unreadable in the database and its backups: encrypted with a key of the owner's own.

The owner's key is derived from the first of the settings' `NOTES_KEYS`; older ones still decrypt, so keys
can be changed. When none is set they are derived from `SECRET_KEY` and `SECRET_KEY_FALLBACKS`: then a
changed SECRET_KEY must stay among the fallbacks for as long as notes written under it should be readable."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class UnreadableNote(Exception):
    """A note was encrypted with a key that is no longer among the settings, or belongs to someone else."""


def encrypt(text: str, *, owner: str) -> str:
    """Return `text` as a token that only `owner` (such as `user:7`) can have decrypted."""
    return _keys_of(owner).encrypt(text.encode()).decode()


def decrypt(token: str, *, owner: str) -> str:
    """Return the text behind `token`. Raises UnreadableNote when no key of `owner` fits."""
    try:
        return _keys_of(owner).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UnreadableNote(owner) from error


def _keys_of(owner: str) -> MultiFernet:
    masters = settings.NOTES_KEYS or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(master, owner)) for master in masters])


def _derive(master: str, owner: str) -> bytes:
    """Return a Fernet key for one owner. HKDF (RFC 5869): one derived key tells nothing of another."""
    derivation = HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=f"byggestein note {owner}".encode()
    )
    return base64.urlsafe_b64encode(derivation.derive(master.encode()))
