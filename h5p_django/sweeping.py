"""Takes away bytes that nothing uses any more. Safe beside imports that run at the same time.

An import writes a file, then its row, then what refers to it; and it touches a blob before it reuses one. So
what was touched before the grace period and is not referred to is nobody's, and what has no row and is older
than that was left by an import that died, or is a bundle that no content is shown with any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import Storage
from django.db import transaction

from h5p_django import bundles
from h5p_django.models import Blob
from h5p_django.models.blobs import blob_storage

BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was, or would be, taken away."""

    blobs: int
    bytes: int
    strays: int  # files without a row


def count(*, before: datetime) -> Swept:
    """Return what `sweep` would take away now."""
    rows = Blob.objects.unreferenced().filter(touched_at__lt=before)
    strays = sum(1 for _ in _strays(blob_storage(), before))
    return Swept(rows.count(), sum(rows.values_list("size", flat=True)), strays)


def sweep(*, before: datetime) -> Swept:
    """Delete blobs that nothing refers to, last touched before `before`, and files without a row as old."""
    storage, blobs, size = blob_storage(), 0, 0
    while batch := _delete_rows(before):
        for name, bytes_ in batch:
            storage.delete(name)
            size += bytes_
        blobs += len(batch)
    strays = list(_strays(storage, before))
    for name in strays:
        storage.delete(name)
    return Swept(blobs, size, len(strays))


@transaction.atomic
def _delete_rows(before: datetime) -> list[tuple[str, int]]:
    """Delete some rows and return (file, size) of each.

    The lock asks again whether a row is old: one that an import touched meanwhile is left. An import that
    comes later finds no row, and writes the file anew."""
    old = Blob.objects.filter(touched_at__lt=before)
    candidates = list(old.unreferenced().values_list("pk", flat=True)[:BATCH])
    locked = list(old.filter(pk__in=candidates).select_for_update())
    free = Blob.objects.unreferenced().filter(pk__in=[blob.pk for blob in locked])
    gone = [(blob.stored_as, blob.size) for blob in free]
    free.delete()
    return gone


def _strays(storage: Storage, before: datetime) -> Iterator[str]:
    """Yield the names of old files that no row has and no content is shown with, one folder at a time."""
    bundles_in_use = bundles.in_use()
    for folder in _listed(storage, "")[0]:
        names = [f"{folder}/{name}" for name in _listed(storage, folder)[1]]
        known = set(
            Blob.objects.filter(stored_as__startswith=f"{folder}/").values_list("stored_as", flat=True)
        )
        known |= bundles_in_use
        yield from (name for name in names if name not in known and storage.get_modified_time(name) < before)


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return [], []
