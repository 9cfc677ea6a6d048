"""Where contents and libraries are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse
from wagtail.models import Page, Revision

from base.knowledge.usage import Use, edit_use, find_uses
from h5p.library import Kind
from h5p_django import requirements
from h5p_django.models import Content, Library, PendingPackage, PlayerState
from h5p_django.store import Store


def uses_of_content(content: Content) -> list[Use]:
    """Return where a content is shown, and the pages whose unpublished draft shows it.

    The reference index knows what is published only, so every draft is looked at: for rare moments."""
    return list(dict.fromkeys((*find_uses(content), *draft_uses(content))))


def uses_of_library(library: Library) -> list[Use]:
    """Return the contents that need a library, also by way of another one; then the libraries that name it."""
    requirements.refresh(Store())
    contents = [edit_use(content) for content in requirements.contents_needing(library)]
    return contents + [_library_use(row) for row in Library.objects.all() if _names(row, library)]


def _names(row: Library, library: Library) -> bool:
    return any(library.name in row.value.dependencies(kind) for kind in Kind)


def _library_use(row: Library) -> Use:
    return Use(f"{Library._meta.verbose_name}: {row}", reverse("h5p_libraries:inspect", args=[row.pk]))


def shipped_contents() -> dict[str, int]:
    """Return {key: primary key} of the contents that come with the product."""
    return dict(Content.objects.current().exclude(key="").values_list("key", "pk"))


def saved_for(learner_key: str) -> list[dict[str, Any]]:
    """Return what is saved for a learner, as plain values: for someone who asks what is held about them."""
    rows = PlayerState.objects.filter(learner_key=learner_key).select_related("content").order_by("saved_at")
    return [
        {
            "content": row.content.title,
            "part": row.block_key,
            "saved": row.saved_at.isoformat(),
            "data": row.data,
        }
        for row in rows
    ]


def export_person(person: Any) -> dict[str, Any]:
    """Return what names a person here: what they brought in. It stays, without the name, when they go."""
    contents = Content.objects.filter(created_by=person).values_list("title", "created_at")
    packages = PendingPackage.objects.filter(uploaded_by=person).values_list("title", "uploaded_at")
    return {
        "contents": [{"title": title, "brought_in": at.isoformat()} for title, at in contents],
        "packages": [{"title": title, "uploaded": at.isoformat()} for title, at in packages],
    }


def draft_uses(thing: Model) -> Iterator[Use]:
    """Yield the pages whose unpublished draft chooses `thing`."""
    pages = Page.objects.filter(has_unpublished_changes=True).exclude(latest_revision=None)
    revisions = Revision.objects.filter(pk__in=pages.values("latest_revision"))
    for revision in revisions.iterator(chunk_size=50):
        draft = revision.as_object()
        if any(_mentions(field, draft, thing) for field in draft._meta.get_fields()):
            yield edit_use(draft)


def _mentions(field: Any, draft: Page, thing: Model) -> bool:
    if not hasattr(field, "extract_references"):
        return False
    found = field.extract_references(field.value_from_object(draft))
    return any(isinstance(thing, model) and object_id == str(thing.pk) for model, object_id, *_ in found)
