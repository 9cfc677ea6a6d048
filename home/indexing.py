"""Make the search and reference indexes once, after many things were saved, instead of at every save."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def quiet_indexes() -> Iterator[None]:
    """Nothing saved inside reaches the indexes: call `make_indexes` afterwards.

    For commands only: it quietens the whole process, other people's saves too."""
    follow = post_save_signal_handler
    quietened = [model for model in get_indexed_models() if post_save.disconnect(follow, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in quietened:
            post_save.connect(follow, sender=model)


def make_indexes() -> None:
    """Write both indexes anew."""
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
