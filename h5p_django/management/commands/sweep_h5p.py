"""`manage.py sweep_h5p`: take away H5P files that nothing uses. For a nightly run with --delete."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from h5p_django import sweeping


class Command(BaseCommand):
    help = "Tell which H5P files nothing uses any more; with --delete, take them away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delete", action="store_true", help="delete them; without it nothing is changed"
        )
        parser.add_argument(
            "--hours",
            type=int,
            default=settings.H5P_SWEEP_HOURS,
            help="leave alone what was taken into use within so many hours (H5P_SWEEP_HOURS; at least 2)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # An import counts on what it touched within the hour (staging.RECENT), and may itself take a while.
        before = timezone.now() - timedelta(hours=max(2, options["hours"]))
        swept = sweeping.sweep(before=before) if options["delete"] else sweeping.count(before=before)
        said = "deleted" if options["delete"] else "to delete (nothing was: say --delete)"
        self.stdout.write(
            f"{swept.blobs} files of {swept.bytes} bytes and {swept.strays} half-written files {said}"
        )
