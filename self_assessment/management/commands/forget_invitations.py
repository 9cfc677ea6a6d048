"""`manage.py forget_invitations`: let go of addresses that never became part of a team."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from self_assessment.team.actions import forget_old_invitations


class Command(BaseCommand):
    help = "Delete invitations nobody took up, ASSESSMENT_INVITATION_MEMORY_DAYS after they ran out. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"deleted {forget_old_invitations(at=timezone.now())}")
