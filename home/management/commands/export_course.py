"""`manage.py export_course L1 L1.zip`: write one course, with all it leans on, as a package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from h5p_django.public import LibraryNotFound
from home.packages.exporting import NoSuchCourse, export_course


class Command(BaseCommand):
    help = "Write one published course, in all its languages, with recordings and H5P, as a zip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        whole, part = options["file"], options["file"].with_suffix(".part")
        try:
            with part.open("wb") as out:
                export_course(options["key"], out)
            part.replace(whole)
        except NoSuchCourse as error:
            raise CommandError(f"There is no published course {error}.") from error
        except LibraryNotFound as missing:
            raise CommandError(f"The H5P library {missing} is missing.") from missing
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"written to {options['file']}")
