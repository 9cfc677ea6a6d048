"""From a certificate to what is signed about it: the QR code's address, and the Open Badge."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.certificates import keys, proofs
from courses.certificates.domain import open_badge, payload
from courses.certificates.domain.payload import BadPayload, Payload, Statement
from courses.certificates.models import Certificate


def statement(certificate: Certificate, language: str) -> Statement:
    expires = certificate.expires_at
    return Statement(
        code=certificate.printed_code,
        name=certificate.holder_name,
        title=certificate.title(language),
        course=certificate.course_key,
        version=certificate.course_version,
        minutes=certificate.minutes,
        completed=localtime(certificate.completed_at).date().isoformat(),
        expires=localtime(expires).date().isoformat() if expires else "",
    )


def signed_text(certificate: Certificate, language: str) -> str:
    """Return the payload of the QR code. Raises keys.NoSigningKey."""
    body = payload.body_of(statement(certificate, language))
    key, signature = keys.sign(payload.to_sign(keys.signing_key().id, body))
    return payload.write(key.id, signature, body)


def is_ours(read: Payload) -> bool:
    """Say whether one of our keys signed the payload."""
    return keys.verifies(read.key_id, read.signed, read.signature)


def check(text: str) -> Statement | None:
    """Return what a payload says if one of our keys signed it; None for anything else."""
    try:
        read = payload.read(text)
    except BadPayload:
        return None
    return read.statement if is_ours(read) else None


def verify_url(certificate: Certificate) -> str:
    """Return the address anyone may check it at."""
    return settings.SITE_URL + certificate.verify_path


def qr_address(certificate: Certificate, language: str) -> str:
    """Return what the QR code holds: the address of the check, and the signed payload after a #.

    A browser never sends what stands after #, so the name is in no server's log. Raises keys.NoSigningKey."""
    return f"{verify_url(certificate)}#{signed_text(certificate, language)}"


def offline_url() -> str:
    return settings.SITE_URL + reverse("verify:offline")


def credential(certificate: Certificate, language: str) -> dict[str, Any]:
    """Return the certificate as an Open Badge without its proof, in the active language."""
    badge = open_badge.Badge(
        code=certificate.printed_code,
        holder=certificate.holder_name,
        course=certificate.course_key,
        version=certificate.course_version,
        title=certificate.title(language),
        outcomes=certificate.outcomes(language),
        criteria=criteria(certificate),
        language=language,
        issued_at=certificate.issued_at,
        expires_at=certificate.expires_at,
        status_list=certificate.status_list,
        place=certificate.bit,
    )
    return open_badge.credential(badge, proofs.issuer())


def criteria(certificate: Certificate) -> str:
    """Return what finishing the course asked for."""
    if certificate.quiz_percent:
        return _("All modules read, and at least %(percent)s %% of the questions at the end right.") % {
            "percent": certificate.quiz_percent
        }
    return _("All modules read.")
