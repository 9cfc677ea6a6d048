"""What every test may lean on: compiled texts, and a database that holds the shipped content."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import trans_real
from hypothesis import settings as hypothesis_settings

from base.messages import compile_catalogues
from tests.database import use_copy

hypothesis_settings.register_profile("product", deadline=None, derandomize=True)
hypothesis_settings.load_profile("product")


def pytest_configure() -> None:
    if compile_catalogues(settings.BASE_DIR):
        trans_real._translations.clear()  # Django had read the older ones already
        trans_real._default = None


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Give this process a database of its own that holds the shipped content."""
    with django_db_blocker.unblock():
        use_copy(os.environ.get("PYTEST_XDIST_WORKER", "alone"))


@pytest.fixture(autouse=True)
def _empty_cache():
    """No test reads what another one cached."""
    cache.clear()
