"""Make a key to sign certificates with, and tell how to change to it from the one in use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from courses.certificates import keys


class Command(BaseCommand):
    help = (
        "Print a new value of CERTIFICATE_KEYS: a new key first, and those in use as keys that only verify."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        former = [
            entry if entry.startswith(keys.PUBLIC) else keys.retired(entry)
            for entry in settings.CERTIFICATE_KEYS
        ]
        self.stdout.write(f"{keys.SETTING}={','.join([keys.new_private_key(), *former])}")
        self.stderr.write(
            "Keep it secret, put it in the environment, and start the site again. Keep the public: entries "
            "for as long as certificates they signed should be good."
        )
