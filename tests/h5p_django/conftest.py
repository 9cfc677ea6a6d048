"""An empty H5P: no libraries, no contents, and a storage of its own that is gone afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import User
from h5p_django.models import (
    Blob,
    Content,
    ContentRevision,
    Library,
    LibraryFile,
    PendingPackage,
    PlayerState,
    Requirement,
)
from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def blob_folder(settings, tmp_path) -> Path:
    """The folder where this test's blobs lie."""
    folder = tmp_path / "h5p"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "h5p": backend}
    return folder


@pytest.fixture
def empty_h5p(db) -> None:
    """No content or library that ships with the product."""
    for model in (PlayerState, PendingPackage, Requirement):
        model.objects.all().delete()
    Content.objects.update(revision=None)
    for model in (ContentRevision, Content, LibraryFile, Library, Blob):
        model.objects.all().delete()


@pytest.fixture
def author(db) -> User:
    return UserFactory()


@pytest.fixture
def approver(db) -> User:
    person = UserFactory()
    person.user_permissions.add(
        Permission.objects.get(content_type__app_label="h5p_django", codename="install_library")
    )
    return User.objects.get(pk=person.pk)


@pytest.fixture
def now():
    return timezone.now()


def stored_files(folder: Path) -> set[str]:
    """Return the files in a blob folder, as the storage names them."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
