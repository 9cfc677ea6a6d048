"""What learners have saved in contents: read for the page, written by its bridge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from h5p.errors import StateRefused
from h5p.state import Key, State, read_save
from h5p_django.models import Content, ContentRevision, PlayerState
from h5p_django.places import Place

MOST_VALUES = 200
"""How many values one learner may keep in one place. A large interactive book has some sixty."""


def saved(place: Place, content: Content, current: ContentRevision) -> dict[tuple[str, str], State]:
    """Return {(sub content, data type): state} as the page gets it today. One query.

    Of several learner keys the value saved latest counts."""
    rows = (
        PlayerState.objects.filter(content=content, block_key=place.block, learner_key__in=place.learners)
        .select_related("revision")
        .defer("revision__parameters", "revision__metadata")
        .order_by("saved_at")
    )
    return {(row.sub_content, row.data_type): row.delivered(current) for row in rows}


@transaction.atomic
def save(*, place: Place, form: Mapping[str, str], at: datetime) -> None:
    """Keep, or forget, one value. Raises StateRefused; state-gone when the content is no more."""
    content = Content.objects.select_related("revision").filter(pk=place.content).first()
    if content is None or content.revision is None:
        raise StateRefused("state-gone")
    key = Key(form.get("sub_content", "0"), form.get("data_type", ""))
    state = read_save(form, current_hash=content.revision.digest)
    mine = PlayerState.objects.of(content, block_key=place.block, learner_key=place.learner)
    one = mine.filter(sub_content=key.sub_content_id, data_type=key.data_type)
    if state is None:
        # For every key of the learner, or an older one would come forward in its place.
        PlayerState.objects.filter(
            content=content,
            block_key=place.block,
            learner_key__in=place.learners,
            sub_content=key.sub_content_id,
            data_type=key.data_type,
        ).delete()
        return
    values = {
        "revision": content.revision,
        "data": state.data,
        "preload": state.preload,
        "invalidate": state.invalidate,
        "saved_at": at,
    }
    if one.update(**values, version=F("version") + 1):
        return
    if mine.count() >= MOST_VALUES:
        raise StateRefused("state-too-many")
    PlayerState.objects.update_or_create(
        content=content,
        block_key=place.block,
        learner_key=place.learner,
        sub_content=key.sub_content_id,
        data_type=key.data_type,
        defaults=values,
    )
