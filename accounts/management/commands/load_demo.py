"""`manage.py load_demo`: three people to try the site as. Only in demo mode."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import demo


class Command(BaseCommand):
    help = "Make the demo people and print how to log in as them. Safe to run again. Needs DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            people = demo.load()
        except demo.NotInDemoMode:
            raise CommandError("This site is not in demo mode. Set DEMO=1 if it should be.") from None
        except demo.MunicipalitiesMissing:
            raise CommandError(
                "The municipalities are missing. Run `manage.py load_content` first."
            ) from None
        self.stdout.write("Log in as:")
        for person in people:
            self.stdout.write(f"  {person.part:16} {person.email:22} {person.password}")
