"""The keys that sign certificates: Ed25519, named in the settings' CERTIFICATE_KEYS, newest first.

An entry is a private key (32 bytes as base64url), or `public:` and the public one of a key that has retired:
it no longer signs, and what it signed is still good. `manage.py make_certificate_key` makes one.

In demo and debug mode a missing key is derived from SECRET_KEY, so that the trial needs no set-up."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from courses.certificates.domain.payload import KEY_ID_BYTES

SETTING = "CERTIFICATE_KEYS"
PUBLIC = "public:"


class NoSigningKey(Exception):
    """CERTIFICATE_KEYS holds no private key, so nothing can be signed."""

    def __init__(self) -> None:
        super().__init__(f"{SETTING} is not set")


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `private` is None when it has retired."""

    public: bytes
    private: Ed25519PrivateKey | None

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.public).digest()[:KEY_ID_BYTES]

    @property
    def name(self) -> str:
        return self.id.hex()


def all_keys() -> tuple[Key, ...]:
    """Return every key that verifies, newest first. Raises ImproperlyConfigured, naming the setting."""
    entries = tuple(settings.CERTIFICATE_KEYS)
    if not entries and (settings.DEMO or settings.DEBUG):
        return (_derived(settings.SECRET_KEY),)
    return _read(entries)


def signing_key() -> Key:
    """Return the key that signs now: the first private one. Raises NoSigningKey."""
    key = next((key for key in all_keys() if key.private), None)
    if key is None:
        raise NoSigningKey
    return key


def sign(message: bytes) -> tuple[Key, bytes]:
    """Return the key that signed, and the signature (64 bytes; the same for the same message)."""
    key = signing_key()
    assert key.private is not None  # noqa: S101 - signing_key says so
    return key, key.private.sign(message)


def verifies(key_id: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether one of our keys made the signature."""
    for key in all_keys():
        if key.id == key_id:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
            except InvalidSignature:
                continue
            return True
    return False


def new_private_key() -> str:
    """Return a new entry for the setting."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def retired(entry: str) -> str:
    """Return the entry that verifies what `entry` signed, and can sign no more."""
    return PUBLIC + _text(_read((entry,))[0].public)


@lru_cache(maxsize=8)
def _read(entries: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(_key(entry, place) for place, entry in enumerate(entries, start=1))


def _key(entry: str, place: int) -> Key:
    text = entry.strip()
    try:
        raw = base64.urlsafe_b64decode((text.removeprefix(PUBLIC) + "=").encode())
        if text.startswith(PUBLIC):
            Ed25519PublicKey.from_public_bytes(raw)
            return Key(raw, None)
        return _of(Ed25519PrivateKey.from_private_bytes(raw))
    except ValueError as error:
        # Never the entry itself: it may be a private key with a slip in it.
        raise ImproperlyConfigured(f"{SETTING}: entry {place} is not an Ed25519 key in base64url") from error


@lru_cache(maxsize=2)
def _derived(secret: str) -> Key:
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"byggestein certificates")
    return _of(Ed25519PrivateKey.from_private_bytes(derivation.derive(secret.encode())))


def _of(private: Ed25519PrivateKey) -> Key:
    return Key(private.public_key().public_bytes_raw(), private)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
