"""Let a certificate count no more: `manage.py revoke_certificate 7KQF-2M9D-XR4T mistake`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.certificates import actions, queries
from courses.certificates.domain import code as codes
from courses.certificates.domain.standing import Reason


class Command(BaseCommand):
    help = "Revoke a certificate. Whoever checks it is told the class of the reason. It cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="as it is printed, such as 7KQF-2M9D-XR4T")
        parser.add_argument(
            "reason", choices=[reason.value for reason in Reason if reason is not Reason.REPLACED]
        )

    def handle(self, *args: Any, code: str, reason: str, **options: Any) -> None:
        read = codes.read(code)
        certificate = queries.find(read) if read else None
        if certificate is None:
            raise CommandError(f"No certificate has the code {code}. Nothing was changed.")
        if certificate.revoked_at:
            raise CommandError(
                f"{certificate} was revoked on {certificate.revoked_at:%Y-%m-%d} ({certificate.reason}). "
                "Nothing was changed."
            )
        actions.revoke(certificate=certificate, reason=Reason(reason), by=None, at=timezone.now())
        self.stdout.write(f"{certificate} is revoked ({reason}).")
