"""Deleting so that it can be undone: into the bin, out of it again, and for good when the time is up."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from home.bin.models import BinItem


class CannotRestore(Exception):
    """Something else has taken the place since: another text with the same key. Nothing was changed."""


@transaction.atomic
def bin_page(*, page: Page, by: Any, at: datetime) -> BinItem:
    """Take a page and all below it off the site, and put it in the bin. Its place in the tree is kept for it."""
    below = page.get_descendants(inclusive=True).live()
    live = [list(row) for row in below.values_list("pk", "live_revision_id")]
    for one in below.specific():
        one.unpublish(user=by, log_action=False)
    item, _made = BinItem.objects.update_or_create(
        page=page,
        defaults={
            "live": live,
            "name": page.title,
            "kind": str(page.specific_class._meta.verbose_name if page.specific_class else ""),
            "deleted_at": at,
            "deleted_by": by,
        },
    )
    log(instance=page, action="home.bin", user=by)
    return item


@transaction.atomic
def bin_text(*, thing: Model, by: Any, at: datetime) -> BinItem:
    """Delete a short text, and keep all that stood in its row."""
    return BinItem.objects.create(
        kept=json.loads(serializers.serialize("json", [thing])),
        name=str(thing)[:255],
        kind=str(thing._meta.verbose_name),
        deleted_at=at,
        deleted_by=by,
    )


@transaction.atomic
def restore(*, item: BinItem, by: Any) -> Model:
    """Put a thing back as it was; what was published is published again. Raises CannotRestore."""
    locked = BinItem.objects.select_for_update().get(pk=item.pk)
    if locked.page is not None:
        page = locked.page
        revisions = dict(locked.live)
        for one in Page.objects.filter(pk__in=revisions).order_by("path").specific():
            _publish_again(one, revisions[one.pk], by)
        log(instance=page, action="home.restore", user=by)
        locked.delete()
        return page
    try:
        with transaction.atomic():
            for row in serializers.deserialize("python", locked.kept, ignorenonexistent=True):
                back = row.object
                if type(back)._default_manager.filter(pk=back.pk).exists():
                    raise CannotRestore(locked)
                if hasattr(back, "latest_revision_id"):
                    back.latest_revision_id = None  # its history went with it
                if hasattr(back, "live_revision_id"):
                    back.live_revision_id = None
                row.save()
    except IntegrityError as error:
        raise CannotRestore(locked) from error
    thing: Model = back
    ReferenceIndex.create_or_update_for_object(thing)
    locked.delete()
    return thing


def _publish_again(page: Page, revision_id: int | None, by: Any) -> None:
    """Publish what readers had; a draft that was written on top of it stays a draft."""
    revision = Revision.objects.filter(pk=revision_id).first() if revision_id else None
    if revision is not None:
        revision.publish(user=by, log_action=False)
        return
    page.live = True
    page.save()


@transaction.atomic
def empty(*, at: datetime) -> int:
    """Delete for good what has lain in the bin for its time. Returns how many.

    A page that somebody has published again meanwhile is no longer in the bin, and stays."""
    deleted = 0
    for item in BinItem.objects.over_time(at).select_related("page"):
        page = item.page
        if page is not None and page.get_descendants(inclusive=True).live().exists():
            item.delete()
            continue
        if page is not None:
            page.specific.delete()  # and the row of the bin with it
        else:
            item.delete()
        deleted += 1
    return deleted
