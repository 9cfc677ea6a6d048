"""People at the CMS: an editor, an approver, someone from another desk, and someone from outside."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.groups import ensure_editors
from h5p_django.models import PendingPackage
from tests.factories.accounts import UserFactory
from tests.factories.h5p_django import package


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def with_permissions(*names: str):
    user = UserFactory()
    for name in ("wagtailadmin.access_admin", *names):
        app, codename = name.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


@pytest.fixture(autouse=True)
def _fresh(empty_h5p):
    """Nothing of H5P is here but what a test brings in."""


@pytest.fixture
def editor(db) -> Client:
    user = UserFactory(is_staff=True)
    user.groups.add(ensure_editors())
    return client_of(user)


@pytest.fixture
def other_editor(db) -> Client:
    user = UserFactory(is_staff=True)
    user.groups.add(ensure_editors())
    return client_of(user)


@pytest.fixture
def boss(db) -> Client:
    """An approver who is no administrator."""
    return client_of(with_permissions("h5p_django.install_library", "h5p_django.view_content"))


@pytest.fixture
def colleague(db) -> Client:
    """Someone in the CMS who has nothing to do with H5P."""
    return client_of(with_permissions())


@pytest.fixture
def learner(db) -> Client:
    return client_of(UserFactory())


def send(client, address, file=None, name="quiz.h5p"):
    """Upload a package as a browser does."""
    data = file or package()
    data.name = name
    return client.post(address, {"file": data})


@pytest.fixture
def waiting(editor) -> PendingPackage:
    send(editor, "/admin/h5p/contents/new/")
    return PendingPackage.objects.get()
