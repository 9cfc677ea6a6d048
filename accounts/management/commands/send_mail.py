"""`manage.py send_mail`: send what could not leave at once."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import outbox


class Command(BaseCommand):
    help = "Send the mail that waits. Run it every few minutes; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        sent, waiting = outbox.send_waiting()
        self.stdout.write(f"sent {sent}, still waiting {waiting}")
