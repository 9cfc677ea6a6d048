"""`manage.py verify_audit_trail`: tell whether anything in the audit trails has been changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from self_assessment.finishing.trail import broken_trails


class Command(BaseCommand):
    help = "Check the audit trail of every assessment. Fails, and says where, when one is not whole."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(broken_trails())
        for assessment, entry in broken:
            self.stderr.write(f"assessment {assessment}: entry {entry} does not fit the one before it")
        if broken:
            raise CommandError(f"{len(broken)} audit trails are not whole.")
        self.stdout.write("Every audit trail is whole.")
