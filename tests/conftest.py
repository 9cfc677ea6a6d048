"""What every test may lean on: compiled texts, and a database that holds the shipped content."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import trans_real
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item):
    """A test with transactions of its own leaves the tables empty: the next one gets a fresh copy."""
    outcome = yield
    mark = item.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            use_copy(os.environ.get("PYTEST_XDIST_WORKER", "alone"))
    return outcome


@pytest.fixture(autouse=True)
def _fresh_start():
    """No test reads what another one cached, or speaks the language it left behind."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
