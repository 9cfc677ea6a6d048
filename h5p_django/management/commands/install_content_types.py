"""`manage.py install_content_types`: our own content types, ready to be used. Safe to run again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from h5p_django import own_types


class Command(BaseCommand):
    help = "Install our own H5P content types; what is here already and unchanged stays."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        taken = own_types.install(at=timezone.now())
        self.stdout.write(f"H5P: {len(taken)} of our libraries installed or renewed.")
