"""The name on a certificate, and what is left of it when the account is gone. Pure.

After erasure only a salted proof is kept: whoever has the paper can have the name confirmed, and whoever has
only the database cannot read it. scrypt (RFC 7914) makes trying out a list of names slow; 2^14, 8, 1 is what
its authors propose for an answer while somebody waits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

LONGEST_NAME = 120
"""Characters."""


class NotAName(ValueError):
    """The text holds no letter, is too long, or holds signs that are not seen or turn the text around."""


def tidy(name: str) -> str:
    """Return the name as it will be printed: composed letters, single spaces. Raises NotAName."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text or len(text) > LONGEST_NAME or not any(sign.isalpha() for sign in text):
        raise NotAName(name)
    # Other: control signs, format signs such as those that reverse the order, unassigned and private ones.
    if any(unicodedata.category(sign).startswith("C") for sign in text):
        raise NotAName(name)
    return text


def prove(name: str, salt: bytes) -> str:
    """Return the proof of a name: salt and digest. The same name in other case gives the same digest."""
    return f"{_text(salt)}.{_text(_digest(name, salt))}"


def confirms(proof: str, name: str) -> bool:
    """Say whether `name` is the one the proof was made of, apart from case and spaces."""
    salt, digest = (base64.b64decode(part) for part in proof.split("."))
    return hmac.compare_digest(_digest(name, salt), digest)


def same(one: str, other: str) -> bool:
    """Say whether two names are the same apart from case and spaces."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _digest(name: str, salt: bytes) -> bytes:
    return hashlib.scrypt(_folded(name).encode(), salt=salt, n=2**14, r=8, p=1)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
