"""What every test may lean on: compiled texts, and a database that holds the shipped content."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from hypothesis import settings as hypothesis_settings

from base.messages import compile_catalogues

hypothesis_settings.register_profile("product", deadline=None, derandomize=True)
hypothesis_settings.load_profile("product")


def pytest_configure() -> None:
    compile_catalogues(settings.BASE_DIR)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the shipped content once a run. A reused database gets only what has changed."""
    with django_db_blocker.unblock():
        call_command("load_content", stdout=StringIO())


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test reads what another one cached."""
    cache.clear()
    yield
