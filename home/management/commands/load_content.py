"""`manage.py load_content`: bring in the content that ships with the product."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.content import ContentError
from home.shipping import load


class Command(BaseCommand):
    help = "Load the shipped content. Keeps what an editor has changed. Loads nothing if anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.CONTENT_ROOT))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load(options["folder"])
        except ContentError as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(error.faults)} faults in the content. Nothing was loaded.") from error
        for line in report.lines():
            self.stdout.write(line)
