"""Rows of contents: the next revision, and copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import unescape
from typing import Any

from django.db import transaction

from base import page_cache
from h5p.content import Content as ContentValue
from h5p.errors import ContentNotFound
from h5p.plain_text import escape
from h5p.player import content_hash
from h5p.semantics import Filtered
from h5p_django import indexing, requirements
from h5p_django.models import Content, ContentFile, ContentRevision
from h5p_django.models.fixed import plain
from h5p_django.staging import StagedFile


class Changed(Exception):
    """Somebody has made another revision meanwhile, so nothing was written."""

    def __init__(self, content: Content) -> None:
        super().__init__(str(content))
        self.content = content


def current(content: Content) -> ContentRevision:
    """Return the revision that is shown. Raises ContentNotFound for a content that never had one."""
    if content.revision is None:
        raise ContentNotFound(str(content.pk))
    return content.revision


def files_of(revision: ContentRevision) -> list[StagedFile]:
    """Return a revision's files by path. One query."""
    rows = revision.files.order_by("path").values_list("path", "blob_id", "blob__size")
    return [StagedFile(*row) for row in rows]


@transaction.atomic
def write(
    content: Content | None,
    value: ContentValue,
    filtered: Filtered,
    files: Iterable[StagedFile],
    *,
    by: Any,
    at: datetime,
    key: str = "",
    expected: int | None = None,
) -> Content:
    """Make a content, or give one its next revision. The blobs of `files` have their rows already.

    Nothing is made when the current revision says the same: saving twice leaves one revision. Raises Changed
    when it is another one than `expected` (a primary key)."""
    files = list(files)
    title = plain(unescape(str(filtered.metadata.get("title") or "")), 255)
    title = title or filtered.main_library.machine
    if content is None:
        content = Content.objects.create(title=title, created_by=by, created_at=at, key=key)
        number = 1
    else:
        content = Content.objects.select_for_update().get(pk=content.pk)
        before = current(content)
        if expected is not None and before.pk != expected:
            raise Changed(content)
        if _same(before, value, filtered, files):
            return content
        number, content.title = before.number + 1, title
        before.requirements.all().delete()
    revision = ContentRevision(
        content=content,
        number=number,
        machine=filtered.main_library.machine,
        major=filtered.main_library.major,
        minor=filtered.main_library.minor,
        parameters=filtered.parameters,
        metadata=filtered.metadata,
        language=plain(value.language, 10),
        embed_types=list(value.embed_types),
        digest=content_hash(filtered),
        made_by=by,
        made_at=at,
    )
    revision.save()
    _write_files(revision, files)
    requirements.record(revision, filtered)
    content.revision = revision
    content.save(update_fields=["revision", "title"])
    page_cache.clear()
    if number > 1:  # no page shows what has just been made
        indexing.renew_pages(content)
    return content


@transaction.atomic
def copy(content: Content, *, by: Any, at: datetime, title: str = "") -> Content:
    """Make a content of its own from the current revision. The bytes are shared, which nobody can change."""
    original = current(content)
    title = plain(title, 255) or content.title
    made = Content.objects.create(title=title, created_by=by, created_at=at)
    fields = {field.attname: getattr(original, field.attname) for field in original._meta.concrete_fields}
    fields |= {"id": None, "content_id": made.pk, "number": 1, "made_by_id": by and by.pk, "made_at": at}
    fields["metadata"] = {**original.metadata, "title": escape(title)}
    revision = ContentRevision(**fields)
    revision.save()
    _write_files(revision, files_of(original))
    made.revision = revision
    made.save(update_fields=["revision"])
    return made


def _write_files(revision: ContentRevision, files: Sequence[StagedFile]) -> None:
    rows = (ContentFile(revision=revision, path=file.path, blob_id=file.sha256) for file in files)
    ContentFile.objects.bulk_create(rows, batch_size=500)


def _same(
    before: ContentRevision, value: ContentValue, filtered: Filtered, files: Sequence[StagedFile]
) -> bool:
    return (
        before.digest == content_hash(filtered)
        and before.metadata == filtered.metadata
        and (before.language, tuple(before.embed_types)) == (value.language, value.embed_types)
        and set(files_of(before)) == set(files)
    )
