"""What the QR code of a certificate carries: all that a verifier without a network needs, signed. Pure.

Text: base64url without padding of

    1 byte   version of this format, 1
    4 bytes  id of the key: the first bytes of the SHA-256 of the public key
    64 bytes Ed25519 signature (RFC 8032) over CONTEXT + version + key id + body
    the rest body: a JSON array in UTF-8, the fields of Statement in their order

What reads it in the browser is static/js/verify-offline.js: change both at once, with a new version."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import astuple, dataclass
from datetime import date

VERSION = 1
KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
HEAD_BYTES = 1 + KEY_ID_BYTES
CONTEXT = b"byggestein certificate\n"
"""Goes into what is signed, so that a signature made for something else never fits here."""
LONGEST = 2000
"""Characters. A QR code holds no more than 2953 bytes, and ours far fewer."""
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class BadPayload(ValueError):
    """The text is not a payload of ours; nothing is said of who made it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says. `minutes` is how long the course is; dates are ISO, `expires` may be empty."""

    code: str
    name: str
    title: str
    course: str
    version: str
    minutes: int
    completed: str
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload as it was read. It proves nothing until `signature` is checked over `signed`."""

    key_id: bytes
    signature: bytes
    body: bytes
    statement: Statement

    @property
    def signed(self) -> bytes:
        return to_sign(self.key_id, self.body)


def body_of(statement: Statement) -> bytes:
    return json.dumps(astuple(statement), ensure_ascii=False, separators=(",", ":")).encode()


def to_sign(key_id: bytes, body: bytes) -> bytes:
    """Return the bytes a signature is made over."""
    return CONTEXT + bytes([VERSION]) + key_id + body


def write(key_id: bytes, signature: bytes, body: bytes) -> str:
    """Return the text of the QR code's payload."""
    return base64.urlsafe_b64encode(bytes([VERSION]) + key_id + signature + body).rstrip(b"=").decode()


def read(text: str) -> Payload:
    """Return what the text carries. Raises BadPayload, and nothing else, for anything we did not write."""
    raw = _decode(text)
    if len(raw) <= HEAD_BYTES + SIGNATURE_BYTES or raw[0] != VERSION:
        raise BadPayload("neither the length nor the version of a payload")
    body = raw[HEAD_BYTES + SIGNATURE_BYTES :]
    key_id, signature = raw[1:HEAD_BYTES], raw[HEAD_BYTES : HEAD_BYTES + SIGNATURE_BYTES]
    return Payload(key_id, signature, body, _statement(body))


def _decode(text: str) -> bytes:
    if len(text) > LONGEST or not _BASE64URL.fullmatch(text):
        raise BadPayload("not base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise BadPayload("not base64url") from error
    # The last sign may hold bits that count for nothing: one certificate, one text.
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise BadPayload("not the shortest form")
    return raw


def _statement(body: bytes) -> Statement:
    try:
        values = json.loads(body)
        statement = Statement(*values)
        if [type(value) for value in values] != [str, str, str, str, str, int, str, str]:
            raise BadPayload("fields of another kind")
        for day in filter(None, (statement.completed, statement.expires)):
            date.fromisoformat(day)
    except (ValueError, TypeError, RecursionError) as error:
        raise BadPayload("the body is not a statement") from error
    return statement
