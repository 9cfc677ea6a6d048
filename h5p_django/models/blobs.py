"""Bytes by their SHA-256: every file of H5P, kept once, however many libraries and revisions have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Self, cast

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

CHUNK_BYTES = 256 * 1024
STORAGE = "h5p"
"""Of settings.STORAGES. Not the one of pictures and documents: those are served from the site's own address,
and a script or an SVG of a package must never be."""


def blob_storage() -> Storage:
    return storages[STORAGE]


class BlobQuerySet(models.QuerySet["Blob"]):
    def unreferenced(self) -> Self:
        """Keep those that no library, revision or waiting package has."""
        return self.filter(library_files=None, content_files=None, pending_packages=None)

    def touch(self, at: datetime) -> int:
        return self.update(touched_at=at)


class Blob(models.Model):
    """A file's bytes. Its file is written before the row, and neither changes; see `sweeping`."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    stored_as = models.CharField(_("name in the storage"), max_length=120, unique=True)
    touched_at = models.DateTimeField(_("last taken into use"))

    objects = BlobQuerySet.as_manager()

    class Meta:
        verbose_name = _("H5P file")
        verbose_name_plural = _("H5P files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in pieces."""
        return read_chunks(self.stored_as)

    def open(self) -> BinaryIO:
        """Open the file for reading from any place."""
        return cast(BinaryIO, blob_storage().open(self.stored_as))


def read_chunks(name: str) -> Iterator[bytes]:
    """Yield the bytes of a file in the blob storage. Raises FileNotFoundError when it is asked for."""
    with blob_storage().open(name) as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece
