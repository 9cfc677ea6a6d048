"""What H5P is written by: bringing packages in, deciding on new code, saving, copying, putting away.

Each is one piece of work: all of it is stored, or nothing. Files are written before the transaction begins,
so that it is short; what came to no use is taken away again, at once or by the sweep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction

from base import page_cache
from base.knowledge.usage import Use
from h5p import export as h5p_export
from h5p.content import Content as ContentValue
from h5p.errors import LibraryNotFound
from h5p.importing import content_files, library_files, plan
from h5p.opened import Package
from h5p.semantics import filter_content
from h5p.storage import LibraryChain
from h5p_django import installing, queries, requirements, revising, uploads
from h5p_django.models import Content, ContentRevision, Library, PendingPackage, PlayerState
from h5p_django.models.fixed import plain
from h5p_django.staging import Staging
from h5p_django.store import Store

INSTALL = "h5p_django.install_library"
"""The permission to let in library code: it runs in every learner's browser."""


class InUse(Exception):
    """It is used at `uses`, so it was not deleted."""

    def __init__(self, uses: list[Use]) -> None:
        super().__init__(", ".join(use.where for use in uses))
        self.uses = uses


class AlreadyDecided(Exception):
    """Somebody has let the package in or refused it already; nothing was changed."""


def upload(
    *, file: BinaryIO, file_name: str, by: Any, at: datetime, replaces: Content | None = None
) -> Content | PendingPackage:
    """Bring a package in as a new content, or as the next revision of `replaces`.

    With library code that is not here it waits for an approver, unless `by` is one; uploaded again meanwhile,
    it waits once. Raises PackageRefused with every fault."""
    store = Store(by=by, at=at)
    package = uploads.open_package(file, store, file_name=file_name)
    if plan(package, store).changes_code and not by.has_perm(INSTALL):
        return _wait(package, store, file, file_name, by=by, at=at, replaces=replaces)
    return _bring_in(package, store, by=by, at=at, into=replaces)


def ship(*, file: BinaryIO, key: str, at: datetime) -> Content:
    """Bring in a content that comes with the product, code and all; `key` names it at the next time.

    What is there already, unchanged, stays. Raises PackageRefused, and ValueError without a key."""
    if not key:
        raise ValueError("a content that comes with the product has a key")
    store = Store(at=at)
    package = uploads.open_package(file, store)
    return _bring_in(package, store, by=None, at=at, into=Content.objects.filter(key=key).first(), key=key)


def approve(*, pending: PendingPackage, by: Any, at: datetime) -> Content:
    """Let a waiting package in, with its libraries.

    Raises AlreadyDecided, PermissionDenied, and PackageRefused when it no longer fits what is installed."""
    _must_be_approver(by)
    pending = PendingPackage.objects.select_related("blob", "replaces").get(pk=pending.pk)
    if pending.blob is None:
        raise AlreadyDecided(pending)
    store = Store(by=by, at=at)
    with pending.blob.open() as file:
        package = uploads.open_package(file, store)
        decide = partial(_decide, pending, PendingPackage.State.APPROVED, by=by, at=at)
        return _bring_in(package, store, by=by, at=at, into=pending.replaces, afterwards=decide)


@transaction.atomic
def refuse(*, pending: PendingPackage, reason: str, by: Any, at: datetime) -> None:
    """Say no to a waiting package. Raises AlreadyDecided, PermissionDenied, ValueError without a reason."""
    _must_be_approver(by)
    if not reason.strip():
        raise ValueError("a refusal has a reason")
    _decide(pending, PendingPackage.State.REFUSED, None, by=by, at=at, reason=reason.strip())


def save(
    *,
    content: Content | None,
    value: ContentValue,
    by: Any,
    at: datetime,
    new_files: list[tuple[str, BinaryIO]] | None = None,
    blobs: Mapping[str, str] | None = None,
    expected: int | None = None,
) -> Content:
    """Keep what an editor wrote as a new content or as the next revision.

    `blobs`: files whose bytes are here already, {path: SHA-256}. Raises revising.Changed when the current
    revision is no longer `expected` (a primary key)."""
    files = ((path, uploads.pieces(file)) for path, file in new_files or [])
    return Store(by=by, at=at).save(content, value, files, blobs=blobs, expected=expected)


def copy(*, content: Content, by: Any, at: datetime, title: str = "") -> Content:
    """Return a content of its own that is like `content` today, under another title."""
    return revising.copy(content, by=by, at=at, title=title)


