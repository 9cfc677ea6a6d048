"""Files on their way in: bytes to the storage first, rows afterwards in the caller's transaction.

A file is read once and hashed meanwhile, and written only when no blob has those bytes. Memory is bounded by
`BATCH_BYTES` and `SPOOL_BYTES`, whatever is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile, TemporaryFile
from types import TracebackType
from typing import IO, Self

from django.core.files.base import ContentFile, File

from h5p_django.models import Blob
from h5p_django.models.blobs import blob_storage

BATCH_BYTES = 4 * 1024 * 1024
BATCH_FILES = 500
SMALL_BYTES = 1024 * 1024
"""A larger file is not held in memory, and never kept as text in a row."""
SPOOL_BYTES = 8 * 1024 * 1024
RECENT = timedelta(hours=1)
"""A blob touched this lately is safe from sweeping, whose grace period is longer."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that was taken. `place`: where its text waits for a row; None when its bytes are a blob."""

    path: str
    sha256: str
    size: int
    place: int | None = None


def listing_digest(files: Iterable[tuple[str, str]]) -> str:
    """Return one SHA-256 for a set of (path, SHA-256): of their sorted lines, as sha256sum writes them."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest()


class Staging:
    """Takes files in; as a context manager, takes away again what it wrote when something goes wrong."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._storage = blob_storage()
        self._known: set[str] = set()  # blobs that are here, touched so that they stay
        self._new: dict[str, Blob] = {}  # written by us, without rows yet
        self._waiting: dict[str, bytes] = {}  # small files, looked up and written together
        self._waiting_bytes = 0
        self._texts = SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115  closed in __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._texts.close()
        if kind is not None:
            for blob in self._new.values():
                self._storage.delete(blob.stored_as)

    def take(
        self,
        files: Iterable[tuple[str, Iterable[bytes]]],
        *,
        as_text: Callable[[str], bool] = lambda path: False,
    ) -> list[StagedFile]:
        """Read (path, pieces). Small ones for which `as_text` is true get no blob: see `text`."""
        return [self._take(path, pieces, as_text=as_text(path)) for path, pieces in files]

    def here(self, blobs: Mapping[str, str]) -> list[StagedFile]:
        """Return files {path: SHA-256} whose bytes are here already, without those that are not any more."""
        self._learn(blobs.values())
        sizes = dict(Blob.objects.filter(pk__in=blobs.values()).values_list("pk", "size"))
        return [StagedFile(path, each, sizes[each]) for path, each in blobs.items() if each in sizes]

    def text(self, file: StagedFile) -> bytes:
        """Return the bytes of a file taken as text."""
        if file.place is None:
            raise ValueError(f"{file.path} was not kept as text")
        self._texts.seek(file.place)
        return self._texts.read(file.size)

    def flush(self) -> None:
        """Write what waits. To be done before the transaction begins, so that it is short."""
        self._learn(self._waiting)
        for sha256, data in self._waiting.items():
            if sha256 not in self._known:
                self._write(sha256, len(data), ContentFile(data))
        self._waiting, self._waiting_bytes = {}, 0

    def write_rows(self) -> None:
        """Make the rows of what was written. To be called in the transaction that refers to them."""
        # Somebody else may have brought in the same bytes meanwhile; then theirs count and ours are swept.
        Blob.objects.bulk_create(self._new.values(), batch_size=500, ignore_conflicts=True)

    def _take(self, path: str, pieces: Iterable[bytes], *, as_text: bool) -> StagedFile:
        data, rest = _read_small(pieces)
        if rest is not None:
            return StagedFile(path, *self._take_large(data, rest))
        sha256 = hashlib.sha256(data).hexdigest()
        if as_text:
            place = self._texts.seek(0, 2)
            self._texts.write(data)
            return StagedFile(path, sha256, len(data), place)
        self._wait(sha256, data)
        return StagedFile(path, sha256, len(data))

    def _wait(self, sha256: str, data: bytes) -> None:
        if self._is_here(sha256) or sha256 in self._waiting:
            return
        self._waiting[sha256] = data
        self._waiting_bytes += len(data)
        if self._waiting_bytes >= BATCH_BYTES or len(self._waiting) >= BATCH_FILES:
            self.flush()

    def _take_large(self, first: bytes, rest: Iterable[bytes]) -> tuple[str, int]:
        with TemporaryFile() as file:
            sha256, size = _copy(first, rest, file)
            if not self._is_here(sha256):
                self._learn([sha256])
            if not self._is_here(sha256):
                file.seek(0)
                self._write(sha256, size, File(file))
        return sha256, size

    def _is_here(self, sha256: str) -> bool:
        return sha256 in self._known or sha256 in self._new

    def _learn(self, digests: Iterable[str]) -> None:
        """Note which are here already. Touched first: what the sweep has not taken by then, it leaves."""
        wanted = list(digests)
        if wanted:
            rows = Blob.objects.filter(pk__in=wanted)
            rows.filter(touched_at__lt=self._at - RECENT).touch(self._at)
            self._known |= set(rows.values_list("pk", flat=True))

    def _write(self, sha256: str, size: int, content: File) -> None:
        # Named by its digest and without an extension. A file of that name and no row may be half written:
        # the storage then finds another name.
        name = self._storage.save(f"{sha256[:2]}/{sha256}", content)
        self._new[sha256] = Blob(sha256=sha256, size=size, stored_as=name, touched_at=self._at)


def _read_small(pieces: Iterable[bytes]) -> tuple[bytes, Iterable[bytes] | None]:
    """Return (bytes, None) of a small file, or (its beginning, the rest)."""
    data, rest = b"", iter(pieces)
    for piece in rest:
        data = data + piece if data else piece
        if len(data) >= SMALL_BYTES:
            return data, rest
    return data, None


def _copy(first: bytes, rest: Iterable[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256(first)
    size = target.write(first)
    for piece in rest:
        digest.update(piece)
        size += target.write(piece)
    return digest.hexdigest(), size
