"""The certificate as an Open Badge that other systems read. Pure; signing is courses.certificates.proofs.

Source: 1EdTech Open Badges 3.0 (AchievementCredential) on W3C Verifiable Credentials 2.0. The addresses of
the contexts and the schema are names: nothing is fetched from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who vouches: the DID its keys are found by, a name, and the address of the site."""

    did: str
    name: str
    url: str

    def status_list_url(self, number: int) -> str:
        return f"{self.url}/verifiser/status/{number}/"


@dataclass(frozen=True, slots=True)
class Badge:
    """What one certificate says, in one language. `place` is its bit in status list number `status_list`."""

    code: str
    holder: str
    course: str
    version: str
    title: str
    outcomes: Sequence[str]
    criteria: str
    language: str
    issued_at: datetime
    expires_at: datetime | None
    status_list: int
    place: int


def credential(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    """Return the credential without its proof, as JSON-able values."""
    status_list = issuer.status_list_url(badge.status_list)
    document: dict[str, Any] = {
        "@context": [VC, OB],
        "id": f"{issuer.url}/verifiser/{badge.code}/",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": badge.title,
        "issuer": _profile(issuer),
        "validFrom": timestamp(badge.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "identityHash": badge.holder,
                    "hashed": False,
                }
            ],
            "achievement": _achievement(badge, issuer),
        },
        "credentialStatus": {
            "id": f"{status_list}#{badge.place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(badge.place),
            "statusListCredential": status_list,
        },
        "credentialSchema": [{"id": OB_SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if badge.expires_at:
        document["validUntil"] = timestamp(badge.expires_at)
    return document


def status_list_credential(number: int, encoded: str, issuer: Issuer, at: datetime) -> dict[str, Any]:
    """Return status list `number` as a credential without its proof; `encoded` is from domain.status_list."""
    url = issuer.status_list_url(number)
    return {
        "@context": [VC],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": timestamp(at),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
        },
    }


def did_web(site_url: str) -> str:
    """Return the DID of a site, such as did:web:byggestein.no or did:web:localhost%3A8000 (did:web 1.0)."""
    return "did:web:" + site_url.split("://", 1)[1].rstrip("/").replace(":", "%3A").replace("/", ":")


def timestamp(at: datetime) -> str:
    """Return the time as XML Schema writes it, in UTC to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _profile(issuer: Issuer) -> dict[str, Any]:
    return {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def _achievement(badge: Badge, issuer: Issuer) -> dict[str, Any]:
    # A name of its own for each version of a course: the page behind an address changes, this does not.
    return {
        "id": uuid5(NAMESPACE_URL, f"{issuer.url}/kurs/{badge.course}/{badge.version}").urn,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": badge.title,
        "description": " ".join(badge.outcomes),
        "criteria": {"narrative": badge.criteria},
        "inLanguage": badge.language,
        "version": badge.version,
        "creator": _profile(issuer),
    }
