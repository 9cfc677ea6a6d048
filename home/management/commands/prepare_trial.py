"""`manage.py prepare_trial`: everything `make run` needs before the server starts. Safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from base.messages import compile_catalogues


class Command(BaseCommand):
    help = "Compile texts, migrate, install our H5P types, load the shipped content and, in demo mode, the demo people."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues(settings.BASE_DIR)
        call_command("migrate", verbosity=0)
        call_command("install_content_types", stdout=self.stdout)
        call_command("load_content", stdout=self.stdout)
        if settings.DEMO:
            call_command("load_demo", stdout=self.stdout)
