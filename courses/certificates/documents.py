"""Certificates on paper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.drawing.qr import qr
from base.paper import BRAND, compile_pdf, mark_on_paper
from courses.certificates import drawings, statements, words
from courses.certificates.models import Certificate

LONG_NAME = 26
"""Signs. A longer name is set smaller, so that it stays on one line or two."""


def certificate_pdf(certificate: Certificate) -> bytes:
    """Return the certificate in the active language. Raises keys.NoSigningKey."""
    return compile_pdf("certificates/certificate.typ", certificate_data(certificate), certificate.issued_at)


def certificate_data(certificate: Certificate) -> dict[str, Any]:
    """Return all that certificate.typ says."""
    language = words.language()
    kind, url = _("Course certificate"), statements.verify_url(certificate)
    title = certificate.title(language)
    return {
        "lang": get_language(),
        "text_lang": language,
        "title": f"{kind}: {title}, {certificate.holder_name}",
        "issuer": settings.SITE_OWNER,
        "brand": BRAND,
        "kind": kind,
        "name": certificate.holder_name,
        "name_size": 34 if len(certificate.holder_name) <= LONG_NAME else 22,
        "finished": _("has finished the course"),
        "course": title,
        "facts": facts(certificate),
        "outcomes_heading": _("After the course"),
        "outcomes": certificate.outcomes(language),
        "check_here": _("Anyone can check this certificate at"),
        "url": url,
        "shown_url": url.split("://", 1)[1].split("/verifiser/")[0] + "/verifiser/",
        "code_label": _("Code:"),
        "code": certificate.printed_code,
        "proves": _("The QR code is signed, and can be checked without a network too."),
        "qr": qr(statements.qr_address(certificate, language), ""),
        "qr_label": _("QR code that leads to the check of this certificate: %(url)s") % {"url": url},
        "seal": drawings.seal_on_paper(),
        "mark": mark_on_paper(),
    }


def facts(certificate: Certificate) -> list[tuple[str, str]]:
    """Return (label, value) of what the certificate says beside name and course."""
    found = [
        (_("Extent"), words.extent(certificate)),
        (_("Finished"), words.day(certificate.completed_at)),
        (_("Course version"), words.version(certificate)),
        (_("Issued by"), settings.SITE_OWNER),
    ]
    if certificate.expires_at:
        found.append((_("Valid until"), words.day(certificate.expires_at)))
    return found
