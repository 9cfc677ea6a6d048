"""`manage.py forget_devices`: delete what lies on devices nobody has come back to. For a nightly run."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses import actions
from courses.learner import DEVICE_DAYS


class Command(BaseCommand):
    help = f"Delete the learning done without an account on devices not used for {DEVICE_DAYS} days."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - timedelta(days=DEVICE_DAYS)
        forgotten = 0
        while gone := actions.forget_devices(before=before):
            forgotten += gone
        self.stdout.write(f"{forgotten} devices forgotten")
