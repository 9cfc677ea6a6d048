"""`manage.py build_content_types FOLDER`: our own content types as packages for any H5P host."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from h5p_django import own_types


class Command(BaseCommand):
    help = "Write a .h5p file of each of our own content types, with an example; the same bytes every time."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write; made if it is not there")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in own_types.types():
            file = folder / f"{name.folder}.h5p"
            with file.open("wb") as out:
                own_types.build(name, out)
            self.stdout.write(str(file))
