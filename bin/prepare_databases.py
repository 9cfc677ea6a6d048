"""Make the databases that the tests copy, on SQLite or on what DATABASE_URL names: `make test` does it meanwhile."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.database import prepare  # noqa: E402

prepare()
