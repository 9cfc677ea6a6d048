"""`manage.py empty_bin`: delete for good what has lain in the bin for its time. To be run every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.bin import actions


class Command(BaseCommand):
    help = "Delete for good what editors deleted more than BIN_DAYS days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"deleted for good: {actions.empty(at=timezone.now())}")
