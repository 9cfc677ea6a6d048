"""`manage.py messages`: keep the interface texts of all rooms complete in nb and nn."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from base import messages


class Command(BaseCommand):
    help = "Add new interface texts to the catalogues and list those that lack a translation."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only fail when one is missing")
        parser.add_argument("--compile", action="store_true", help="only compile, needs no tools")

    def handle(self, *args: Any, **options: Any) -> None:
        root = settings.BASE_DIR
        if options["compile"]:
            written = messages.compile_catalogues(root)
            self.stdout.write(f"{len(written)} catalogues compiled")
            return
        if not options["check"]:
            messages.update_catalogues(root)
        missing = list(messages.missing_texts(root))
        for room, language, text in missing:
            self.stdout.write(f"{room} {language}: {text}")
        if missing:
            raise CommandError(f"{len(missing)} translations are missing")
        messages.compile_catalogues(root)
        self.stdout.write("nb and nn are complete")
