"""Signatures in the forms other systems ask for, all by the keys of courses.certificates.keys.

Sources: W3C Data Integrity EdDSA Cryptosuites v1.0 (eddsa-jcs-2022), RFC 8785 (JCS), RFC 7515 with RFC 8037
(JWT with Ed25519), W3C Controlled Identifiers (Multikey, JsonWebKey), did:web."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from courses.certificates import keys
from courses.certificates.domain.open_badge import Issuer, did_web, timestamp
from courses.certificates.keys import Key

DID_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
ED25519_PUBLIC = b"\xed\x01"
"""What Multikey puts before an Ed25519 public key."""
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def issuer() -> Issuer:
    return Issuer(did_web(settings.SITE_URL), settings.SITE_OWNER, settings.SITE_URL)


def with_proof(document: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the document with a Data Integrity proof made `at`. Raises keys.NoSigningKey."""
    key = keys.signing_key()
    proof = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": timestamp(at),
        "verificationMethod": _method(key),
        "proofPurpose": "assertionMethod",
    }
    _key, signature = keys.sign(_hash_of(proof) + _hash_of(document))
    return {**document, "proof": {**proof, "proofValue": "z" + base58(signature)}}


def as_jwt(credential: Mapping[str, Any]) -> str:
    """Return the credential as a signed JWT (Open Badges 3.0, section 8.2). Raises keys.NoSigningKey."""
    head = {"alg": "EdDSA", "typ": "JWT", "kid": _jwk_method(keys.signing_key())}
    claims = {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    signed = f"{_part(head)}.{_part(claims)}"
    _key, signature = keys.sign(signed.encode())
    return f"{signed}.{_base64url(signature)}"


def did_document() -> dict[str, Any]:
    """Return what did:web finds: every key that verifies, the one that signs now first."""
    did = issuer().did
    methods: list[dict[str, Any]] = []
    for key in keys.all_keys():
        methods += [
            {
                "id": _method(key),
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": "z" + base58(ED25519_PUBLIC + key.public),
            },
            {
                "id": _jwk_method(key),
                "type": "JsonWebKey",
                "controller": did,
                "publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": _base64url(key.public)},
            },
        ]
    return {
        "@context": DID_CONTEXT,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def canonical(value: Any) -> bytes:
    """Return JSON as RFC 8785 writes it, for what our documents hold: texts, booleans and whole numbers.

    Keys are ASCII, so sorting them by code point is sorting them as the standard says."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def base58(raw: bytes) -> str:
    """Return the bytes in the Bitcoin alphabet, each leading zero byte as a 1."""
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def _method(key: Key) -> str:
    return f"{issuer().did}#{key.name}"


def _jwk_method(key: Key) -> str:
    return f"{_method(key)}-jwk"


def _hash_of(value: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(value)).digest()


def _seconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())


def _part(value: Mapping[str, Any]) -> str:
    return _base64url(canonical(value))


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