def delete(*, content: Content, at: datetime) -> None:
    """Put a content away. Raises InUse with every place that shows it.

    Its rows and files stay, for old versions of pages that may be taken up again; see `restore`."""
    uses = queries.uses_of_content(content)
    if uses:
        raise InUse(uses)
    Content.objects.filter(pk=content.pk, deleted_at=None).update(deleted_at=at)


def restore(*, content: Content) -> None:
    """Take a content that was put away out again."""
    Content.objects.filter(pk=content.pk).update(deleted_at=None)
    page_cache.clear()


@transaction.atomic
def remove_library(*, library: Library) -> None:
    """Delete an installed library. Raises InUse with every content and every other library that needs it."""
    installing.one_at_a_time()  # nothing that needs it comes in meanwhile
    uses = queries.uses_of_library(library)
    if uses:
        raise InUse(uses)
    Store().remove(library.name)


def export(*, revision: ContentRevision, out: BinaryIO, author_comments: bool = False) -> None:
    """Write a revision to `out` as a .h5p file. Raises LibraryNotFound when a library was removed since."""
    store = Store()
    files = [
        (path, blob.chunks())
        for path, blob in ((file.path, file.blob) for file in revision.files.select_related("blob"))
    ]
    filtered = requirements.filtered(revision, store)
    for missing in filtered.faults:
        raise LibraryNotFound(missing.values["library"])
    store.prepare_files(each.library.name for each in filtered.dependencies)
    h5p_export.export(out, revision.value, filtered, store, files, author_comments=author_comments)


def forget_learner(*, learner_key: str) -> int:
    """Delete all that was saved for a learner; return how many values that was."""
    return PlayerState.objects.filter(learner_key=learner_key).delete()[0]


def _bring_in(
    package: Package,
    store: Store,
    *,
    by: Any,
    at: datetime,
    into: Content | None = None,
    key: str = "",
    afterwards: Callable[[Content], None] = lambda content: None,
) -> Content:
    """Store a package's new libraries and its content. `afterwards` is done in the same transaction."""
    todo = plan(package, store)
    with Staging(at) as staging:
        libraries = [
            installing.stage(staging, library, library_files(package, library))
            for library in (*todo.new, *todo.patches)
        ]
        files = staging.take(content_files(package))
        staging.flush()
        owned = {file.path for file in files}
        filtered = filter_content(package.content, LibraryChain(package, store), owned=owned)
        with transaction.atomic():
            installing.one_at_a_time()
            staging.write_rows()
            installing.install(staging, libraries, by=by, at=at)
            content = revising.write(into, package.content, filtered, files, by=by, at=at, key=key)
            afterwards(content)
            return content


def _wait(
    package: Package,
    store: Store,
    file: BinaryIO,
    file_name: str,
    *,
    by: Any,
    at: datetime,
    replaces: Content | None,
) -> PendingPackage:
    libraries = uploads.brought(package, plan(package, store), store)
    with Staging(at) as staging:
        (whole,) = staging.take([(file_name, uploads.pieces(file))])
        staging.flush()
        with transaction.atomic():
            installing.one_at_a_time()
            staging.write_rows()
            waiting = PendingPackage.objects.waiting()
            same = waiting.filter(blob_id=whole.sha256, uploaded_by=by, replaces=replaces).first()
            return same or PendingPackage.objects.create(
                blob_id=whole.sha256,
                sha256=whole.sha256,
                file_name=plain(file_name, 255),
                title=plain(package.content.title, 255),
                main_library=str(package.manifest.main_library),
                libraries=[each.to_json() for each in libraries],
                replaces=replaces,
                uploaded_by=by,
                uploaded_at=at,
            )


def _decide(
    pending: PendingPackage,
    state: PendingPackage.State,
    content: Content | None,
    *,
    by: Any,
    at: datetime,
    reason: str = "",
) -> None:
    locked = PendingPackage.objects.select_for_update().get(pk=pending.pk)
    if locked.state != PendingPackage.State.WAITING:
        raise AlreadyDecided(locked)
    locked.state, locked.reason, locked.content, locked.blob = state, reason, content, None
    locked.decided_by, locked.decided_at = by, at
    locked.save()


def _must_be_approver(person: Any) -> None:
    if not person.has_perm(INSTALL):
        raise PermissionDenied
