"""Files on their way in: bytes to the storage first, rows afterwards in the caller's transaction.

A file is read once, hashed meanwhile, and written only when no blob has those bytes. Memory is bounded by
`BATCH_BYTES`, whatever is taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from django.core.files.base import ContentFile, File

from h5p_django.models import Blob
from h5p_django.models.blobs import blob_storage

BATCH_BYTES = 4 * 1024 * 1024
BATCH_FILES = 500
RECENT = timedelta(hours=1)
"""A blob touched this lately is safe from sweeping, whose grace period is longer."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file whose bytes are in the storage, or will be when its Staging is written."""

    path: str
    sha256: str
    size: int


@dataclass(slots=True)
class Taken:
    """What was taken at one time. `texts`: the bytes of those that were asked for, by path."""

    files: list[StagedFile] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over sorted lines of `<sha256 of the file>  <path>`, as sha256sum writes them."""
        return listing_digest((file.path, file.sha256) for file in self.files)


def listing_digest(files: Iterable[tuple[str, str]]) -> str:
    """Return one digest for a set of (path, SHA-256)."""
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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for blob in self._new.values():
                self._storage.delete(blob.stored_as)

    def take(self, files: Iterable[tuple[str, Iterable[bytes]]], *, texts: Iterable[str] = ()) -> Taken:
        """Read (path, pieces); their bytes are in the storage afterwards, or wait for `flush`."""
        taken, wanted = Taken(), frozenset(texts)
        for path, pieces in files:
            data, rest = _read_small(pieces)
            if rest is not None:
                taken.files.append(StagedFile(path, *self._take_large(data, rest)))
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            taken.files.append(StagedFile(path, sha256, len(data)))
            self._wait(sha256, data)
            if path in wanted:
                taken.texts[path] = data
        return taken

    def write_rows(self) -> None:
        """Make the rows of what was written. Call it in the transaction that refers to them."""
        self.flush()
        # Somebody else may have brought in the same bytes meanwhile; then theirs count and ours are swept.
        Blob.objects.bulk_create(self._new.values(), batch_size=500, ignore_conflicts=True)

    def flush(self) -> None:
        """Write the small files that wait. Best done before the transaction begins."""
        self._learn(self._waiting)
        for sha256, data in self._waiting.items():
            if sha256 not in self._known:
                self._write(sha256, len(data), ContentFile(data))
        self._waiting, self._waiting_bytes = {}, 0

    def _wait(self, sha256: str, data: bytes) -> None:
        if sha256 in self._known or sha256 in self._new or sha256 in self._waiting:
            return
        self._waiting[sha256] = data
        self._waiting_bytes += len(data)
        if self._waiting_bytes >= BATCH_BYTES or len(self._waiting) >= BATCH_FILES:
            self.flush()

    def _take_large(self, first: bytes, rest: Iterable[bytes]) -> tuple[str, int]:
        with TemporaryFile() as file:
            sha256, size = _copy(first, rest, file)
            if sha256 not in self._known and sha256 not in self._new:
                self._learn({sha256: b""})
            if sha256 not in self._known and sha256 not in self._new:
                file.seek(0)
                self._write(sha256, size, File(file))
        return sha256, size

    def _learn(self, digests: Mapping[str, bytes]) -> None:
        """Note which are here already. Touched first: what the sweep has not taken by then, it leaves."""
        if digests:
            rows = Blob.objects.filter(pk__in=list(digests))
            rows.filter(touched_at__lt=self._at - RECENT).touch(self._at)
            self._known |= rows.present(digests)

    def _write(self, sha256: str, size: int, content: File) -> None:
        # Named by its digest and without an extension. A file of that name and no row may be half written:
        # the storage then finds another name.
        name = self._storage.save(f"{sha256[:2]}/{sha256}", content)
        self._new[sha256] = Blob(sha256=sha256, size=size, stored_as=name, touched_at=self._at)


def _read_small(pieces: Iterable[bytes]) -> tuple[bytes, Iterable[bytes] | None]:
    """Return (bytes, None) of a file below a batch's size, or (its beginning, the rest)."""
    data, rest = b"", iter(pieces)
    for piece in rest:
        data = data + piece if data else piece
        if len(data) >= BATCH_BYTES // 4:
            return data, rest
    return data, None


def _copy(first: bytes, rest: Iterable[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256(first)
    size = target.write(first)
    for piece in rest:
        digest.update(piece)
        size += target.write(piece)
    return digest.hexdigest(), size
