"""The people of the CMS, with our own content types installed."""

import pytest
from django.utils import timezone

from h5p_django import actions, own_types
from h5p_django.models import Content
from h5p_django.store import Store
from tests.h5p_django.cms.conftest import boss, colleague, editor, learner, other_editor

__all__ = ["boss", "colleague", "editor", "learner", "other_editor"]


@pytest.fixture(autouse=True)
def _types(empty_h5p):
    """Nothing of H5P is here but our own types."""
    own_types.install(at=timezone.now())


def written(machine: str = "Byggestein.TrueFalse", **metadata: str) -> Content:
    """Return a content with the example of one of our types."""
    name = next(each for each in own_types.types() if each.machine == machine)
    value = own_types.example(name)
    value = value.with_parameters(value.parameters, {**value.metadata, **metadata})
    return actions.save(content=None, value=value, by=None, at=timezone.now())


def all_types() -> list[str]:
    return [name.machine for name in own_types.types()]


def parameters(content: Content) -> dict:
    content.refresh_from_db()
    return Store().content(str(content.pk)).parameters
