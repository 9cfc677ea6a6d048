"""A person's certificates as my page shows them: plain values, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.certificates import queries, words
from courses.certificates.domain.standing import Standing
from courses.certificates.queries import CertificateStatus


@dataclass(frozen=True, slots=True)
class MyCertificate:
    """A certificate to link to. `text` tells when it was issued and how it stands; `standing` is one of
    valid, expired and revoked; `renewable` says that it is time to renew it."""

    course_key: str
    title: str
    url: str
    text: str
    standing: str
    renewable: bool


def my_certificates(user: Any) -> list[MyCertificate]:
    """Return a person's certificates in the reader's language, newest first. One query."""
    return [_of(status) for status in queries.certificates_of(user)]


def _of(status: CertificateStatus) -> MyCertificate:
    row = status.certificate
    return MyCertificate(
        course_key=row.course_key,
        title=row.title(words.language()),
        url=row.get_absolute_url(),
        text=_text(status),
        standing=status.standing.value,
        renewable=status.renewable,
    )


def _text(status: CertificateStatus) -> str:
    row = status.certificate
    if row.revoked_at:
        return _("Revoked on %(day)s") % {"day": words.day(row.revoked_at)}
    if status.standing is Standing.EXPIRED and row.expires_at:
        return _("Expired on %(day)s") % {"day": words.day(row.expires_at)}
    if row.expires_at:
        days = {"issued": words.day(row.issued_at), "until": words.day(row.expires_at)}
        return _("Issued %(issued)s, valid until %(until)s") % days
    return _("Issued %(day)s") % {"day": words.day(row.issued_at)}
