"""Keeping and taking away bookmarks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from courses.actions import Place, enrol, owner_columns
from courses.domain.anchors import Anchor
from courses.domain.learner import Learner
from courses.models import Bookmark


@transaction.atomic
def keep_bookmark(*, place: Place, anchor: Anchor, by: Learner, at: datetime) -> Bookmark:
    """Mark a part of a lesson, and begin the course if it was not begun. Marked again, it is fastened to the
    text as it is now."""
    enrol(course=place.course, version=place.version, by=by, at=at)
    mark, _ = Bookmark.objects.update_or_create(
        **owner_columns(by),
        course_key=place.course,
        block_id=place.block,
        defaults={
            "module_key": place.module,
            "made_at": at,
            "language": anchor.language,
            "text_digest": anchor.digest,
            "passage": anchor.passage,
        },
    )
    return mark


@transaction.atomic
def drop_bookmark(*, course: str, block: str, by: Learner) -> bool:
    """Take a bookmark away, also one made on a device that has become the learner's. False if there is none."""
    return bool(Bookmark.objects.of(by).in_course(course).filter(block_id=block).delete()[0])
