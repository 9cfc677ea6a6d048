"""`manage.py walk_courses`: a robot takes every published course, and says where a learner would be stuck."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses import public as courses
from home.checks.models import CheckRun
from home.checks.running import keep


class Command(BaseCommand):
    help = (
        "Take every published course in each language to its end, and leave nothing behind. Ends with 1 when one "
        "cannot be finished; editors see it in the CMS, under Reports."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = courses.walk_problems()
        for problem in found:
            self.stdout.write(problem.line())
        keep(CheckRun.Kind.WALK, found, at=timezone.now())
        if found:
            raise CommandError(f"{len(found)} things keep a learner from finishing.")
        self.stdout.write("Every published course can be finished.")
