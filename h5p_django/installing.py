"""Rows of libraries: put in, replaced by a higher patch, and what that changes for content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from h5p import library as h5p_library
from h5p.errors import LibraryNotFound
from h5p.names import LibraryName
from h5p_django import requirements
from h5p_django.models import Library, LibraryFile
from h5p_django.models.fixed import JSONText, plain
from h5p_django.staging import BATCH_BYTES, BATCH_FILES, StagedFile, Staging, listing_digest

_LOCK = 0x483550  # any number that nothing else in the database locks by; this one reads "H5P"


@dataclass(frozen=True, slots=True)
class StagedLibrary:
    """A library whose files are staged."""

    value: h5p_library.Library
    files: list[StagedFile]


def stage(
    staging: Staging, library: h5p_library.Library, files: Iterable[tuple[str, Iterable[bytes]]]
) -> StagedLibrary:
    return StagedLibrary(library, staging.take(files, as_text=_is_text))


def _is_text(path: str) -> bool:
    """Tell whether this is one of the JSON files the reader has parsed."""
    return path in ("library.json", "semantics.json") or (
        path.startswith("language/") and path.endswith(".json")
    )


def one_at_a_time() -> None:
    """Let no two transactions change libraries at once. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def install(
    staging: Staging, staged: Sequence[StagedLibrary], *, by: Any, at: datetime, again: bool = False
) -> None:
    """Write the rows of libraries. Call it in a transaction, after `one_at_a_time`.

    What is here at the same or a higher patch stays as it is, unless `again`: somebody may have installed it
    since the package was looked at. Cost: about 7 queries, and two for each library that is replaced."""
    present = {row.name: row for row in rows_of(each.value.name for each in staged)}
    wanted = [
        each
        for each in staged
        if again or each.value.name not in present or each.value.patch > present[each.value.name].patch
    ]
    rows = [_row(staging, each, by, at) for each in wanted]
    new = [row for row in rows if row.name not in present]
    Library.objects.bulk_create(new, batch_size=100)
    for row in rows:
        if row.name in present:
            row.pk = present[row.name].pk
            row.save(force_update=True)
            row.files.all().delete()
    pairs = ((row, file) for row, each in zip(rows, wanted, strict=True) for file in each.files)
    _write_files(staging, pairs)
    requirements.forget(row.name for row in rows)


def remove(name: LibraryName) -> None:
    """Delete a library; its bytes are swept later. Raises LibraryNotFound. Call it as `install`."""
    requirements.forget([name])
    if not Library.objects.named(name).delete()[0]:
        raise LibraryNotFound(str(name))


def rows_of(names: Iterable[LibraryName]) -> list[Library]:
    """Return the rows of these libraries that are installed, without their large columns. One query."""
    machines = {name.machine for name in names}
    return list(Library.objects.filter(machine__in=machines).defer("library_json"))


def _write_files(staging: Staging, files: Iterable[tuple[Library, StagedFile]]) -> None:
    """Make the rows of libraries' files, some at a time: those kept as text are large together."""
    batch, size = [], 0
    for library, file in files:
        if file.place is None:
            row = LibraryFile(library=library, path=file.path, blob_id=file.sha256)
        else:
            row = LibraryFile(library=library, path=file.path, text=_text(staging, file))
            size += file.size
        batch.append(row)
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            LibraryFile.objects.bulk_create(batch)
            batch, size = [], 0
    LibraryFile.objects.bulk_create(batch)


def _row(staging: Staging, staged: StagedLibrary, by: Any, at: datetime) -> Library:
    library = staged.value
    described = next(file for file in staged.files if file.path == "library.json")
    return Library(
        machine=library.name.machine,
        major=library.name.major,
        minor=library.name.minor,
        patch=library.patch,
        title=plain(library.title, 255) or library.name.machine,
        runnable=library.runnable,
        licence=plain(library.licence, 40),
        library_json=JSONText(_text(staging, described)),
        digest=listing_digest((file.path, file.sha256) for file in staged.files),
        installed_by=by,
        installed_at=at,
    )


def _text(staging: Staging, file: StagedFile) -> str:
    """The reader has parsed it; strict JSON holds no raw control characters, so any database keeps it."""
    return staging.text(file).decode("utf-8-sig")
