"""`manage.py check_content`: what is wrong with the texts, links and sources that are published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from home.checks.models import CheckRun
from home.checks.running import content_problems, keep


class Command(BaseCommand):
    help = (
        "Check what is published, and keep the list for the editors (CMS, Reports). Ends with 1 when something "
        "must be put right; what is only to be looked at is listed and counts with --strict."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ask", action="store_true", help="also ask every address outside the site")
        parser.add_argument(
            "--strict", action="store_true", help="end with 1 also when there are only warnings"
        )
        parser.add_argument("--language", choices=("nb", "nn", "en"), default="nb")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            found = content_problems(timezone.localdate(), ask_outside=options["ask"])
            for problem in found:
                self.stdout.write(problem.line())
        keep(CheckRun.Kind.CONTENT, found, at=timezone.now())
        errors = sum(problem.is_error for problem in found)
        self.stdout.write(f"errors: {errors}, warnings: {len(found) - errors}")
        if errors or (found and options["strict"]):
            raise CommandError(f"{errors} errors and {len(found) - errors} warnings in the content.")
