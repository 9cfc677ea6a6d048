"""Look whether the audit trails and the signed results are as they were written."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from self_assessment.finishing.proof import faults


class Command(BaseCommand):
    help = "Verify the chain of every audit trail and the digest of every signed result. Fails when one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} faults. Compare with a backup, and tell the municipality.")
        self.stdout.write("Every audit trail and every signed result is whole.")
