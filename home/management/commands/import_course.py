"""`manage.py import_course L1.zip`: bring in a course package, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from base.content import ContentError
from home.packages.importing import import_course


class Command(BaseCommand):
    help = "Bring in a course package. Tells all that is wrong with it, and then brings in nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="replace the course when it is here already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                key = import_course(file, replace=options["replace"])
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except ContentError as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError(
                f"{len(error.faults)} faults in the package. Nothing was brought in."
            ) from error
        self.stdout.write(f"{key} is brought in")
