"""`manage.py export_content <folder>`: write the site's content as the files `load_content` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.shipping import export


class Command(BaseCommand):
    help = "Write all content to a folder, in the form that load_content reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        export(options["folder"])
        self.stdout.write(f"written to {options['folder']}")
