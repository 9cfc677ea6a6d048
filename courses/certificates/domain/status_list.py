"""Which certificates are revoked, as a list that tells nothing of who looks up what. Pure.

Source: W3C Recommendation Bitstring Status List v1.0 (15 May 2025): one bit a certificate, the first bit the
leftmost; at least 131 072 bits, so that a look-up hides among many; gzip, multibase base64url."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable

LENGTH = 131_072
"""Bits in one list."""


def encode(revoked: Iterable[int]) -> str:
    """Return the list in which the bits at `revoked` (0 to LENGTH - 1) are set."""
    bits = bytearray(LENGTH // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> place % 8
    # No time in the header: the same list is the same text.
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def is_set(encoded: str, place: int) -> bool:
    """Say whether the bit at `place` is set, as any verifier would."""
    text = encoded.removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return bool(bits[place // 8] & 0x80 >> place % 8)
