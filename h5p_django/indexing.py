"""What a content says is found from the pages that show it: when it changes, so does their entry in the search."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.index import insert_or_update_object

from h5p_django.models import Content


def renew_pages(content: Content) -> None:
    """Index the pages that show `content` anew, once the change is committed."""
    transaction.on_commit(partial(_renew, content.pk))


def _renew(pk: int) -> None:
    content = Content.objects.filter(pk=pk).first()
    if content is None:
        return
    for source, _references in ReferenceIndex.get_references_to(content).group_by_source_object():
        if isinstance(source, Page):
            insert_or_update_object(source.specific)
