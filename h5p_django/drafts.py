"""Unsaved contents: kept for their preview, shown by the player, forgotten after some hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from h5p.content import Content as ContentValue
from h5p.dependencies import Libraries
from h5p.semantics import Filtered, filter_content
from h5p_django.models import Blob, Draft, Library, Requirement
from h5p_django.models.fixed import plain

LIFE = timedelta(hours=12)


@transaction.atomic
def keep(
    value: ContentValue, filtered: Filtered, files: Mapping[str, str], *, key: str, by: Any, at: datetime
) -> Draft:
    """Keep what stands in a form; `key` is the form's. What others left behind long ago is forgotten."""
    Draft.objects.older_than(at - LIFE).delete()
    name = filtered.main_library
    fields = {
        "machine": name.machine,
        "major": name.major,
        "minor": name.minor,
        "parameters": filtered.parameters,
        "metadata": filtered.metadata,
        "language": plain(value.language, 10),
        "files": dict(files),
        "touched_at": at,
    }
    draft, _ = Draft.objects.update_or_create(made_by=by, key=key, defaults=fields)
    return draft


def needs(draft: Draft, libraries: Libraries) -> tuple[Filtered, list[Requirement]]:
    """Return the draft as the filter leaves it, and the libraries it needs as rows that are not stored."""
    filtered = filter_content(draft.value, libraries)
    machines = {each.library.name.machine for each in filtered.dependencies}
    rows = {row.name: row for row in Library.objects.filter(machine__in=machines)}
    needed = [
        Requirement(
            machine=each.library.name.machine,
            major=each.library.name.major,
            minor=each.library.name.minor,
            kind=each.kind.value,
            weight=each.weight,
            library=rows.get(each.library.name),
        )
        for each in filtered.dependencies
    ]
    return filtered, needed


def blob(pk: int, path: str) -> Blob:
    """Return a file of a draft. Raises Http404."""
    files = get_object_or_404(Draft, pk=pk).files
    if path not in files:
        raise Http404(path)
    return get_object_or_404(Blob, pk=files[path])
